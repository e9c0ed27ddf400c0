#include "base/crypto/password.hpp"

#include <gtest/gtest.h>

namespace {

using base::crypto::hash_password;
using base::crypto::needs_rehash;
using base::crypto::PasswordCost;
using base::crypto::verify_password;

constexpr PasswordCost kCheap{.passes = 1, .memory_bytes = 8192};

TEST(Password, is_known_by_its_stored_line_alone) {
    const std::string stored = hash_password("correct horse", kCheap);
    EXPECT_TRUE(verify_password(stored, "correct horse"));
    EXPECT_FALSE(verify_password(stored, "correct horse "));
    EXPECT_FALSE(verify_password(stored, ""));
    EXPECT_FALSE(verify_password(stored, {}));
    EXPECT_EQ(stored.find("horse"), std::string::npos);
}

TEST(Password, has_a_salt_of_its_own) {
    EXPECT_NE(hash_password("same", kCheap), hash_password("same", kCheap));
}

TEST(Password, costs_two_passes_over_64_mebibytes_unless_told_otherwise) {
    const std::string stored = hash_password("a password");
    EXPECT_EQ(stored.rfind("$argon2id$v=19$m=65536,t=2,p=1$", 0), 0U);
    EXPECT_TRUE(verify_password(stored, "a password"));
}

TEST(Password, made_at_another_cost_is_due_for_a_new_line) {
    const std::string stored = hash_password("p", kCheap);
    EXPECT_FALSE(needs_rehash(stored, kCheap));
    EXPECT_TRUE(needs_rehash(stored));
    EXPECT_TRUE(needs_rehash("not a line", kCheap));
}

TEST(Password, is_refused_against_a_line_that_is_not_one) {
    for (const char* stored : {"", "$argon2id$", "plain", "$argon2id$v=19$m=65536,t=2,p=1$!!$!!"}) {
        EXPECT_FALSE(verify_password(stored, "p")) << stored;
    }
}

}  // namespace
