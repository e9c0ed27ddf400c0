#include "base/messages.hpp"

#include "base/json_reader.hpp"

#include <unicode/fmtable.h>
#include <unicode/listformatter.h>
#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <tuple>

namespace base {

namespace {

constexpr std::size_t kTextBytesMax = 16 * 1024;
constexpr std::size_t kLanguageCount = 3;
constexpr std::size_t kTimeFormatsMax = 1000;

icu::UnicodeString to_icu(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string from_icu(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

// A case code, a telephone number, a date in digits: read from left to right by everybody.
bool is_code(std::string_view text) {
    const auto of_a_code = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == ' ';
    };
    return std::all_of(text.begin(), text.end(), of_a_code) &&
           text.find_first_of("0123456789") != std::string_view::npos &&
           text.find_first_of("-+ ") != std::string_view::npos;
}

// A name of a person or an organisation in Latin or Cyrillic letters. A lone lower-case word chooses among
// the branches of a text and is never shown.
bool is_name_from_left(const icu::UnicodeString& text) {
    bool from_left = false;
    bool is_choice = true;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 letter = text.char32At(at);
        from_left = from_left || u_charDirection(letter) == U_LEFT_TO_RIGHT;
        is_choice = is_choice && ((letter >= 'a' && letter <= 'z') || letter == '_');
    }
    return from_left && !is_choice;
}

// Inside a sentence that runs from right to left, "3323-F4NF" would be shown as "F4NF-3323", and a date after
// a name in Latin letters would change places with it, without the signs that keep them apart (Unicode's
// isolates: left to right for a code, as the first letter says for a name).
icu::UnicodeString argument_text(Language language, std::string_view text) {
    icu::UnicodeString plain = to_icu(text);
    if (kind_of(language).direction == "ltr") return plain;
    const bool code = is_code(text);
    if (!code && !is_name_from_left(plain)) return plain;
    icu::UnicodeString apart;
    apart.append(static_cast<char16_t>(code ? 0x2066 : 0x2068)).append(plain);
    return apart.append(static_cast<char16_t>(0x2069));
}

icu::Locale locale_of(Language language) {
    return icu::Locale(std::string(kind_of(language).locale).c_str());
}

// One text. What has no argument needs no formatter; the others get theirs at first use.
struct Pattern {
    std::string text;
    bool plain = true;
    std::mutex lock;
    std::unique_ptr<icu::MessageFormat> format;
};

// Whether ICU can read the pattern; a text without arguments loses its doubled apostrophes here, once.
bool prepare(Pattern& pattern) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessagePattern parsed(to_icu(pattern.text), nullptr, status);
    if (U_FAILURE(status)) return false;
    pattern.plain = !parsed.hasNamedArguments() && !parsed.hasNumberedArguments();
    if (pattern.plain && pattern.text.find('\'') != std::string::npos) {
        const icu::MessageFormat format(to_icu(pattern.text), icu::Locale::getRoot(), status);
        icu::UnicodeString shown;
        icu::FieldPosition where;
        format.format(nullptr, 0, shown, where, status);
        if (U_FAILURE(status)) return false;
        pattern.text = from_icu(shown);
    }
    return !parsed.hasNumberedArguments();
}

using Catalogue = std::map<std::string, Pattern, std::less<>>;

const char* skeleton_of(TimeStyle style) {
    switch (style) {
        case TimeStyle::date: return "dMMMMy";
        case TimeStyle::date_short: return "dMMMy";
        case TimeStyle::date_time: return "dMMMMyHHmm";
        case TimeStyle::time_of_day: return "HHmm";
        case TimeStyle::month: return "MMMMy";
        case TimeStyle::weekday_date: return "EEEEdMMMM";
    }
    return "dMMMMy";
}

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

}  // namespace

struct Messages::State {
    using TimeKey = std::tuple<Language, std::string, TimeStyle>;

    std::array<Catalogue, kLanguageCount> catalogues;
    std::mutex time_lock;
    std::map<TimeKey, std::unique_ptr<icu::SimpleDateFormat>> time_formats;

    Pattern* find(Language language, std::string_view key) {
        Catalogue& catalogue = catalogues.at(static_cast<std::size_t>(language));
        const auto found = catalogue.find(key);
        return found == catalogue.end() ? nullptr : &found->second;
    }

