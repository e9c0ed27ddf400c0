#include "base/id.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace base {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

bool is_hyphen_place(std::size_t place) {
    return place == 8 || place == 13 || place == 18 || place == 23;
}

std::optional<std::uint8_t> nibble(char letter) {
    if (letter >= '0' && letter <= '9') return static_cast<std::uint8_t>(letter - '0');
    if (letter >= 'a' && letter <= 'f') return static_cast<std::uint8_t>(letter - 'a' + 10);
    if (letter >= 'A' && letter <= 'F') return static_cast<std::uint8_t>(letter - 'A' + 10);
    return std::nullopt;
}

tl::unexpected<Problem> not_an_id() {
    return fail(invalid_field("id", "not_an_id", "a UUID of 36 characters"));
}

}  // namespace

Uuid Uuid::v7(Time now, RandomSource& random) {
    std::array<std::uint8_t, kSize> raw{};
    random.fill(std::span(raw).subspan(6));
    auto milliseconds = static_cast<std::uint64_t>(now.microseconds() / 1000);
    for (std::size_t place = 6; place-- > 0; milliseconds >>= 8U) {
        raw[place] = static_cast<std::uint8_t>(milliseconds & 0xFFU);
    }
    raw[6] = static_cast<std::uint8_t>(0x70U | (raw[6] & 0x0FU));  // RFC 9562 section 5.7: version 7
    raw[8] = static_cast<std::uint8_t>(0x80U | (raw[8] & 0x3FU));  // variant
    return Uuid(raw);
}

Result<Uuid> Uuid::from_text(std::string_view text) {
    if (text.size() != 36) return not_an_id();
    std::array<std::uint8_t, kSize> raw{};
    std::size_t nibbles = 0;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (is_hyphen_place(place)) {
            if (text[place] != '-') return not_an_id();
            continue;
        }
        const auto value = nibble(text[place]);
        if (!value) return not_an_id();
        std::uint8_t& byte = raw[nibbles / 2];
        byte = static_cast<std::uint8_t>((byte << 4U) | *value);
        ++nibbles;
    }
    return Uuid(raw);
}

Result<Uuid> Uuid::from_bytes(ByteView bytes) {
    if (bytes.size() != kSize) return not_an_id();
    std::array<std::uint8_t, kSize> raw{};
    std::ranges::copy(bytes, raw.begin());
    return Uuid(raw);
}

std::string Uuid::text() const {
    std::string text;
    text.reserve(36);
    for (std::size_t place = 0; place < kSize; ++place) {
        if (is_hyphen_place(text.size())) text += '-';
        text += kHex[raw_[place] >> 4U];
        text += kHex[raw_[place] & 0x0FU];
    }
    return text;
}

}  // namespace base

std::size_t std::hash<base::Uuid>::operator()(const base::Uuid& uuid) const noexcept {
    std::size_t value = 0;  // the tail is random: as good a hash as any
    std::memcpy(&value, uuid.bytes().data() + 8, sizeof value);
    return value;
}
