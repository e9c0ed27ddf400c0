#include "casework/create_case.hpp"

#include "casework/casework_for_test.hpp"
#include "casework/edit_profile.hpp"
#include "casework/open_identity.hpp"
#include "casework/search_people.hpp"

#include <gmock/gmock.h>

namespace {

using namespace casework;
using screening::AgeClaim;
using screening::Answer;
using ::testing::ElementsAre;

NewCase all_of_it() {
    NewCase given;
    given.content.situation = {.language = "uk",
                               .interpreter_needed = true,
                               .company = screening::Company::accompanied,
                               .immediate_danger = false};
    given.content.signs = {{"LOOK01", Answer::yes}};
    given.content.person = {.age = {.claimed = AgeClaim::adult},
                            .self_report = false,
                            .place = "reception",
                            .seen_when = "today",
                            .source = "observation",
                            .note = "Somebody else held the papers."};
    given.profile = PersonProfile{};
    given.profile->age = {.claimed = AgeClaim::adult};
    given.profile->languages = {"uk", "en"};
    given.profile->wishes = "A room with a door that locks.";
    given.identity = Identity{};
    given.identity->name_used = "Daryna Orvelenko";
    return given;
}

class CreateCase : public CaseworkTest {
protected:
    std::vector<std::string> kinds(CaseId id) {
        std::vector<std::string> kinds;
        for (const CaseEvent& event :
             look([&](store::ReadSession& session) { return events_of(session, id); })) {
            kinds.push_back(event.kind);
        }
        return kinds;
    }
    bool is_there(CaseId id) {
        return database()
            .read([&](store::ReadSession& session) { return load_case(session, id); })
            .has_value();
    }
};

TEST_P(CreateCase, keeps_what_was_noticed_the_profile_and_the_identity) {
    const CaseId id = new_id<guard::Case>();
    const auto outcome = must(create_case(desk(), colleague_, id, all_of_it()));
    EXPECT_TRUE(outcome.result.concern);
    EXPECT_EQ(outcome.file.states.identification, State::concern_raised);
    const ProfileView profile = must(read_profile(desk(), colleague_, id));
    EXPECT_EQ(profile.profile.wishes, "A room with a door that locks.");
    EXPECT_EQ(profile.file.version, outcome.file.version);
    EXPECT_EQ(must(read_identity(desk(), colleague_, id, guard::Purpose::support)).identity.name_used,
              "Daryna Orvelenko");
    EXPECT_EQ(must(search_people(desk(), colleague_, "orvelenko")).people.size(), 1U);
    EXPECT_THAT(kinds(id), ElementsAre("case.opened", "case.moved", "profile.edited", "identity.written"));
}

TEST_P(CreateCase, leaves_the_same_as_the_three_steps_do) {
    const NewCase given = all_of_it();
    const CaseId at_once = new_id<guard::Case>();
    const CaseId by_steps = new_id<guard::Case>();
    must(create_case(desk(), colleague_, at_once, given));
    must(raise_concern(desk(), colleague_, by_steps, given.content));
    must(edit_profile(desk(), colleague_, by_steps, *given.profile, 1));
    must(write_identity(desk(), colleague_, by_steps, *given.identity, 0));
    EXPECT_EQ(kinds(at_once), kinds(by_steps));
    const auto file = [&](CaseId id) {
        return look([&](store::ReadSession& session) { return load_case(session, id); });
    };
    EXPECT_EQ(file(at_once).states, file(by_steps).states);
    EXPECT_EQ(file(at_once).version, file(by_steps).version);
    EXPECT_EQ(file(at_once).first_identifier, file(by_steps).first_identifier);
    EXPECT_EQ(must(read_profile(desk(), colleague_, at_once)).profile,
              must(read_profile(desk(), colleague_, by_steps)).profile);
}

TEST_P(CreateCase, follows_a_doubt_about_the_age) {
    NewCase given = all_of_it();
    given.profile->age.in_doubt = true;
    const CaseId id = new_id<guard::Case>();
    EXPECT_TRUE(must(create_case(desk(), colleague_, id, given)).file.handled_as_child);
    EXPECT_THAT(kinds(id), ElementsAre("case.opened", "case.moved", "profile.edited", "child.path_opened",
                                       "identity.written"));
}

TEST_P(CreateCase, keeps_nothing_where_one_part_is_refused) {
    const CaseId id = new_id<guard::Case>();
    guard::Actor outreach = sender_;
    outreach.roles = {guard::Role::helpline};  // refers, and holds no identities
    const auto refused = create_case(desk(), outreach, id, all_of_it());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::ProblemCode::not_allowed);
    EXPECT_FALSE(is_there(id));
    const auto log = look(
        [&](store::ReadSession& session) { return guard::audit_of_case(session, id, std::nullopt, 200); });
    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(log.front().event.outcome, guard::Outcome::denied);
}

TEST_P(CreateCase, refuses_an_id_that_is_there) {
    const CaseId id = new_id<guard::Case>();
    must(create_case(desk(), colleague_, id, all_of_it()));
    EXPECT_EQ(create_case(desk(), colleague_, id, all_of_it()).error().code,
              base::ProblemCode::already_exists);
    EXPECT_EQ(kinds(id).size(), 4U);
}

TEST_P(CreateCase, names_nobody_of_whom_nothing_was_noticed) {
    NewCase given = all_of_it();
    given.content.signs.clear();
    const CaseId id = new_id<guard::Case>();
    EXPECT_EQ(create_case(desk(), colleague_, id, given).error().rule, "INV-14");
    EXPECT_FALSE(is_there(id));
    given.identity.reset();
    EXPECT_FALSE(must(create_case(desk(), colleague_, id, given)).result.concern);
}

TEST_P(CreateCase, refuses_a_bad_field_before_anything_is_kept) {
    NewCase given = all_of_it();
    given.profile->gender = "nonsense";
    const CaseId id = new_id<guard::Case>();
    EXPECT_EQ(create_case(desk(), colleague_, id, given).error().code, base::ProblemCode::invalid_input);
    EXPECT_FALSE(is_there(id));
}

WAYMARK_ON_EVERY_DATABASE(CreateCase);

}  // namespace
