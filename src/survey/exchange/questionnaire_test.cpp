#include "survey/exchange/questionnaire_xlsx.hpp"
#include "survey/exchange/questionnaires_for_test.hpp"
#include "survey/exchange/read_questionnaire_xlsx.hpp"

#include "document/zip_archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

namespace survey::exchange {
namespace {

using document::sheets::Cell;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Questionnaire, HasAHashOfWhatIsAskedAndNotOfWhomOrOfLastTime) {
    const std::string hash = form_hash(every_kind());
    EXPECT_EQ(hash.size(), 64U);
    Questionnaire other = every_kind();
    other.state = "XAB";
    other.questions[0].previous = "yes";
    EXPECT_EQ(form_hash(other), hash);
    const std::function<void(Questionnaire&)> changes[] = {
        [](Questionnaire& q) { q.round = "2021"; },
        [](Questionnaire& q) { q.questions[0].wordings["uk"].text += "?"; },
        [](Questionnaire& q) { q.questions[0].wordings["ar"].options[1] = "x"; },
        [](Questionnaire& q) { q.questions[0].item.options[1].code = "never"; },
        [](Questionnaire& q) { q.questions[0].item.type = ItemType::likert; },
        [](Questionnaire& q) { std::swap(q.questions[0], q.questions[1]); },
        [](Questionnaire& q) { q.questions[8].routing.clear(); },
        [](Questionnaire& q) { q.sections[0].labels["en"] = "x"; },
        [](Questionnaire& q) { q.questions[0].required = false; },
        [](Questionnaire& q) { q.questions[5].item.decimals = 0; }};
    for (const auto& change : changes) {
        Questionnaire changed = every_kind();
        change(changed);
        EXPECT_NE(form_hash(changed), hash);
    }
}

TEST(Questionnaire, IsRefusedByItemAndLanguage) {
    struct Case {
        std::function<void(Questionnaire&)> spoil;
        std::string field;
        std::string rule;
    };
    const Case cases[] = {
        {[](auto& q) { q.round = " "; }, "round", "required"},
        {[](auto& q) { q.languages.clear(); }, "languages", "required"},
        {[](auto& q) { q.languages.push_back("en"); }, "languages", "twice"},
        {[](auto& q) { q.questions.clear(); }, "questions", "required"},
        {[](auto& q) { q.questions[1].item.id = "P-ONE"; }, "item P-ONE", "twice"},
        {[](auto& q) { q.questions[1].item.id = "no spaces"; }, "item ?", "wrong_format"},
        {[](auto& q) { q.questions[0].wordings.erase("uk"); }, "item P-ONE, uk", "required"},
        {[](auto& q) { q.questions[0].wordings["uk"].options.pop_back(); }, "item P-ONE, options, uk",
         "required"},
        {[](auto& q) { q.questions[0].item.options[1].code = "yes"; }, "item P-ONE, options", "twice"},
        {[](auto& q) { q.questions[4].item.options.push_back({"a"}); }, "item P-NUMBER, options",
         "no_options"},
        {[](auto& q) { q.questions[0].item.section = "x"; }, "item P-ONE, section", "not_in_list"},
        {[](auto& q) { q.questions[0].dispositions.clear(); }, "item P-ONE, dispositions", "required"},
        {[](auto& q) { q.questions[0].dispositions = {Disposition::no_reply}; }, "item P-ONE, dispositions",
         "not_in_list"},
        {[](auto& q) { q.questions[0].wordings["en"].text = "\xff"; }, "item P-ONE, en", "not_utf8"},
        {[](auto& q) { q.sections[0].labels.erase("ar"); }, "section protection, ar", "required"}};
    for (const Case& one : cases) {
        Questionnaire spoilt = every_kind();
        one.spoil(spoilt);
        const auto checked = check(spoilt);
        ASSERT_FALSE(checked) << one.field;
        EXPECT_EQ(checked.error().fields.at(0).field, one.field);
        EXPECT_EQ(checked.error().fields.at(0).rule, one.rule) << one.field;
    }
    EXPECT_TRUE(check(every_kind()));
}

std::string part(const base::Bytes& bytes, std::string_view name) {
    return document::ZipReader::open(bytes)->read(name).value_or("");
}

TEST(QuestionnaireXlsx, IsTheSameEveryTimeLockedHiddenAndFromRightToLeftInArabic) {
    const auto write = [](const char* language) {
        return write_questionnaire_xlsx(every_kind(), language, catalogue(), base::Time{0}).value();
    };
    EXPECT_EQ(write("uk"), write("uk"));
    const std::string english = part(write("en"), "xl/worksheets/sheet1.xml");
    const std::string arabic = part(write("ar"), "xl/worksheets/sheet1.xml");
    EXPECT_THAT(english, Not(HasSubstr("rightToLeft")));
    EXPECT_THAT(arabic, HasSubstr("rightToLeft=\"1\""));
    EXPECT_THAT(arabic, HasSubstr("<sheetProtection sheet=\"1\""));
    EXPECT_THAT(arabic, HasSubstr("ySplit=\"2\""));
    for (const char* column : {"1", "2", "3"})
        EXPECT_THAT(arabic, HasSubstr("<col min=\"" + std::string(column) + "\" max=\"" + column +
                                      "\" width=\"16\" hidden=\"1\""));
    const std::string texts = part(write("ar"), "xl/sharedStrings.xml");
    EXPECT_THAT(texts, HasSubstr("P-ONE in ar"));
    EXPECT_THAT(texts, HasSubstr("yes · yes in ar"));
    EXPECT_THAT(texts, HasSubstr("BLANK · لا تُقدَّم معلومات"));
    EXPECT_THAT(texts, HasSubstr(form_hash(every_kind())));
    EXPECT_THAT(texts, HasSubstr("no, in 2010"));
    Questionnaire nobody = every_kind();
    nobody.state.clear();
    EXPECT_EQ(write_questionnaire_xlsx(nobody, "en", catalogue(), {}).error().fields.at(0).field, "state");
    EXPECT_EQ(write_questionnaire_xlsx(every_kind(), "fr", catalogue(), {}).error().fields.at(0).field,
              "language");
}

FilledQuestionnaire read(const FormOnTheDesk& form) {
    auto filled = read_questionnaire_xlsx(form.bytes(), every_kind(), catalogue());
    if (!filled) throw std::runtime_error(base::to_text(filled.error()));
    return *std::move(filled);
}

TEST(ReadQuestionnaire, AnEmptyCellIsMissingAndNeverAnAnswer) {
    FormOnTheDesk form(every_kind(), "ar");
    form.answer("P-TEXT", "answer").value = "  \n ";
    form.answer("P-ONE", "note").value = "We are asking the ministry.";
    const auto filled = read(form);
    EXPECT_EQ(filled.language, "ar");
    EXPECT_TRUE(filled.answers.empty());
    ASSERT_EQ(filled.missing.size(), every_kind().questions.size());
    EXPECT_EQ(filled.missing[0], (MissingAnswer{"P-ONE", "sheet 1, cell G5", "We are asking the ministry."}));
}

TEST(ReadQuestionnaire, ReadsWhatWasChosenByItsCodeWhateverTheLabelSays) {
    FormOnTheDesk form;
    form.answer("P-ONE", "answer").value = "other · something else entirely";
    form.answer("P-ONE", "beside:other").value = "A commission";
    form.answer("P-FORCED", "option:police").value = "no";
    form.answer("P-NUMBER", "answer").value = 13547.0;
    form.answer("P-TABLE", "option:2015").value = "0.50";
    form.answer("P-TEXT", "disposition").value = "BLANK · whatever";
    const auto filled = read(form);
    const std::vector<FilledAnswer> expected{
        {.item = "P-ONE", .chosen = {"other"}, .beside = {{"other", "A commission"}}},
        {.item = "P-FORCED", .denied = {"police"}},
        {.item = "P-NUMBER", .amounts = {{"", {13547, 0}}}},
        {.item = "P-TABLE", .amounts = {{"2015", {50, 2}}}},
        {.item = "P-TEXT", .disposition = Disposition::blank}};
    EXPECT_EQ(filled.answers, expected);
    EXPECT_EQ(filled.missing.size(), 4U);
}

TEST(ReadQuestionnaire, KnowsRowsByTheirCodesWhereverTheyStand) {
    FormOnTheDesk form;
    form.answer("P-ONE", "answer").value = "yes";
    auto& rows = form.sheet().rows;
    std::reverse(rows.begin() + kHeadRows, rows.end());
    form.sheet().choices.clear();  // they stand by place; the lists' sheet goes with them
    EXPECT_EQ(read(form).answers, (std::vector<FilledAnswer>{{.item = "P-ONE", .chosen = {"yes"}}}));
}

struct Refusal {
    std::string name;
    std::function<void(FormOnTheDesk&)> spoil;
    std::string field;
    std::string rule;
    std::string accepted;
};

const std::vector<Refusal>& refusals() {
    static const auto set = [](const char* item, const char* code, Cell value) {
        return [=](FormOnTheDesk& form) { form.answer(item, code).value = value.value; };
    };
    static const auto lock = [](std::uint32_t column) {
        return [=](FormOnTheDesk& form) { form.row("P-ONE", "answer")[column] = Cell("changed"); };
    };
    static const auto head = [](std::size_t row, std::uint32_t column, const char* text) {
        return [=](FormOnTheDesk& form) { form.sheet().rows[row][column] = Cell(text); };
    };
    static const std::vector<Refusal> all{
        {"no form at all", head(0, kItemColumn, "x"), "sheet 1, cell A1", "not_a_questionnaire", "waymark-"},
        {"another State", head(0, kCellColumn, "XAB"), "sheet 1, cell B1", "another_state", "XAA"},
        {"another form", head(0, kHashColumn, "00"), "sheet 1, cell C1", "another_form",
         form_hash(every_kind())},
        {"another round", head(1, kItemColumn, "2021"), "sheet 1, cell A2", "another_round", "2015/16"},
        {"a language not asked", head(1, kCellColumn, "fr"), "sheet 1, cell B2", "not_in_list", "en, uk, ar"},
        {"a heading", head(1, kAnswerColumn, "x"), "sheet 1, cell G2", "locked_cell", "Answer"},
        {"how to fill it in", head(0, kQuestionColumn, "x"), "sheet 1, cell E1", "locked_cell", "Fill in"},
        {"a row of another form", lock(kHashColumn), "sheet 1, cell C3", "another_form", ""},
        {"a question's text", lock(kQuestionColumn), "sheet 1, cell E3", "locked_cell", "P-ONE in en"},
        {"a number", lock(kNumberColumn), "sheet 1, cell D3", "locked_cell", "1a"},
        {"the last round", lock(kLastRoundColumn), "sheet 1, cell F3", "locked_cell", "no, in 2010"},
        {"an item not asked", lock(kItemColumn), "sheet 1, cell A3", "unknown_code", "P-DATE, P-FORCED"},
        {"a cell not asked", lock(kCellColumn), "sheet 1, cell B3", "unknown_code", "answer, beside:other"},
        {"a cell beside", [](auto& form) { form.row("P-ONE", "answer").push_back(Cell(3.0)); },
         "sheet 1, cell H3", "locked_cell", "\"\""},
        {"a question that takes none", set("P-TICKED", "question", "x"), "", "locked_cell", ""},
        {"a row below", [](auto& form) { form.sheet().rows.push_back({"", "", "", "", "x"}); }, "",
         "locked_cell", "\"\""},
        {"a row twice", [](auto& form) { form.sheet().rows.push_back(form.row("P-ONE", "note")); }, "",
         "twice", "B6"},
        {"a row gone", [](auto& form) { form.sheet().rows[2].clear(); }, "sheet 1, cell B3", "required",
         "P-ONE answer"},
        {"another sheet",
         [](auto& form) { form.form().workbook.sheets.push_back({.name = "Mine", .rows = {{"", "x"}}}); },
         "sheet 2, cell B1", "locked_cell", "\"\""},
        {"an option not offered", set("P-ONE", "answer", "perhaps"), "sheet 1, cell G3", "not_in_list",
         "yes, no, other"},
        {"a label without its code", set("P-ONE", "answer", "yes in en"), "", "not_in_list",
         "yes, no, other"},
        {"more than a tick", set("P-TICKED", "option:police", "1"), "", "not_in_list", "x"},
        {"neither yes nor no", set("P-FORCED", "option:police", "maybe"), "", "not_in_list", "yes, no"},
        {"a reason not offered", set("P-ONE", "disposition", "SKIP"), "", "not_in_list",
         "NA, NAP, DECL, BLANK"},
        {"a number that is none", set("P-NUMBER", "answer", "many"), "", "not_a_number", "0, 12"},
        {"a number in words of a list", set("P-NUMBER", "answer", "1,000"), "", "not_a_number", "0, 12"},
        {"half a case", set("P-NUMBER", "answer", 0.5), "", "too_many_decimals", "0"},
        {"a third", set("P-TABLE", "option:2014", 1.0 / 3), "", "too_many_decimals", "2"},
        {"fewer than none", set("P-NUMBER", "answer", -1.0), "", "out_of_range", "0-9007199254740991"},
        {"more than is exact", set("P-NUMBER", "answer", 1e300), "", "out_of_range", "0-9007199254740991"},
        {"a day that was not", set("P-DATE", "answer", "2021-02-30"), "", "not_a_date", "2026-11-24"},
        {"a day as a number", set("P-DATE", "answer", 44000.0), "", "not_a_date", "2026-11-24"},
        {"an answer and a reason for none",
         [](auto& form) {
             form.answer("P-ONE", "answer").value = "yes";
             form.answer("P-ONE", "disposition").value = "BLANK";
         },
         "sheet 1, cell G5", "contradicts", "\"\""},
        {"what the other is, of none", set("P-ONE", "beside:other", "x"), "sheet 1, cell G4", "contradicts",
         "\"\""},
        {"a text too long", set("P-TEXT", "answer", std::string(20'001, 'x')), "", "too_long", "20000"}};
    return all;
}

TEST(ReadQuestionnaire, RefusesByCellRuleAndWhatIsAccepted) {
    for (const Refusal& one : refusals()) {
        FormOnTheDesk form;
        one.spoil(form);
        const auto filled = read_questionnaire_xlsx(form.bytes(), every_kind(), catalogue());
        ASSERT_FALSE(filled) << one.name;
        EXPECT_EQ(filled.error().code, base::ProblemCode::invalid_file);
        const base::FieldProblem& first = filled.error().fields.at(0);
        EXPECT_THAT(first.field, ::testing::StartsWith("sheet ")) << one.name;
        if (!one.field.empty()) {
            EXPECT_EQ(first.field, one.field) << one.name;
        }
        EXPECT_EQ(first.rule, one.rule) << one.name;
        EXPECT_THAT(first.accepted, ::testing::StartsWith(one.accepted)) << one.name;
    }
}

TEST(ReadQuestionnaire, NamesEveryCellAtOnceUpToALimit) {
    FormOnTheDesk form;
    form.answer("P-ONE", "answer").value = "perhaps";
    form.answer("P-NUMBER", "answer").value = "many";
    form.row("P-TEXT", "answer")[kQuestionColumn] = Cell("changed");
    const auto some = read_questionnaire_xlsx(form.bytes(), every_kind(), catalogue());
    ASSERT_FALSE(some);
    EXPECT_EQ(some.error().fields.size(), 3U);
    for (std::size_t row = 0; row < 2 * kRefusalsMost; ++row)
        form.sheet().rows.push_back({"", "", "", "", "", "x"});
    const auto many = read_questionnaire_xlsx(form.bytes(), every_kind(), catalogue());
    ASSERT_FALSE(many);
    EXPECT_EQ(many.error().fields.size(), kRefusalsMost);
}

// "unlocked" is what the reader lets pass: no more and no less.
TEST(ReadQuestionnaire, TakesAChangeInUnlockedCellsAlone) {
    Questionnaire asked = every_kind();
    asked.questions.resize(3);
    FormOnTheDesk sent(asked);
    for (std::size_t row = 0; row < sent.sheet().rows.size(); ++row) {
        for (std::size_t column = 0; column <= kAnswerColumn; ++column) {
            FormOnTheDesk form = sent;
            Cell& cell = form.sheet().rows[row][column];
            const bool unlocked = cell.unlocked;
            cell.value = "locked?";
            const auto filled = read_questionnaire_xlsx(form.bytes(), asked, catalogue());
            const bool found_locked =
                !filled && std::ranges::any_of(filled.error().fields, [](const auto& field) {
                    return field.rule == "locked_cell" || field.rule == "another_form" ||
                           field.rule == "unknown_code" || field.rule == "another_state" ||
                           field.rule == "another_round" || field.rule == "not_a_questionnaire" ||
                           (field.rule == "not_in_list" && field.field.ends_with("B2"));
                });
            EXPECT_EQ(found_locked, !unlocked) << row << ", " << column;
        }
    }
}

std::vector<std::string> some_of(const std::vector<std::string>& all) {
    std::vector<std::string> some;
    for (const std::string& one : all) {
        if (*rc::gen::arbitrary<bool>()) some.push_back(one);
    }
    return some;
}

// One item with anything that may be said of it, written into its cells.
FilledAnswer fill_any(FormOnTheDesk& form, const Question& question) {
    const Item& item = question.item;
    FilledAnswer answer{.item = item.id};
    std::vector<std::string> codes;
    for (const Option& option : item.options) codes.push_back(option.code);
    const auto put = [&](const std::string& code, Cell value) {
        form.answer(item.id, code).value = value.value;
    };
    const auto any_amount = [&](const std::string& code) {
        const Decimal amount{*rc::gen::inRange<std::int64_t>(0, 1'000'000'000), item.decimals};
        const bool typed = *rc::gen::arbitrary<bool>();
        put(code, typed ? Cell(survey::to_text(amount)) : Cell(std::stod(survey::to_text(amount))));
        return amount;
    };
    switch (item.type) {
        case ItemType::single:
        case ItemType::likert:
            answer.chosen = {*rc::gen::elementOf(codes)};
            put("answer", answer.chosen[0] + " · label");
            break;
        case ItemType::multi:
            answer.chosen = some_of(codes);
            for (const auto& code : answer.chosen) put("option:" + code, "x");
            break;
        case ItemType::multi_forced:
            for (const auto& code : some_of(codes)) {
                const bool yes = *rc::gen::arbitrary<bool>();
                (yes ? answer.chosen : answer.denied).push_back(code);
                put("option:" + code, yes ? "yes" : "no");
            }
            break;
        case ItemType::number: answer.amounts = {{"", any_amount("answer")}}; break;
        case ItemType::table:
            for (const auto& code : some_of(codes))
                answer.amounts.push_back({code, any_amount("option:" + code)});
            break;
        case ItemType::date: put("answer", answer.text = "2021-03-04"); break;
        default:
            put("answer",
                answer.text = *rc::gen::elementOf(std::vector<std::string>{"Закон 1", "=1+1", "12"}));
    }
    return answer;
}

RC_GTEST_PROP(ReadQuestionnaire, GivesBackEveryAnswerThatWasFilledIn, ()) {
    const Questionnaire asked = every_kind();
    FormOnTheDesk form(asked, *rc::gen::elementOf(asked.languages));
    std::vector<FilledAnswer> answers;
    std::vector<std::string> missing;
    for (const Question& question : asked.questions) {
        const int kind = *rc::gen::inRange(0, 4);
        FilledAnswer answer{.item = question.item.id};
        if (kind == 0) {
            answer.disposition = *rc::gen::elementOf(question.dispositions);
            form.answer(answer.item, "disposition").value =
                std::string(code_of(answer.disposition)) + " · label";
        } else if (kind > 1) {
            answer = fill_any(form, question);
        }
        const bool says = kind == 0 || !answer.chosen.empty() || !answer.denied.empty() ||
                          !answer.amounts.empty() || !answer.text.empty();
        if (says && *rc::gen::arbitrary<bool>())
            form.answer(answer.item, "note").value = answer.note = "примітка\nملاحظة";
        if (says) {
            answers.push_back(std::move(answer));
        } else {
            missing.push_back(answer.item);
        }
    }
    const auto filled = read_questionnaire_xlsx(form.bytes(), asked, catalogue());
    RC_ASSERT(filled.has_value());
    RC_ASSERT(filled->answers == answers);
    RC_ASSERT(filled->missing.size() == missing.size());
    for (std::size_t place = 0; place < missing.size(); ++place)
        RC_ASSERT(filled->missing[place].item == missing[place]);
}

}  // namespace
}  // namespace survey::exchange
