#include "base/crypto/totp.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::bytes_of;
using base::Time;
using base::crypto::hotp_code;
using base::crypto::match_totp;
using base::crypto::totp_code;

const base::ByteView kRfcSecret = bytes_of("12345678901234567890");

Time at_second(std::int64_t second) {
    return Time(second * 1'000'000);
}

TEST(Hotp, gives_the_codes_of_rfc_4226_appendix_d) {
    const char* const codes[] = {"755224", "287082", "359152", "969429", "338314",
                                 "254676", "287922", "162583", "399871", "520489"};
    std::uint64_t counter = 0;
    for (const char* code : codes) EXPECT_EQ(hotp_code(kRfcSecret, counter++), code);
}

TEST(Totp, gives_the_sha_1_codes_of_rfc_6238_appendix_b) {
    // The appendix prints eight digits; ours are the last six of them, since both are the same number modulo
    // a power of ten.
    struct Row {
        std::int64_t second;
        std::string eight;
    };
    for (const Row& row :
         {Row{59, "94287082"}, Row{1111111109, "07081804"}, Row{1111111111, "14050471"},
          Row{1234567890, "89005924"}, Row{2000000000, "69279037"}, Row{20000000000, "65353130"}}) {
        const Time now = at_second(row.second);
        EXPECT_EQ(hotp_code(kRfcSecret, static_cast<std::uint64_t>(base::crypto::totp_step(now)), 8),
                  row.eight);
        EXPECT_EQ(totp_code(kRfcSecret, now), row.eight.substr(2));
    }
}

TEST(Totp, accepts_one_step_early_and_late_and_no_more) {
    const Time now = at_second(1'700'000'010);
    const std::int64_t step = base::crypto::totp_step(now);
    for (const std::int64_t away : {-1, 0, 1}) {
        EXPECT_EQ(match_totp(kRfcSecret, totp_code(kRfcSecret, at_second(1'700'000'010 + away * 30)), now),
                  step + away);
    }
    for (const std::int64_t away : {-2, 2}) {
        EXPECT_FALSE(match_totp(kRfcSecret, totp_code(kRfcSecret, at_second(1'700'000'010 + away * 30)), now)
                         .has_value());
    }
}

TEST(Totp, refuses_a_code_that_was_used_and_any_older_one) {
    const Time now = at_second(1'700'000'010);
    const std::string code = totp_code(kRfcSecret, now);
    const auto step = match_totp(kRfcSecret, code, now);
    ASSERT_TRUE(step.has_value());
    EXPECT_FALSE(match_totp(kRfcSecret, code, now, step).has_value());
    EXPECT_FALSE(
        match_totp(kRfcSecret, totp_code(kRfcSecret, at_second(1'699'999'980)), now, step).has_value());
    EXPECT_TRUE(
        match_totp(kRfcSecret, totp_code(kRfcSecret, at_second(1'700'000'040)), now, step).has_value());
}

TEST(Totp, refuses_what_is_not_six_digits) {
    const Time now = at_second(59);
    for (const char* code : {"", "94287082", "28708", "287082 ", "2870B2"})
        EXPECT_FALSE(match_totp(kRfcSecret, code, now)) << code;
    EXPECT_TRUE(match_totp(kRfcSecret, "287082", now));
}

RC_GTEST_PROP(Totp, code_is_always_six_digits, (std::uint64_t seed)) {
    base::SeededRandom random(seed);
    const auto secret = base::crypto::make_totp_secret(random);
    const std::string code = totp_code(secret.expose(), at_second(static_cast<std::int64_t>(seed >> 24U)));
    RC_ASSERT(code.size() == 6U);
    RC_ASSERT(code.find_first_not_of("0123456789") == std::string::npos);
}

TEST(OtpauthUri, escapes_its_label_and_carries_the_secret_in_base32) {
    const auto uri =
        base::crypto::otpauth_uri({.issuer = "Waymark demo", .account = "o.melnyk@x"}, kRfcSecret);
    EXPECT_EQ(uri.expose(),
              "otpauth://totp/Waymark%20demo:o.melnyk%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
              "&issuer=Waymark%20demo&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
