#include "web/http/percent.hpp"

#include <cstdint>

namespace web::http {

namespace {

int digit_of(char symbol) {
    if (symbol >= '0' && symbol <= '9') return symbol - '0';
    if (symbol >= 'a' && symbol <= 'f') return symbol - 'a' + 10;
    if (symbol >= 'A' && symbol <= 'F') return symbol - 'A' + 10;
    return -1;
}

bool is_unreserved(char symbol) {
    return (symbol >= 'a' && symbol <= 'z') || (symbol >= 'A' && symbol <= 'Z') ||
           (symbol >= '0' && symbol <= '9') || symbol == '-' || symbol == '.' || symbol == '_' ||
           symbol == '~';
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] == '+' && plus == Plus::is_space) {
            out.push_back(' ');
        } else if (text[index] != '%') {
            out.push_back(text[index]);
        } else {
            if (index + 2 >= text.size()) return std::nullopt;
            const int high = digit_of(text[index + 1]);
            const int low = digit_of(text[index + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out.push_back(static_cast<char>(high * 16 + low));
            index += 2;
        }
    }
    return out;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char symbol : text) {
        if (is_unreserved(symbol)) {
            out.push_back(symbol);
        } else {
            const auto byte = static_cast<std::uint8_t>(symbol);
            out.push_back('%');
            out.push_back(kDigits[byte >> 4U]);
            out.push_back(kDigits[byte & 0x0FU]);
        }
    }
    return out;
}

}  // namespace web::http
