#include "base/crypto/keyed_hash.hpp"

#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::Bytes;
using base::bytes_of;
using base::crypto::Hasher;
using base::crypto::SealingKey;

SealingKey key_of(std::uint64_t seed) {
    base::SeededRandom random(seed);
    return SealingKey::generate(random);
}

TEST(Hash, is_blake2b_256) {
    // BLAKE2b-256 of the empty message, as `b2sum -l 256 /dev/null` prints it.
    EXPECT_EQ(base::to_hex(base::crypto::hash({})),
              "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

RC_GTEST_PROP(Hasher, in_pieces_gives_what_it_gives_at_once,
              (const Bytes& one, const Bytes& two, std::uint64_t seed)) {
    Bytes whole = one;
    whole.insert(whole.end(), two.begin(), two.end());
    Hasher plain;
    plain.add(one);
    plain.add(two);
    RC_ASSERT(plain.finish() == base::crypto::hash(whole));
    const SealingKey key = key_of(seed);
    Hasher keyed(key);
    keyed.add(one);
    keyed.add(two);
    RC_ASSERT(keyed.finish() == base::crypto::keyed_hash(key, whole));
}

TEST(Hasher, tells_fields_apart_by_their_lengths) {
    const auto digest = [](std::string_view one, std::string_view two) {
        Hasher hasher;
        hasher.add_field(bytes_of(one));
        hasher.add_field(bytes_of(two));
        return hasher.finish();
    };
    EXPECT_NE(digest("ab", "c"), digest("a", "bc"));
    EXPECT_NE(digest("", "abc"), digest("abc", ""));
    EXPECT_EQ(digest("ab", "c"), digest("ab", "c"));
}

TEST(KeyedHash, needs_the_key) {
    EXPECT_NE(base::crypto::keyed_hash(key_of(1), bytes_of("x")),
              base::crypto::keyed_hash(key_of(2), bytes_of("x")));
    EXPECT_NE(base::crypto::keyed_hash(key_of(1), bytes_of("x")), base::crypto::hash(bytes_of("x")));
}

TEST(EqualInConstantTime, compares_contents_and_lengths) {
    EXPECT_TRUE(base::crypto::equal_in_constant_time(bytes_of("abc"), bytes_of("abc")));
    EXPECT_TRUE(base::crypto::equal_in_constant_time({}, {}));
    EXPECT_FALSE(base::crypto::equal_in_constant_time(bytes_of("abc"), bytes_of("abd")));
    EXPECT_FALSE(base::crypto::equal_in_constant_time(bytes_of("abc"), bytes_of("ab")));
}

}  // namespace
