#include "base/encoding.hpp"

#include <cstdint>
#include <optional>

namespace base {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string encode(ByteView bytes, std::string_view alphabet, unsigned bits) {
    std::string text;
    text.reserve((bytes.size() * 8 + bits - 1) / bits);
    std::uint32_t pool = 0;
    unsigned held = 0;
    for (const std::uint8_t byte : bytes) {
        pool = (pool << 8U) | byte;
        held += 8;
        while (held >= bits) {
            held -= bits;
            text.push_back(alphabet[(pool >> held) & ((1U << bits) - 1)]);
        }
        pool &= (1U << held) - 1;
    }
    if (held > 0) text.push_back(alphabet[(pool << (bits - held)) & ((1U << bits) - 1)]);
    return text;
}

// `bits` is 4, 5 or 6. What is left at the end must be zero and less than a symbol, or two texts would mean
// the same bytes.
Result<Bytes> decode(std::string_view text, std::string_view alphabet, unsigned bits) {
    Bytes bytes;
    bytes.reserve(text.size() * bits / 8);
    std::uint32_t pool = 0;
    unsigned held = 0;
    for (const char symbol : text) {
        const std::size_t value = alphabet.find(symbol);
        if (value == std::string_view::npos)
            return fail(ProblemCode::invalid_input, "encoding: unknown symbol");
        pool = (pool << bits) | static_cast<std::uint32_t>(value);
        held += bits;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<std::uint8_t>((pool >> held) & 0xFFU));
            pool &= (1U << held) - 1;
        }
    }
    if (held >= bits || pool != 0)
        return fail(ProblemCode::invalid_input, "encoding: wrong length or stray bits");
    return bytes;
}

std::optional<char> crockford_symbol(char symbol) {
    const char upper = symbol >= 'a' && symbol <= 'z' ? static_cast<char>(symbol - 'a' + 'A') : symbol;
    if (upper == '-') return std::nullopt;
    if (upper == 'O') return '0';
    if (upper == 'I' || upper == 'L') return '1';
    return upper;
}

}  // namespace

std::string to_hex(ByteView bytes) {
    return encode(bytes, kHex, 4);
}
Result<Bytes> from_hex(std::string_view text) {
    return decode(text, kHex, 4);
}

std::string to_base32(ByteView bytes) {
    return encode(bytes, kBase32, 5);
}
Result<Bytes> from_base32(std::string_view text) {
    return decode(text, kBase32, 5);
}

std::string to_base64url(ByteView bytes) {
    return encode(bytes, kBase64url, 6);
}
Result<Bytes> from_base64url(std::string_view text) {
    return decode(text, kBase64url, 6);
}

std::string to_crockford(ByteView bytes) {
    return encode(bytes, kCrockford, 5);
}

Result<Bytes> from_crockford(std::string_view text) {
    std::string plain;
    for (const char symbol : text) {
        if (const auto read = crockford_symbol(symbol)) plain.push_back(*read);
    }
    return decode(plain, kCrockford, 5);
}

}  // namespace base
