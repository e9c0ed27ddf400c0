// The rules of estimation.md 5.3 and the warnings of plain words.

#include "engines/estimation/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace estimation {
namespace {

constexpr double kOverlapsFewest = 10;
constexpr double kPanelRatioMost = 2;
constexpr double kMoveMost = 0.5;      // of the estimate, by one list
constexpr double kTopRatioMost = 1.5;  // between models about as good as the best
constexpr double kAboutAsGood = 6;     // points of the criterion
constexpr double kFailedMost = 0.05;   // of the resamples
constexpr double kPeopleFewest = 5;    // on a list

// A number of people, with commas.
std::string people(double number) {
    std::string digits = fmt::format("{:.0f}", number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

struct Spread {
    PanelEntry low;
    PanelEntry high;
    double ratio() const { return high.estimate / low.estimate; }
};

Spread spread_of(const Finding& finding, const Evidence& evidence) {
    std::vector<PanelEntry> all = evidence.panel;
    // A lower bound is no other opinion.
    if (finding.estimate && finding.method != Method::chao) {
        all.push_back({finding.method, *finding.estimate});
    }
    if (all.empty()) return {{finding.method, 1}, {finding.method, 1}};
    const auto [low, high] = std::ranges::minmax_element(all, {}, &PanelEntry::estimate);
    return {*low, *high};
}

std::string moved_by(const CaptureTable& table, const WithoutList& without, double estimate) {
    return fmt::format("without the list {} the estimate would be {} instead of {}",
                       table.lists[without.list], people(*without.estimate), people(estimate));
}

bool moves_much(const WithoutList& without, double estimate) {
    return without.estimate && std::abs(*without.estimate - estimate) > kMoveMost * estimate;
}

// Lists that decide the answer of the method, or else that of the stepwise method.
std::vector<std::string> moves_of(const CaptureTable& table, const Finding& finding,
                                  const Evidence& evidence) {
    std::vector<std::string> moves;
    for (const WithoutList& without : evidence.without) {
        if (finding.estimate && moves_much(without, *finding.estimate)) {
            moves.push_back(moved_by(table, without, *finding.estimate));
        }
    }
    if (!moves.empty() || !evidence.stepwise) return moves;
    for (const WithoutList& without : evidence.stepwise_without) {
        if (moves_much(without, *evidence.stepwise)) {
            moves.push_back("by stepwise, " + moved_by(table, without, *evidence.stepwise));
        }
    }
    return moves;
}

std::vector<std::string> reasons_for_none(const CaptureTable& table, const Finding& finding,
                                          const Evidence& evidence) {
    std::vector<std::string> reasons;
    if (finding.model && !finding.model->existence.admissible()) {
        reasons.push_back(
            finding.model->existence.exists
                ? "the model has more than one estimate for this table: its terms cannot be told apart"
                : "the model has no estimate for this table: the fit runs off without end");
    } else if (!finding.estimate && !finding.why_none.empty()) {
        reasons.push_back(finding.why_none);
    } else if (!finding.estimate && !finding.sampler_failed) {
        reasons.emplace_back("the method found no model with an estimate for this table");
    }
    if (overlapping(table) < kOverlapsFewest) {
        reasons.push_back(
            fmt::format("only {} people are on two lists or more, and they carry all that is known "
                        "of those on none; at least {} are needed",
                        people(overlapping(table)), kOverlapsFewest));
    }
    if (!evidence.some_dependence_is_admissible) {
        reasons.emplace_back("no model but independence has an estimate for this table");
    }
    if (finding.interval && std::isinf(finding.interval->limits.upper)) {
        reasons.emplace_back("there is no finite upper limit");
    }
    if (finding.sampler_failed) reasons.push_back("the sampler did not settle: " + finding.sampler_words);
    return reasons;
}

std::vector<std::string> reasons_for_fragile(const CaptureTable& table, const Finding& finding,
                                             const Evidence& evidence) {
    std::vector<std::string> reasons;
    const Spread spread = spread_of(finding, evidence);
    if (spread.ratio() > kPanelRatioMost) {
        reasons.push_back(fmt::format("methods differ by a factor of {:.2f}: {} says {}, {} says {}",
                                      spread.ratio(), name_of(spread.low.method), people(spread.low.estimate),
                                      name_of(spread.high.method), people(spread.high.estimate)));
    }
    if (!finding.estimate) return reasons;
    for (std::string& move : moves_of(table, finding, evidence)) reasons.push_back(std::move(move));
    for (const UntestedPair& untested : evidence.untested) {
        const double ratio = untested.estimate / *finding.estimate;
        if (ratio <= 2 && ratio >= 0.5) continue;
        reasons.push_back(
            fmt::format("if {} depended on each other with odds of {}, the estimate would be {} "
                        "instead of {}",
                        term_in_words(untested.pair, table.lists), untested.odds, people(untested.estimate),
                        people(*finding.estimate)));
    }
    return reasons;
}

void warn_of_lists(const CaptureTable& table, std::vector<std::string>& warnings) {
    for (std::size_t list = 0; list < table.list_count(); ++list) {
        double on_it = 0;
        double shared = 0;
        for (std::size_t cell = 1; cell < table.cell_count(); ++cell) {
            if ((cell >> list & 1U) == 0) continue;
            on_it += table.count[cell];
            if (lists_in(static_cast<Mask>(cell)) > 1) shared += table.count[cell];
        }
        if (shared == 0) {
            warnings.push_back(
                fmt::format("{} shares nobody with any other list: what it says of those on none "
                            "rests on independence alone",
                            table.lists[list]));
        }
        if (on_it < kPeopleFewest) {
            warnings.push_back(fmt::format("{} has only {} people", table.lists[list], people(on_it)));
        }
    }
    const std::vector<Mask> pairs = interactions(table.list_count(), 2);
    std::vector<Mask> apart;
    for (const Mask pair : pairs) {
        double together = 0;
        for (Mask cell = 1; cell < table.cell_count(); ++cell) {
            if ((cell & pair) == pair) together += table.count[cell];
        }
        if (together == 0) apart.push_back(pair);
    }
    if (apart.empty()) return;
    std::string names;
    for (const Mask pair : apart) names += (names.empty() ? "" : ", ") + term_in_words(pair, table.lists);
    warnings.push_back(
        fmt::format("{} of {} pairs of lists never meet: {}. Whether they exclude each other or "
                    "only happen not to meet is not in the data",
                    apart.size(), pairs.size(), names));
}

void warn_of_models(const Finding& finding, std::vector<std::string>& warnings) {
    if (finding.downhill) {
        warnings.emplace_back(
            "with so many lists not every model was tried: the search went downhill and may have missed the "
            "best");
    }
    if (finding.contenders > 0) {
        warnings.push_back(
            fmt::format("the resamples chose among the {} best models of this table, not among all {}",
                        finding.contenders, finding.models_tried));
    }
    if (finding.top.empty()) return;
    const auto value = [&](const TopModel& model) {
        return finding.method == Method::aic ? model.aic : model.bic;
    };
    double low = finding.top.front().estimate;
    double high = low;
    std::size_t good = 0;
    for (const TopModel& model : finding.top) {
        if (value(model) - value(finding.top.front()) > kAboutAsGood) break;
        ++good;
        low = std::min(low, model.estimate);
        high = std::max(high, model.estimate);
    }
    if (high > kTopRatioMost * low) {
        warnings.push_back(
            fmt::format("{} models are about as good as the best, and give from {} to {}: which "
                        "lists depend on each other decides the answer, and the data hardly say",
                        good, people(low), people(high)));
    }
}

void warn_of_interval(const Finding& finding, std::vector<std::string>& warnings) {
    if (finding.upper_is_the_priors) {
        warnings.emplace_back(
            "the upper limit lies at the edge of the numbers that were tried: it comes from "
            "what was assumed, not from the data");
    }
    if (!finding.interval) return;
    const Interval& interval = *finding.interval;
    if (!interval.includes_selection && selects(finding.method)) {
        warnings.emplace_back(
            "the interval takes the chosen model as given; one that repeats the choice (--ci "
            "bca) is about twice as wide");
    }
    if (interval.kind != Interval::Kind::bca) return;
    if (static_cast<double>(interval.failed) > kFailedMost * static_cast<double>(interval.replicates)) {
        warnings.push_back(fmt::format("{} of {} resamples had no estimate and are left out of the interval",
                                       interval.failed, interval.replicates));
    }
    for (const Diagnostic& diagnostic : finding.diagnostics) {
        if (diagnostic.name != "share_below") continue;
        if (diagnostic.value <= 0 || diagnostic.value >= 1) {
            warnings.emplace_back(
                "all resamples lie on one side of the estimate: the interval is that of plain "
                "percentiles");
        } else if (diagnostic.value < 0.05 || diagnostic.value > 0.95) {
            warnings.push_back(
                fmt::format("{:.0f} % of the resamples lie below the estimate: the corrected "
                            "limits rest on very few of them",
                            100 * diagnostic.value));
        }
    }
    if (finding.conditional && interval.limits.upper < finding.conditional->upper) {
        warnings.push_back(
            fmt::format("the upper limit is below that of the chosen model alone ({}): read the "
                        "higher one",
                        people(finding.conditional->upper)));
    }
}

}  // namespace

Status status_of(const CaptureTable& table, const Finding& finding, const Evidence& evidence) {
    auto reasons = reasons_for_none(table, finding, evidence);
    if (!reasons.empty()) return {Light::none, std::move(reasons)};
    reasons = reasons_for_fragile(table, finding, evidence);
    if (!reasons.empty()) return {Light::fragile, std::move(reasons)};
    return {Light::usable_with_care,
            {"none of the rules for a fragile result holds; there is no better light than this one"}};
}

std::vector<std::string> warnings_of(const CaptureTable& table, const Finding& finding,
                                     const Evidence& evidence) {
    std::vector<std::string> warnings;
    warn_of_lists(table, warnings);
    for (const std::string& move : moves_of(table, finding, evidence)) {
        warnings.push_back("one list decides the result: " + move);
    }
    warn_of_models(finding, warnings);
    warn_of_interval(finding, warnings);
    return warnings;
}

}  // namespace estimation