    icu::SimpleDateFormat* time_format(const TimeKey& key);
};

// Call with time_lock held.
icu::SimpleDateFormat* Messages::State::time_format(const TimeKey& key) {
    const auto found = time_formats.find(key);
    if (found != time_formats.end()) return found->second.get();
    const auto& [language, zone, style] = key;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = locale_of(language);
    const std::unique_ptr<icu::DateFormat> made(
        icu::DateFormat::createInstanceForSkeleton(skeleton_of(style), locale, status));
    const auto* format = dynamic_cast<const icu::SimpleDateFormat*>(made.get());
    if (U_FAILURE(status) || format == nullptr) return nullptr;
    auto kept = std::make_unique<icu::SimpleDateFormat>(*format);
    // createTimeZone answers "Etc/Unknown", which behaves as GMT, for a name it does not know.
    kept->adoptTimeZone(icu::TimeZone::createTimeZone(to_icu(zone)));
    if (time_formats.size() >= kTimeFormatsMax) time_formats.clear();
    return time_formats.emplace(key, std::move(kept)).first->second.get();
}

Messages::Messages(std::unique_ptr<State> state) : state_(std::move(state)) {}
Messages::Messages(Messages&&) noexcept = default;
Messages& Messages::operator=(Messages&&) noexcept = default;
Messages::~Messages() = default;

Result<Messages> Messages::load(std::span<const EmbeddedFile> files) {
    auto state = std::make_unique<State>();
    Problem wrong = problem(ProblemCode::invalid_file, "words");
    for (const EmbeddedFile& file : files) {
        const std::string path(file.path);
        const auto language = language_from_code(file.path.substr(0, file.path.find('/')));
        if (!language) {
            wrong.fields.push_back({path, "not_in_list", "en, uk, ar"});
            continue;
        }
        Result<JsonDocument> document = JsonDocument::parse(file.content);
        if (!document) {
            wrong.fields.push_back({path, document.error().fields.at(0).rule, ""});
            continue;
        }
        for (const auto& [key, node] : document->root().entries()) {
            Catalogue& catalogue = state->catalogues.at(static_cast<std::size_t>(*language));
            const auto [entry, is_new] = catalogue.try_emplace(key);
            if (!is_new) {
                wrong.fields.push_back({path + ":" + key, "duplicate_key", ""});
                continue;
            }
            entry->second.text = node.text(kTextBytesMax);
            if (!prepare(entry->second)) wrong.fields.push_back({path + ":" + key, "not_a_message", ""});
        }
        if (const Done finished = document->finish(); !finished) {
            for (const FieldProblem& field : finished.error().fields) {
                wrong.fields.push_back({path + ":" + field.field, field.rule, field.accepted});
            }
        }
    }
    if (!wrong.fields.empty()) return fail(std::move(wrong));
    return Messages(std::move(state));
}

std::string Messages::text(Language language, std::string_view key, const MessageArguments& arguments,
                           const std::string& time_zone) const {
    Pattern* pattern = state_->find(language, key);
    if (pattern == nullptr) {
        language = kFallbackLanguage;
        pattern = state_->find(language, key);
    }
    if (pattern == nullptr) return std::string(key);
    if (pattern->plain) return pattern->text;

    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    names.reserve(arguments.size());
    values.reserve(arguments.size());
    for (const MessageArgument& argument : arguments) {
        names.push_back(to_icu(argument.name));
        if (const auto* number = std::get_if<std::int64_t>(&argument.value)) {
            values.emplace_back(*number);
        } else if (const auto* moment = std::get_if<Time>(&argument.value)) {
            values.emplace_back(to_icu(time(language, time_zone, *moment, TimeStyle::date_time)));
        } else {
            values.emplace_back(argument_text(language, std::get<std::string>(argument.value)));
        }
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString shown;
    const std::scoped_lock hold(pattern->lock);
    if (!pattern->format) {
        pattern->format =
            std::make_unique<icu::MessageFormat>(to_icu(pattern->text), locale_of(language), status);
    }
    if (U_SUCCESS(status)) {
        pattern->format->format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), shown,
                                status);
    }
    return U_SUCCESS(status) ? from_icu(shown) : std::string(key);
}

bool Messages::has(Language language, std::string_view key) const {
    return state_->find(language, key) != nullptr;
}

