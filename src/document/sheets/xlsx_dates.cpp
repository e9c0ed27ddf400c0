#include "document/sheets/xlsx_dates.hpp"

#include "base/time.hpp"

#include <cmath>

namespace document::sheets {

bool is_date_format(std::uint32_t id, std::string_view code) {
    if (code.empty())
        return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
               (id >= 50 && id <= 58);
    bool quoted = false;
    bool bracketed = false;
    for (std::size_t at = 0; at < code.size(); ++at) {
        const char letter = code[at];
        if (quoted) {
            quoted = letter != '"';
        } else if (bracketed) {
            bracketed = letter != ']';
        } else if (letter == '"') {
            quoted = true;
        } else if (letter == '\\' || letter == '_' || letter == '*') {
            ++at;  // the next letter stands for itself
        } else if (letter == '[') {
            // A colour, a condition, a language; hours that go on ("[h]") are a duration.
            bracketed = true;
        } else if (std::string_view("dDmMyYhHsS").find(letter) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

std::optional<std::string> iso_date(double serial, bool from_1904) {
    constexpr std::int64_t kDaysTo1970 = 25'569;  // from 30 December 1899
    constexpr double kFrom1904 = 1462;
    const double days = serial + (from_1904 ? kFrom1904 : 0);
    constexpr double kFirst = 61;            // 1 March 1900
    constexpr double kPastLast = 2'958'466;  // 1 January 10000
    if (!(days >= kFirst && days < kPastLast)) return {};
    const auto seconds = static_cast<std::int64_t>(std::llround(days * 86'400)) - kDaysTo1970 * 86'400;
    const base::Time time(seconds * 1'000'000);
    std::string iso = base::to_iso(time);
    if (iso.size() < 20 || iso[4] != '-') return {};  // rounded into the year 10000
    if (iso.substr(10) == "T00:00:00Z") return iso.substr(0, 10);
    return iso.substr(0, 19);  // a time of the wall, of no zone
}

}  // namespace document::sheets
