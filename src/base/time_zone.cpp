#include "base/time_zone.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>

namespace base {

// Of a name that nobody knows ICU makes a zone of its own, which would show wrong times without a word.
bool is_time_zone(std::string_view name) {
    const auto text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())));
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(text));
    return *zone != icu::TimeZone::getUnknown();
}

}  // namespace base
