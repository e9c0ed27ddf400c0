#include "document/sheets/write_xlsx.hpp"

#include "document/markup.hpp"
#include "document/sheets/cell_place.hpp"
#include "document/sheets/xlsx_text.hpp"
#include "document/zip_archive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace document::sheets {

namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006";
constexpr std::string_view kSheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
constexpr std::string_view kChoices = "choices";

// Styles are numbered: look, then unlocked, then text; see styles().
std::size_t style_of(const Cell& cell) {
    return static_cast<std::size_t>(cell.look) * 4 + (cell.unlocked ? 2U : 0U) + (cell.keeps_text ? 1U : 0U);
}

std::string styles() {
    std::string out = fmt::format(R"({}<styleSheet xmlns="{}">)", kHead, kMain);
    // Fonts: plain, bold, quiet. Fills: the two that every file has, heading, input.
    out +=
        R"(<fonts count="3"><font><sz val="11"/><color rgb="FF17272C"/><name val="Noto Sans"/><family val="2"/></font>)"
        R"(<font><b/><sz val="11"/><color rgb="FF17272C"/><name val="Noto Sans"/><family val="2"/></font>)"
        R"(<font><sz val="10"/><color rgb="FF52626A"/><name val="Noto Sans"/><family val="2"/></font></fonts>)"
        R"(<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>)"
        R"(<fill><patternFill patternType="solid"><fgColor rgb="FFE6F0EF"/></patternFill></fill>)"
        R"(<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8E5"/></patternFill></fill></fills>)"
        R"(<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>)"
        R"(<border><left style="thin"><color rgb="FF76828A"/></left><right style="thin"><color rgb="FF76828A"/></right>)"
        R"(<top style="thin"><color rgb="FF76828A"/></top><bottom style="thin"><color rgb="FF76828A"/></bottom><diagonal/></border></borders>)"
        R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)";
    struct LookParts {
        int font;
        int fill;
        int border;
    };
    constexpr LookParts kLooks[] = {{0, 0, 0}, {1, 2, 0}, {1, 0, 0}, {2, 0, 0}, {0, 3, 1}};
    out += fmt::format(R"(<cellXfs count="{}">)", std::size(kLooks) * 4);
    for (const LookParts& look : kLooks) {
        for (const bool unlocked : {false, true}) {
            for (const bool text : {false, true}) {
                out += fmt::format(
                    R"(<xf numFmtId="{}" fontId="{}" fillId="{}" borderId="{}" xfId="0" applyNumberFormat="1" applyFont="1")"
                    R"( applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment vertical="top" wrapText="1"/>)"
                    R"(<protection locked="{}"/></xf>)",
                    text ? 49 : 0, look.font, look.fill, look.border, unlocked ? 0 : 1);
            }
        }
    }
    return out +
           R"(</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";
}

// Every text once, in the order it is met.
class SharedTexts {
public:
    std::size_t index(const std::string& text) {
        const auto [found, added] = places_.try_emplace(text, texts_.size());
        if (added) texts_.push_back(text);
        ++uses_;
        return found->second;
    }
    std::string part() const {
        std::string out = fmt::format(R"({}<sst xmlns="{}" count="{}" uniqueCount="{}">)", kHead, kMain,
                                      uses_, texts_.size());
        for (const std::string& text : texts_) {
            out += fmt::format(R"(<si><t xml:space="preserve">{}</t></si>)", written(text));
        }
        return out + "</sst>";
    }

private:
    std::map<std::string, std::size_t> places_;
    std::vector<std::string> texts_;
    std::size_t uses_ = 0;
};

// The sheet of choices: a column for each list, one for lists that offer the same.
class Choices {
public:
    explicit Choices(const Workbook& workbook) {
        sheet_.name = kChoices;
        sheet_.hidden = true;
        for (const Sheet& other : workbook.sheets) {
            for (const ChoiceList& list : other.choices) add(list.choices);
        }
    }

    const Sheet& sheet() const { return sheet_; }
    // Where a cell's choices stand: "choices!$A$1:$A$3".
    std::string range(const std::vector<std::string>& choices) const {
        const std::string column = column_name(columns_.at(choices));
        return fmt::format("{}!${}$1:${}${}", kChoices, column, column, choices.size());
    }

private:
    void add(const std::vector<std::string>& choices) {
        const auto [found, added] =
            columns_.try_emplace(choices, static_cast<std::uint32_t>(columns_.size()));
        if (!added) return;
        if (sheet_.rows.size() < choices.size()) sheet_.rows.resize(choices.size());
        for (std::size_t row = 0; row < choices.size(); ++row) {
            sheet_.rows[row].resize(found->second + 1);
            sheet_.rows[row][found->second] = choices[row];
        }
    }

