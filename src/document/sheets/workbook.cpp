#include "document/sheets/workbook.hpp"

#include "base/text.hpp"
#include "document/sheets/cell_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

namespace document::sheets {

namespace {

constexpr std::size_t kNameCharactersMost = 31;
constexpr std::size_t kRefusalCharactersMost = 225;
constexpr std::size_t kRefusalTitleMost = 32;

class Checker {
public:
    base::Done run(const Workbook& workbook) {
        if (workbook.sheets.empty()) refuse("sheets", "required");
        bool shown = false;
        for (const Sheet& sheet : workbook.sheets) offers_ = offers_ || !sheet.choices.empty();
        for (std::size_t index = 0; index < workbook.sheets.size(); ++index) {
            sheet_ = fmt::format("sheet {}", index + 1);
            check(workbook.sheets[index]);
            shown = shown || !workbook.sheets[index].hidden;
        }
        if (!shown && !workbook.sheets.empty()) refuse("sheets", "all_hidden");
        if (problems_.empty()) return {};
        return base::fail(base::invalid_fields(std::move(problems_)));
    }

private:
    void refuse(std::string field, std::string rule, std::string accepted = {}) {
        problems_.push_back({std::move(field), std::move(rule), std::move(accepted)});
    }
    void refuse(CellPlace place, std::string rule, std::string accepted = {}) {
        refuse(fmt::format("{}, cell {}", sheet_, name_of(place)), std::move(rule), std::move(accepted));
    }

    // Names are compared without regard to case, and Excel takes no other signs.
    void check_name(const std::string& name) {
        if (name.empty()) return refuse(sheet_, "required");
        if (!base::is_valid_utf8(name)) return refuse(sheet_, "not_utf8");
        if (utf16_length(name) > kNameCharactersMost)
            refuse(sheet_, "too_long", fmt::format("{}", kNameCharactersMost));
        if (name.find_first_of("[]:*?/\\") != std::string::npos || name.front() == '\'' ||
            name.back() == '\'') {
            refuse(sheet_, "name_form");
        }
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
        if ((offers_ && lower == "choices") || !names_.insert(lower).second) refuse(sheet_, "twice");
    }

    void check(const Sheet& sheet) {
        check_name(sheet.name);
        for (const ColumnShape& column : sheet.columns) {
            if (!(column.width >= 0 && column.width <= 255)) refuse(sheet_, "out_of_range", "0-255");
        }
        if (sheet.rows.size() > kRowsMost || sheet.columns.size() > kColumnsMost)
            refuse(sheet_, "out_of_range");
        for (std::size_t row = 0; row < std::min<std::size_t>(sheet.rows.size(), kRowsMost); ++row) {
            const auto& cells = sheet.rows[row];
            for (std::size_t column = 0; column < cells.size(); ++column) {
                const CellPlace place{static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column)};
                if (column >= kColumnsMost) {
                    refuse(place, "out_of_range");
                    break;
                }
                check(place, cells[column]);
            }
        }
        for (const ChoiceList& list : sheet.choices) check(list);
    }
    void check(CellPlace place, const Cell& cell) {
        if (const auto* number = std::get_if<double>(&cell.value)) {
            if (!std::isfinite(*number)) refuse(place, "not_a_number");
        } else if (const auto* text = std::get_if<std::string>(&cell.value)) {
            if (!base::is_valid_utf8(*text)) return refuse(place, "not_utf8");
            if (utf16_length(*text) > kCellCharactersMost)
                refuse(place, "too_long", fmt::format("{}", kCellCharactersMost));
        }
    }
    void check(const ChoiceList& list) {
        const CellPlace place{list.first_row, list.column};
        if (list.first_row > list.last_row || list.last_row >= kRowsMost || list.column >= kColumnsMost) {
            refuse(place, "out_of_range");
        }
        if (list.choices.empty()) refuse(place, "required");
        for (const std::string& choice : list.choices) {
            if (!base::is_valid_utf8(choice)) refuse(place, "not_utf8");
            if (utf16_length(choice) > kCellCharactersMost) refuse(place, "too_long");
        }
        if (utf16_length(list.refusal) > kRefusalCharactersMost ||
            utf16_length(list.refusal_title) > kRefusalTitleMost) {
            refuse(place, "too_long", fmt::format("{}, {}", kRefusalTitleMost, kRefusalCharactersMost));
        }
    }

    std::string sheet_;
    bool offers_ = false;  // lists to choose from, which stand on a sheet of their own
    std::set<std::string> names_;
    std::vector<base::FieldProblem> problems_;
};

}  // namespace

Cell input_cell(bool keeps_text) {
    Cell cell;
    cell.look = Look::input;
    cell.unlocked = true;
    cell.keeps_text = keeps_text;
    return cell;
}

base::Done check(const Workbook& workbook) {
    return Checker().run(workbook);
}

}  // namespace document::sheets
