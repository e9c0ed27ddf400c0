#pragma once
// One-time codes by time (TOTP, RFC 6238) over HMAC-SHA-1, six digits, 30-second steps: what every
// authenticator application speaks. A code is accepted one step early or late, for clocks that differ. The
// step that matched is returned: the caller stores it and passes it back, so that a code seen over a shoulder
// cannot be used a second time (RFC 6238, 5.2). Pure; the time is an argument.

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base::crypto {

inline constexpr int kTotpDigits = 6;
inline constexpr std::int64_t kTotpStepSeconds = 30;

// 20 bytes, the length RFC 4226 recommends.
Secret<Bytes> make_totp_secret(RandomSource& random);

// HOTP (RFC 4226): the last `digits` (1 to 9) decimal digits of the truncated HMAC, with leading zeros.
std::string hotp_code(ByteView secret, std::uint64_t counter, int digits = kTotpDigits);

std::int64_t totp_step(Time now);
std::string totp_code(ByteView secret, Time now);

// A step used this far ahead of now was used while the clock was wrong: nobody waits until it comes.
inline constexpr std::int64_t kTotpStepsAheadMax = 20;

// The step `code` belongs to, if it is that of `now`, the one before or the one after, and later than
// `last_used_step`, unless that is further ahead than kTotpStepsAheadMax.
std::optional<std::int64_t> match_totp(ByteView secret, std::string_view code, Time now,
                                       std::optional<std::int64_t> last_used_step = std::nullopt);

struct TotpLabel {
    std::string issuer;
    std::string account;
};

// "otpauth://totp/Issuer:account?secret=...&issuer=..." for the QR code at set-up. A secret itself: never
// logged, never stored.
Secret<std::string> otpauth_uri(const TotpLabel& label, ByteView secret);

}  // namespace base::crypto
