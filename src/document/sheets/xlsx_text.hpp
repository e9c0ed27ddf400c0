#pragma once
// Text as XLSX keeps it: what XML has no place for is written _xHHHH_, and so is an underscore that would be
// read as the beginning of that (ECMA-376 part 1, 22.9.2.19). Pure.

#include <string>
#include <string_view>

namespace document::sheets {

std::string written(std::string_view text);  // escaped for XML as well
std::string read_back(std::string_view text);

}  // namespace document::sheets