std::vector<std::string> Messages::keys(Language language) const {
    std::vector<std::string> keys;
    for (const auto& [key, pattern] : state_->catalogues.at(static_cast<std::size_t>(language)))
        keys.push_back(key);
    return keys;
}

std::vector<std::string> Messages::argument_names(Language language, std::string_view key) const {
    const Pattern* pattern = state_->find(language, key);
    if (pattern == nullptr || pattern->plain) return {};
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessagePattern parsed(to_icu(pattern->text), nullptr, status);
    std::set<std::string> names;
    for (std::int32_t index = 0; index < parsed.countParts(); ++index) {
        const icu::MessagePattern::Part& part = parsed.getPart(index);
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME) names.insert(from_icu(parsed.getSubstring(part)));
    }
    return {names.begin(), names.end()};
}

std::string Messages::time(Language language, const std::string& time_zone, Time time,
                           TimeStyle style) const {
    const std::scoped_lock hold(state_->time_lock);
    const icu::SimpleDateFormat* format = state_->time_format({language, time_zone, style});
    if (format == nullptr) return to_iso(time);
    icu::UnicodeString shown;
    format->format(static_cast<UDate>(time.microseconds()) / 1000.0, shown);
    return from_icu(shown);
}

std::string Messages::number(Language language, double number, int places) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto shown = icu::number::NumberFormatter::withLocale(locale_of(language))
                           .precision(icu::number::Precision::fixedFraction(places))
                           .formatDouble(number, status)
                           .toString(status);
    return from_icu(shown);
}

std::string Messages::percent(Language language, double share, int places) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto shown = icu::number::NumberFormatter::withLocale(locale_of(language))
                           .unit(icu::NoUnit::percent())
                           .scale(icu::number::Scale::powerOfTen(2))
                           .precision(icu::number::Precision::fixedFraction(places))
                           .formatDouble(share, status)
                           .toString(status);
    return from_icu(shown);
}

std::string Messages::duration(Language language, Duration duration) const {
    const std::int64_t seconds = std::abs(duration.count() / 1'000'000);
    icu::MeasureUnit unit = icu::MeasureUnit::getMinute();
    std::int64_t amount = seconds / kMinute;
    if (seconds >= 2 * kDay) {
        unit = icu::MeasureUnit::getDay();
        amount = seconds / kDay;
    } else if (seconds >= kHour) {
        unit = icu::MeasureUnit::getHour();
        amount = seconds / kHour;
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto shown = icu::number::NumberFormatter::withLocale(locale_of(language))
                           .unit(unit)
                           .unitWidth(UNUM_UNIT_WIDTH_FULL_NAME)
                           .formatInt(amount, status)
                           .toString(status);
    return from_icu(shown);
}

std::string Messages::relative(Language language, Duration from_now) const {
    const std::int64_t seconds = std::abs(from_now.count() / 1'000'000);
    URelativeDateTimeUnit unit = UDAT_REL_UNIT_MINUTE;
    std::int64_t amount = seconds / kMinute;
    if (seconds >= 2 * kDay) {
        unit = UDAT_REL_UNIT_DAY;
        amount = seconds / kDay;
    } else if (seconds >= kHour) {
        unit = UDAT_REL_UNIT_HOUR;
        amount = seconds / kHour;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::RelativeDateTimeFormatter formatter(locale_of(language), status);
    icu::UnicodeString shown;
    if (U_SUCCESS(status)) {
        const double signed_amount = static_cast<double>(amount) * (from_now.count() < 0 ? -1.0 : 1.0);
        formatter.formatNumeric(signed_amount == 0.0 && from_now.count() < 0 ? -0.0 : signed_amount, unit,
                                shown, status);
    }
    return from_icu(shown);
}

std::string Messages::list(Language language, std::span<const std::string> items) const {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::ListFormatter> formatter(
        icu::ListFormatter::createInstance(locale_of(language), status));
    std::vector<icu::UnicodeString> parts;
    for (const std::string& item : items) parts.push_back(to_icu(item));
    icu::UnicodeString shown;
    if (U_SUCCESS(status)) {
        formatter->format(parts.data(), static_cast<std::int32_t>(parts.size()), shown, status);
    }
    return from_icu(shown);
}

}  // namespace base
