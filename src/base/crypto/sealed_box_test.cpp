#include "base/crypto/sealed_box.hpp"

#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <type_traits>

namespace {

using base::Bytes;
using base::bytes_of;
using base::ProblemCode;
using base::crypto::BoxKey;

BoxKey key_of(std::uint8_t first) {
    Bytes seed(BoxKey::kSeedSize, 7);
    seed[0] = first;
    return BoxKey::from_seed(seed).value();
}

static_assert(!std::is_copy_constructible_v<BoxKey>);

RC_GTEST_PROP(SealedBox, opens_what_was_sealed_to_its_public_half, (const Bytes& plain, std::uint8_t seed)) {
    const BoxKey key = key_of(seed);
    const Bytes sealed = base::crypto::seal_to(key.public_key(), plain);
    RC_ASSERT(sealed.size() == plain.size() + base::crypto::kBoxOverhead);
    RC_ASSERT(key.open(sealed).value() == plain);
}

TEST(SealedBox, does_not_open_under_another_key_nor_changed_nor_shortened) {
    const BoxKey key = key_of(1);
    const Bytes sealed = base::crypto::seal_to(key.public_key(), bytes_of("the key of a file"));
    EXPECT_EQ(key_of(2).open(sealed).error().code, ProblemCode::data_damaged);
    for (std::size_t index = 0; index < sealed.size(); ++index) {
        Bytes changed = sealed;
        changed[index] ^= 1U;
        EXPECT_FALSE(key.open(changed).has_value()) << index;
        EXPECT_FALSE(key.open(base::ByteView(sealed).first(index)).has_value()) << index;
    }
}

TEST(SealedBox, is_never_the_same_twice_and_its_key_follows_from_the_seed) {
    const BoxKey key = key_of(1);
    EXPECT_NE(base::crypto::seal_to(key.public_key(), bytes_of("same")),
              base::crypto::seal_to(key.public_key(), bytes_of("same")));
    EXPECT_EQ(key.public_key(), key_of(1).public_key());
    EXPECT_NE(key.public_key(), key_of(2).public_key());
    EXPECT_EQ(BoxKey::from_seed(Bytes(31)).error().code, ProblemCode::wrong_key);
}

}  // namespace
