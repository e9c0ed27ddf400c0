#include "base/crypto/random.hpp"
#include "casework/state.hpp"
#include "cli/demo_country.hpp"
#include "cli/demo_for_test.hpp"
#include "cli/demo_mark.hpp"
#include "cli/demo_person.hpp"
#include "cli/demo_plots.hpp"
#include "cli/knowledge.hpp"
#include "guard/audit.hpp"
#include "guard/key_ring.hpp"
#include "guard/user_repository.hpp"
#include "store/migration.hpp"
#include "store/sqlite_database.hpp"
#include "store/testing/on_every_database.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace cli {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::IsSupersetOf;
using ::testing::Not;

class DemoCountry : public store::testing::OnEveryDatabase {
protected:
    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped()) return;
        builder_ = std::make_unique<Builder>(database());
    }
    void TearDown() override {
        builder_.reset();
        OnEveryDatabase::TearDown();
    }

    std::unique_ptr<Builder> builder_;
};

std::string codes_of_states(casework::Region region) {
    std::string codes;
    for (const casework::State state : casework::all_states()) {
        if (casework::region_of(state) == region) codes += std::string(casework::code_of(state)) + " ";
    }
    return codes;
}

TEST_P(DemoCountry, has_the_organisations_people_services_and_cases_that_were_promised) {
    builder_->build(300);
    EXPECT_EQ(builder_->number("select count(*) as found from organisation"), 9);
    EXPECT_EQ(builder_->number("select count(*) as found from user_account where responsible is null"), 28);
    EXPECT_EQ(builder_->number("select count(*) as found from user_account where responsible is not null"),
              1);
    EXPECT_EQ(builder_->number("select count(*) as found from program_token"), 1);
    EXPECT_EQ(builder_->texts("select distinct roles as found from user_account").size(), 15U);
    EXPECT_EQ(builder_->number("select count(*) as found from service"), 30);
    EXPECT_EQ(builder_->number("select count(*) as found from case_file"), 300);
    const auto verdict = database().read([&](store::ReadSession& session) {
        return guard::verify_audit(session, builder_->keys().audit_key());
    });
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->reason, "");
    EXPECT_THAT(verdict->rows, Ge(3000));
}

TEST_P(DemoCountry, has_a_case_in_every_state_that_the_journeys_reach) {
    builder_->build(kFewCases);
    EXPECT_THAT(builder_->texts("select id_state as found from case_file"),
                IsSupersetOf({"ID0", "ID1", "ID2", "ID3", "ID4", "ID5", "ID6", "ID15"}))
        << codes_of_states(casework::Region::identification);
    EXPECT_THAT(builder_->texts("select as_state as found from case_file"),
                IsSupersetOf({"AS0", "AS1", "AS2", "AS4", "AS7"}));
    std::set<std::string> statuses;
    for (const casework::ReferralStatus status : casework::all_referral_statuses()) {
        statuses.insert(std::string(casework::code_of(status)));
    }
    EXPECT_EQ(builder_->texts("select status as found from referral"), statuses);
    EXPECT_EQ(builder_->texts("select status as found from screening"),
              (std::set<std::string>{"preparing", "paused", "finished"}));
}

TEST_P(DemoCountry, has_what_each_safeguard_speaks_of) {
    builder_->build(kFewCases);
    const auto some = [&](const std::string& from) {
        return builder_->number("select count(*) as found from " + from) > 0;
    };
    EXPECT_TRUE(some("consent where refused = 1"));             // INV-01: no, and support goes on
    EXPECT_TRUE(some("referral where exception is not null"));  // INV-02
    EXPECT_TRUE(some("referral where status = 'awaiting_confirmation'"));
    EXPECT_TRUE(some("case_clock where escalated_at is not null"));  // INV-04: an alert and nothing else
    EXPECT_TRUE(some("case_file where handled_as_child = 1"));       // INV-06
    EXPECT_TRUE(some("audit_event where outcome = 'seen' and zone = 4"));  // INV-10
    EXPECT_TRUE(some("consent where withdrawn_at is not null"));           // INV-12
    EXPECT_TRUE(some("case_file where id_state = 'ID0'"));                 // INV-14: a contact without a name
    EXPECT_TRUE(some("screening where pending_at is not null"));           // INV-17
    EXPECT_TRUE(some("disclosure"));
    const std::string now = std::to_string(kNow.microseconds());
    EXPECT_TRUE(some("case_clock where stopped_at is null and due_at < " + now));
    EXPECT_TRUE(some("case_clock where stopped_at is null and due_at > " + now));
    EXPECT_FALSE(some("case_event where at > " + now));
}

TEST(DemoPeople, have_names_of_their_own_in_four_scripts) {
    const auto data = shipped_demo_data();
    ASSERT_TRUE(data) << base::to_text(data.error());
    base::SeededRandom random(1);
    std::set<std::string> scripts;
    std::set<std::string> names;
    for (int number = 0; number < 300; ++number) {
        const DemoPerson person = make_person(*data, random, number, number % 9 == 0);
        scripts.insert(person.script);
        names.insert(person.name);
    }
    EXPECT_EQ(scripts, (std::set<std::string>{"latin", "cyrillic", "arabic", "georgian"}));
    EXPECT_EQ(names.size(), 300U);
}

