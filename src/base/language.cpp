#include "base/language.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

namespace base {

namespace {

constexpr std::array<Language, 3> kLanguages{Language::en, Language::uk, Language::ar};

constexpr std::array<LanguageKind, 3> kKinds{{
    {"en", "ltr", "English", "en-GB"},
    {"uk", "ltr", "Українська", "uk-UA"},
    {"ar", "rtl", "العربية", "ar-u-nu-latn"},
}};

constexpr std::size_t kHeaderPartsMax = 20;

// The weight of "uk;q=0.8" in thousandths; -1 where it is no weight.
int weight_of(std::string_view parameters) {
    const std::size_t at = parameters.find("q=");
    if (at == std::string_view::npos) return 1000;
    const std::string_view number = trimmed(parameters.substr(at + 2));
    if (number.empty() || number.size() > 5 || (number[0] != '0' && number[0] != '1')) return -1;
    int weight = (number[0] - '0') * 1000;
    if (number.size() > 1 && number[1] != '.') return -1;
    int unit = 100;
    for (const char digit : number.substr(std::min<std::size_t>(2, number.size()))) {
        if (digit < '0' || digit > '9') return -1;
        weight += (digit - '0') * unit;
        unit /= 10;
    }
    return std::min(weight, 1000);
}

}  // namespace

const LanguageKind& kind_of(Language language) {
    return kKinds.at(static_cast<std::size_t>(language));
}

std::span<const Language> all_languages() {
    return kLanguages;
}

std::optional<Language> language_from_code(std::string_view code) {
    for (const Language language : kLanguages) {
        if (kind_of(language).code == code) return language;
    }
    return std::nullopt;
}

std::optional<Language> language_from_header(std::string_view accept_language) {
    std::optional<Language> best;
    int best_weight = 0;
    for (std::size_t count = 0; count < kHeaderPartsMax && !accept_language.empty(); ++count) {
        const std::size_t comma = std::min(accept_language.find(','), accept_language.size());
        const std::string_view part = accept_language.substr(0, comma);
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));

        const std::size_t semicolon = std::min(part.find(';'), part.size());
        const std::string_view range = trimmed(part.substr(0, semicolon));
        std::string code(range.substr(0, std::min(range.find('-'), range.size())));
        std::ranges::transform(code, code.begin(),
                               [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
        const int weight = weight_of(part.substr(semicolon));
        const std::optional<Language> language = language_from_code(code);
        if (language && weight > best_weight) {
            best = language;
            best_weight = weight;
        }
    }
    return best;
}

}  // namespace base
