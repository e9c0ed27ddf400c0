#include "document/sheets/xlsx_text.hpp"

#include "document/markup.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace document::sheets {

namespace {

constexpr std::size_t kLength = 7;  // of _xHHHH_

std::optional<std::uint32_t> code_at(std::string_view text, std::size_t at) {
    if (at + kLength > text.size() || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_')
        return {};
    std::uint32_t value = 0;
    for (const char letter : text.substr(at + 2, 4)) {
        value <<= 4;
        if (letter >= '0' && letter <= '9') {
            value += static_cast<std::uint32_t>(letter - '0');
        } else if (letter >= 'A' && letter <= 'F') {
            value += static_cast<std::uint32_t>(letter - 'A') + 10;
        } else if (letter >= 'a' && letter <= 'f') {
            value += static_cast<std::uint32_t>(letter - 'a') + 10;
        } else {
            return {};
        }
    }
    return value;
}

// Of what was escaped only signs below 128 are given back: anything else could have been written as it is.
bool is_plain(std::uint32_t code) {
    return code == '\n' || code == '\t' || (code >= 0x20 && code < 0x7f);
}

}  // namespace

std::string written(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '_' && code_at(text, at)) {
            out += "_x005F_";
        } else {
            out += text[at];
        }
    }
    return escaped(out);
}

std::string read_back(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto code = text[at] == '_' ? code_at(text, at) : std::nullopt;
        if (!code) {
            out += text[at];
            continue;
        }
        // A carriage return and other control characters are left out.
        if (is_plain(*code)) out += static_cast<char>(*code);
        at += kLength - 1;
    }
    return out;
}

}  // namespace document::sheets
