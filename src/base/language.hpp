#pragma once
// The languages that Waymark speaks: code, direction, own name, and the locale that numbers and dates follow.
// A language is added by one row in language.cpp, one enumerator here and one folder in ui/words; the tests
// then ask for every word. Pure; safe from any thread.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace base {

enum class Language { en, uk, ar };

struct LanguageKind {
    std::string_view code;       // as in <html lang> and in folder names
    std::string_view direction;  // "ltr" or "rtl"
    std::string_view own_name;   // what its readers call it
    std::string_view
        locale;  // ICU's: Arabic with the digits that forms, reference numbers and telephones use
};

constexpr Language kFallbackLanguage = Language::en;

const LanguageKind& kind_of(Language language);
std::span<const Language> all_languages();
std::optional<Language> language_from_code(std::string_view code);

// The first language of an Accept-Language header that we speak, by its weights; a region is ignored ("ar-SY"
// is Arabic). Whatever cannot be read counts as absent.
std::optional<Language> language_from_header(std::string_view accept_language);

}  // namespace base
