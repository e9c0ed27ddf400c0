#pragma once
// XLSX as it comes back from anybody, with any program. Texts, numbers, yes and no, and dates, told apart;
// the value that a formula had when the file was saved. Nothing is run, nothing is fetched, and every limit
// holds before memory is taken. What cannot be read is refused with its sheet (by number: names are people's
// own), cell and rule; nothing is guessed. Safe from any thread.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "document/sheets/cell_place.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace document::sheets {

// A number that is shown as a date: "2026-11-28", "2026-11-28T14:30:00". ("14:30" alone has no day.)
struct DateValue {
    std::string iso;

    friend bool operator==(const DateValue&, const DateValue&) = default;
};

using CellValue = std::variant<std::string, double, bool, DateValue>;

struct ReadCell {
    CellValue value;
    bool from_formula = false;

    friend bool operator==(const ReadCell&, const ReadCell&) = default;
};

struct ReadSheet {
    std::string name;
    bool hidden = false;
    std::map<CellPlace, ReadCell> cells;  // those with something in them

    const ReadCell* find(CellPlace place) const;
};

struct ReadWorkbook {
    std::vector<ReadSheet> sheets;
};

struct XlsxLimits {
    std::uint64_t packed_bytes_most = 10UL << 20;
    std::uint64_t part_bytes_most = 12UL << 20;  // unpacked
    std::uint64_t all_bytes_most = 32UL << 20;
    std::size_t cells_most = 400'000;  // of all sheets
    std::size_t sheets_most = 50;
};

// Problems, invalid_file with one field:
// "file": too_large, not_a_zip, too_many_entries, encrypted, entry_twice, not_a_workbook, macros,
//   too_many_sheets;
// a part by its name ("xl/workbook.xml"): part_missing, too_large, damaged, not_utf8, doctype, not_xml;
// "sheet 2": twice (its name), required, not_utf8;
// "sheet 2, cell B7": not_a_cell, cell_twice, no_such_text, not_a_number, no_such_style, unknown_type,
//   error_value, too_long, date_out_of_range, too_many_cells; "sheet 2, row 7": not_a_row.
base::Result<ReadWorkbook> read_xlsx(base::ByteView bytes, const XlsxLimits& limits = {});

}  // namespace document::sheets
