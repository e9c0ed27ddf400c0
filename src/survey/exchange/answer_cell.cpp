#include "survey/exchange/answer_cell.hpp"

#include "base/text.hpp"
#include "base/time.hpp"
#include "survey/exchange/questionnaire_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace survey::exchange {
namespace {

using document::sheets::DateValue;
using document::sheets::ReadCell;

constexpr base::TextLimits kAnswerText{20'000, 0, base::Lines::many};
constexpr std::size_t kListedMost = 300;
// Beyond, a spreadsheet's numbers are no longer every whole number.
constexpr double kExactMost = 9'007'199'254'740'991.0;

tl::unexpected<base::FieldProblem> refuse(std::string rule, std::string accepted) {
    return tl::unexpected(base::FieldProblem{"", std::move(rule), std::move(accepted)});
}

// A value that a formula had is nobody's answer: it may be of another moment.
InCell<std::string> plain_text(const ReadCell* cell) {
    if (cell == nullptr) return std::optional<std::string>();
    if (cell->from_formula) return refuse("formula", "2026");
    if (const auto* number = std::get_if<double>(&cell->value)) return std::optional(plain_number(*number));
    if (const auto* day = std::get_if<DateValue>(&cell->value)) return std::optional(day->iso);
    const auto* text = std::get_if<std::string>(&cell->value);
    if (text == nullptr) return refuse("wrong_format", "text");
    const std::string_view inside = base::trimmed(*text);
    if (inside.empty()) return std::optional<std::string>();
    return std::optional(std::string(inside));
}

}  // namespace

std::string plain_number(double number) {
    std::array<char, 400> room{};
    const auto end =
        std::to_chars(room.data(), room.data() + room.size(), number, std::chars_format::fixed).ptr;
    return {room.data(), end};
}

std::string listed(const std::vector<std::string>& codes) {
    std::string all;
    for (const std::string& code : codes) {
        if (all.size() + code.size() > kListedMost) return all + ", …";
        all += (all.empty() ? "" : ", ") + code;
    }
    return all;
}

InCell<std::string> code_in_cell(const ReadCell* cell, const std::vector<std::string>& codes) {
    auto text = plain_text(cell);
    if (!text || !*text) return text;
    const std::string code(code_in(**text));
    if (std::ranges::find(codes, code) == codes.end()) return refuse("not_in_list", listed(codes));
    return std::optional(code);
}

InCell<Decimal> amount_in_cell(const ReadCell* cell, int decimals) {
    const auto text = plain_text(cell);
    if (!text) return tl::unexpected(text.error());
    if (!*text) return std::optional<Decimal>();
    const std::string accepted = decimals == 0 ? "0, 12" : "0, 12, " + survey::to_text(Decimal{5, decimals});
    if (std::holds_alternative<DateValue>(cell->value)) return refuse("not_a_number", accepted);
    const auto* number = std::get_if<double>(&cell->value);
    if (number != nullptr && std::fabs(*number) > kExactMost)
        return refuse("out_of_range", fmt::format("0-{:.0f}", kExactMost));
    const auto amount = decimal_from_text(**text);
    // A number with more digits than any item takes is still a number.
    if (!amount && number != nullptr) return refuse("too_many_decimals", fmt::format("{}", decimals));
    if (!amount) return refuse("not_a_number", accepted);
    if (amount->decimals > decimals) return refuse("too_many_decimals", fmt::format("{}", decimals));
    if (amount->units < 0) return refuse("out_of_range", fmt::format("0-{:.0f}", kExactMost));
    auto written = with_decimals(*amount, decimals);
    if (!written) return refuse("out_of_range", fmt::format("0-{:.0f}", kExactMost));
    return written;
}

InCell<std::string> day_in_cell(const ReadCell* cell) {
    auto text = plain_text(cell);
    if (!text || !*text) return text;
    constexpr std::size_t kDay = 10;
    if ((*text)->size() != kDay || !base::time_from_iso(**text)) return refuse("not_a_date", "2026-11-24");
    return text;
}

InCell<std::string> text_in_cell(const ReadCell* cell) {
    auto text = plain_text(cell);
    if (!text || !*text) return text;
    auto clean = base::clean_text("", **text, kAnswerText);
    if (!clean) return tl::unexpected(clean.error().fields.at(0));
    if (clean->empty()) return std::optional<std::string>();
    return std::optional(*std::move(clean));
}

}  // namespace survey::exchange
