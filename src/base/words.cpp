#include "base/words.hpp"

#include <chrono>

namespace base {

namespace {

Time midnight_of(Date date) {
    return Time(std::chrono::duration_cast<Duration>(date.time_since_epoch()).count());
}

TimeStyle style_of(PartialDate::Precision precision) {
    switch (precision) {
        case PartialDate::Precision::year:
        case PartialDate::Precision::month: return TimeStyle::month;
        case PartialDate::Precision::day: return TimeStyle::date;
    }
    return TimeStyle::date;
}

std::string_view key_of(PartialDate::Meaning meaning) {
    switch (meaning) {
        case PartialDate::Meaning::known: return "";
        case PartialDate::Meaning::about: return "common.date.about";
        case PartialDate::Meaning::before: return "common.date.before";
        case PartialDate::Meaning::after: return "common.date.after";
    }
    return "";
}

}  // namespace

std::string Words::date(Date date) const {
    return messages_->time(language_, "UTC", midnight_of(date), TimeStyle::date);
}

std::string Words::date(const PartialDate& partial) const {
    // The text form ends in the named unit: "about 2007-05", "before 2026".
    const std::string text = partial.text();
    const std::string named = text.substr(text.rfind(' ') == std::string::npos ? 0 : text.rfind(' ') + 1);
    std::string shown = named;
    if (partial.precision() != PartialDate::Precision::year) {
        const std::string day = named + (partial.precision() == PartialDate::Precision::month ? "-01" : "");
        const Result<Date> date = date_from_iso(day);
        if (date)
            shown = messages_->time(language_, "UTC", midnight_of(*date), style_of(partial.precision()));
    }
    const std::string_view key = key_of(partial.meaning());
    return key.empty() ? shown : this->text(key, {{"date", shown}});
}

std::string Words::number(std::int64_t number) const {
    return messages_->number(language_, static_cast<double>(number), 0);
}

}  // namespace base
