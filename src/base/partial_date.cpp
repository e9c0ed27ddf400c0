#include "base/partial_date.hpp"

#include <array>
#include <tuple>
#include <utility>

namespace base {

namespace {

using Meaning = PartialDate::Meaning;
using Precision = PartialDate::Precision;
using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::array<std::pair<std::string_view, Meaning>, 3> kPrefixes{
    {{"about ", Meaning::about}, {"before ", Meaning::before}, {"after ", Meaning::after}}};

// Lists read: before March, March, about March, after March.
int rank(Meaning meaning) {
    switch (meaning) {
        case Meaning::before: return 0;
        case Meaning::known: return 1;
        case Meaning::about: return 2;
        case Meaning::after: return 3;
    }
    return 4;
}

}  // namespace

Result<PartialDate> PartialDate::from_text(std::string_view text) {
    Meaning meaning = Meaning::known;
    for (const auto& [prefix, means] : kPrefixes) {
        if (!text.starts_with(prefix)) continue;
        meaning = means;
        text.remove_prefix(prefix.size());
        break;
    }
    const Precision precision = text.size() == 4   ? Precision::year
                                : text.size() == 7 ? Precision::month
                                                   : Precision::day;
    std::string whole(text);
    if (precision == Precision::year) whole += "-01-01";
    if (precision == Precision::month) whole += "-01";
    const auto date = date_from_iso(whole);
    const bool in_range = date && *date >= Date{std::chrono::year{1800} / 1 / 1} &&
                          *date < Date{std::chrono::year{2200} / 1 / 1};
    if (!in_range)
        return fail(invalid_field("date", "not_a_partial_date", "2007, about 2007-05, before 2026-03-01"));
    return PartialDate(*date, precision, meaning);
}

PartialDate PartialDate::of_day(Date date) {
    return {date, Precision::day, Meaning::known};
}

std::string PartialDate::text() const {
    std::string out;
    for (const auto& [prefix, means] : kPrefixes) {
        if (means == meaning_) out = prefix;
    }
    const std::string date = to_iso(first_);
    switch (precision_) {
        case Precision::year: return out + date.substr(0, 4);
        case Precision::month: return out + date.substr(0, 7);
        case Precision::day: return out + date;
    }
    return out;
}

Date PartialDate::moved(int units) const {
    const year_month_day civil{first_};
    switch (precision_) {
        case Precision::year: return Date{(civil.year() + std::chrono::years(units)) / 1 / 1};
        case Precision::month: return Date{(civil.year() / civil.month() + std::chrono::months(units)) / 1};
        case Precision::day: return first_ + days(units);
    }
    return first_;
}

Date PartialDate::last() const {
    return moved(1) - days(1);
}

std::optional<Date> PartialDate::earliest() const {
    switch (meaning_) {
        case Meaning::known: return first_;
        case Meaning::about: return moved(-1);
        case Meaning::before: return std::nullopt;
        case Meaning::after: return last() + days(1);
    }
    return std::nullopt;
}

std::optional<Date> PartialDate::latest() const {
    switch (meaning_) {
        case Meaning::known: return last();
        case Meaning::about: return moved(2) - days(1);
        case Meaning::before: return first_ - days(1);
        case Meaning::after: return std::nullopt;
    }
    return std::nullopt;
}

bool PartialDate::certainly_before(const PartialDate& other) const {
    const auto last_of_this = latest();
    const auto first_of_other = other.earliest();
    return last_of_this && first_of_other && *last_of_this < *first_of_other;
}

bool PartialDate::may_equal(const PartialDate& other) const {
    return !certainly_before(other) && !other.certainly_before(*this);
}

std::strong_ordering operator<=>(const PartialDate& one, const PartialDate& other) {
    const auto key = [](const PartialDate& date) {
        return std::tuple(date.first_.time_since_epoch().count(), rank(date.meaning_),
                          static_cast<int>(date.precision_));
    };
    return key(one) <=> key(other);
}

}  // namespace base