// What the database says of each case, without ids and pseudonyms, which are always fresh.
std::vector<std::string> histories_of(Builder& builder) {
    std::vector<std::string> histories;
    for (const store::Row& row : builder.rows(
             "select case_file.id, case_event.number, case_event.at, kind, code, to_state, first_identifier, "
             "handled_as_child from case_file join case_event on case_event.case_id = case_file.id "
             "order by opened_at, case_file.id, case_event.number")) {
        histories.push_back(std::to_string(row.integer("at")) + " " + row.text("kind") + " " +
                            row.optional_text("code").value_or("") + " " +
                            row.optional_text("to_state").value_or("") + " " + row.text("first_identifier") +
                            std::to_string(row.integer("handled_as_child")));
    }
    std::ranges::sort(histories);
    return histories;
}

TEST_P(DemoCountry, is_the_same_for_the_same_seed_and_moment) {
    builder_->build(kFewCases);
    const auto other = store::open_sqlite(folder() / "other.db");
    ASSERT_TRUE(other);
    ASSERT_TRUE(store::migrate(**other, store::program_migrations().value(), kNow));
    Builder again(**other);
    again.build(kFewCases);
    const auto histories = histories_of(*builder_);
    EXPECT_THAT(histories.size(), Ge(300U));
    EXPECT_EQ(histories, histories_of(again));
}

TEST_P(DemoCountry, is_marked_as_one_and_finished) {
    builder_->build(kFewCases);
    const auto mark = database().read([](store::ReadSession& session) { return load_demo_mark(session); });
    ASSERT_TRUE(mark && *mark);
    EXPECT_EQ((*mark)->profile, "DEMO");
    EXPECT_EQ((*mark)->seed, 1);
    EXPECT_EQ((*mark)->finished_at, kNow);
}

// Section 4 of the main job: Z3 and Z4 are sealed, and so are the names of staff.
class Secrecy : public DemoCountry {};

TEST_P(Secrecy, finds_no_name_note_wish_or_observation_in_what_is_stored) {
    builder_->build(kFewCases);
    const std::string stored = everything_stored();
    ASSERT_THAT(stored.size(), Ge(100'000U));
    // The search can find: what is public lies open.
    ASSERT_NE(stored.find("Lantern House of Arvandia"), std::string::npos);
    const auto absent = [&](const std::string& planted) {
        EXPECT_EQ(stored.find(planted), std::string::npos) << planted;
    };
    for (const std::string& name : all_demo_names(builder_->data(), kFewCases)) absent(name);
    for (const DemoNames& names : builder_->data().names) {
        for (const std::string& family : names.family) absent(family);
    }
    for (const DemoUser& user : builder_->data().users) absent(user.display_name);
    for (const DemoWords& words : builder_->data().words) {
        for (const std::string& observation : words.observations) absent(observation);
        for (const std::string& wish : words.wishes) absent(wish);
    }
}

TEST_P(Secrecy, finds_no_answer_of_a_screening_in_what_is_stored) {
    builder_->build(kFewCases);
    const std::string stored = everything_stored();
    for (const char* planted :
         {"LOOK01", "LOOK04", "FL01", "DR01", "CD01", "strong_concern", "fear_or_control"}) {
        EXPECT_EQ(stored.find(planted), std::string::npos) << planted;
    }
}

WAYMARK_ON_EVERY_DATABASE(DemoCountry);
WAYMARK_ON_EVERY_DATABASE(Secrecy);

TEST(DemoPlots, each_have_somebody_to_play_them_and_make_about_three_hundred) {
    int weight = 0;
    for (const DemoPlot& plot : demo_plots()) {
        EXPECT_FALSE(plot.acts.empty()) << plot.name;
        EXPECT_FALSE(teams_for(plot).empty()) << plot.name;
        EXPECT_LE(plot.ended_least, plot.ended_most) << plot.name;
        weight += plot.weight;
    }
    EXPECT_THAT(weight, AllOf(Ge(270), ::testing::Le(330)));
    EXPECT_LE(demo_plots().size(), static_cast<std::size_t>(kFewCases));
}

TEST(DemoFiles, that_contradict_themselves_are_refused_with_their_path) {
    const std::string organisations =
        R"({"invented": true, "organisations": [{"key": "a", "name": "A", "kind": "Castle", "first_responder": true}]})";
    const base::EmbeddedFile files[] = {{"organisations.json", organisations}};
    const auto data = load_demo_data(files);
    ASSERT_FALSE(data);
    EXPECT_THAT(base::to_text(data.error()), ::testing::HasSubstr("organisations.json"));
    EXPECT_THAT(base::to_text(data.error()), ::testing::HasSubstr("organisations[0].kind: not_in_list"));
}

TEST(DemoFiles, must_say_that_all_of_it_is_invented) {
    const std::string organisations = R"({"invented": false, "organisations": []})";
    const base::EmbeddedFile files[] = {{"organisations.json", organisations}};
    EXPECT_FALSE(load_demo_data(files));
}

}  // namespace
}  // namespace cli
