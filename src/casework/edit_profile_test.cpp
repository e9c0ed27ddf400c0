#include "casework/edit_profile.hpp"

#include "casework/case_repository.hpp"
#include "casework/casework_for_test.hpp"
#include "casework/known_facts.hpp"
#include "casework/open_identity.hpp"
#include "casework/raise_concern.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace {

using namespace casework;
using ::testing::ElementsAre;

constexpr std::string_view kWish = "Planted-wish-to-call-a-sister";

class ProfileOfPerson : public CaseworkTest {
protected:
    void SetUp() override {
        CaseworkTest::SetUp();
        if (IsSkipped()) return;
        ConcernContent look;
        look.situation = {.language = "fa", .interpreter_needed = true};
        look.signs = {{"LOOK01", screening::Answer::yes}};
        look.person.age.claimed = screening::AgeClaim::adult;
        look.person.note = "Planted-observation";
        id_ = must(raise_concern(desk(), sender_, new_id<guard::Case>(), look)).file.id;
    }
    PersonProfile a_profile() {
        PersonProfile profile = must(read_profile(desk(), sender_, id_)).profile;
        profile.age_band = "26_59";
        profile.gender = "woman";
        profile.citizenships = {"AF"};
        profile.household = "with_children";
        profile.access_needs = {"medicine"};
        profile.needs = {"shelter", "legal_info"};
        profile.wishes = kWish;
        return profile;
    }
    Packet facts(guard::Actor& actor) {
        Packet packet;
        must(write(actor, [&](guard::WriteWork& work) -> base::Done {
            packet = must(known_facts(desk(), work, work.session(), must(load_case(work.session(), id_))));
            return {};
        }));
        return packet;
    }
    static const FactValue* find(const Packet& packet, Fact fact) {
        const auto found = std::ranges::find(packet, fact, &FactValue::fact);
        return found == packet.end() ? nullptr : &*found;
    }

    CaseId id_;
};

TEST_P(ProfileOfPerson, is_read_as_it_was_saved) {
    must(edit_profile(desk(), sender_, id_, a_profile(), 1));
    const auto view = must(read_profile(desk(), colleague_, id_));
    EXPECT_EQ(view.profile.wishes, kWish);
    EXPECT_EQ(view.version, 2);
    EXPECT_EQ(view.updated_by, "Ilyas Demir");
}

TEST_P(ProfileOfPerson, of_two_editors_the_second_is_told_and_nothing_is_overwritten) {
    const PersonProfile first = a_profile();
    PersonProfile second = first;
    second.wishes = "another wish";
    must(edit_profile(desk(), sender_, id_, first, 1));
    const auto refused = edit_profile(desk(), colleague_, id_, second, 1);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::ProblemCode::edited_meanwhile);
    EXPECT_EQ(must(read_profile(desk(), sender_, id_)).profile, first);
    // Having seen both, the second saves over what is there now.
    must(edit_profile(desk(), colleague_, id_, second, 2));
    EXPECT_EQ(must(read_profile(desk(), sender_, id_)).profile, second);
}

TEST_P(ProfileOfPerson, refuses_codes_that_are_on_no_list) {
    PersonProfile profile = a_profile();
    profile.gender = "other";
    profile.needs = {"a ticket home"};
    const auto refused = edit_profile(desk(), sender_, id_, profile, 1);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().fields.size(), 2U);
}

TEST_P(ProfileOfPerson, leaves_no_words_in_the_database) {
    must(edit_profile(desk(), sender_, id_, a_profile(), 1));
    const std::string stored = everything_stored();
    EXPECT_EQ(stored.find(kWish), std::string::npos);
    EXPECT_EQ(stored.find("citizenships"), std::string::npos);
}

TEST_P(ProfileOfPerson, is_closed_to_organisations_that_neither_lead_nor_opened_the_case) {
    EXPECT_EQ(read_profile(desk(), receiver_, id_).error().code, base::ProblemCode::not_found);
    EXPECT_EQ(read_profile(desk(), enforcement_, id_).error().code, base::ProblemCode::not_found);
}

TEST_P(ProfileOfPerson, facts_go_as_keys_that_each_reader_reads_in_their_language) {
    must(edit_profile(desk(), sender_, id_, a_profile(), 1));
    const Packet packet = facts(sender_);
    EXPECT_THAT(find(packet, Fact::language)->keys, ElementsAre("casework.language.fa"));
    EXPECT_THAT(find(packet, Fact::age_band)->keys, ElementsAre("directory.age_band.26_59"));
    EXPECT_THAT(find(packet, Fact::citizenship)->keys, ElementsAre("casework.citizenship.AF"));
    EXPECT_THAT(find(packet, Fact::signs)->keys, ElementsAre("instruments.first_look.papers"));
    EXPECT_THAT(find(packet, Fact::immediate_danger)->keys, ElementsAre("casework.danger.not_seen"));
    EXPECT_EQ(find(packet, Fact::wishes)->words, kWish);
    EXPECT_EQ(find(packet, Fact::observations)->words, "Planted-observation");
    EXPECT_EQ(find(packet, Fact::name_used), nullptr);
}

TEST_P(ProfileOfPerson, facts_say_that_somebody_is_handled_as_a_child) {
    PersonProfile profile = a_profile();
    profile.age_band = "16_17";
    must(edit_profile(desk(), sender_, id_, profile, 1));
    EXPECT_THAT(find(facts(sender_), Fact::age_band)->keys,
                ElementsAre("directory.age_band.16_17", "casework.age.handled_as_child"));
}

TEST_P(ProfileOfPerson, facts_of_identity_are_known_to_the_lead_alone_and_never_a_way_that_is_not_safe) {
    Identity identity;
    identity.name_used = "Laleh";
    identity.contact_channel = "phone";
    identity.contact = "+93 700 000 000";
    identity.safe_to_use = "no";
    identity.birth_date = must(base::PartialDate::from_text("about 2001"));
    must(write_identity(desk(), sender_, id_, identity, 0));
    const Packet packet = facts(sender_);
    EXPECT_EQ(find(packet, Fact::name_used)->words, "Laleh");
    EXPECT_EQ(find(packet, Fact::safe_contact), nullptr);
    EXPECT_THAT(find(packet, Fact::birth_date)->keys, ElementsAre("casework.date_meaning.about"));
    EXPECT_EQ(find(packet, Fact::birth_date)->words, "2001");

    guard::Actor without_factor = sender_;
    without_factor.second_factor_passed = false;
    EXPECT_EQ(find(facts(without_factor), Fact::name_used), nullptr);
    // An organisation that holds no key has nothing to say, and that is no error.
    EXPECT_TRUE(facts(receiver_).empty());
}
WAYMARK_ON_EVERY_DATABASE(ProfileOfPerson);

}  // namespace
