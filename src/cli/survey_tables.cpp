#include "cli/survey_tables.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>

namespace cli {
namespace {

using survey::Share;
using survey::WholeRange;

constexpr std::string_view kSynthetic = "SYNTHETIC: these answers are invented.\n";

void line(std::ostream& out, std::string_view name, const std::string& text) {
    out << fmt::format("  {:<34}{}\n", name, text);
}

std::string of_share(const std::optional<Share>& share) {
    if (!share) return "not known";
    const auto shown = survey::percent(*share, 1);
    return fmt::format("{} of {}{}", share->part, share->whole,
                       shown ? " = " + survey::to_text(*shown) + " %" : "");
}

std::string of_range(const WholeRange& range) {
    return fmt::format("{} to {}", range.min, range.max);
}

std::string_view name_of(survey::Base base) {
    switch (base) {
        case survey::Base::pop: return "of all States (pop)";
        case survey::Base::elig: return "of those it concerns (elig)";
        case survey::Base::reply: return "of those that replied (reply)";
        case survey::Base::item: return "of those that answered it (item)";
    }
    return {};
}

void show_amounts(std::ostream& out, const survey::rounds::AmountsFound& amounts) {
    line(out, "total", survey::to_text(amounts.total));
    line(out, "of it asked for", survey::to_text(amounts.part));
    line(out, amounts.remaining ? "share of what remains" : "share of the total", of_share(amounts.share));
    line(out, "States that contributed", std::to_string(amounts.contributing));
}

}  // namespace

void show_imported(std::ostream& out, const std::string& round, const survey::rounds::Imported& imported,
                   bool answers) {
    out << "Imported round " << round << ":\n";
    line(out, "items", fmt::format("{} ({} new)", imported.items, imported.new_items));
    if (!answers) {
        line(out, "published figures", std::to_string(imported.answers));
        return;
    }
    line(out, "States", fmt::format("{} ({} new)", imported.states, imported.new_states));
    line(out, "answers and reasons for none", std::to_string(imported.answers));
    if (imported.open == 0) return;
    out << fmt::format(
        "  {} answers are open: a State that replied has no row for an item. Figures of "
        "those items are refused (B1)\n  until each has a disposition.\n",
        imported.open);
}

void show_statistic_table(std::ostream& out, const survey::rounds::StatisticFound& found) {
    if (found.synthetic) out << kSynthetic;
    out << fmt::format("{}, round {}: {}\n", found.item, found.round,
                       found.option.empty() ? "answered" : found.option);
    line(out, found.counts_states ? "States" : "cases", std::to_string(found.level.holding));
    if (found.population_known && found.counts_states) {
        for (const survey::Base base : survey::kBases) {
            line(out, name_of(base), of_share(survey::share(found.level, base)));
        }
    }
    if (found.bounds) {
        line(out, "if all that is missing were known",
             fmt::format("{} to {} of {}", found.bounds->lower, found.bounds->upper, found.bounds->den));
    }
    if (found.amounts) show_amounts(out, *found.amounts);
    for (const auto& [code, count] : found.dispositions) {
        if (count > 0) line(out, code, std::to_string(count));
    }
}

void show_change_table(std::ostream& out, const FigureWanted& wanted,
                       const survey::rounds::ChangeFound& found) {
    if (found.synthetic) out << kSynthetic;
    out << fmt::format("{}, {} to {}: {}\n", wanted.item, wanted.from, wanted.to,
                       found.option.empty() ? "answered" : found.option);
    line(out, "States", fmt::format("{}, then {}", found.before.holding, found.after.holding));
    if (found.of_answers) {
        const survey::Change& change = *found.of_answers;
        line(out, "change on all answers", fmt::format("{:+}", change.delta_all));
        line(out, "States that answered both times", std::to_string(change.matched.n));
        line(out, "  of them gained, lost",
             fmt::format("{}, {} ({:+})", change.matched.gained, change.matched.lost, change.matched.delta));
        line(out, "others that came, left", fmt::format("{}, {}", change.entrants, change.leavers));
        line(out, "change if all were known", of_range(change.bounds));
        line(out, "  and if none had gone back",
             of_range(change.bounds_no_backsliding) +
                 (change.backsliding_seen ? " (refuted: some did)" : " (assumed)"));
        line(out, "sign test (descriptive only)", fmt::format("p = {:.4f}", found.sign_test_p));
    }
    if (found.of_totals) {
        const survey::ChangeOfTotals& change = *found.of_totals;
        line(out, "change of the totals", fmt::format("{:+}", change.delta_all));
        line(out, "change if all were known", of_range(change.bounds));
        out << "  Which States moved is not known. From the totals alone:\n";
        line(out, "  held it both times", of_range(change.transitions.stay));
        line(out, "  gained it", of_range(change.transitions.gained));
        line(out, "  lost it", of_range(change.transitions.lost));
    }
    line(out, "grade of the comparison", std::string(survey::code_of(found.grade)));
    line(out, "verdict", std::string(survey::code_of(found.verdict)));
}

}  // namespace cli
