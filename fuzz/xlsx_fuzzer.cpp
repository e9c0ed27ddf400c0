// Any bytes as a spreadsheet, and as the XML of a sheet inside a sound one: refused at a place, or read, and
// then what was read can be written and read again.

#include "base/bytes.hpp"
#include "document/sheets/read_xlsx.hpp"
#include "document/sheets/write_xlsx.hpp"
#include "document/zip_archive.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using document::sheets::Cell;
using document::sheets::read_xlsx;
using document::sheets::ReadCell;
using document::sheets::ReadSheet;
using document::sheets::ReadWorkbook;
using document::sheets::Sheet;
using document::sheets::Workbook;
using document::sheets::write_xlsx;

void require(bool holds) {
    if (!holds) std::abort();
}

// Sheets of another shape than ours (names too long, rows far down) are not written again.
void write_again(const ReadWorkbook& read) {
    Workbook workbook;
    for (const ReadSheet& sheet : read.sheets) {
        Sheet& copy = workbook.sheets.emplace_back();
        copy.name = "sheet " + std::to_string(workbook.sheets.size());
        for (const auto& [place, cell] : sheet.cells) {
            if (place.row > 200 || place.column > 50) return;
            if (copy.rows.size() <= place.row) copy.rows.resize(place.row + 1);
            auto& row = copy.rows[place.row];
            if (row.size() <= place.column) row.resize(place.column + 1);
            if (const auto* text = std::get_if<std::string>(&cell.value)) row[place.column] = Cell(*text);
            if (const auto* number = std::get_if<double>(&cell.value)) row[place.column] = Cell(*number);
        }
    }
    const auto bytes = write_xlsx(workbook);
    require(bytes.has_value());
    const auto again = read_xlsx(*bytes);
    require(again.has_value());
    for (std::size_t index = 0; index < read.sheets.size(); ++index) {
        for (const auto& [place, cell] : read.sheets[index].cells) {
            if (cell.value.index() > 1) continue;
            const ReadCell* found = again->sheets[index].find(place);
            require(found != nullptr && found->value == cell.value);
        }
    }
}

void read(base::ByteView bytes) {
    const auto workbook = read_xlsx(bytes);
    if (workbook) return write_again(*workbook);
    require(!workbook.error().fields.empty() && !workbook.error().fields.front().field.empty());
}

base::Bytes around(std::string_view sheet) {
    const auto part = [](std::string_view text) { return base::copy_of(text); };
    return document::zip_of(
        {{"_rels/.rels",
          part(
              R"(<Relationships><Relationship Type="/officeDocument" Target="xl/workbook.xml"/></Relationships>)")},
         {"xl/workbook.xml", part(R"(<workbook><sheets><sheet name="One" id="a"/></sheets></workbook>)")},
         {"xl/_rels/workbook.xml.rels",
          part(R"(<Relationships><Relationship Id="a" Type="/worksheet" Target="s.xml"/>)"
               R"(<Relationship Id="t" Type="/sharedStrings" Target="t.xml"/>)"
               R"(<Relationship Id="f" Type="/styles" Target="f.xml"/></Relationships>)")},
         {"xl/t.xml", part("<sst><si><t>text</t></si></sst>")},
         {"xl/f.xml", part(R"(<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>)")},
         {"xl/s.xml", base::copy_of(sheet)}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const base::ByteView bytes{data, size};
    read(bytes);
    if (base::text_of(bytes).starts_with("<")) read(around(base::text_of(bytes)));
    return 0;
}
