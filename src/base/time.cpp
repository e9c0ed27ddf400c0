#include "base/time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace base {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day date_of(Time time) {
    return year_month_day{sys_days{std::chrono::days{time.days()}}};
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int value = 0;
    for (const char letter : text.substr(at, count)) {
        if (letter < '0' || letter > '9') return std::nullopt;
        value = value * 10 + (letter - '0');
    }
    return value;
}

tl::unexpected<Problem> unreadable() {
    return fail(invalid_field("time", "not_a_time", "2026-11-24 or 2026-11-24T14:30:00Z"));
}

}  // namespace

std::string to_iso_date(Time time) {
    const year_month_day date = date_of(time);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_iso(Time time) {
    const std::int64_t in_day = time.microseconds() - time.days() * 86'400'000'000;
    const std::int64_t second = in_day / 1'000'000;
    const std::int64_t fraction = in_day % 1'000'000;
    std::string text =
        fmt::format("{}T{:02}:{:02}:{:02}", to_iso_date(time), second / 3600, second / 60 % 60, second % 60);
    if (fraction != 0) text += fmt::format(".{:06}", fraction);
    return text + "Z";
}

Result<Time> time_from_iso(std::string_view text) {
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-') return unreadable();
    const year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                              std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return unreadable();
    const std::int64_t day_start = sys_days{date}.time_since_epoch().count() * 86'400'000'000LL;
    if (text.size() == 10) return Time(day_start);

    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!hour || !minute || !second || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return unreadable();
    if (*hour > 23 || *minute > 59 || *second > 59 || text.back() != 'Z') return unreadable();
    std::int64_t fraction = 0;
    const std::string_view rest = text.substr(19, text.size() - 20);
    if (!rest.empty()) {
        if (rest.front() != '.' || rest.size() < 2 || rest.size() > 7) return unreadable();
        const auto digits_read = digits(rest, 1, rest.size() - 1);
        if (!digits_read) return unreadable();
        fraction = *digits_read;
        for (std::size_t place = rest.size() - 1; place < 6; ++place) fraction *= 10;
    }
    const std::int64_t seconds_in_day = *hour * 3600LL + *minute * 60LL + *second;
    return Time(day_start + seconds_in_day * 1'000'000 + fraction);
}

Time SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return Time(std::chrono::duration_cast<Duration>(since).count());
}

}  // namespace base
