#pragma once
// Rows in the text form that "copy ... from stdin" takes, in which a value needs no type: the column has one.
// Pure.

#include "store/row.hpp"
#include "store/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace store {

std::string copy_statement(std::string_view table, const ColumnNames& columns);
// One row with its line end.
void append_copy_line(std::string& lines, const std::vector<Value>& row);

}  // namespace store
