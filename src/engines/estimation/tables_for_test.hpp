#pragma once
// The published tables and reference values in tests/estimation, for tests alone. Throws where a file is not
// as it should be: then no test may go on.

#include "engines/estimation/capture_table.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace estimation {

// "uk2013_6", or "fixtures/sparse_western_us_5_1".
CaptureTable published(const std::string& name);

// A CSV file with a header, as columns by name.
using NamedRow = std::map<std::string, std::string>;
std::vector<NamedRow> named_rows(const std::string& name);

// "a b c" or "a;b;c".
std::vector<std::string> parts_of(std::string_view text, char between = ' ');

}  // namespace estimation
