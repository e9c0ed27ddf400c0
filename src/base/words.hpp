#pragma once
// Words of one reader: the catalogue, bound to a language and a time zone. This is what handlers and
// templates use. Thread rule: a small value that refers to Messages, which must outlive it; safe from any
// thread.

#include "base/calendar.hpp"
#include "base/messages.hpp"
#include "base/partial_date.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace base {

class Words {
public:
    Words(const Messages& messages, Language language, std::string time_zone = "UTC")
        : messages_(&messages), language_(language), time_zone_(std::move(time_zone)) {}

    Language language() const { return language_; }
    const std::string& time_zone() const { return time_zone_; }
    bool has(std::string_view key) const { return messages_->has(kFallbackLanguage, key); }

    std::string text(std::string_view key, const MessageArguments& arguments = {}) const {
        return messages_->text(language_, key, arguments, time_zone_);
    }

    std::string time(Time time, TimeStyle style) const {
        return messages_->time(language_, time_zone_, time, style);
    }
    std::string date(Time when) const { return time(when, TimeStyle::date); }
    std::string date_time(Time when) const { return time(when, TimeStyle::date_time); }
    std::string date(Date date) const;                   // of a calendar: no time zone
    std::string date(const PartialDate& partial) const;  // "about May 2007"
    std::string number(std::int64_t number) const;
    std::string number(double number, int places) const {
        return messages_->number(language_, number, places);
    }
    std::string percent(double share, int places = 0) const {
        return messages_->percent(language_, share, places);
    }
    std::string duration(Duration length) const { return messages_->duration(language_, length); }
    std::string relative(Time when, Time now) const { return messages_->relative(language_, when - now); }
    std::string list(const std::vector<std::string>& items) const {
        return messages_->list(language_, items);
    }

private:
    const Messages* messages_;
    Language language_;
    std::string time_zone_;
};

}  // namespace base