    Sheet sheet_;
    std::map<std::vector<std::string>, std::uint32_t> columns_;
};

class SheetWriter {
public:
    SheetWriter(const Sheet& sheet, SharedTexts& texts, const Choices& choices)
        : sheet_(sheet), texts_(texts), choices_(choices) {}

    std::string run(bool selected) {
        std::string out = fmt::format(R"({}<worksheet xmlns="{}">)", kHead, kMain);
        out += view(selected) + R"(<sheetFormatPr defaultRowHeight="16"/>)" + columns() + data();
        if (sheet_.is_protected) {
            out +=
                R"(<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>)";
        }
        return out + validations() + "</worksheet>";
    }

private:
    std::string view(bool selected) const {
        std::string out = "<sheetViews><sheetView";
        if (sheet_.direction == Direction::right_to_left) out += R"( rightToLeft="1")";
        if (selected) out += R"( tabSelected="1")";
        out += R"( workbookViewId="0">)";
        if (sheet_.frozen_rows > 0 || sheet_.frozen_columns > 0) {
            const char* pane = sheet_.frozen_columns == 0 ? "bottomLeft"
                               : sheet_.frozen_rows == 0  ? "topRight"
                                                          : "bottomRight";
            out += "<pane";
            if (sheet_.frozen_columns > 0) out += fmt::format(R"( xSplit="{}")", sheet_.frozen_columns);
            if (sheet_.frozen_rows > 0) out += fmt::format(R"( ySplit="{}")", sheet_.frozen_rows);
            out += fmt::format(R"( topLeftCell="{}" activePane="{}" state="frozen"/>)",
                               name_of({sheet_.frozen_rows, sheet_.frozen_columns}), pane);
        }
        return out + "</sheetView></sheetViews>";
    }

    std::string columns() const {
        if (sheet_.columns.empty()) return {};
        std::string out = "<cols>";
        for (std::size_t index = 0; index < sheet_.columns.size(); ++index) {
            const ColumnShape& column = sheet_.columns[index];
            out += fmt::format(R"(<col min="{0}" max="{0}" width="{1}"{2} customWidth="1"/>)", index + 1,
                               number(column.width), column.hidden ? R"( hidden="1")" : "");
        }
        return out + "</cols>";
    }

    std::string data() {
        std::string out = "<sheetData>";
        for (std::size_t row = 0; row < sheet_.rows.size(); ++row) {
            if (sheet_.rows[row].empty()) continue;
            out += fmt::format(R"(<row r="{}">)", row + 1);
            for (std::size_t column = 0; column < sheet_.rows[row].size(); ++column) {
                out += cell({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column)},
                            sheet_.rows[row][column]);
            }
            out += "</row>";
        }
        return out + "</sheetData>";
    }
    std::string cell(CellPlace place, const Cell& cell) {
        const std::string name = name_of(place);
        const std::size_t style = style_of(cell);
        if (const auto* text = std::get_if<std::string>(&cell.value)) {
            return fmt::format(R"(<c r="{}" s="{}" t="s"><v>{}</v></c>)", name, style, texts_.index(*text));
        }
        if (const auto* value = std::get_if<double>(&cell.value)) {
            // The shortest that is read back as the same number.
            return fmt::format(R"(<c r="{}" s="{}"><v>{}</v></c>)", name, style, *value);
        }
        if (style == 0) return {};
        return fmt::format(R"(<c r="{}" s="{}"/>)", name, style);
    }

    std::string validations() {
        if (sheet_.choices.empty()) return {};
        std::string out = fmt::format(R"(<dataValidations count="{}">)", sheet_.choices.size());
        for (const ChoiceList& list : sheet_.choices) {
            out += fmt::format(
                R"(<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="{}" error="{}" sqref="{}:{}">)"
                R"(<formula1>{}</formula1></dataValidation>)",
                written(list.refusal_title), written(list.refusal), name_of({list.first_row, list.column}),
                name_of({list.last_row, list.column}), choices_.range(list.choices));
        }
        return out + "</dataValidations>";
    }

    const Sheet& sheet_;
    SharedTexts& texts_;
    const Choices& choices_;
};

std::string content_types(std::size_t sheets) {
    std::string out = fmt::format(
        R"({}<Types xmlns="{}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
        R"(<Default Extension="xml" ContentType="application/xml"/>)",
        kHead, kPackage);
    const auto part = [&](const std::string& name, std::string_view type) {
        out += fmt::format(R"(<Override PartName="/xl/{}.xml" ContentType="{}.{}+xml"/>)", name, kSheetType,
                           type);
    };
    part("workbook", "sheet.main");
    for (std::size_t index = 0; index < sheets; ++index)
        part(fmt::format("worksheets/sheet{}", index + 1), "worksheet");
    part("styles", "styles");
    part("sharedStrings", "sharedStrings");
    out +=
        R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)";
    return out + "</Types>";
}

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
    return fmt::format(R"(<Relationship Id="{}" Type="{}" Target="{}"/>)", id, type, target);
}

