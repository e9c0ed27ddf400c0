#include "base/crypto/sealing_key.hpp"

#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace {

using base::Bytes;
using base::bytes_of;
using base::ProblemCode;
using base::SeededRandom;
using base::crypto::Place;
using base::crypto::SealingKey;

SealingKey key_of(std::uint64_t seed) {
    SeededRandom random(seed);
    return SealingKey::generate(random);
}

static_assert(!std::is_copy_constructible_v<SealingKey>);
static_assert(std::is_nothrow_move_constructible_v<SealingKey>);

RC_GTEST_PROP(Sealing, opens_what_it_sealed,
              (const Bytes& plain, const std::string& associated, std::uint64_t seed)) {
    const SealingKey key = key_of(seed);
    const Bytes sealed = base::crypto::seal(key, plain, associated);
    RC_ASSERT(sealed.size() == plain.size() + base::crypto::kSealOverhead);
    RC_ASSERT(base::crypto::open(key, sealed, associated).value() == plain);
}

TEST(Sealing, refuses_every_single_changed_byte_and_every_shorter_text) {
    const SealingKey key = key_of(1);
    const Bytes sealed = base::crypto::seal(key, bytes_of("a person's words"), "place");
    for (std::size_t index = 0; index < sealed.size(); ++index) {
        Bytes changed = sealed;
        changed[index] ^= 1U;
        EXPECT_EQ(base::crypto::open(key, changed, "place").error().code, ProblemCode::data_damaged) << index;
        const Bytes shorter(sealed.begin(), sealed.begin() + static_cast<std::ptrdiff_t>(index));
        EXPECT_FALSE(base::crypto::open(key, shorter, "place").has_value()) << index;
    }
}

TEST(Sealing, does_not_open_in_another_place_or_under_another_key) {
    const SealingKey key = key_of(1);
    const std::string here = Place{"case_note", "17", "text"}.associated();
    const Bytes sealed = base::crypto::seal(key, bytes_of("words"), here);
    for (const Place& other :
         {Place{"case_note", "18", "text"}, Place{"case_note", "17", "title"}, Place{"note", "17", "text"},
          Place{"case_note1", "7", "text"}, Place{"case_note", "17text", ""}}) {
        EXPECT_FALSE(base::crypto::open(key, sealed, other.associated()).has_value());
    }
    EXPECT_FALSE(base::crypto::open(key_of(2), sealed, here).has_value());
    EXPECT_TRUE(base::crypto::open(key, sealed, here).has_value());
}

TEST(Sealing, never_gives_the_same_text_twice) {
    const SealingKey key = key_of(1);
    EXPECT_NE(base::crypto::seal(key, bytes_of("same"), "p"), base::crypto::seal(key, bytes_of("same"), "p"));
}

TEST(Sealing, opens_a_value_sealed_by_an_earlier_version_of_the_program) {
    // Made once with this code; an upgrade that breaks it would lose every stored record.
    Bytes raw(32);
    for (std::size_t index = 0; index < raw.size(); ++index) raw[index] = static_cast<std::uint8_t>(index);
    const SealingKey key = SealingKey::from_bytes(raw).value();
    const auto sealed = base::from_hex(
        "01842286f4ad7f6b6baaf46d9d9cf50f381321fa343a70286fd17b0953f0ee6fc635f607dde107279f56e94b21");
    const auto plain = base::crypto::open(key, sealed.value(), Place{"t", "r", "c"}.associated());
    ASSERT_TRUE(plain.has_value());
    EXPECT_EQ(base::text_of(*plain), "kept");
    EXPECT_EQ(base::to_hex(base::crypto::key_check_value(key)), "e0a63629168b8c4467c2a1b5fd833975");
}

TEST(WrappedKey, comes_back_under_the_right_key_and_place_only) {
    const SealingKey wrapping = key_of(1);
    const SealingKey inner = key_of(2);
    const Bytes wrapped = base::crypto::wrap_key(wrapping, inner, "organisation 3");
    const auto back = base::crypto::unwrap_key(wrapping, wrapped, "organisation 3");
    ASSERT_TRUE(back.has_value());
    EXPECT_TRUE(std::ranges::equal(back->expose(), inner.expose()));
    EXPECT_EQ(base::crypto::unwrap_key(wrapping, wrapped, "organisation 4").error().code,
              ProblemCode::wrong_key);
    EXPECT_EQ(base::crypto::unwrap_key(inner, wrapped, "organisation 3").error().code,
              ProblemCode::wrong_key);
    // A wrapped key is not a value: it must not come out of open() with the same associated data.
    EXPECT_FALSE(base::crypto::open(wrapping, wrapped, "organisation 3").has_value());
}

TEST(SealingKey, is_zero_after_it_was_moved_from) {
    SealingKey key = key_of(1);
    const SealingKey taken = std::move(key);
    EXPECT_TRUE(std::ranges::all_of(key.expose(), [](std::uint8_t byte) { return byte == 0; }));
    EXPECT_TRUE(std::ranges::equal(taken.expose(), key_of(1).expose()));
}

TEST(SealingKey, has_32_bytes) {
    EXPECT_EQ(SealingKey::from_bytes(Bytes(31)).error().code, ProblemCode::wrong_key);
    EXPECT_EQ(SealingKey::from_bytes(Bytes(33)).error().code, ProblemCode::wrong_key);
}

TEST(DerivedKey, differs_by_purpose_and_by_key_and_from_its_origin) {
    const SealingKey key = key_of(1);
    const auto text = [](const SealingKey& of) { return base::to_hex(of.expose()); };
    EXPECT_EQ(text(derive_key(key, "audit")), text(derive_key(key, "audit")));
    EXPECT_NE(text(derive_key(key, "audit")), text(derive_key(key, "search")));
    EXPECT_NE(text(derive_key(key, "audit")), text(derive_key(key_of(2), "audit")));
    EXPECT_NE(text(derive_key(key, "")), text(key));
    EXPECT_NE(key_check_value(key), key_check_value(key_of(2)));
}

}  // namespace
