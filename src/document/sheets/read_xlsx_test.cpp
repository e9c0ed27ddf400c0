#include "document/sheets/read_xlsx.hpp"

#include "document/sheets/xlsx_dates.hpp"
#include "document/sheets/xlsx_for_test.hpp"
#include "document/zip_archive.hpp"

#include <gtest/gtest.h>

namespace {

using namespace document;
using namespace document::sheets;

std::string refusal(const base::Bytes& bytes, const XlsxLimits& limits = {}) {
    const auto read = read_xlsx(bytes, limits);
    if (read) return "";
    EXPECT_EQ(read.error().code, base::ProblemCode::invalid_file);
    return read.error().fields.at(0).field + ": " + read.error().fields.at(0).rule;
}
std::string refusal_of_cells(const std::string& cells) {
    BareParts parts;
    parts.cells = cells;
    return refusal(bare_xlsx(parts));
}

TEST(ReadXlsx, takes_each_kind_of_value_as_what_it_is) {
    BareParts parts;
    parts.cells =
        R"(<row r="2"><c r="B2" t="s"><v>1</v></c><c t="inlineStr"><is><t>in</t></is></c><c t="b"><v>1</v></c>)"
        R"(<c t="str"><f>A1</f><v>made_x000A_</v></c><c s="1"><v>45000</v></c><c s="2"><v>45000.5</v></c>)"
        R"(<c t="d"><v>2026-11-28</v></c><c s="0"><v>-1.5E-3</v></c><c/></row><row><c><v>7</v></c></row>)";
    const auto read = read_xlsx(bare_xlsx(parts));
    ASSERT_TRUE(read) << to_text(read.error());
    const ReadSheet& sheet = read->sheets.at(0);
    EXPECT_EQ(sheet.find({1, 1})->value, CellValue("second"));
    EXPECT_EQ(sheet.find({1, 2})->value, CellValue("in"));
    EXPECT_EQ(sheet.find({1, 3})->value, CellValue(true));
    EXPECT_EQ(sheet.find({1, 4})->value, CellValue("made\n"));
    EXPECT_TRUE(sheet.find({1, 4})->from_formula);
    EXPECT_EQ(sheet.find({1, 5})->value, CellValue(DateValue{"2023-03-15"}));
    EXPECT_EQ(sheet.find({1, 6})->value, CellValue(DateValue{"2023-03-15T12:00:00"}));
    EXPECT_EQ(sheet.find({1, 7})->value, CellValue(DateValue{"2026-11-28"}));
    EXPECT_EQ(sheet.find({1, 8})->value, CellValue(-0.0015));
    EXPECT_EQ(sheet.find({1, 9}), nullptr);
    EXPECT_EQ(sheet.find({2, 0})->value, CellValue(7.0));
    EXPECT_EQ(sheet.cells.size(), 9U);
}

TEST(ReadXlsx, reads_names_with_a_prefix_and_days_from_1904) {
    BareParts parts;
    parts.workbook =
        R"(<x:workbook xmlns:x="m" xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="One" r:id="a"/></x:sheets></x:workbook>)";
    parts.sheet =
        R"(<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" s="1"><x:v>43538</x:v></x:c></x:row></x:sheetData></x:worksheet>)";
    const auto read = read_xlsx(bare_xlsx(parts));
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ(read->sheets.at(0).find({0, 0})->value, CellValue(DateValue{"2023-03-15"}));
}

