#include "casework/consent.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>

namespace {

using casework::check_complete;
using casework::Consent;
using casework::ConsentCode;
using casework::ConsentGiver;
using casework::Fact;
using casework::state_for_referral;
using guard::ConsentState;
using guard::OrganisationId;

const base::Time kNow(1'800'000'000'000'000);

OrganisationId organisation(std::uint64_t seed) {
    base::SeededRandom random(seed);
    return OrganisationId::make(kNow, random);
}

Consent referral_consent(OrganisationId recipient) {
    Consent consent;
    consent.code = ConsentCode::referral;
    consent.recipient = recipient;
    consent.facts = {Fact::language, Fact::need};
    consent.language = "uk";
    consent.points = {true, true, true, true, true, true, true};
    consent.said_back_in_own_words = true;
    consent.risks_explained = true;
    consent.alternatives_explained = true;
    consent.valid_from = kNow;
    consent.expires_at = casework::default_expiry(kNow);
    return consent;
}

std::vector<std::string> missing_fields(const Consent& consent, bool child) {
    std::vector<std::string> names;
    const auto checked = check_complete(consent, child);
    if (!checked) {
        for (const auto& field : checked.error().fields) names.push_back(field.field);
    }
    return names;
}

TEST(Consent, with_all_seven_points_and_the_understanding_check_is_complete) {
    EXPECT_TRUE(check_complete(referral_consent(organisation(1)), false).has_value());
}

TEST(Consent, names_each_of_the_seven_points_that_was_left_out) {
    Consent consent = referral_consent(organisation(1));
    consent.points = {};
    EXPECT_EQ(missing_fields(consent, false),
              (std::vector<std::string>{"agreement_to_interview", "purpose", "uses", "research_use",
                                        "right_of_access", "storage_time", "how_to_withdraw"}));
}

TEST(Consent, of_a_child_is_given_by_the_guardian_or_against_a_suspected_one) {
    Consent consent = referral_consent(organisation(1));
    EXPECT_EQ(missing_fields(consent, true), std::vector<std::string>{"given_by"});
    consent.given_by = ConsentGiver::guardian_with_child;
    EXPECT_TRUE(check_complete(consent, true).has_value());
    consent.code = ConsentCode::media;
    EXPECT_EQ(missing_fields(consent, true), std::vector<std::string>{"code"});
}

TEST(Consent, that_was_refused_needs_no_explanations_and_opens_nothing) {
    Consent consent = referral_consent(organisation(1));
    consent.points = {};
    consent.facts.clear();
    consent.refused = true;
    EXPECT_TRUE(check_complete(consent, false).has_value());
    EXPECT_EQ(state_for_referral({consent}, organisation(1), {}, kNow), ConsentState::missing);
}

TEST(Consent, INV_02_holds_for_its_recipient_its_facts_and_its_time_only) {
    const Consent consent = referral_consent(organisation(1));
    EXPECT_EQ(state_for_referral({consent}, organisation(1), {Fact::need}, kNow), ConsentState::valid);
    EXPECT_EQ(state_for_referral({consent}, organisation(2), {Fact::need}, kNow), ConsentState::missing);
    EXPECT_EQ(state_for_referral({consent}, organisation(1), {Fact::signs}, kNow), ConsentState::missing);
    EXPECT_EQ(state_for_referral({consent}, organisation(1), {Fact::need}, consent.expires_at),
              ConsentState::missing);
    EXPECT_EQ(state_for_referral({consent}, organisation(1), {Fact::need}, kNow - std::chrono::seconds{1}),
              ConsentState::missing);
}

Consent said_no(Consent to, std::vector<Fact> facts) {
    to.refused = true;
    to.facts = std::move(facts);
    to.valid_from = kNow + std::chrono::hours{1};
    return to;
}

TEST(Consent, INV_12_a_later_no_to_the_same_or_to_a_part_of_it_is_the_last_word) {
    const Consent consent = referral_consent(organisation(1));
    const base::Time later = kNow + std::chrono::hours{2};
    const auto state_after = [&](const Consent& no) {
        return state_for_referral({consent, no}, organisation(1), {Fact::need}, later);
    };
    EXPECT_EQ(state_after(said_no(consent, {Fact::need})), ConsentState::missing);
    EXPECT_EQ(state_after(said_no(consent, consent.facts)), ConsentState::missing);
    EXPECT_EQ(state_after(said_no(consent, {Fact::need, Fact::signs})), ConsentState::valid)
        << "a no to telling more leaves what was agreed to";
    EXPECT_EQ(state_after(said_no(referral_consent(organisation(2)), {Fact::need})), ConsentState::valid)
        << "a no to another organisation";

    Consent again = consent;
    again.valid_from = kNow + std::chrono::hours{2};
    EXPECT_EQ(state_for_referral({consent, said_no(consent, {Fact::need}), again}, organisation(1),
                                 {Fact::need}, later),
              ConsentState::valid)
        << "and the person may change their mind again";
}

TEST(Consent, INV_12_a_later_no_to_the_interview_closes_it) {
    Consent interview = referral_consent(organisation(1));
    interview.code = ConsentCode::interview;
    interview.recipient.reset();
    interview.facts.clear();
    EXPECT_EQ(casework::state_for({interview}, ConsentCode::interview, kNow), ConsentState::valid);
    EXPECT_EQ(casework::state_for({interview, said_no(interview, {})}, ConsentCode::interview, kNow),
              ConsentState::missing);
}

RC_GTEST_PROP(Consent, INV_12_once_withdrawn_covers_nothing, ()) {
    Consent consent = referral_consent(organisation(1));
    consent.withdrawn_at = kNow;
    const auto facts = *rc::gen::container<std::vector<Fact>>(rc::gen::elementOf(casework::all_facts()));
    RC_ASSERT(state_for_referral({consent}, organisation(1), facts, kNow) == ConsentState::withdrawn);
}

RC_GTEST_PROP(Facts, are_read_back_from_their_text, ()) {
    const auto facts = *rc::gen::container<std::vector<Fact>>(rc::gen::elementOf(casework::all_facts()));
    RC_ASSERT(casework::facts_from_text(casework::to_text(facts)).value() == facts);
}

}  // namespace
