#include "base/crypto/totp.hpp"

#include "base/crypto/keyed_hash.hpp"
#include "base/encoding.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace base::crypto {

namespace {

using Sha1 = std::array<std::uint8_t, 20>;

Sha1 hmac_sha1(ByteView key, ByteView message) {
    Sha1 out{};
    unsigned size = 0;
    if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), out.data(),
             &size) == nullptr ||
        size != out.size()) {
        throw std::runtime_error("OpenSSL cannot make an HMAC-SHA-1");
    }
    return out;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char symbol : text) {
        const bool plain = (symbol >= 'a' && symbol <= 'z') || (symbol >= 'A' && symbol <= 'Z') ||
                           (symbol >= '0' && symbol <= '9') ||
                           std::string_view("-._~").find(symbol) != std::string_view::npos;
        if (plain) {
            out.push_back(symbol);
        } else {
            const auto byte = static_cast<std::uint8_t>(symbol);
            out.push_back('%');
            out.push_back(kHex[byte >> 4U]);
            out.push_back(kHex[byte & 0xFU]);
        }
    }
    return out;
}

}  // namespace

Secret<Bytes> make_totp_secret(RandomSource& random) {
    Bytes bytes(20);
    random.fill(bytes);
    return Secret(std::move(bytes));
}

std::string hotp_code(ByteView secret, std::uint64_t counter, int digits) {
    std::array<std::uint8_t, 8> message{};
    for (auto byte = message.rbegin(); byte != message.rend(); ++byte) {
        *byte = static_cast<std::uint8_t>(counter & 0xFFU);
        counter >>= 8U;
    }
    const Sha1 mac = hmac_sha1(secret, message);
    // Dynamic truncation, RFC 4226 section 5.3: four bytes at an offset given by the last half byte, the sign
    // bit dropped.
    const std::size_t offset = mac.back() & 0xFU;
    std::uint32_t value = 0;
    for (std::size_t index = 0; index < 4; ++index) value = (value << 8U) | mac[offset + index];
    value &= 0x7FFFFFFFU;
    std::string code(static_cast<std::size_t>(digits), '0');
    for (auto digit = code.rbegin(); digit != code.rend(); ++digit) {
        *digit = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return code;
}

std::int64_t totp_step(Time now) {
    return now.seconds() / kTotpStepSeconds;
}

std::string totp_code(ByteView secret, Time now) {
    return hotp_code(secret, static_cast<std::uint64_t>(totp_step(now)), kTotpDigits);
}

std::optional<std::int64_t> match_totp(ByteView secret, std::string_view code, Time now,
                                       std::optional<std::int64_t> last_used_step) {
    std::optional<std::int64_t> matched;
    const std::int64_t current = totp_step(now);
    // All three are always computed: the time taken must not tell which one matched.
    for (std::int64_t step = current - 1; step <= current + 1; ++step) {
        const std::string expected = hotp_code(secret, static_cast<std::uint64_t>(step), kTotpDigits);
        const bool same = equal_in_constant_time(bytes_of(expected), bytes_of(code));
        const bool unused =
            !last_used_step || step > *last_used_step || *last_used_step > step + kTotpStepsAheadMax;
        if (same && unused) matched = step;
    }
    return matched;
}

Secret<std::string> otpauth_uri(const TotpLabel& label, ByteView secret) {
    const std::string issuer = percent_encoded(label.issuer);
    return Secret("otpauth://totp/" + issuer + ":" + percent_encoded(label.account) + "?secret=" +
                  to_base32(secret) + "&issuer=" + issuer + "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace base::crypto
