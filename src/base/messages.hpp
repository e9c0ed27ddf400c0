#pragma once
// The catalogue of everything that is shown to people: ICU MessageFormat patterns by language and key, from
// files
// "<language>/<module>.json" of flat keys. Promise: every pattern was parsed when loading; a key missing in a
// language falls back to English, then shows the key itself. Thread rule: safe from any thread once loaded
// (ICU's formatters are not, so each use holds a lock of its own formatter). Handlers use it through Words
// (words.hpp).

#include "base/embedded.hpp"
#include "base/language.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace base {

using MessageValue = std::variant<std::int64_t, std::string, Time>;

// A named argument. A Time is shown with its date and time of day; for other forms, format it first
// (Words::date()).
struct MessageArgument {
    std::string name;
    MessageValue value;

    MessageArgument(std::string argument_name, std::string text)
        : name(std::move(argument_name)), value(std::move(text)) {}
    MessageArgument(std::string argument_name, std::string_view text)
        : name(std::move(argument_name)), value(std::string(text)) {}
    MessageArgument(std::string argument_name, const char* text)
        : name(std::move(argument_name)), value(std::string(text)) {}
    MessageArgument(std::string argument_name, Time time) : name(std::move(argument_name)), value(time) {}
    template <std::integral Number>
    MessageArgument(std::string argument_name, Number number)
        : name(std::move(argument_name)), value(static_cast<std::int64_t>(number)) {}
};

using MessageArguments = std::vector<MessageArgument>;

enum class TimeStyle {
    date,          // 24 November 2026
    date_short,    // 24 Nov 2026
    date_time,     // 24 November 2026 at 14:30
    time_of_day,   // 14:30
    month,         // November 2026
    weekday_date,  // Tuesday 24 November
};

class Messages {
public:
    // Problem: invalid_file naming file and key: not JSON, a text that is no pattern, a key twice, a language
    // we don't speak.
    static Result<Messages> load(std::span<const EmbeddedFile> files);

    Messages(Messages&&) noexcept;
    Messages& operator=(Messages&&) noexcept;
    ~Messages();

    std::string text(Language language, std::string_view key, const MessageArguments& arguments = {},
                     const std::string& time_zone = "UTC") const;

    bool has(Language language, std::string_view key) const;
    std::vector<std::string> keys(Language language) const;
    // The names a pattern asks for, sorted; empty where the key is missing.
    std::vector<std::string> argument_names(Language language, std::string_view key) const;

    // An unknown time zone counts as UTC.
    std::string time(Language language, const std::string& time_zone, Time time, TimeStyle style) const;
    std::string number(Language language, double number, int places) const;
    std::string percent(Language language, double share, int places) const;
    // "3 days", "1 hour": the largest unit that fits, rounded down; "less than a minute" is 0 minutes.
    std::string duration(Language language, Duration duration) const;
    // "3 days ago", "in 2 hours".
    std::string relative(Language language, Duration from_now) const;
    // "a, b and c".
    std::string list(Language language, std::span<const std::string> items) const;

private:
    struct State;
    explicit Messages(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace base
