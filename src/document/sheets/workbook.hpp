#pragma once
// A workbook to be written: sheets as values. What is written as text stays text: no cell becomes a formula
// or a date by what it begins with. Thread rule: plain values.

#include "base/result.hpp"
#include "base/time.hpp"
#include "document/drawing.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace document::sheets {

enum class Look { plain, heading, strong, quiet, input };

struct Cell {
    std::variant<std::monostate, std::string, double> value = {};
    Look look = Look::plain;
    bool unlocked = false;    // can be filled in where the sheet is protected
    bool keeps_text = false;  // what is typed there stays text: "1-2" does not become a date

    Cell() = default;
    Cell(const char* text) : value(std::string(text)) {}  // implicit
    Cell(std::string text) : value(std::move(text)) {}    // implicit
    Cell(double number) : value(number) {}                // implicit
    Cell(std::string text, Look shown) : value(std::move(text)), look(shown) {}
};
// An empty cell to be filled in.
Cell input_cell(bool keeps_text = true);

struct ColumnShape {
    double width = 12;  // in letters
    bool hidden = false;
};

// Cells of one column that take one of some texts; the spreadsheet program offers them as a list.
struct ChoiceList {
    std::uint32_t column = 0;
    std::uint32_t first_row = 0;
    std::uint32_t last_row = 0;
    std::vector<std::string> choices;
    std::string refusal_title;  // what the program says to anything else
    std::string refusal;
};

struct Sheet {
    std::string name;
    Direction direction = Direction::left_to_right;
    std::vector<ColumnShape> columns;
    std::vector<std::vector<Cell>> rows;
    std::vector<ChoiceList> choices = {};
    std::uint32_t frozen_rows = 0;
    std::uint32_t frozen_columns = 0;
    bool is_protected = false;  // without a password: against slips, not against people
    bool hidden = false;
};

struct Workbook {
    std::string title;
    std::string author = {};
    base::Time created = {};
    std::vector<Sheet> sheets;
};

// Whether it can be written. Problem: invalid_fields, "sheet 2" or "sheet 2, cell B7": required, twice,
// name_form, not_utf8, too_long, not_a_number, out_of_range, all_hidden.
base::Done check(const Workbook& workbook);

}  // namespace document::sheets
