#pragma once
// Dates as people remember them: a year, a month or a day; known, about, before or after. "2007", "about
// 2007", "before 2026-03". A partial date means an interval of days, which is what rules compare: "about"
// reaches one unit to either side (about 2007 is 2006 to 2008), "before" and "after" are open and leave out
// the unit they name. Pure. The text form is for storage and data exchange; pages translate it.

#include "base/calendar.hpp"
#include "base/result.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace base {

class PartialDate {
public:
    enum class Precision { year, month, day };
    enum class Meaning { known, about, before, after };

    // "2007", "about 2007-05", "before 2026-03", "after 2026-03-01"; years 1800 to 2199. Problem:
    // invalid_input.
    static Result<PartialDate> from_text(std::string_view text);
    static PartialDate of_day(Date date);

    std::string text() const;
    Precision precision() const { return precision_; }
    Meaning meaning() const { return meaning_; }

    // The first and last day it may mean; nothing where it is open.
    std::optional<Date> earliest() const;
    std::optional<Date> latest() const;

    // Whether every day it may mean is before every day the other may mean.
    bool certainly_before(const PartialDate& other) const;
    // Whether both may be the same day.
    bool may_equal(const PartialDate& other) const;

    // Equality is of the text. The order is for lists and total: by the named day, then by meaning, then by
    // precision.
    friend bool operator==(const PartialDate&, const PartialDate&) = default;
    friend std::strong_ordering operator<=>(const PartialDate& one, const PartialDate& other);

private:
    PartialDate(Date first, Precision precision, Meaning meaning)
        : first_(first), precision_(precision), meaning_(meaning) {}
    Date last() const;
    Date moved(int units) const;

    Date first_;  // the first day of the named year, month or day
    Precision precision_;
    Meaning meaning_;
};

}  // namespace base
