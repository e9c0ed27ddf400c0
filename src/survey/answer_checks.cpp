#include "survey/answer_checks.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace survey {
namespace {

const Option* option_of(const Item& item, std::string_view code) {
    const auto index = option_index(item, code);
    return index ? &item.options[*index] : nullptr;
}

bool has(const std::vector<std::string>& codes, std::string_view code) {
    return std::ranges::find(codes, code) != codes.end();
}

bool knows_all(const Item& item, const std::vector<std::string>& codes) {
    return std::ranges::all_of(codes,
                               [&](const std::string& code) { return option_of(item, code) != nullptr; });
}

bool any_chosen(const Item& item, const EnteredAnswer& answer, bool Option::* kind) {
    return std::ranges::any_of(answer.chosen, [&](const std::string& code) {
        const Option* option = option_of(item, code);
        return option != nullptr && option->*kind;
    });
}

bool impossible(const Item& item, const Decimal& amount) {
    if (amount.units < 0) return true;
    return item.unit == kCases && amount.units % power_of_ten(amount.decimals) != 0;
}

bool incomplete(const EnteredLaw& law) {
    return base::trimmed(law.title).empty() || base::trimmed(law.article).empty();
}

bool turned(const Item& item, const EnteredAnswer& before, const EnteredAnswer& now) {
    if (shape_of(item.type) == AnswerShape::forced) {
        return std::ranges::any_of(before.chosen,
                                   [&](const std::string& code) { return has(now.denied, code); });
    }
    if (before.chosen.size() != 1 || now.chosen.size() != 1) return false;
    const auto then = option_index(item, before.chosen.front());
    const auto since = option_index(item, now.chosen.front());
    if (!then || !since) return false;
    if (item.type == ItemType::likert) return std::max(*then, *since) - std::min(*then, *since) >= 2;
    return before.chosen.front() == "yes" && now.chosen.front() == "no";
}

bool any_jumped(const EnteredAnswer& before, const EnteredAnswer& now, const ChangeLimit& limit) {
    if (before.amounts.size() != now.amounts.size()) return false;
    for (std::size_t index = 0; index < now.amounts.size(); ++index) {
        if (jumped(before.amounts[index], now.amounts[index], limit)) return true;
    }
    return false;
}

}  // namespace

std::vector<Check> answer_problems(const Item& item, const EnteredAnswer& answer) {
    std::vector<Check> found;
    if (!answer.disposition) found.push_back(Check::disposition_missing);
    if (!knows_all(item, answer.chosen) || !knows_all(item, answer.denied))
        found.push_back(Check::option_unknown);
    if (answer.chosen.size() > 1 && any_chosen(item, answer, &Option::exclusive)) {
        found.push_back(Check::exclusive_combined);
    }
    if (any_chosen(item, answer, &Option::is_other) && base::trimmed(answer.other_text).empty()) {
        found.push_back(Check::other_without_text);
    }
    if (std::ranges::any_of(answer.amounts, [&](const Decimal& one) { return impossible(item, one); })) {
        found.push_back(Check::amount_impossible);
    }
    if (std::ranges::any_of(answer.laws, incomplete)) found.push_back(Check::law_incomplete);
    return found;
}

bool routing_contradicted(const EnteredAnswer& gate, std::string_view leads_on, Disposition follow_up) {
    if (gate.disposition != Disposition::answered || follow_up != Disposition::answered) return false;
    return !has(gate.chosen, leads_on);
}

bool jumped(const Decimal& before, const Decimal& now, const ChangeLimit& limit) {
    const Wide then = millionths(before);
    const Wide since = millionths(now);
    if (then == since) return false;
    if (then == 0) return true;
    const Wide above = limit.limit.numerator();
    const Wide below = limit.limit.denominator();
    if (limit.kind == ChangeLimit::Kind::factor) {
        return std::max(then, since) * below > std::min(then, since) * above;
    }
    return (std::max(then, since) - std::min(then, since)) * below > then * above;
}

std::vector<Check> turns_since_last_round(const Item& item, const EnteredAnswer& before,
                                          const EnteredAnswer& now, const ChangeLimit& limit) {
    std::vector<Check> found;
    if (base::trimmed(now.comment).empty()) {
        if (turned(item, before, now)) found.push_back(Check::answer_turned);
        if (any_jumped(before, now, limit)) found.push_back(Check::amount_jumped);
    }
    const std::string text = plain_text(now.text);
    if (!text.empty() && text == plain_text(before.text)) found.push_back(Check::text_repeated);
    const auto was = [](const EnteredAnswer& answer, Disposition one) { return answer.disposition == one; };
    if ((was(before, Disposition::answered) && was(now, Disposition::not_applicable)) ||
        (was(before, Disposition::not_applicable) && was(now, Disposition::answered))) {
        found.push_back(Check::applicability_changed);
    }
    return found;
}

bool evidence_after_period(const EnteredAnswer& answer, std::chrono::sys_days period_end) {
    return std::ranges::any_of(
        answer.laws, [&](const EnteredLaw& law) { return law.in_force && *law.in_force > period_end; });
}

std::string plain_text(std::string_view text) {
    std::string plain;
    for (const char sign : base::trimmed(text)) {
        const bool space = sign == ' ' || sign == '\t' || sign == '\n' || sign == '\r';
        if (space && plain.ends_with(' ')) continue;
        plain += space ? ' ' : sign;
    }
    return plain;
}

}  // namespace survey
