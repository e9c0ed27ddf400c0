#pragma once
// The places of several rows in one insert: "($1, $2), ($3, $4)" for two rows of two columns. Few statements
// with many rows cost less than many with one, above all on PostgreSQL. Pure.

#include <cstddef>
#include <string>

namespace store {

std::string value_rows(std::size_t rows, std::size_t columns);

}  // namespace store
