#include "document/sheets/read_xlsx.hpp"
#include "document/sheets/write_xlsx.hpp"
#include "document/zip_archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <unistd.h>
#include <xlsxwriter.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

using namespace document;
using namespace document::sheets;
using ::testing::HasSubstr;

Workbook questionnaire() {
    Sheet sheet;
    sheet.name = "Answers";
    sheet.direction = Direction::right_to_left;
    sheet.columns = {{14, true}, {60, false}, {20, false}};
    sheet.frozen_rows = 1;
    sheet.frozen_columns = 2;
    sheet.is_protected = true;
    sheet.rows = {{Cell("id", Look::heading), Cell("Question", Look::heading), Cell("Answer", Look::heading)},
                  {"P-1", "Хто виявляє? من يتعرّف؟", input_cell()},
                  {"P-2", "=1+1", Cell(41.5)}};
    sheet.choices = {
        {2, 1, 1, {"yes", "no, never", "\"quoted\""}, "Not on the list", "Choose one of the list."}};
    return {"Questionnaire", "Waymark", base::Time(1'795'900'000'000'000), {sheet}};
}

std::string part_of(const Workbook& workbook, std::string_view name) {
    const auto bytes = write_xlsx(workbook);
    EXPECT_TRUE(bytes);
    return ZipReader::open(*bytes)->read(name).value_or("");
}

TEST(WriteXlsx, is_the_same_each_time) {
    EXPECT_EQ(write_xlsx(questionnaire()).value(), write_xlsx(questionnaire()).value());
}

TEST(WriteXlsx, hides_locks_freezes_and_offers_choices) {
    const std::string sheet = part_of(questionnaire(), "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, HasSubstr(R"(rightToLeft="1")"));
    EXPECT_THAT(sheet, HasSubstr(R"(<col min="1" max="1" width="14" hidden="1" customWidth="1"/>)"));
    EXPECT_THAT(
        sheet,
        HasSubstr(
            R"(<pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/>)"));
    EXPECT_THAT(sheet, HasSubstr(R"(<sheetProtection sheet="1")"));
    EXPECT_THAT(sheet, HasSubstr(R"(sqref="C2:C2"><formula1>choices!$A$1:$A$3</formula1>)"));
    EXPECT_THAT(sheet, HasSubstr(R"(<c r="C2" s="19"/>)"));  // input, unlocked, text
    EXPECT_THAT(part_of(questionnaire(), "xl/workbook.xml"),
                HasSubstr(R"(<sheet name="choices" sheetId="2" state="veryHidden")"));
    EXPECT_THAT(part_of(questionnaire(), "docProps/core.xml"), HasSubstr(">2026-11-28T"));
}

TEST(WriteXlsx, keeps_choices_that_are_the_same_once) {
    Workbook workbook = questionnaire();
    workbook.sheets[0].choices.push_back(workbook.sheets[0].choices[0]);
    workbook.sheets[0].choices.push_back({2, 2, 2, {"other"}, "", ""});
    const auto read = read_xlsx(write_xlsx(workbook).value());
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ(read->sheets[1].cells.size(), 4U);
    EXPECT_THAT(part_of(workbook, "xl/worksheets/sheet1.xml"),
                HasSubstr("<formula1>choices!$B$1:$B$1</formula1>"));
}

TEST(WriteXlsx, writes_no_formula_whatever_was_typed) {
    EXPECT_EQ(part_of(questionnaire(), "xl/worksheets/sheet1.xml").find("<f>"), std::string::npos);
    const auto read = read_xlsx(write_xlsx(questionnaire()).value());
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ(read->sheets[0].find({2, 1})->value, CellValue("=1+1"));
}

TEST(WriteXlsx, says_which_cell_cannot_be_written) {
    const auto refusal = [](const Workbook& workbook) {
        const auto bytes = write_xlsx(workbook);
        return bytes ? "" : bytes.error().fields.at(0).field + ":" + bytes.error().fields.at(0).rule;
    };
    Workbook workbook = questionnaire();
    workbook.sheets[0].rows[2][2] = Cell(std::nan(""));
    EXPECT_EQ(refusal(workbook), "sheet 1, cell C3:not_a_number");
    workbook.sheets[0].rows[2][2] = Cell("\xff");
    EXPECT_EQ(refusal(workbook), "sheet 1, cell C3:not_utf8");
    workbook.sheets[0].rows[2][2] = Cell(std::string(32'768, 'x'));
    EXPECT_EQ(refusal(workbook), "sheet 1, cell C3:too_long");
    workbook = questionnaire();
    workbook.sheets[0].choices[0].choices.clear();
    EXPECT_EQ(refusal(workbook), "sheet 1, cell C2:required");
    for (const char* name : {"a/b", "[a]", "'a", "what?"}) {
        workbook = questionnaire();
        workbook.sheets[0].name = name;
        EXPECT_EQ(refusal(workbook), "sheet 1:name_form") << name;
    }
    for (const char* name : {"Choices", "ANSWERS"}) {
        workbook = questionnaire();
        workbook.sheets.push_back(workbook.sheets[0]);
        workbook.sheets[1].name = name;
        EXPECT_EQ(refusal(workbook), "sheet 2:twice") << name;
    }
    workbook = questionnaire();
    workbook.sheets[0].name = std::string(32, 'x');
    EXPECT_EQ(refusal(workbook), "sheet 1:too_long");
    workbook = questionnaire();
    workbook.sheets[0].hidden = true;
    EXPECT_EQ(refusal(workbook), "sheets:all_hidden");
    EXPECT_EQ(refusal({}), "sheets:required");
}

TEST(ReadXlsx, gives_back_what_was_written) {
    const auto read = read_xlsx(write_xlsx(questionnaire()).value());
    ASSERT_TRUE(read) << to_text(read.error());
    ASSERT_EQ(read->sheets.size(), 2U);
    const ReadSheet& sheet = read->sheets[0];
    EXPECT_EQ(sheet.name, "Answers");
    EXPECT_FALSE(sheet.hidden);
    EXPECT_TRUE(read->sheets[1].hidden);
    EXPECT_EQ(sheet.find({1, 0})->value, CellValue("P-1"));
    EXPECT_EQ(sheet.find({1, 1})->value, CellValue("Хто виявляє? من يتعرّف؟"));
    EXPECT_EQ(sheet.find({1, 2}), nullptr);
    EXPECT_EQ(sheet.find({2, 2})->value, CellValue(41.5));
    EXPECT_EQ(read->sheets[1].find({2, 0})->value, CellValue("\"quoted\""));
}

std::string some_text() {
    static const std::vector<std::string> pieces{"a", " ",  "_x0041_", "_x", "\n", "\t", "é",  "ї",
                                                 "ب", "😀", "<",       "&",  "\"", "=",  "]]>"};
    std::string text;
    for (const auto index :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size()))) {
        text += pieces[index];
    }
    return text;
}

RC_GTEST_PROP(ReadXlsx, gives_back_any_text_and_any_number, ()) {
    Sheet sheet;
    sheet.name = "Any";
    std::map<CellPlace, ReadCell> expected;
    for (std::uint32_t row = 0; row < 4; ++row) {
        auto& cells = sheet.rows.emplace_back();
        for (std::uint32_t column = 0; column < 3; ++column) {
            const int kind = *rc::gen::inRange(0, 3);
            if (kind == 0) {
                cells.emplace_back();
            } else if (kind == 1) {
                const std::string text = some_text();
                cells.emplace_back(text);
                if (!text.empty()) expected[{row, column}] = ReadCell{text};
            } else {
                const double number = *rc::gen::arbitrary<double>();
                RC_PRE(std::isfinite(number));
                cells.emplace_back(number);
                expected[{row, column}] = ReadCell{number};
            }
        }
    }
    const auto read = read_xlsx(write_xlsx({"T", "", {}, {sheet}}).value());
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->sheets[0].cells == expected);
}

// A file of another writer: libxlsxwriter, which shares no line with ours.
TEST(ReadXlsx, reads_what_libxlsxwriter_wrote) {
    const auto path =
        std::filesystem::temp_directory_path() / ("waymark_xlsx_" + std::to_string(getpid()) + ".xlsx");
    lxw_workbook* workbook = workbook_new(path.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, "Other");
    lxw_format* date = workbook_add_format(workbook);
    format_set_num_format(date, "dd/mm/yyyy hh:mm");
    lxw_format* bold = workbook_add_format(workbook);
    format_set_bold(bold);
    worksheet_write_string(sheet, 0, 0, "Привіт & <b>", bold);
    worksheet_write_number(sheet, 0, 1, 1234.5, nullptr);
    worksheet_write_boolean(sheet, 0, 2, 1, nullptr);
    lxw_datetime moment = {2026, 11, 28, 14, 30, 0.0};
    worksheet_write_datetime(sheet, 0, 3, &moment, date);
    worksheet_write_formula_num(sheet, 0, 4, "=1+1", nullptr, 2);
    ASSERT_EQ(workbook_close(workbook), LXW_NO_ERROR);
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::filesystem::remove(path);

    const auto read = read_xlsx(base::bytes_of(bytes));
    ASSERT_TRUE(read) << to_text(read.error());
    const ReadSheet& cells = read->sheets.at(0);
    EXPECT_EQ(cells.name, "Other");
    EXPECT_EQ(cells.find({0, 0})->value, CellValue("Привіт & <b>"));
    EXPECT_EQ(cells.find({0, 1})->value, CellValue(1234.5));
    EXPECT_EQ(cells.find({0, 2})->value, CellValue(true));
    EXPECT_EQ(cells.find({0, 3})->value, CellValue(DateValue{"2026-11-28T14:30:00"}));
    EXPECT_EQ(cells.find({0, 4})->value, CellValue(2.0));
    EXPECT_TRUE(cells.find({0, 4})->from_formula);
    EXPECT_FALSE(cells.find({0, 1})->from_formula);
}

TEST(CellPlace, goes_by_the_name_of_a_spreadsheet) {
    EXPECT_EQ(name_of({0, 0}), "A1");
    EXPECT_EQ(name_of({6, 27}), "AB7");
    EXPECT_EQ(name_of({1'048'575, 16'383}), "XFD1048576");
    for (const char* name : {"A1", "Z9", "AA10", "XFD1048576", "ZZ1"})
        EXPECT_EQ(name_of(place_of(name).value()), name);
    for (const char* name :
         {"", "A", "1", "A0", "a1", "$A$1", "XFE1", "A1048577", "A1 ", "A-1", "A99999999999"}) {
        EXPECT_FALSE(place_of(name)) << name;
    }
}

}  // namespace
