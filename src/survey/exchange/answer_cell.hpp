#pragma once
// What stands in one cell for an answer, as a code, an amount, a day or a text. Nothing for an empty cell and
// for white space alone. Every refusal has no field yet: its caller knows the cell. Pure.

#include "base/problem.hpp"
#include "document/sheets/read_xlsx.hpp"
#include "survey/decimal.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <vector>

namespace survey::exchange {

template <class Value>
using InCell = tl::expected<std::optional<Value>, base::FieldProblem>;

InCell<std::string> code_in_cell(const document::sheets::ReadCell* cell,
                                 const std::vector<std::string>& codes);
// Of 0 or more, with at most so many decimals; written with all of them.
InCell<Decimal> amount_in_cell(const document::sheets::ReadCell* cell, int decimals);
InCell<std::string> day_in_cell(const document::sheets::ReadCell* cell);  // "2026-11-24"
InCell<std::string> text_in_cell(const document::sheets::ReadCell* cell);

// The shortest that is read back as the same number, without an exponent.
std::string plain_number(double number);

// "a, b, c", cut where it grows long.
std::string listed(const std::vector<std::string>& codes);

}  // namespace survey::exchange
