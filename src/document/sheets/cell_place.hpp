#pragma once
// Where a cell stands, and its name in a spreadsheet: row 0, column 1 is "B1". Pure.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace document::sheets {

// The size of a sheet in XLSX.
constexpr std::uint32_t kRowsMost = 1'048'576;
constexpr std::uint32_t kColumnsMost = 16'384;
constexpr std::size_t kCellCharactersMost = 32'767;  // as Excel counts them: UTF-16 units

struct CellPlace {
    std::uint32_t row = 0;
    std::uint32_t column = 0;

    friend auto operator<=>(const CellPlace&, const CellPlace&) = default;
};

std::string column_name(std::uint32_t column);  // "A", "AA"
std::string name_of(CellPlace place);           // "B7"
// Nothing where it is no name of a cell of a sheet; "$" and lower case are none.
std::optional<CellPlace> place_of(std::string_view name);

// As Excel counts: characters beyond the first 65,536 count twice. Of valid UTF-8.
std::size_t utf16_length(std::string_view text);

}  // namespace document::sheets
