#include "survey/exchange/xlsform.hpp"

#include "document/sheets/write_xlsx.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iterator>

namespace survey::exchange {
namespace {

using document::sheets::Cell;
using document::sheets::Sheet;
using document::sheets::Workbook;
using ::testing::ElementsAre;
using ::testing::StartsWith;

Workbook form() {
    Workbook made{.title = "F"};
    made.sheets = {
        {.name = "survey",
         .rows = {{"type", "name", "label::English (en)", "label::Українська (uk)", "hint::English (en)",
                   "required", "relevant", "constraint", "constraint_message::English (en)"},
                  {"begin_group", "law", "The law", "Закон", "", "", "${a} = 'yes'"},
                  {"select_one yn", "a", "Is it a crime?", "Чи це злочин?", "In any law", "yes"},
                  {"select_multiple who", "b", "Who?", "Хто?", "", "no", "${a} = 'yes'"},
                  {"end_group"},
                  {"integer", "c", "How many?", "Скільки?", "", "true()", "", ". >= 0", "None or more"},
                  {"decimal", "d", "What share?", "Яка частка?"},
                  {"text", "e", "Tell more", "Розкажіть"},
                  {"date", "f", "Since when?", "Відколи?", "", "", "${c} > 0"}}},
        {.name = "choices",
         .rows = {{"list_name", "name", "label::English (en)", "label::Українська (uk)"},
                  {"yn", "yes", "Yes", "Так"},
                  {"yn", "no", "No", "Ні"},
                  {"who", Cell(1.0), "Police", "Поліція"},
                  {"who", Cell(2.0), "Labour inspectors", "Інспектори праці"}}},
        {.name = "settings",
         .rows = {{"form_title", "form_id", "version", "default_language"},
                  {"Commitments", "osce", Cell(2021.0), "English (en)"}}}};
    return made;
}

base::Result<ImportedForm> read(const Workbook& workbook) {
    return read_xlsform(document::sheets::write_xlsx(workbook).value(), {.round = "2021"});
}

TEST(Xlsform, IsTakenInWithItsTypesListsGroupsAndTranslations) {
    const auto imported = read(form());
    ASSERT_TRUE(imported) << base::to_text(imported.error());
    EXPECT_EQ(imported->form_id, "osce");
    EXPECT_EQ(imported->version, "2021");
    const Questionnaire& asked = imported->questionnaire;
    EXPECT_EQ(asked.round, "2021");
    EXPECT_EQ(asked.title.at("en"), "Commitments");
    EXPECT_THAT(asked.languages, ElementsAre("en", "uk"));
    ASSERT_EQ(asked.sections.size(), 1U);
    EXPECT_EQ(asked.sections[0].labels.at("uk"), "Закон");
    std::vector<std::string> shown;
    for (const Question& question : asked.questions)
        shown.push_back(question.item.id + " " + std::string(code_of(question.item.type)) + " " +
                        question.item.section + " " + question.routing + (question.required ? " !" : ""));
    EXPECT_THAT(shown,
                ElementsAre("a single law ${a} = 'yes' !", "b multi law (${a} = 'yes') and (${a} = 'yes')",
                            "c number   !", "d number  ", "e text  ", "f date  ${c} > 0"));
    EXPECT_EQ(asked.questions[0].wordings.at("en").help, "In any law");
    EXPECT_EQ(asked.questions[1].item.options[1].code, "2");
    EXPECT_THAT(asked.questions[1].wordings.at("uk").options, ElementsAre("Поліція", "Інспектори праці"));
    EXPECT_EQ(asked.questions[2].constraint, ". >= 0");
    EXPECT_EQ(asked.questions[2].wordings.at("en").refusal, "None or more");
    EXPECT_EQ(asked.questions[2].item.decimals, 0);
    EXPECT_EQ(asked.questions[3].item.decimals, 6);
    EXPECT_EQ(asked.questions[5].dispositions.back(), Disposition::skipped);
    EXPECT_EQ(asked.questions[3].dispositions.back(), Disposition::blank);
}

TEST(Xlsform, APlainLabelIsInTheLanguageOfTheSettingsOrOfItsCaller) {
    Workbook plain{.title = "F"};
    plain.sheets = {{.name = "survey", .rows = {{"type", "name", "label"}, {"text", "a", "Розкажіть"}}}};
    EXPECT_THAT(read(plain)->questionnaire.languages, ElementsAre("en"));
    plain.sheets.push_back({.name = "settings", .rows = {{"default_language"}, {"uk"}}});
    EXPECT_THAT(read(plain)->questionnaire.languages, ElementsAre("uk"));
}

TEST(Xlsform, IsRefusedBySheetCellAndWhatIsAccepted) {
    struct Case {
        std::string name;
        std::function<void(std::vector<Sheet>&)> spoil;
        std::string field;
        std::string rule;
        std::string accepted;
    };
    const auto put = [](std::size_t sheet, std::size_t row, std::size_t column, Cell cell) {
        return [=](std::vector<Sheet>& sheets) {
            auto& cells = sheets[sheet].rows[row];
            if (cells.size() <= column) cells.resize(column + 1);
            cells[column] = cell;
        };
    };
    const auto column = [&](std::size_t sheet, const char* heading) {
        return [=](std::vector<Sheet>& sheets) {
            auto& rows = sheets[sheet].rows;
            rows[0].resize(9);
            rows[0].push_back(heading);
            rows[1].resize(9);
            rows[1].push_back("x");
        };
    };
    const Case cases[] = {
        {"no survey", [](auto& sheets) { sheets[0].name = "Survey questions"; }, "sheet 1, cell A1",
         "not_supported", "survey, choices"},
        {"a type we lack", put(0, 6, 0, "geopoint"), "survey, cell A7", "not_supported", "select_one LIST"},
        {"a calculation", put(0, 6, 0, "calculate"), "survey, cell A7", "not_supported", "select_one LIST"},
        {"a note", put(0, 6, 0, "note"), "survey, cell A7", "not_supported", "select_one LIST"},
        {"a repeat", put(0, 1, 0, "begin_repeat"), "survey, cell A2", "not_supported", "select_one LIST"},
        {"or_other", put(0, 2, 0, "select_one yn or_other"), "survey, cell A3", "not_in_list", "who, yn"},
        {"a list that is not there", put(0, 2, 0, "select_one nobody"), "survey, cell A3", "not_in_list",
         "who, yn"},
        {"no type", put(0, 6, 0, ""), "survey, cell A7", "required", "select_one LIST"},
        {"no name", put(0, 6, 1, ""), "survey, cell B7", "required", ""},
        {"a name with spaces", put(0, 6, 1, "a b"), "survey, cell B7", "wrong_format", "A-Z"},
        {"a name twice", put(0, 6, 1, "a"), "survey, cell B7", "twice", ""},
        {"a translation that is missing", put(0, 6, 3, ""), "survey, cell D7", "required", ""},
        {"a column we lack", column(0, "appearance"), "survey, cell J1", "not_supported", "type, name"},
        {"a filter of choices", column(1, "region"), "choices, cell J1", "not_supported", "list_name, name"},
        {"media", column(0, "media::image"), "survey, cell J1", "not_supported", "type, name"},
        {"a language without a code", column(0, "label::French"), "survey, cell J1", "wrong_format",
         "label::English (en)"},
        {"a language twice", column(0, "label::en"), "survey, cell J1", "twice", ""},
        {"required on a condition", put(0, 2, 5, "${b} = 1"), "survey, cell F3", "not_supported", "yes, no"},
        {"a group not closed", put(0, 4, 0, "begin_group"), "survey, cell B5", "required", ""},
        {"a group not open", put(0, 1, 0, "text"), "survey, cell A5", "contradicts", "begin_group"},
        {"a hint of a group", put(0, 1, 4, "x"), "survey, cell E2", "not_supported", ""},
        {"a choice twice", put(1, 2, 1, "yes"), "choices, cell B3", "twice", ""},
        {"a choice without a list", put(1, 1, 0, ""), "choices, cell A2", "required", ""},
        {"a choice without a label", put(1, 1, 3, ""), "choices, cell D2", "required", ""},
        {"choices in a language nothing else is in", put(1, 0, 3, "label::Русский (ru)"), "choices, cell D1",
         "not_in_list", ""},
        {"a setting we lack", put(2, 0, 2, "public_key"), "settings, cell C1", "not_supported", "form_title"},
        {"a language of the settings", put(2, 1, 3, "English"), "settings, cell D2", "wrong_format",
         "English (en)"},
        {"entities", [](auto& sheets) { sheets.push_back({.name = "entities", .rows = {{"list_name"}}}); },
         "sheet 4, cell A1", "not_supported", "survey, choices"}};
    for (const Case& one : cases) {
        Workbook spoilt = form();
        one.spoil(spoilt.sheets);
        const auto imported = read(spoilt);
        ASSERT_FALSE(imported) << one.name;
        EXPECT_EQ(imported.error().code, base::ProblemCode::invalid_file) << one.name;
        const auto& first = imported.error().fields.at(0);
        EXPECT_EQ(first.field, one.field) << one.name << " " << base::to_text(imported.error());
        EXPECT_EQ(first.rule, one.rule) << one.name;
        EXPECT_THAT(first.accepted, StartsWith(one.accepted)) << one.name;
    }
}

// Written by openpyxl 3.1.5, and accepted by pyxform 4.5.0 as ours is.
TEST(Xlsform, OfAnotherProgramIsTheSameQuestionnaire) {
    std::ifstream file(WAYMARK_SOURCE_DIR "/fuzz/seeds/questionnaire/xlsform_of_openpyxl.xlsx",
                       std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const auto theirs = read_xlsform(base::bytes_of(bytes), {.round = "2021"});
    ASSERT_TRUE(theirs) << base::to_text(theirs.error());
    EXPECT_EQ(canonical_form(theirs->questionnaire), canonical_form(read(form())->questionnaire));
}

}  // namespace
}  // namespace survey::exchange
