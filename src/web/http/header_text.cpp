#include "web/http/header_text.hpp"

#include <algorithm>

namespace web::http {

namespace {

char lower(char symbol) {
    return symbol >= 'A' && symbol <= 'Z' ? static_cast<char>(symbol - 'A' + 'a') : symbol;
}

}  // namespace

bool same_name(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, {}, lower, lower);
}

bool is_token(std::string_view text) {
    constexpr std::string_view kAllowed =
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return !text.empty() && text.find_first_not_of(kAllowed) == std::string_view::npos;
}

bool is_field_value(std::string_view text) {
    return std::ranges::all_of(text, [](char symbol) {
        const auto byte = static_cast<unsigned char>(symbol);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
    });
}

std::string_view without_spaces_around(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace web::http