TEST(ReadXlsx, says_sheet_cell_and_rule_of_what_it_cannot_read) {
    const std::pair<const char*, const char*> cases[] = {
        {R"(<row r="1"><c r="B7"><v>1</v></c></row>)", "sheet 1, cell A1: not_a_cell"},
        {R"(<row r="1"><c r="1B"><v>1</v></c></row>)", "sheet 1, cell A1: not_a_cell"},
        {R"(<row r="1"><c r="XFE1"><v>1</v></c></row>)", "sheet 1, cell A1: not_a_cell"},
        {R"(<row r="0"><c><v>1</v></c></row>)", "sheet 1, row 1048577: not_a_row"},
        {R"(<row r="1048577"/>)", "sheet 1, row 1048577: not_a_row"},
        {R"(<row r="x"/>)", "sheet 1, row 1048577: not_a_row"},
        {R"(<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>)", "sheet 1, cell A1: cell_twice"},
        {R"(<row r="2"><c r="B2" t="s"><v>2</v></c></row>)", "sheet 1, cell B2: no_such_text"},
        {R"(<row r="2"><c r="B2" t="s"><v>-1</v></c></row>)", "sheet 1, cell B2: no_such_text"},
        {R"(<row r="2"><c r="B2" t="s"><v>x</v></c></row>)", "sheet 1, cell B2: no_such_text"},
        {R"(<row r="2"><c r="B2"><v>1,5</v></c></row>)", "sheet 1, cell B2: not_a_number"},
        {R"(<row r="2"><c r="B2"><v>nan</v></c></row>)", "sheet 1, cell B2: not_a_number"},
        {R"(<row r="2"><c r="B2"><v>1e999</v></c></row>)", "sheet 1, cell B2: not_a_number"},
        {R"(<row r="2"><c r="B2" s="3"><v>1</v></c></row>)", "sheet 1, cell B2: no_such_style"},
        {R"(<row r="2"><c r="B2" s="-1"><v>1</v></c></row>)", "sheet 1, cell B2: no_such_style"},
        {R"(<row r="2"><c r="B2" t="z"><v>1</v></c></row>)", "sheet 1, cell B2: unknown_type"},
        {R"(<row r="2"><c r="B2" t="b"><v>2</v></c></row>)", "sheet 1, cell B2: unknown_type"},
        {R"(<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row>)", "sheet 1, cell B2: error_value"},
        {R"(<row r="2"><c r="B2" s="1"><v>60</v></c></row>)", "sheet 1, cell B2: date_out_of_range"},
        {R"(<row r="2"><c r="B2" s="1"><v>0.6</v></c></row>)", "sheet 1, cell B2: date_out_of_range"},
        {R"(<row r="2"><c r="B2" s="1"><v>3000000</v></c></row>)", "sheet 1, cell B2: date_out_of_range"},
        {R"(<row r="2"><c r="B2" t="d"><v>28.11.2026</v></c></row>)", "sheet 1, cell B2: date_out_of_range"},
    };
    for (const auto& [cells, expected] : cases) EXPECT_EQ(refusal_of_cells(cells), expected) << cells;
    EXPECT_EQ(refusal_of_cells(R"(<row r="1"><c t="inlineStr"><is><t>)" + std::string(32'768, 'x') +
                               "</t></is></c></row>"),
              "sheet 1, cell A1: too_long");
}

TEST(ReadXlsx, says_which_part_it_cannot_read) {
    const auto with = [](const auto& change) {
        BareParts parts;
        change(parts);
        return refusal(bare_xlsx(parts));
    };
    EXPECT_EQ(with([](BareParts& parts) { parts.sheet = "<worksheet>"; }),
              "xl/worksheets/sheet1.xml: not_xml");
    EXPECT_EQ(with([](BareParts& parts) { parts.sheet = "\xff\xfe<"; }),
              "xl/worksheets/sheet1.xml: not_utf8");
    EXPECT_EQ(with([](BareParts& parts) { parts.texts = R"(<!DOCTYPE a [<!ENTITY b "c">]><sst/>)"; }),
              "xl/sharedStrings.xml: doctype");
    EXPECT_EQ(with([](BareParts& parts) { parts.root = "<Relationships/>"; }), "file: not_a_workbook");
    EXPECT_EQ(with([](BareParts& parts) { parts.workbook = "<workbook><sheets/></workbook>"; }),
              "file: not_a_workbook");
    EXPECT_EQ(
        with([](BareParts& parts) {
            parts.relations =
                R"(<Relationships><Relationship Id="a" Type="x/worksheet" Target="gone.xml"/></Relationships>)";
        }),
        "xl/gone.xml: part_missing");
    EXPECT_EQ(
        with([](BareParts& parts) {
            parts.relations =
                R"(<Relationships><Relationship Id="a" Type="x/vbaProject" Target="v"/></Relationships>)";
        }),
        "file: macros");
    EXPECT_EQ(
        with([](BareParts& parts) {
            parts.workbook =
                R"(<workbook><sheets><sheet name="One" r:id="a"/><sheet name="One" r:id="a"/></sheets></workbook>)";
        }),
        "sheet 2: twice");
    EXPECT_EQ(with([](BareParts& parts) {
                  parts.workbook = R"(<workbook><sheets><sheet r:id="a"/></sheets></workbook>)";
              }),
              "sheet 1: required");
    EXPECT_EQ(refusal(base::copy_of("not a zip")), "file: not_a_zip");
    EXPECT_EQ(refusal(zip_of({{"a.txt", base::copy_of("x")}})), "_rels/.rels: part_missing");
}

TEST(ReadXlsx, takes_no_more_than_is_allowed) {
    BareParts parts;
    parts.cells = R"(<row r="1"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>)";
    XlsxLimits limits;
    limits.cells_most = 2;
    EXPECT_EQ(refusal(bare_xlsx(parts), limits), "sheet 1, cell C1: too_many_cells");
    limits = {};
    limits.sheets_most = 0;
    EXPECT_EQ(refusal(bare_xlsx(parts), limits), "file: too_many_sheets");
    // 30 MB of one letter in some 30 KB.
    parts.sheet = std::string(30UL << 20, ' ');
    const base::Bytes bomb = bare_xlsx(parts);
    EXPECT_LT(bomb.size(), 100'000U);
    EXPECT_EQ(refusal(bomb), "xl/worksheets/sheet1.xml: too_large");
    limits = {};
    limits.packed_bytes_most = 100;
    EXPECT_EQ(refusal(bomb, limits), "file: too_large");
}

TEST(ReadXlsx, is_not_overturned_by_depth) {
    BareParts parts;
    for (int depth = 0; depth < 200'000; ++depth) parts.sheet += "<a>";
    for (int depth = 0; depth < 200'000; ++depth) parts.sheet += "</a>";
    const auto read = read_xlsx(bare_xlsx(parts));
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->sheets.at(0).cells.empty());
}

TEST(XlsxDates, are_told_by_their_format) {
    for (const char* code : {"dd/mm/yyyy", "[$-409]d mmm", "h:mm", "\"day\" d", "yyyy\\-mm"}) {
        EXPECT_TRUE(is_date_format(164, code)) << code;
    }
    for (const char* code : {"General", "0.00", "#,##0", "\"days\" 0", "[Red]0", "0\\d", "@", "0.0E+00"}) {
        EXPECT_FALSE(is_date_format(164, code)) << code;
    }
    EXPECT_TRUE(is_date_format(14, ""));
    EXPECT_FALSE(is_date_format(49, ""));
    EXPECT_EQ(iso_date(61, false), "1900-03-01");
    EXPECT_EQ(iso_date(2'958'465, false), "9999-12-31");
    EXPECT_EQ(iso_date(2'958'465.999'999'9, false), std::nullopt);
    EXPECT_EQ(iso_date(45'000.25, false), "2023-03-15T06:00:00");
}

}  // namespace
