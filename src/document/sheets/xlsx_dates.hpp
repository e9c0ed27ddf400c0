#pragma once
// Dates of XLSX: numbers whose format shows a day. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace document::sheets {

// Whether a number of this format is read as a date: the built-in ones by their number (ECMA-376 part 1,
// 18.8.30), others by the letters in their code.
bool is_date_format(std::uint32_t id, std::string_view code);

// Days since 30 December 1899 (or 1 January 1904), as ISO 8601. Nothing before 1 March 1900, where Excel
// counts a day that never was, and after 9999. With a time where there is a fraction, to the second.
std::optional<std::string> iso_date(double serial, bool from_1904);

}  // namespace document::sheets
