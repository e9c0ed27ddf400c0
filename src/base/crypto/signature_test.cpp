#include "base/crypto/signature.hpp"

#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::Bytes;
using base::bytes_of;
using base::crypto::SigningKey;

TEST(Signature, gives_test_2_of_rfc_8032_section_7_1) {
    const auto seed = base::from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    const SigningKey key = SigningKey::from_seed(seed.value()).value();
    EXPECT_EQ(base::to_hex(key.verifying_key()),
              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    EXPECT_EQ(base::to_hex(key.sign(Bytes{0x72})),
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

RC_GTEST_PROP(Signature, is_good_for_its_message_and_key_only, (const Bytes& message, std::uint64_t seed)) {
    base::SeededRandom random(seed);
    const SigningKey key = SigningKey::generate(random);
    const SigningKey other = SigningKey::generate(random);
    const auto signature = key.sign(message);
    RC_ASSERT(base::crypto::verify(key.verifying_key(), message, signature));
    RC_ASSERT(!base::crypto::verify(other.verifying_key(), message, signature));
    Bytes longer = message;
    longer.push_back(0);
    RC_ASSERT(!base::crypto::verify(key.verifying_key(), longer, signature));
}

TEST(Signature, of_the_wrong_length_is_not_one) {
    base::SeededRandom random(1);
    const SigningKey key = SigningKey::generate(random);
    EXPECT_FALSE(base::crypto::verify(key.verifying_key(), bytes_of("m"), Bytes(63)));
    EXPECT_FALSE(base::crypto::verify(key.verifying_key(), bytes_of("m"), {}));
    EXPECT_FALSE(SigningKey::from_seed(Bytes(31)).has_value());
}

TEST(SigningKey, comes_back_from_its_seed) {
    base::SeededRandom random(1);
    const SigningKey key = SigningKey::generate(random);
    EXPECT_EQ(SigningKey::from_seed(key.expose_seed()).value().verifying_key(), key.verifying_key());
}

}  // namespace
