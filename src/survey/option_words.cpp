#include "survey/option_words.hpp"

#include <algorithm>

namespace survey {
namespace {

bool is_sign(char sign) {
    // Bytes above 0x7F belong to letters of other scripts.
    return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') ||
           (static_cast<unsigned char>(sign) & 0x80) != 0;
}

char lower(char sign) {
    return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
}

std::vector<std::string> parts_of(std::string_view text, char separator) {
    std::vector<std::string> parts(1);
    for (const char sign : text) {
        if (sign == separator) {
            parts.emplace_back();
        } else {
            parts.back() += sign;
        }
    }
    return parts;
}

// The only place where `fits` holds.
template <class Fits>
std::optional<std::size_t> only_one(std::span<const std::string> texts, Fits fits) {
    std::optional<std::size_t> found;
    for (std::size_t place = 0; place < texts.size(); ++place) {
        if (!fits(texts[place])) continue;
        if (found) return std::nullopt;
        found = place;
    }
    return found;
}

std::optional<std::size_t> one_meant(std::string_view text, std::span<const std::string> codes) {
    if (const auto same = only_one(codes, [&](const std::string& code) { return code == text; })) return same;
    const std::string plain = plain_option(text);
    if (plain.empty()) return std::nullopt;
    return only_one(codes, [&](const std::string& code) { return plain_option(code) == plain; });
}

std::vector<std::string> sorted_parts(std::string_view plain) {
    std::vector<std::string> parts = parts_of(plain, '+');
    std::ranges::sort(parts);
    return parts;
}

}  // namespace

std::string plain_option(std::string_view text) {
    std::string plain;
    int depth = 0;
    bool gap = false;
    for (const char given : text) {
        const char sign = lower(given);
        if (sign == '(') ++depth;
        if (sign == '+' && depth == 0) {
            plain += sign;
            gap = false;
        } else if (is_sign(sign) && depth == 0) {
            if (gap && !plain.empty() && plain.back() != '+') plain += '_';
            plain += sign;
            gap = false;
        } else {
            gap = true;
        }
        if (sign == ')' && depth > 0) --depth;
    }
    return plain;
}

std::optional<std::vector<std::size_t>> options_meant(std::string_view text,
                                                      std::span<const std::string> codes) {
    if (const auto one = one_meant(text, codes)) return std::vector{*one};
    for (const char separator : {'+', ','}) {
        const std::string whole = separator == ',' ? std::string(text) : plain_option(text);
        const std::vector<std::string> parts = parts_of(whole, separator);
        std::vector<std::size_t> meant;
        for (const std::string& part : parts) {
            const auto one = one_meant(part, codes);
            if (!one || std::ranges::find(meant, *one) != meant.end()) break;
            meant.push_back(*one);
        }
        if (parts.size() > 1 && meant.size() == parts.size()) return meant;
    }
    return std::nullopt;
}

std::optional<std::size_t> answer_meant(std::string_view text, std::span<const std::string> answers) {
    if (const auto one = one_meant(text, answers)) return one;
    const std::string plain = plain_option(text);
    if (plain.empty()) return std::nullopt;
    const std::vector<std::string> parts = sorted_parts(plain);
    if (const auto same = only_one(answers, [&](const std::string& answer) {
            return sorted_parts(plain_option(answer)) == parts;
        })) {
        return same;
    }
    return only_one(answers,
                    [&](const std::string& answer) { return plain_option(answer).starts_with(plain); });
}

}  // namespace survey
