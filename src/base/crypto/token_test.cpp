#include "base/crypto/token.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

RC_GTEST_PROP(Token, is_found_by_its_stored_hash, (std::uint64_t seed)) {
    base::SeededRandom random(seed);
    const auto token = base::crypto::make_token(random);
    RC_ASSERT(token.text.expose().size() == 43U);
    RC_ASSERT(base::crypto::stored_hash_of(token.text.expose()).value() == token.stored_hash);
}

TEST(Token, differs_from_the_next_one) {
    base::SeededRandom random(1);
    const auto one = base::crypto::make_token(random);
    const auto two = base::crypto::make_token(random);
    EXPECT_NE(one.text.expose(), two.text.expose());
    EXPECT_NE(one.stored_hash, two.stored_hash);
}

TEST(Token, is_refused_when_it_cannot_be_one) {
    for (const std::string& text :
         {std::string(), std::string("short"), std::string(44, 'A'), std::string(43, '=')}) {
        EXPECT_FALSE(base::crypto::stored_hash_of(text).has_value()) << text;
    }
}

}  // namespace
