#include "casework/read_copy.hpp"

#include "casework/answer_referral.hpp"
#include "casework/identity_repository.hpp"
#include "casework/person_profile_repository.hpp"
#include "casework/record_consent.hpp"
#include "casework/referral_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace casework;

class MyCopy : public ReferralTest {
protected:
    void SetUp() override {
        ReferralTest::SetUp();
        if (IsSkipped()) return;
        must(write(colleague_, [&](guard::WriteWork& work) -> base::Done {
            for (const auto zone : {guard::Zone::z2, guard::Zone::z3, guard::Zone::z4}) {
                must(keys_.create_subject_key(work.session(), file_.id.uuid(), zone, reception_, work.now(),
                                              random_));
            }
            PersonProfile profile;
            profile.languages = {"ar", "fr"};
            profile.wishes = "a quiet room";
            ProfileRecord record{.case_id = file_.id,
                                 .content = guard::Zoned<guard::Zone::z2, PersonProfile>(profile)};
            must(save_profile(work, record));
            Identity identity;
            identity.name_used = "Daryna";
            IdentityRecord who{.case_id = file_.id,
                               .content = guard::Zoned<guard::Zone::z4, Identity>(identity)};
            must(save_identity(work, who));
            return {};
        }));
    }

    PersonCopy give(const CopyWish& wish) { return must(give_copy(desk(), colleague_, file_.id, wish)); }
    bool names(const PersonCopy& copy, const std::string& organisation) {
        return std::ranges::find(copy.readers, organisation, &CopyReader::organisation) != copy.readers.end();
    }
    bool says(const PersonCopy& copy, std::string_view words) {
        return std::ranges::any_of(
            copy.facts, [&](const FactValue& value) { return value.words.find(words) != std::string::npos; });
    }
    int looks_into_identity() {
        int looks = 0;
        for (const guard::AuditRow& row : log()) looks += row.event.zone == guard::Zone::z4 ? 1 : 0;
        return looks;
    }
};

TEST_P(MyCopy, leaves_out_what_is_sensitive_unless_it_is_asked_for) {
    const PersonCopy careful = give({});
    EXPECT_TRUE(careful.facts.empty());
    EXPECT_FALSE(careful.readers.empty());
    EXPECT_EQ(looks_into_identity(), 0) << "the sealed part stays shut";
    const PersonCopy facts = give({.facts = true, .language = {}});
    EXPECT_TRUE(says(facts, "a quiet room"));
    EXPECT_FALSE(says(facts, "Daryna"));
    EXPECT_EQ(looks_into_identity(), 0);
    const PersonCopy whole = give({.facts = true, .identity = true, .language = {}});
    EXPECT_TRUE(says(whole, "Daryna"));
    EXPECT_EQ(looks_into_identity(), 1) << "and its opening is in the log (INV-10)";
}

TEST_P(MyCopy, says_who_can_see_the_record_now_and_who_was_told_what) {
    const Referral referral = send();
    const PersonCopy before = give({});
    ASSERT_TRUE(names(before, "Harbour House"));
    EXPECT_FALSE(before.readers.back().all_agreed_facts);
    ASSERT_EQ(before.disclosures.size(), 1U);
    EXPECT_EQ(before.disclosures.front().organisation, "Harbour House");
    must(accept_referral(desk(), receiver_,
                         {.referral = referral.id, .version = stored(referral.id).version}));
    EXPECT_TRUE(give({}).readers.back().all_agreed_facts);

    must(withdraw_consent(desk(), colleague_, *referral.consent));
    const PersonCopy after = give({});
    EXPECT_FALSE(names(after, "Harbour House")) << "access ended with the agreement (INV-12)";
    EXPECT_EQ(after.disclosures.size(), 2U) << "what was told cannot be untold, and stays on the copy";
    ASSERT_EQ(after.consents.size(), 1U);
    EXPECT_TRUE(after.consents.front().withdrawn_at);
    EXPECT_EQ(after.consents.front().recipient, "Harbour House");
}

TEST_P(MyCopy, names_who_wrote_and_when) {
    send();
    const PersonCopy copy = give({});
    const auto entry = std::ranges::find(copy.entries, "referral", &CopyEntry::what);
    ASSERT_NE(entry, copy.entries.end());
    EXPECT_EQ(entry->person, "Ilyas Demir");
    EXPECT_EQ(entry->organisation, "Reception Centre North");
    EXPECT_EQ(entry->at, kNow);
    EXPECT_EQ(copy.given_by, "Maria Popa");
}

TEST_P(MyCopy, is_an_event_of_the_case_and_a_look_in_the_log) {
    give({});
    EXPECT_EQ(events().back().kind, "copy.given");
    EXPECT_EQ(events().back().user, colleague_.user);
    EXPECT_TRUE(std::ranges::any_of(log(), [&](const guard::AuditRow& row) {
        return row.event.action == "copy.give" && row.event.purpose == guard::Purpose::self_access;
    }));
}

TEST_P(MyCopy, offers_the_persons_own_language_first) {
    const CopyChoice choice = must(read_copy_choice(desk(), colleague_, file_.id));
    EXPECT_EQ(choice.language, "ar");
    EXPECT_TRUE(choice.identity_held);
}

TEST_P(MyCopy, is_not_given_by_others) {
    for (const guard::Actor& actor : {receiver_, coordinator_, enforcement_}) {
        EXPECT_FALSE(give_copy(desk(), actor, file_.id, {}));
        EXPECT_FALSE(read_copy_choice(desk(), actor, file_.id));
    }
}
WAYMARK_ON_EVERY_DATABASE(MyCopy);

}  // namespace
