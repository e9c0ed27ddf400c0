#include "survey/exchange/questionnaires_for_test.hpp"

#include "document/sheets/write_xlsx.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace survey::exchange {
namespace {

Question question(std::string id, ItemType type, std::vector<std::string> options = {}) {
    Question made;
    made.item.id = std::move(id);
    made.item.type = type;
    for (const std::string& option : options) made.item.options.push_back({.code = option});
    for (const std::string language : {"en", "uk", "ar"}) {
        Wording wording{.text = made.item.id + " in " + language};
        for (const std::string& option : options) wording.options.push_back(option + " in " + language);
        made.wordings[language] = std::move(wording);
    }
    return made;
}

}  // namespace

const base::Messages& catalogue() {
    static const auto messages = [] {
        std::array<std::string, 3> texts;
        std::vector<base::EmbeddedFile> files;
        constexpr std::array kPaths{"en/survey_form.json", "uk/survey_form.json", "ar/survey_form.json"};
        for (std::size_t place = 0; place < kPaths.size(); ++place) {
            std::ifstream file(std::string(WAYMARK_SOURCE_DIR "/ui/words/") + kPaths[place]);
            texts[place].assign(std::istreambuf_iterator<char>(file), {});
            files.push_back({kPaths[place], texts[place]});
        }
        return base::Messages::load(files);
    }();
    if (!messages) throw std::runtime_error(base::to_text(messages.error()));
    return *messages;
}

Questionnaire every_kind() {
    Questionnaire made{.round = "2015/16", .state = "XAA", .languages = {"en", "uk", "ar"}};
    made.title = {{"en", "Invented questions"}};
    made.sections = {{"protection", {{"en", "Protection"}, {"uk", "Захист"}, {"ar", "الحماية"}}}};
    made.questions = {question("P-ONE", ItemType::single, {"yes", "no", "other"}),
                      question("P-SCALE", ItemType::likert, {"1", "2", "3"}),
                      question("P-TICKED", ItemType::multi, {"police", "labour", "other"}),
                      question("P-FORCED", ItemType::multi_forced, {"police", "judges"}),
                      question("P-NUMBER", ItemType::number),
                      question("P-TABLE", ItemType::table, {"2014", "2015"}),
                      question("P-DATE", ItemType::date),
                      question("P-LAW", ItemType::legal_ref),
                      question("P-TEXT", ItemType::text)};
    made.questions[0].item.options[2].is_other = true;
    made.questions[2].item.options[2].is_other = true;
    made.questions[0].number = "1a";
    made.questions[0].previous = "no, in 2010";
    made.questions[1].item.section = "protection";
    made.questions[4].item.unit = "cases";
    made.questions[5].item.decimals = 2;
    made.questions[8].routing = "P-ONE = yes";
    made.questions[8].dispositions.push_back(Disposition::skipped);
    return made;
}

FormOnTheDesk::FormOnTheDesk(const Questionnaire& questionnaire, const Language& language)
    : form_(lay_out(questionnaire, language, catalogue(), base::Time{0}).value()) {}

std::vector<document::sheets::Cell>& FormOnTheDesk::row(std::string_view item, std::string_view code) {
    const auto is = [](const document::sheets::Cell& cell, std::string_view text) {
        const auto* found = std::get_if<std::string>(&cell.value);
        return found != nullptr && *found == text;
    };
    for (auto& cells : sheet().rows) {
        if (is(cells[kItemColumn], item) && is(cells[kCellColumn], code)) return cells;
    }
    throw std::out_of_range(std::string(item) + " " + std::string(code));
}

document::sheets::Cell& FormOnTheDesk::answer(std::string_view item, std::string_view code) {
    return row(item, code)[kAnswerColumn];
}

base::Bytes FormOnTheDesk::bytes() const {
    return document::sheets::write_xlsx(form_.workbook).value();
}

}  // namespace survey::exchange
