#include "courier/signature.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <string>

namespace courier {
namespace {

SigningSecrets secrets(const char* present) {
    return {.present = base::Secret<std::string>(present)};
}

// The example of the Standard Webhooks specification and of its libraries' tests.
constexpr const char* kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr const char* kId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr std::int64_t kTimestamp = 1614265330;
constexpr const char* kBody = R"({"test": 2432232314})";
constexpr const char* kSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

TEST(Signature, is_that_of_standard_webhooks) {
    EXPECT_EQ(signatures_of(secrets(kSecret), kId, kTimestamp, kBody), kSignature);
}

TEST(Signature, differs_with_the_id_the_time_the_body_and_the_secret) {
    const auto of = [](const char* secret, const char* id, std::int64_t timestamp, const char* body) {
        return signatures_of(secrets(secret), id, timestamp, body);
    };
    EXPECT_NE(of(kSecret, "msg_other", kTimestamp, kBody), kSignature);
    EXPECT_NE(of(kSecret, kId, kTimestamp + 1, kBody), kSignature);
    EXPECT_NE(of(kSecret, kId, kTimestamp, "{}"), kSignature);
    EXPECT_NE(of("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", kId, kTimestamp, kBody), kSignature);
}

TEST(Signature, comes_with_that_of_the_former_secret_behind_it) {
    SigningSecrets both = secrets("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    both.former = base::Secret<std::string>(kSecret);
    const std::string signatures = signatures_of(both, kId, kTimestamp, kBody);
    EXPECT_TRUE(signatures.starts_with("v1,"));
    EXPECT_TRUE(signatures.ends_with(std::string(" ") + kSignature));
}

TEST(Signature, has_secrets_of_32_bytes_that_no_two_webhooks_share) {
    base::SeededRandom random(7);
    const auto one = make_secret_text(random);
    const auto other = make_secret_text(random);
    EXPECT_TRUE(std::regex_match(one.expose(), std::regex("whsec_[A-Za-z0-9+/]{43}="))) << one.expose();
    EXPECT_NE(one.expose(), other.expose());
    EXPECT_EQ(signatures_of({.present = one}, kId, kTimestamp, kBody).size(), std::string(kSignature).size());
}

}  // namespace
}  // namespace courier