std::string root_relations() {
    return fmt::format(R"({0}<Relationships xmlns="{1}/relationships">{2}{3}</Relationships>)", kHead,
                       kPackage,
                       relation("rId1", fmt::format("{}/officeDocument", kOffice), "xl/workbook.xml"),
                       relation("rId2", fmt::format("{}/relationships/metadata/core-properties", kPackage),
                                "docProps/core.xml"));
}

std::string workbook_relations(std::size_t sheets) {
    std::string out = fmt::format(R"({}<Relationships xmlns="{}/relationships">)", kHead, kPackage);
    for (std::size_t index = 1; index <= sheets; ++index) {
        out += relation(fmt::format("rId{}", index), fmt::format("{}/worksheet", kOffice),
                        fmt::format("worksheets/sheet{}.xml", index));
    }
    out += relation(fmt::format("rId{}", sheets + 1), fmt::format("{}/styles", kOffice), "styles.xml");
    out += relation(fmt::format("rId{}", sheets + 2), fmt::format("{}/sharedStrings", kOffice),
                    "sharedStrings.xml");
    return out + "</Relationships>";
}

std::string workbook_part(const std::vector<const Sheet*>& sheets, std::size_t first_shown) {
    std::string out = fmt::format(
        R"({}<workbook xmlns="{}" xmlns:r="{}"><bookViews><workbookView activeTab="{}"/></bookViews><sheets>)",
        kHead, kMain, kOffice, first_shown);
    for (std::size_t index = 0; index < sheets.size(); ++index) {
        // "veryHidden": not offered in the program's menu either.
        const char* state = !sheets[index]->hidden            ? ""
                            : sheets[index]->name == kChoices ? R"( state="veryHidden")"
                                                              : R"( state="hidden")";
        out += fmt::format(R"(<sheet name="{}" sheetId="{}"{} r:id="rId{}"/>)", escaped(sheets[index]->name),
                           index + 1, state, index + 1);
    }
    return out + "</sheets></workbook>";
}

std::string core_properties(const Workbook& workbook) {
    const std::string created = base::to_iso(base::Time(workbook.created.seconds() * 1'000'000));
    return fmt::format(
        R"({0}<cp:coreProperties xmlns:cp="{1}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/")"
        R"( xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)"
        R"(<dc:title>{2}</dc:title><dc:creator>{3}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{4}</dcterms:created>)"
        R"(<dcterms:modified xsi:type="dcterms:W3CDTF">{4}</dcterms:modified></cp:coreProperties>)",
        kHead, kPackage, escaped(workbook.title), escaped(workbook.author), created);
}

}  // namespace

base::Result<base::Bytes> write_xlsx(const Workbook& workbook) {
    if (base::Done checked = check(workbook); !checked) return base::fail(checked.error());
    std::vector<const Sheet*> sheets;
    for (const Sheet& sheet : workbook.sheets) sheets.push_back(&sheet);
    const Choices choices(workbook);
    if (!choices.sheet().rows.empty()) sheets.push_back(&choices.sheet());
    const auto shown =
        std::find_if(sheets.begin(), sheets.end(), [](const Sheet* sheet) { return !sheet->hidden; });
    const auto first_shown = static_cast<std::size_t>(shown - sheets.begin());

    SharedTexts texts;
    std::vector<std::string> parts;
    for (std::size_t index = 0; index < sheets.size(); ++index) {
        parts.push_back(SheetWriter(*sheets[index], texts, choices).run(index == first_shown));
    }
    std::vector<ZipEntry> entries;
    const auto add = [&](std::string name, std::string_view text) {
        entries.push_back({std::move(name), base::copy_of(text)});
    };
    add("[Content_Types].xml", content_types(sheets.size()));
    add("_rels/.rels", root_relations());
    add("docProps/core.xml", core_properties(workbook));
    add("xl/workbook.xml", workbook_part(sheets, first_shown));
    add("xl/_rels/workbook.xml.rels", workbook_relations(sheets.size()));
    add("xl/styles.xml", styles());
    add("xl/sharedStrings.xml", texts.part());
    for (std::size_t index = 0; index < parts.size(); ++index) {
        add(fmt::format("xl/worksheets/sheet{}.xml", index + 1), parts[index]);
    }
    return zip_of(entries);
}

}  // namespace document::sheets
