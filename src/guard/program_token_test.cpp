#include "guard/program_token.hpp"

#include "base/crypto/random.hpp"
#include "guard/authorise.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <regex>
#include <set>

namespace guard {
namespace {

KeyRing keys_of(std::uint64_t seed) {
    base::SeededRandom random(seed);
    return KeyRing::from_master(base::crypto::SealingKey::generate(random));
}

TEST(TokenText, is_what_scanners_for_secrets_look_for) {
    base::crypto::SystemRandom random;
    const auto one = make_token_text(random);
    EXPECT_TRUE(std::regex_match(one.expose(), std::regex("wm_[A-Za-z0-9_-]{48}"))) << one.expose();
    EXPECT_NE(one.expose(), make_token_text(random).expose());
}

TEST(TokenText, of_the_same_bytes_is_the_same_for_ever) {
    // Whoever holds a token must be let in by the next release too.
    EXPECT_EQ(token_text_of(base::Bytes(32, 7)).expose(),
              "wm_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwdZn5Dp");
}

TEST(TokenText, is_hashed_under_the_key_of_the_installation) {
    base::SeededRandom random(3);
    const auto text = make_token_text(random);
    const auto hash = token_hash_of(keys_of(1), text.expose()).value();
    EXPECT_EQ(hash, token_hash_of(keys_of(1), text.expose()).value());
    EXPECT_NE(hash, token_hash_of(keys_of(2), text.expose()).value());
}

TEST(TokenText, is_no_token_with_any_one_letter_changed) {
    base::SeededRandom random(4);
    const KeyRing keys = keys_of(1);
    const std::string text = make_token_text(random).expose();
    for (std::size_t place = 0; place < text.size(); ++place) {
        std::string mistyped = text;
        mistyped[place] = text[place] == 'x' ? 'y' : 'x';
        EXPECT_FALSE(token_hash_of(keys, mistyped)) << place;
    }
    for (const std::string& wrong : {std::string(), std::string("wm_"), text + "A", text.substr(1),
                                     "Bearer " + text, std::string(51, '='), text.substr(0, 50) + "="}) {
        EXPECT_FALSE(token_hash_of(keys, wrong)) << wrong;
    }
}

RC_GTEST_PROP(TokenTextProperty, whatever_is_presented_is_a_token_or_a_problem, (const std::string& text)) {
    const KeyRing keys = keys_of(1);
    RC_ASSERT(!token_hash_of(keys, text));
    RC_ASSERT(!token_hash_of(keys, "wm_" + text));
}

TEST(Scopes, are_read_back_as_they_were_written) {
    EXPECT_EQ(text_of({}), "");
    EXPECT_EQ(text_of({Scope::cases_read, Scope::concerns_write}), "concerns:write cases:read");
    for (const Scope scope : all_scopes()) {
        EXPECT_EQ(scope_from_code(code_of(scope)).value(), scope);
        EXPECT_EQ(scopes_from_text(code_of(scope)).value(), ScopeSet{scope});
    }
    const auto every = scopes_from_text(text_of(ScopeSet::everything())).value();
    for (const Scope scope : all_scopes()) EXPECT_TRUE(every.has(scope)) << code_of(scope);
    const auto unknown = scopes_from_text("cases:read everything");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().fields.front().field, "scopes");
}

TEST(Scopes, each_opens_something) {
    std::set<Scope> used;
    for (const Permission permission : all_permissions()) {
        if (const auto scope = scope_of(permission)) used.insert(*scope);
    }
    EXPECT_EQ(used.size(), all_scopes().size());
}

}  // namespace
}  // namespace guard
