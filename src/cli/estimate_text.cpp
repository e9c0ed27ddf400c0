#include "cli/estimate_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace cli {
namespace {

using estimation::Estimate;
using estimation::Limits;

constexpr std::size_t kModelsShown = 10;

std::string people(double number) {
    if (std::isinf(number)) return "no limit";
    std::string digits = fmt::format("{:.0f}", number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

std::string range(const Limits& limits) {
    return people(limits.lower) + " to " + people(limits.upper);
}

std::string percent(double share) {
    return fmt::format("{:.{}f} %", 100 * share, share < 0.1 ? 1 : 0);
}

std::string interval_in_words(const Estimate& estimate) {
    const auto interval = estimate.interval();
    if (!interval) return "none";
    std::string words = fmt::format("{} ({:g} %, {}", range(interval->limits), 100 * interval->level,
                                    estimation::name_of(interval->kind));
    if (interval->replicates > 0) {
        words +=
            fmt::format(", {} resamples, {} without an estimate", interval->replicates, interval->failed);
    }
    if (interval->kind == estimation::Interval::Kind::credible) return words + ", averaged over models)";
    words += interval->includes_selection ? ", the choice of the model repeated)" : ", the model as given)";
    return words;
}

void put_line(std::string& text, std::string_view name, std::string_view words) {
    text += fmt::format("{:<20} {}\n", name, words);
}

void put_model(std::string& text, const Estimate& estimate, const EstimateOrigin& origin) {
    if (!estimate.model()) return;
    const estimation::FittedModel& model = *estimate.model();
    put_line(text, "Model",
             fmt::format("{}  deviance {:.4f} on {} df, AIC {:.4f}, BIC {:.4f}",
                         estimation::generators_in_words(model.model, origin.lists), model.deviance,
                         model.degrees_of_freedom, model.aic, model.bic));
    for (const auto term : model.existence.minus_infinity) {
        put_line(text, "", estimation::term_in_words(term, origin.lists) + ": nobody; taken as impossible");
    }
    for (const auto history : model.existence.vanishing) {
        put_line(text, "",
                 "without an estimate: " + estimation::term_in_words(history, origin.lists) +
                     " alone would be pushed to nobody without end");
    }
}

void put_estimate(std::string& text, const Estimate& estimate, const EstimateOrigin& origin) {
    put_line(text, "Method", estimation::name_of(estimate.method()));
    const bool bound = estimate.method() == estimation::Method::chao;
    if (const auto population = estimate.population()) {
        put_line(
            text, bound ? "At least" : "Estimate",
            fmt::format("{}, of them {} on no list", people(*population), people(*estimate.dark_figure())));
        put_line(text, "Interval", interval_in_words(estimate));
    } else {
        put_line(text, "Estimate", "none: see the status");
    }
    if (const auto conditional = estimate.conditional()) {
        put_line(text, "Model as given", range(*conditional) + " (profile)");
    }
    put_model(text, estimate, origin);
    if (const auto share = estimate.listed_share()) {
        std::string words = percent(share->estimate);
        if (share->limits) {
            words += fmt::format(" ({} to {})", percent(share->limits->lower), percent(share->limits->upper));
        }
        put_line(text, "Listed share (MSE)", words + ": of the people who could have come on a list");
    }
    put_line(text, "Assumption", estimate.assumption().sentence());
    put_line(text, "Status", estimation::name_of(estimate.status().light()));
    for (const std::string& reason : estimate.status().reasons()) put_line(text, "", "- " + reason);
    const auto& top = estimate.top();
    for (std::size_t place = 0; place < std::min(kModelsShown, top.size()); ++place) {
        put_line(text, place == 0 ? "Best models" : "",
                 fmt::format("{:<32} {:>10}  AIC {:.2f}  BIC {:.2f}  weight {:.3f}",
                             estimation::generators_in_words(top[place].model, origin.lists),
                             people(top[place].estimate), top[place].aic, top[place].bic, top[place].weight));
    }
}

// Estimates of two lists each, from the lowest to the highest: their spread is what is told.
void put_anchors(std::string& text, const EstimateOrigin& origin) {
    text += "\nWithout a model\n";
    if (origin.chao) put_line(text, "Chao, at least", people(origin.chao->bound));
    if (origin.coverage) {
        std::string words = fmt::format(
            "{} covered; {} if lists are independent, {} if they are not", percent(origin.coverage->coverage),
            people(origin.coverage->independent), people(origin.coverage->low_coverage));
        put_line(text, "Sample coverage", words);
    }
    if (origin.pairs.empty()) return;
    const auto [low, high] = std::ranges::minmax_element(origin.pairs, {}, &estimation::PairAnchor::chapman);
    const auto named = [&](const estimation::PairAnchor& pair) {
        return fmt::format("{} ({}:{}, {} on both)", people(pair.chapman), origin.lists[pair.first],
                           origin.lists[pair.second], people(pair.on_both));
    };
    put_line(text, "Two lists (Chapman)", "from " + named(*low) + " to " + named(*high));
}

}  // namespace

std::string estimates_as_text(const std::vector<Estimate>& estimates, const EstimateOrigin& origin) {
    std::string text;
    std::string names;
    for (const std::string& list : origin.lists) names += (names.empty() ? "" : ", ") + list;
    put_line(text, "Lists", names);
    put_line(text, "On a list", people(origin.observed));
    if (estimates.size() > 1) {
        text += fmt::format("\n{:<14} {:>12} {:>26}  {}\n", "method", "estimate", "interval", "status");
        for (const Estimate& estimate : estimates) {
            const auto population = estimate.population();
            const auto interval = estimate.interval();
            text += fmt::format("{:<14} {:>12} {:>26}  {}\n", estimation::name_of(estimate.method()),
                                population ? people(*population) : "none",
                                interval ? range(interval->limits) : "none",
                                estimation::name_of(estimate.status().light()));
        }
    }
    std::set<std::string> said;
    std::string warnings;
    for (const Estimate& estimate : estimates) {
        text += '\n';
        put_estimate(text, estimate, origin);
        for (const std::string& warning : estimate.warnings()) {
            if (said.insert(warning).second) warnings += "- " + warning + "\n";
        }
    }
    if (!warnings.empty()) text += "\nIn doubt\n" + warnings;
    put_anchors(text, origin);
    text += "\nNobody but you can answer for these\n";
    for (const auto& one : estimation::assumptions_to_tick()) text += fmt::format("- {}\n", one.words);
    text += fmt::format("\nSeed {}, {}, input SHA-256 {}\n", origin.seed, origin.engine, origin.input_sha256);
    return text;
}

}  // namespace cli
