#include "survey/report/figure.hpp"

#include "survey/pooled.hpp"
#include "survey/published.hpp"
#include "survey/rounding.hpp"
#include "survey/sentence.hpp"

#include <algorithm>
#include <utility>

namespace survey::report {
namespace {

constexpr int kPlaces = 1;

base::Problem refused(const ReportTemplate& report, const Reference& reference, const base::Problem& why) {
    if (!why.rule.empty()) return problem_at(report, reference, why.rule);
    if (!why.fields.empty()) return problem_at(report, reference, why.fields.front().rule);
    return problem_at(report, reference, std::string(why.kind().name));
}

base::Result<std::size_t> item_in(const ReportTemplate& report, const RoundInReport& round,
                                  const Reference& reference) {
    if (round.snapshot.empty()) return base::fail(problem_at(report, reference, "not_frozen", round.label));
    const auto item = round.answers->find(reference.item);
    if (!item) return base::fail(problem_at(report, reference, "no_such_item", round.label));
    return *item;
}

base::Result<Target> target_in(const ReportTemplate& report, const Item& item, const Reference& reference,
                               const std::vector<std::string>& options) {
    const std::vector<std::string_view> codes(options.begin(), options.end());
    auto target = target_of(item, codes);
    if (target) return target;
    std::string accepted;
    for (const Option& option : item.options) accepted += (accepted.empty() ? "" : ", ") + option.code;
    return base::fail(problem_at(report, reference, "not_in_list", accepted));
}

std::string decimal_text(const base::Words& words, const Decimal& decimal) {
    return words.number(
        static_cast<double>(decimal.units) / static_cast<double>(power_of_ten(decimal.decimals)),
        decimal.decimals);
}

std::string percent_text(const base::Words& words, const std::optional<Share>& share) {
    const auto rounded = share ? percent(*share, kPlaces) : std::nullopt;
    if (!rounded) return words.text("survey.sentence.no_percent");
    return words.text("survey.sentence.percent", {{"number", decimal_text(words, *rounded)}});
}

const RoundInReport* earlier_round(const ReportSource& source, std::string_view label) {
    const auto found = std::ranges::find(source.earlier, label, &RoundInReport::label);
    return found == source.earlier.end() ? nullptr : &*found;
}

base::Result<Reading> reading_in(const ReportTemplate& report, const RoundInReport& round,
                                 const Reference& reference) {
    const auto item = item_in(report, round, reference);
    if (!item) return base::fail(item.error());
    const auto target = target_in(report, round.answers->item(*item), reference, reference.options);
    if (!target) return base::fail(target.error());
    auto reading = read(*round.answers, *item, *target);
    if (!reading) return base::fail(refused(report, reference, reading.error()));
    return reading;
}

// Of published totals the answers are named by their text.
base::Result<Level> total_in(const ReportTemplate& report, const RoundInReport& round,
                             const Reference& reference) {
    if (reference.options.size() > 1)
        return base::fail(problem_at(report, reference, "not_in_list", "one answer of published totals"));
    const std::string answer = reference.options.empty() ? std::string() : reference.options.front();
    auto level = published_level(round.totals, reference.item, answer, round.population);
    if (!level) return base::fail(refused(report, reference, level.error()));
    return level;
}

base::Result<std::string> share_text(const ReportTemplate& report, const ReportSource& source,
                                     const Reference& reference, const base::Words& words) {
    const auto item = item_in(report, source.now, reference);
    if (!item) return base::fail(item.error());
    const Item& asked = source.now.answers->item(*item);
    const auto parts = target_in(report, asked, reference, reference.options);
    if (!parts) return base::fail(parts.error());
    const auto whole = target_in(report, asked, reference, reference.whole);
    if (!whole) return base::fail(whole.error());
    const auto pooled_over = [&](const std::vector<std::size_t>& cells) -> base::Result<Pooled> {
        auto amounts = amounts_of(*source.now.answers, *item, cells, whole->options);
        if (!amounts) return base::fail(refused(report, reference, amounts.error()));
        auto sum = pooled(*amounts);
        if (!sum) return base::fail(refused(report, reference, sum.error()));
        return sum;
    };
    const auto sum = pooled_over(parts->options);
    if (!sum) return base::fail(sum.error());
    Share share{sum->part, sum->whole};
    if (!reference.remainder.empty()) {
        const auto first = target_in(report, asked, reference, reference.remainder);
        if (!first) return base::fail(first.error());
        const auto taken = pooled_over(first->options);
        if (!taken) return base::fail(taken.error());
        auto rest = share_of_remaining(taken->part, sum->part, sum->whole);
        if (!rest) return base::fail(refused(report, reference, rest.error()));
        share = *rest;
    }
    if (reference.measure == "count") return words.number(share.part);
    if (reference.measure == "percent") return percent_text(words, share);
    if (reference.remainder.empty()) return share_sentence(words, share, asked.unit);
    return nested_sentence(words, share, sum->whole, asked.unit);
}

std::string change_text(const Reference& reference, const Compared& compared, const base::Words& words) {
    return std::visit(
        [&](const auto& change) {
            if (reference.measure == "delta") return words.number(change.delta_all);
            if (reference.measure == "verdict") return std::string(code_of(compared.verdict));
            return change_sentence(words, change, compared.verdict, reference.earlier);
        },
        compared.change);
}

}  // namespace

base::Result<Counted> counted(const ReportTemplate& report, const ReportSource& source,
                              const Reference& reference) {
    const auto item = item_in(report, source.now, reference);
    if (!item) return base::fail(item.error());
    auto target = target_in(report, source.now.answers->item(*item), reference, reference.options);
    if (!target) return base::fail(target.error());
    const auto reading = read(*source.now.answers, *item, *target);
    if (!reading) return base::fail(refused(report, reference, reading.error()));
    return Counted{*item, *std::move(target), level_of(*reading)};
}

base::Result<Compared> compared(const ReportTemplate& report, const ReportSource& source,
                                const Reference& reference) {
    const auto now = counted(report, source, reference);
    if (!now) return base::fail(now.error());
    const RoundInReport* earlier = earlier_round(source, reference.earlier);
    if (earlier == nullptr) return base::fail(problem_at(report, reference, "no_such_round"));
    if (earlier->snapshot.empty())
        return base::fail(problem_at(report, reference, "not_frozen", earlier->label));
    const auto grade = source.grade(reference.item, reference.earlier);
    if (!grade) return base::fail(problem_at(report, reference, "not_graded", earlier->label));
    const MetricKind metric = source.now.answers->item(now->item).metric;

    if (earlier->answers == nullptr) {
        const auto before = total_in(report, *earlier, reference);
        if (!before) return base::fail(before.error());
        auto change =
            change_of_totals(*before, now->level, std::max(earlier->population, now->level.population));
        if (!change) return base::fail(refused(report, reference, change.error()));
        const Verdict says = verdict(*change, metric, *grade);
        return Compared{*std::move(change), says, metric};
    }
    const auto before = reading_in(report, *earlier, reference);
    if (!before) return base::fail(before.error());
    const auto after = reading_in(report, source.now, reference);
    if (!after) return base::fail(after.error());
    Change made = change(*before, *after);
    const Verdict says = verdict(made, metric, *grade);
    return Compared{made, says, metric};
}

base::Result<std::string> figure_text(const ReportTemplate& report, const ReportSource& source,
                                      const Reference& reference, const base::Words& words) {
    if (reference.kind == ReferenceKind::share) return share_text(report, source, reference, words);
    if (reference.kind == ReferenceKind::change) {
        const auto found = compared(report, source, reference);
        if (!found) return base::fail(found.error());
        return change_text(reference, *found, words);
    }
    const auto found = counted(report, source, reference);
    if (!found) return base::fail(found.error());
    const Level& level = found->level;
    const Round& round = *source.now.answers;
    const std::string& measure = reference.measure;
    if (measure == "count") return words.number(level.holding);
    if (measure == "base") return words.number(level.population);
    if (measure == "percent") return percent_text(words, share(level, Base::pop));
    if (measure == "percent_answered") return percent_text(words, share(level, Base::item));
    if (measure == "others") return others_sentence(words, level, disposition_counts(round, found->item));
    if (measure == "bounds") return bounds_sentence(words, level);
    return level_sentence(words, level, round.item(found->item).metric);
}

}  // namespace survey::report
