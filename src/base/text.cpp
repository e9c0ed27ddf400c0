#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <optional>
#include <stdexcept>

namespace base {

namespace {

// The code point at `offset`, which moves past it; negative where the bytes are not UTF-8. Works on 64-bit
// sizes by looking at four bytes at a time, since ICU counts in 32 bits.
UChar32 next_code_point(std::string_view text, std::size_t& offset) {
    const std::string_view window = text.substr(offset, 4);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(window.data());
    std::int32_t index = 0;
    UChar32 symbol = 0;
    U8_NEXT(bytes, index, static_cast<std::int32_t>(window.size()), symbol);
    offset += static_cast<std::size_t>(index);
    return symbol;
}

UChar32 last_code_point(std::string_view text, std::size_t& size) {
    const std::size_t start = text.size() > 4 ? text.size() - 4 : 0;
    const std::string_view window = text.substr(start);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(window.data());
    auto index = static_cast<std::int32_t>(window.size());
    UChar32 symbol = 0;
    U8_PREV(bytes, 0, index, symbol);
    size = window.size() - static_cast<std::size_t>(index);
    return symbol;
}

bool is_space(UChar32 symbol) {
    return symbol >= 0 && (u_isUWhiteSpace(symbol) != 0 || symbol == 0xFEFF);
}

bool is_dropped(UChar32 symbol) {
    return (symbol >= 0x202A && symbol <= 0x202E) || (symbol >= 0x2066 && symbol <= 0x2069) ||
           symbol == 0xFEFF;
}

bool is_line_end(UChar32 symbol) {
    return symbol == '\n' || symbol == '\r' || symbol == 0x85 || symbol == 0x2028 || symbol == 0x2029;
}

bool is_refused(UChar32 symbol) {
    if (symbol == '\t') return false;
    const bool control = symbol < 0x20 || (symbol >= 0x7F && symbol < 0xA0);
    const bool noncharacter = (symbol & 0xFFFE) == 0xFFFE || (symbol >= 0xFDD0 && symbol <= 0xFDEF);
    return control || noncharacter;
}

std::string in_normal_form(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no NFC");
    const icu::UnicodeString normal = form->normalize(icu::UnicodeString::fromUTF8(text), status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU cannot normalise");
    std::string out;
    normal.toUTF8String(out);
    return out;
}

// Empty if a rule is broken; then `rule` names it.
std::optional<std::string> cleaned(std::string_view text, Lines lines, std::string_view& rule) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t start = offset;
        const UChar32 symbol = next_code_point(text, offset);
        if (is_dropped(symbol)) continue;
        if (is_line_end(symbol)) {
            if (lines == Lines::one) {
                rule = "one_line";
                return std::nullopt;
            }
            if (symbol == '\r' && offset < text.size() && text[offset] == '\n') ++offset;
            out.push_back('\n');
        } else if (is_refused(symbol)) {
            rule = "control_character";
            return std::nullopt;
        } else {
            out.append(text.substr(start, offset - start));
        }
    }
    return in_normal_form(out);
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        if (next_code_point(text, offset) < 0) return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        std::size_t size = 0;
        if (!is_space(next_code_point(text, size))) break;
        text.remove_prefix(size);
    }
    while (!text.empty()) {
        std::size_t size = 0;
        if (!is_space(last_code_point(text, size))) break;
        text.remove_suffix(size);
    }
    return text;
}

std::size_t code_point_count(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) {
        if ((static_cast<std::uint8_t>(byte) & 0xC0U) != 0x80U) ++count;
    }
    return count;
}

Result<std::string> clean_text(std::string_view field, std::string_view raw, const TextLimits& limits) {
    const auto broken = [field](std::string_view rule, std::size_t limit = 0) {
        return fail(
            invalid_field(std::string(field), std::string(rule), limit == 0 ? "" : std::to_string(limit)));
    };
    // Normalising takes time and memory: text far too long is turned away first. NFC at most triples the
    // bytes of a code point.
    if (raw.size() > limits.code_points_max * 16 + 64) return broken("too_long", limits.code_points_max);
    if (!is_valid_utf8(raw)) return broken("not_utf8");
    std::string_view rule;
    const auto kept = cleaned(trimmed(raw), limits.lines, rule);
    if (!kept) return broken(rule);
    std::string text(trimmed(*kept));
    const std::size_t length = code_point_count(text);
    if (length == 0 && limits.code_points_min > 0) return broken("required");
    if (length < limits.code_points_min) return broken("too_short", limits.code_points_min);
    if (length > limits.code_points_max) return broken("too_long", limits.code_points_max);
    return text;
}

std::string joined_codes(const std::vector<std::string>& codes) {
    std::string text;
    for (const std::string& code : codes) {
        if (!text.empty()) text += ' ';
        text += code;
    }
    return text;
}

std::vector<std::string> split_codes(std::string_view text) {
    std::vector<std::string> codes;
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        codes.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return codes;
}

}  // namespace base
