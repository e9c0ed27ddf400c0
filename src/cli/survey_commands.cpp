#include "cli/survey_commands.hpp"

#include "base/csv_reader.hpp"
#include "cli/installation.hpp"
#include "cli/people_commands.hpp"
#include "cli/recovery_commands.hpp"
#include "cli/survey_tables.hpp"
#include "guard/user.hpp"
#include "survey/rounds/import_round.hpp"
#include "survey/rounds/statistic_json.hpp"

#include <fstream>
#include <iterator>
#include <ostream>
#include <system_error>
#include <utility>

namespace cli {
namespace {

using base::ProblemCode;

base::Result<std::string> read_file(const std::filesystem::path& file) {
    std::error_code error;
    const auto refuse = [&](std::string rule, std::string accepted = {}) {
        base::Problem wrong = base::problem(ProblemCode::invalid_file);
        wrong.fields.push_back({file.string(), std::move(rule), std::move(accepted)});
        return base::fail(std::move(wrong));
    };
    if (!std::filesystem::exists(file, error)) return refuse("not_found");
    if (std::filesystem::is_directory(file, error)) return refuse("not_a_file");
    std::ifstream in(file, std::ios::binary);
    if (!in) return refuse("not_readable");
    // One byte more than is taken tells a file that is too long, also one whose size nobody knows.
    std::string text;
    std::vector<char> part(1UL << 20);
    while (in && text.size() <= base::kCsvBytesMost) {
        in.read(part.data(), static_cast<std::streamsize>(part.size()));
        text.append(part.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad()) return refuse("not_readable");
    if (text.size() > base::kCsvBytesMost) return refuse("too_long", std::to_string(base::kCsvBytesMost));
    return text;
}

// Which file it was, where the reader knows lines alone.
base::Problem in_file(base::Problem problem, const std::filesystem::path& file) {
    for (base::FieldProblem& field : problem.fields) {
        if (field.field.starts_with("line ")) field.field = file.string() + ", " + field.field;
    }
    return problem;
}

base::Result<std::int64_t> whole_number(const std::string& field, const std::string& text, std::int64_t least,
                                        std::int64_t most) {
    const auto number = survey::decimal_from_text(text);
    if (!number || number->decimals > 0 || number->units < least || number->units > most) {
        return base::fail(base::invalid_field(field, "out_of_range",
                                              std::to_string(least) + " to " + std::to_string(most)));
    }
    return number->units;
}

base::Result<std::unique_ptr<Installation>> made_for(const Task& task) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    auto made = Installation::open(task.directory, *settings, Opening::migrated, task.world.clock);
    if (!made) return made;
    if (auto key = make_recovery_key(task, task.directory, **made); !key) return base::fail(key.error());
    return made;
}

}  // namespace

base::Done import_round(const Task& task, const RoundToImport& wanted) {
    const auto kind = survey::from_code<survey::rounds::RoundKind>(wanted.kind);
    if (!kind) return base::fail(base::invalid_field("kind", "not_in_list", "microdata, aggregate_only"));
    const auto text = read_file(wanted.file);
    if (!text) return base::fail(text.error());
    survey::rounds::RoundFile file{.text = *text, .label = wanted.round};
    if (!wanted.programme.empty()) file.programme = wanted.programme;
    file.synthetic = wanted.synthetic;
    if (!wanted.population.empty()) {
        const auto population = whole_number("population", wanted.population, 1, survey::kStatesMost);
        if (!population) return base::fail(population.error());
        file.population = *population;
    }
    const bool answers = *kind == survey::rounds::RoundKind::microdata;
    const auto is_new = task.directory.is_new();
    if (!is_new) return base::fail(is_new.error());
    // A file that cannot be right makes no directory.
    if (auto good = *is_new ? survey::rounds::check_file(file, *kind) : base::Done{}; !good) {
        return base::fail(in_file(good.error(), wanted.file));
    }
    const auto installation = *is_new ? made_for(task) : open_for(task);
    if (!installation) return base::fail(installation.error());
    guard::Workplace& workplace = (*installation)->workplace();
    const auto imported = answers
                              ? survey::rounds::import_answers(workplace, guard::command_line_actor(), file)
                              : survey::rounds::import_totals(workplace, guard::command_line_actor(), file);
    if (!imported) return base::fail(in_file(imported.error(), wanted.file));
    show_imported(task.world.out, wanted.round, *imported, answers);
    return {};
}

base::Done show_statistic(const Task& task, const FigureWanted& wanted) {
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const auto found =
        survey::rounds::read_statistic((*installation)->workplace(), guard::command_line_actor(),
                                       {.item = wanted.item,
                                        .round = wanted.round,
                                        .options = wanted.options,
                                        .programme = wanted.programme,
                                        .remaining_after = wanted.remaining_after});
    if (!found) return base::fail(found.error());
    if (wanted.json) {
        task.world.out << survey::rounds::to_json(*found) << "\n";
    } else {
        show_statistic_table(task.world.out, *found);
    }
    return {};
}

base::Done show_change(const Task& task, const FigureWanted& wanted) {
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const auto found = survey::rounds::read_change((*installation)->workplace(), guard::command_line_actor(),
                                                   {.item = wanted.item,
                                                    .from = wanted.from,
                                                    .to = wanted.to,
                                                    .options = wanted.options,
                                                    .programme = wanted.programme});
    if (!found) return base::fail(found.error());
    if (wanted.json) {
        task.world.out << survey::rounds::to_json(*found) << "\n";
    } else {
        show_change_table(task.world.out, wanted, *found);
    }
    return {};
}

base::Done invert_percent(const Task& task, const PercentToInvert& wanted) {
    const auto refuse = [](const char* field, const char* rule, std::string accepted) {
        return base::fail(base::invalid_field(field, rule, std::move(accepted)));
    };
    auto printed = survey::decimal_from_text(wanted.percent);
    if (!printed) return refuse("percent", "not_a_number", "71 or 61.4");
    if (!wanted.decimals.empty()) {
        const auto decimals = whole_number("decimals", wanted.decimals, 0, survey::kDecimalsMost);
        if (!decimals) return base::fail(decimals.error());
        if (*decimals < printed->decimals) {
            return refuse("decimals", "out_of_range", "at least those of the percentage");
        }
        printed = survey::with_decimals(*printed, static_cast<int>(*decimals));
        if (!printed) return refuse("percent", "out_of_range", "0 to 100");
    }
    const auto base = whole_number("base", wanted.base, 1, survey::kInvertedBaseMost);
    if (!base) return base::fail(base.error());
    const auto rounding = survey::rounding_from_name(wanted.rounding);
    if (!rounding) return refuse("rounding", "not_in_list", "half_up, truncate, ceil");
    const auto fitting = survey::fitting_counts(*printed, *base, *rounding);
    if (!fitting) return base::fail(fitting.error());
    if (wanted.json) {
        task.world.out << survey::rounds::to_json(*fitting) << "\n";
    } else if (*fitting) {
        task.world.out << (*fitting)->min << " to " << (*fitting)->max << ": " << (*fitting)->count()
                       << " counts of " << *base << " print as " << survey::to_text(*printed) << " %\n";
    } else {
        task.world.out << "No count of " << *base << " prints as " << survey::to_text(*printed) << " %\n";
    }
    return {};
}

}  // namespace cli
