#include "survey/sentence.hpp"

#include "survey/rounding.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace survey {
namespace {

constexpr int kPlacesOfStates = 1;
constexpr int kPlacesOfCases = 0;  // as the source document prints them

// The rounding is exact; only the digits are left to the language.
std::string percent_text(const base::Words& words, std::int64_t part, std::int64_t whole, int places) {
    const auto rounded = percent(part, whole, places);
    if (!rounded) return words.text("survey.sentence.no_percent");
    const double shown =
        static_cast<double>(rounded->units) / static_cast<double>(power_of_ten(rounded->decimals));
    return words.text("survey.sentence.percent", {{"number", words.number(shown, places)}});
}

struct Reason {
    Disposition disposition;
    std::string_view key;
};
constexpr std::array kReasons{
    Reason{Disposition::declined, "survey.sentence.declined"},
    Reason{Disposition::not_available, "survey.sentence.not_available"},
    Reason{Disposition::blank, "survey.sentence.blank"},
    Reason{Disposition::no_reply, "survey.sentence.no_reply"},
    Reason{Disposition::not_applicable, "survey.sentence.not_applicable"},
    Reason{Disposition::skipped, "survey.sentence.skipped"},
    Reason{Disposition::under_examination, "survey.sentence.under_examination"},
    Reason{Disposition::held, "survey.sentence.held"},
};

std::string_view key_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::robust_up: return "survey.sentence.robust_up";
        case Verdict::robust_down: return "survey.sentence.robust_down";
        case Verdict::matched_up: return "survey.sentence.matched_up";
        case Verdict::matched_down: return "survey.sentence.matched_down";
        case Verdict::reported_up:
        case Verdict::reported_down: return "survey.sentence.reported";
        case Verdict::response_up:
        case Verdict::response_down: return "survey.sentence.response";
        case Verdict::no_change: return "survey.sentence.no_change";
        case Verdict::not_comparable: return "survey.sentence.not_comparable";
    }
    return "survey.sentence.not_comparable";
}

base::MessageArguments levels(const Level& before, const Level& after, const std::string& round_before) {
    return {{"after", after.holding}, {"before", before.holding}, {"round", round_before}};
}

}  // namespace

std::string level_sentence(const base::Words& words, const Level& level, MetricKind metric) {
    const std::string_view key =
        metric == MetricKind::item_response ? "survey.sentence.provided" : "survey.sentence.level";
    return words.text(key,
                      {{"count", level.holding},
                       {"base", level.population},
                       {"percent", percent_text(words, level.holding, level.population, kPlacesOfStates)}});
}

std::string others_sentence(const base::Words& words, const Level& level,
                            const std::array<std::int64_t, kDispositionCount>& counts) {
    std::vector<std::string> parts;
    if (level.answered && *level.answered > level.holding)
        parts.push_back(words.text("survey.sentence.another", {{"count", *level.answered - level.holding}}));
    for (const Reason& reason : kReasons) {
        const std::int64_t count = counts[static_cast<std::size_t>(reason.disposition)];
        if (count > 0) parts.push_back(words.text(reason.key, {{"count", count}}));
    }
    if (parts.empty()) return {};
    return words.text("survey.sentence.others", {{"parts", words.list(parts)}});
}

std::string bounds_sentence(const base::Words& words, const Level& level) {
    if (level.missing() == 0) return {};
    const Bounds within = bounds(level);
    return words.text("survey.sentence.bounds",
                      {{"lower", within.lower},
                       {"upper", within.upper},
                       {"base", within.den},
                       {"lower_percent", percent_text(words, within.lower, within.den, kPlacesOfStates)},
                       {"upper_percent", percent_text(words, within.upper, within.den, kPlacesOfStates)}});
}

std::string change_sentence(const base::Words& words, const Change& change, Verdict verdict,
                            const std::string& round_before) {
    base::MessageArguments arguments = levels(change.before, change.after, round_before);
    arguments.emplace_back("matched", change.matched.n);
    arguments.emplace_back("gained", change.matched.gained);
    arguments.emplace_back("lost", change.matched.lost);
    return words.text(key_of(verdict), arguments);
}

// Of totals no verdict says what the same States did, so that the sentence never needs to.
std::string change_sentence(const base::Words& words, const ChangeOfTotals& change, Verdict verdict,
                            const std::string& round_before) {
    return words.text(key_of(verdict), levels(change.before, change.after, round_before));
}

std::string share_sentence(const base::Words& words, const Share& share, const std::string& unit) {
    return words.text("survey.sentence.share",
                      {{"part", share.part},
                       {"whole", share.whole},
                       {"unit", unit},
                       {"percent", percent_text(words, share.part, share.whole, kPlacesOfCases)}});
}

std::string nested_sentence(const base::Words& words, const Share& of_remaining, std::int64_t whole,
                            const std::string& unit) {
    return words.text(
        "survey.sentence.nested",
        {{"part", of_remaining.part},
         {"rest", of_remaining.whole},
         {"whole", whole},
         {"unit", unit},
         {"percent", percent_text(words, of_remaining.part, of_remaining.whole, kPlacesOfCases)},
         {"percent_of_all", percent_text(words, of_remaining.part, whole, kPlacesOfCases)}});
}

}  // namespace survey
