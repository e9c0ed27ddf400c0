#include "cli/demo_survey.hpp"

#include "guard/user.hpp"
#include "survey/long_csv.hpp"
#include "survey/rounds/freeze_round.hpp"
#include "survey/rounds/import_round.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace cli {
namespace {

std::string state_code(std::size_t number) {
    const std::size_t place = number - 1;
    return {'X', static_cast<char>('A' + place / 26), static_cast<char>('A' + place % 26)};
}

// The share of the place-th of `count` States, the first ones one more where it does not go up.
std::int64_t even_share(std::int64_t total, std::size_t place, std::size_t count) {
    const auto parts = static_cast<std::int64_t>(count);
    return total / parts + (static_cast<std::int64_t>(place) < total % parts ? 1 : 0);
}

// Option and value of each row of one State.
std::vector<std::pair<std::string, std::string>> rows_of(const DemoAnswers& answers, std::size_t place) {
    if (answers.disposition != survey::Disposition::answered) return {{"", ""}};
    std::vector<std::pair<std::string, std::string>> rows;
    const std::size_t count = answers.to - answers.from + 1;
    for (const auto& [option, total] : answers.totals) {
        rows.emplace_back(option, std::to_string(even_share(total, place, count)));
    }
    for (const auto& [option, yes] : answers.yes_of_first) {
        rows.emplace_back(option, static_cast<std::int64_t>(place) < yes ? "yes" : "no");
    }
    if (rows.empty()) rows.emplace_back(answers.option, answers.text);
    return rows;
}

survey::rounds::Wordings wordings_of(const DemoRound& round) {
    survey::rounds::Wordings wordings;
    for (const DemoItem& item : round.items) {
        for (const auto& [language, text] : item.wording) {
            survey::rounds::Wording& wording = wordings[{language, item.item.id}];
            wording.text = text;
            for (const auto& [option, labels] : item.labels) {
                const auto label = labels.find(language);
                if (label != labels.end()) wording.labels.emplace(option, label->second);
            }
        }
    }
    return wordings;
}

}  // namespace

std::string csv_of(const DemoRound& round) {
    std::string csv = "round,iso3,item,option,value,disposition,confidentiality\n";
    for (const DemoItem& item : round.items) {
        for (const DemoAnswers& answers : item.answers) {
            for (std::size_t state = answers.from; state <= answers.to; ++state) {
                for (const auto& [option, value] : rows_of(answers, state - answers.from)) {
                    csv += fmt::format("{},{},{},{},\"{}\",{},PUBLIC\n", round.label, state_code(state),
                                       item.item.id, option, value, survey::code_of(answers.disposition));
                }
            }
        }
    }
    return csv;
}

base::Done add_survey(guard::Workplace& workplace, const guard::Actor& publisher,
                      std::span<const DemoRound> rounds) {
    for (const DemoRound& round : rounds) {
        std::vector<survey::Item> declared;
        for (const DemoItem& item : round.items) declared.push_back(item.item);
        const survey::rounds::Wordings wordings = wordings_of(round);
        const std::string csv = csv_of(round);
        const auto imported = survey::rounds::import_answers(workplace, guard::command_line_actor(),
                                                             {.text = csv,
                                                              .label = round.label,
                                                              .programme = std::string(kDemoProgramme),
                                                              .declared = std::move(declared),
                                                              .wordings = wordings,
                                                              .synthetic = true,
                                                              .note = round.note});
        if (!imported) return base::fail(imported.error());
        const auto frozen = survey::rounds::freeze_round(workplace, publisher, imported->round);
        if (!frozen) return base::fail(frozen.error());
        if (auto done = survey::rounds::publish_round(workplace, publisher, imported->round); !done)
            return done;
    }
    return {};
}

}  // namespace cli
