#include "casework/raise_concern.hpp"

#include "casework/casework_for_test.hpp"
#include "casework/close_case.hpp"
#include "casework/edit_profile.hpp"
#include "casework/person_profile_repository.hpp"
#include "casework/read_case.hpp"
#include "casework/triage.hpp"

#include <gmock/gmock.h>

#include <map>

namespace {

using namespace casework;
using country::ClockKind;
using screening::AgeClaim;
using screening::Answer;

constexpr std::string_view kNote = "Planted-note-about-a-red-van";

ConcernContent a_look() {
    ConcernContent content;
    content.situation = {.language = "uk",
                         .interpreter_needed = true,
                         .company = screening::Company::accompanied,
                         .immediate_danger = false};
    content.signs = {{"LOOK01", Answer::yes}, {"LOOK03", Answer::unclear}};
    content.person = {.age = {.claimed = AgeClaim::adult},
                      .self_report = false,
                      .place = "reception",
                      .seen_when = "today",
                      .source = "observation",
                      .note = std::string(kNote)};
    return content;
}

ConcernContent nothing_seen() {
    ConcernContent content = a_look();
    content.signs.clear();
    return content;
}

class FirstLook : public CaseworkTest {
protected:
    FirstLookOutcome raised(const ConcernContent& content) {
        return must(raise_concern(desk(), sender_, new_id<guard::Case>(), content));
    }
    std::map<ClockKind, CaseClock> running(CaseId id) {
        const auto clocks = look([&](store::ReadSession& session) { return clocks_of(session, id); });
        std::map<ClockKind, CaseClock> found;
        for (const CaseClock& clock : clocks) {
            if (!clock.stopped_at) found.emplace(clock.kind, clock);
        }
        return found;
    }
    CaseFile stored(CaseId id) {
        return look([&](store::ReadSession& session) { return load_case(session, id); });
    }
    std::vector<CaseEvent> events_of_case(CaseId id) {
        return look([&](store::ReadSession& session) { return events_of(session, id); });
    }
    PersonProfile profile_of(CaseId id) { return must(read_profile(desk(), colleague_, id)).profile; }
};

TEST_P(FirstLook, a_sign_makes_a_concern_with_its_clocks) {
    const auto outcome = raised(a_look());
    EXPECT_TRUE(outcome.result.concern);
    const CaseFile file = stored(outcome.file.id);
    EXPECT_EQ(file.states.identification, State::concern_raised);
    EXPECT_EQ(file.first_identifier, "reception_staff");
    EXPECT_EQ(file.identification_route, "reception_screening");
    EXPECT_FALSE(file.handled_as_child);

    const auto clocks = running(file.id);
    ASSERT_EQ(clocks.size(), 3U);
    EXPECT_EQ(clocks.at(ClockKind::triage).due_at, kNow + 24 * kHour);
    EXPECT_EQ(clocks.at(ClockKind::information).due_at, kNow + 24 * kHour);
    EXPECT_EQ(clocks.at(ClockKind::screening).due_at, kNow + 72 * kHour);
}

TEST_P(FirstLook, in_danger_triage_is_due_in_an_hour) {
    ConcernContent content = a_look();
    content.situation.immediate_danger = true;
    const auto outcome = raised(content);
    EXPECT_EQ(running(outcome.file.id).at(ClockKind::triage).due_at, kNow + kHour);
    EXPECT_EQ(outcome.result.do_now.front(), screening::Advice::keep_safe_now);
}

TEST_P(FirstLook, danger_alone_is_a_concern) {
    ConcernContent content = nothing_seen();
    content.situation.immediate_danger = true;
    EXPECT_EQ(stored(raised(content).file.id).states.identification, State::concern_raised);
}

TEST_P(FirstLook, the_persons_own_word_is_enough) {
    ConcernContent content = nothing_seen();
    content.person.self_report = true;
    content.person.source = "self_report";
    const auto outcome = raised(content);
    EXPECT_TRUE(outcome.result.concern);
    EXPECT_EQ(stored(outcome.file.id).first_identifier, "self");
}

TEST_P(FirstLook, can_be_left_after_any_step_and_taken_up_again) {
    const CaseId id = new_id<guard::Case>();
    const ConcernContent content = a_look();
    must(start_first_look(desk(), sender_, id, content.situation));
    auto view = must(read_first_look(desk(), sender_, id));
    EXPECT_EQ(view.next_step, FirstLookStep::signs);
    EXPECT_FALSE(view.finished);
    EXPECT_EQ(view.content.situation, content.situation);

    must(save_first_look(desk(), sender_, id, content.signs));
    EXPECT_EQ(must(read_first_look(desk(), sender_, id)).next_step, FirstLookStep::person);
    const auto left = must(my_unfinished_looks(desk(), sender_));
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].case_id, id);
    EXPECT_EQ(left[0].next_step, FirstLookStep::person);
    EXPECT_EQ(must(read_worklist(desk(), colleague_, {}, std::nullopt)).unfinished.size(), 1U);

    const auto early = finish_first_look(desk(), sender_, id);
    ASSERT_FALSE(early.has_value());
    EXPECT_EQ(early.error().code, base::ProblemCode::wrong_state);
    must(save_first_look(desk(), sender_, id, content.person));
    EXPECT_TRUE(must(finish_first_look(desk(), sender_, id)).result.concern);
    EXPECT_TRUE(must(my_unfinished_looks(desk(), sender_)).empty());
    EXPECT_EQ(must(read_first_look(desk(), sender_, id)).content.signs, content.signs);
}

TEST_P(FirstLook, going_back_a_step_loses_no_later_one) {
    const CaseId id = new_id<guard::Case>();
    const ConcernContent content = a_look();
    must(start_first_look(desk(), sender_, id, content.situation));
    must(save_first_look(desk(), sender_, id, content.signs));
    ConcernSituation corrected = content.situation;
    corrected.company = screening::Company::alone;
    must(save_first_look(desk(), sender_, id, corrected));
    const auto view = must(read_first_look(desk(), sender_, id));
    EXPECT_EQ(view.content.situation, corrected);
    EXPECT_EQ(view.content.signs, content.signs);
    EXPECT_EQ(view.next_step, FirstLookStep::person);
}

TEST_P(FirstLook, sending_twice_makes_one_contact_and_one_concern) {
    const CaseId id = new_id<guard::Case>();
    const ConcernContent content = a_look();
    must(start_first_look(desk(), sender_, id, content.situation));
    must(start_first_look(desk(), sender_, id, content.situation));
    must(save_first_look(desk(), sender_, id, content.signs));
    must(save_first_look(desk(), sender_, id, content.person));
    must(finish_first_look(desk(), sender_, id));
    must(finish_first_look(desk(), sender_, id));
    const auto events = events_of_case(id);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].kind, "case.opened");
    EXPECT_EQ(events[1].transition, "T2");
    EXPECT_EQ(running(id).size(), 3U);
}

TEST_P(FirstLook, an_old_page_sent_again_never_makes_two_people_share_a_case) {
    const auto finished = raised(a_look());
    const auto stale = start_first_look(desk(), sender_, finished.file.id, a_look().situation);
    ASSERT_FALSE(stale.has_value());
    EXPECT_EQ(stale.error().code, base::ProblemCode::already_exists);

    const CaseId under_way = new_id<guard::Case>();
    must(start_first_look(desk(), sender_, under_way, a_look().situation));
    must(save_first_look(desk(), sender_, under_way, a_look().signs));
    EXPECT_FALSE(start_first_look(desk(), sender_, under_way, {}).has_value());
    EXPECT_EQ(must(read_first_look(desk(), sender_, under_way)).content.situation, a_look().situation);

    clock_.advance(kHour);
    must(start_first_look(desk(), sender_, finished.file.id, a_look().situation, FirstLookAt::known_person));
    EXPECT_FALSE(must(read_first_look(desk(), sender_, finished.file.id)).finished);
}

TEST_P(FirstLook, is_read_by_those_who_carry_the_case_newest_first) {
    const auto outcome = raised(a_look());
    clock_.advance(kHour);
    ConcernContent second = a_look();
    second.signs = {{"LOOK04", Answer::yes}};
    must(raise_concern(desk(), colleague_, outcome.file.id, second));
    const auto concerns = must(read_concerns(desk(), colleague_, outcome.file.id));
    ASSERT_EQ(concerns.seen.size(), 2U);
    EXPECT_EQ(concerns.seen[0].by, "Maria Popa");
    EXPECT_THAT(concerns.seen[0].signs, ::testing::ElementsAre("instruments.first_look.injuries"));
    EXPECT_EQ(concerns.seen[1].content.person.note, kNote);
    EXPECT_THAT(concerns.seen[1].unclear, ::testing::ElementsAre("instruments.first_look.watched"));
    guard::Actor without_factor = colleague_;
    without_factor.second_factor_passed = false;
    EXPECT_FALSE(read_concerns(desk(), without_factor, outcome.file.id).has_value());
    EXPECT_EQ(read_concerns(desk(), receiver_, outcome.file.id).error().code, base::ProblemCode::not_found);
}

TEST_P(FirstLook, a_finished_look_takes_no_more_answers) {
    const auto outcome = raised(a_look());
    const auto late = save_first_look(desk(), sender_, outcome.file.id, screening::Answers{});
    ASSERT_FALSE(late.has_value());
    EXPECT_EQ(late.error().code, base::ProblemCode::wrong_state);
}

TEST_P(FirstLook, is_not_there_for_another_organisation) {
    const auto outcome = raised(a_look());
    const auto read = read_first_look(desk(), receiver_, outcome.file.id);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, base::ProblemCode::not_found);
    const auto written = start_first_look(desk(), receiver_, outcome.file.id, {});
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().code, base::ProblemCode::not_found);
}

TEST_P(FirstLook, of_a_colleague_needs_what_reading_a_concern_needs) {
    const auto outcome = raised(a_look());
    EXPECT_TRUE(read_first_look(desk(), colleague_, outcome.file.id).has_value());
    guard::Actor without_factor = colleague_;
    without_factor.second_factor_passed = false;
    const auto refused = read_first_look(desk(), without_factor, outcome.file.id);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::ProblemCode::second_factor_needed);
    // The one who looked goes on without.
    guard::Actor author = sender_;
    author.second_factor_passed = false;
    EXPECT_TRUE(read_first_look(desk(), author, outcome.file.id).has_value());
}

TEST_P(FirstLook, fills_the_profile_so_that_nobody_asks_twice) {
    const auto profile = profile_of(raised(a_look()).file.id);
    EXPECT_EQ(profile.languages, std::vector<std::string>{"uk"});
    EXPECT_TRUE(profile.interpreter_needed);
    EXPECT_EQ(profile.age.claimed, AgeClaim::adult);
}

TEST_P(FirstLook, again_at_a_known_person_keeps_what_is_known_and_raises_a_contact) {
    const auto first = raised(nothing_seen());
    EXPECT_EQ(stored(first.file.id).states.identification, State::contact);
    ConcernContent second = a_look();
    second.person.age = {};  // not asked again
    const auto again = must(raise_concern(desk(), sender_, first.file.id, second));
    EXPECT_EQ(stored(first.file.id).states.identification, State::concern_raised);
    EXPECT_FALSE(again.file.handled_as_child);
}

TEST_P(FirstLook, of_new_danger_in_an_open_case_starts_triage_again) {
    const auto first = raised(a_look());
    must(complete_triage(desk(), colleague_, first.file.id, "safe_for_now"));
    EXPECT_FALSE(running(first.file.id).contains(ClockKind::triage));
    clock_.advance(kHour);
    ConcernContent second = a_look();
    second.situation.immediate_danger = true;
    must(raise_concern(desk(), sender_, first.file.id, second));
    EXPECT_EQ(running(first.file.id).at(ClockKind::triage).due_at, kNow + 2 * kHour);
    EXPECT_EQ(stored(first.file.id).states.identification, State::concern_raised);
}

TEST_P(FirstLook, of_a_closed_case_opens_it_again) {
    const auto first = raised(a_look());
    must(close_case(desk(), colleague_, first.file.id, "lost_contact"));
    EXPECT_TRUE(stored(first.file.id).closed_at.has_value());
    must(raise_concern(desk(), sender_, first.file.id, a_look()));
    EXPECT_EQ(stored(first.file.id).states.identification, State::concern_raised);
    EXPECT_FALSE(stored(first.file.id).closed_at.has_value());
}

TEST_P(FirstLook, states_are_what_its_events_lead_to) {
    const auto outcome = raised(a_look());
    EXPECT_EQ(rebuilt(events_of_case(outcome.file.id)), stored(outcome.file.id).states);
}

TEST_P(FirstLook, is_refused_to_immigration_enforcement) {
    const auto refused = start_first_look(desk(), enforcement_, new_id<guard::Case>(), {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().rule, "INV-09");
}

TEST_P(FirstLook, refuses_answers_that_are_not_of_the_set) {
    ConcernContent content = a_look();
    content.signs["LOOK99"] = Answer::yes;
    EXPECT_FALSE(raise_concern(desk(), sender_, new_id<guard::Case>(), content).has_value());
    content = a_look();
    content.person.place = "12 Harbour Road";
    const auto refused = raise_concern(desk(), sender_, new_id<guard::Case>(), content);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().fields.front().field, "place");
}

TEST_P(FirstLook, leaves_nothing_readable_in_the_database) {
    ConcernContent content = a_look();
    const auto outcome = raised(content);
    const std::string stored_bytes = everything_stored();
    EXPECT_EQ(stored_bytes.find(kNote), std::string::npos);
    EXPECT_EQ(stored_bytes.find("LOOK01"), std::string::npos);
    EXPECT_EQ(stored_bytes.find("immediate_danger"), std::string::npos);
    EXPECT_NE(stored_bytes.find(outcome.file.pseudonym), std::string::npos) << "looked in the wrong place";
}
TEST_P(FirstLook, keeps_order_and_clocks_when_the_machines_clock_is_set_back) {
    const FirstLookOutcome first = raised(a_look());
    const CaseClock triage = running(first.file.id).at(ClockKind::triage);
    clock_.advance(-kHour * 5);
    EXPECT_EQ(status_of(triage, clock_.now()), ClockStatus::running);
    must(complete_triage(desk(), colleague_, first.file.id, "safe_for_now"));
    EXPECT_FALSE(running(first.file.id).contains(ClockKind::triage));
    const auto events = look([&](store::ReadSession& session) { return events_of(session, first.file.id); });
    for (std::size_t place = 1; place < events.size(); ++place) {
        EXPECT_EQ(events[place].number, events[place - 1].number + 1);
    }
    EXPECT_EQ(events.back().at, kNow - kHour * 5) << "as the clock said";
    const FirstLookOutcome later = raised(a_look());
    EXPECT_NE(later.file.id, first.file.id);
    const Worklist list = must(read_worklist(desk(), sender_, {}, std::nullopt));
    EXPECT_EQ(list.lines.size(), 3U) << "each once, with the case that was there";
    EXPECT_EQ(look([&](store::ReadSession& session) {
                  return guard::verify_audit(session, keys_.audit_key());
              }).reason,
              "");
}

WAYMARK_ON_EVERY_DATABASE(FirstLook);

class Inv06FirstLook : public FirstLook {};

// ECAT Art. 10(3): whoever may be a child is handled as one.
TEST_P(Inv06FirstLook, before_anybody_said_how_old_the_person_is) {
    const CaseId id = new_id<guard::Case>();
    must(start_first_look(desk(), sender_, id, {}));
    EXPECT_TRUE(stored(id).handled_as_child);
}

TEST_P(Inv06FirstLook, every_doubt_makes_a_child_and_starts_child_protection) {
    const std::vector<screening::PersonAge> doubts{
        {.claimed = AgeClaim::unknown},
        {.claimed = AgeClaim::child},
        {.claimed = AgeClaim::adult, .in_doubt = true},
        {.claimed = AgeClaim::adult, .looks_like_child = true},
    };
    for (const auto& age : doubts) {
        ConcernContent content = a_look();
        content.person.age = age;
        const auto outcome = raised(content);
        EXPECT_TRUE(stored(outcome.file.id).handled_as_child);
        EXPECT_EQ(running(outcome.file.id).at(ClockKind::child_protection).due_at, kNow + 24 * kHour);
        EXPECT_THAT(outcome.result.do_now, ::testing::Contains(screening::Advice::child_path));
        EXPECT_TRUE(handled_as_child(profile_of(outcome.file.id)));
    }
}

TEST_P(Inv06FirstLook, a_child_that_was_seen_weighs_more_than_the_age_that_was_ticked) {
    ConcernContent content = a_look();
    content.signs["LOOK10"] = Answer::yes;
    const auto outcome = raised(content);
    EXPECT_TRUE(stored(outcome.file.id).handled_as_child);
    EXPECT_TRUE(handled_as_child(profile_of(outcome.file.id)));
}

TEST_P(Inv06FirstLook, a_later_doubt_in_the_profile_makes_a_child_at_once) {
    const auto outcome = raised(a_look());
    ASSERT_FALSE(stored(outcome.file.id).handled_as_child);
    auto view = must(read_profile(desk(), colleague_, outcome.file.id));
    view.profile.age.in_doubt = true;
    must(edit_profile(desk(), colleague_, outcome.file.id, view.profile, view.version));
    EXPECT_TRUE(stored(outcome.file.id).handled_as_child);
    EXPECT_TRUE(running(outcome.file.id).contains(ClockKind::child_protection));
}

TEST_P(Inv06FirstLook, an_age_band_of_children_weighs_more_than_a_claim) {
    const auto outcome = raised(a_look());
    auto view = must(read_profile(desk(), colleague_, outcome.file.id));
    view.profile.age_band = "16_17";
    must(edit_profile(desk(), colleague_, outcome.file.id, view.profile, view.version));
    EXPECT_TRUE(stored(outcome.file.id).handled_as_child);
}

TEST_P(Inv06FirstLook, a_second_look_does_not_wash_a_doubt_away) {
    ConcernContent doubtful = a_look();
    doubtful.person.age.in_doubt = true;
    const auto outcome = raised(doubtful);
    must(raise_concern(desk(), sender_, outcome.file.id, a_look()));
    EXPECT_TRUE(stored(outcome.file.id).handled_as_child);
    EXPECT_TRUE(handled_as_child(profile_of(outcome.file.id)));
}
WAYMARK_ON_EVERY_DATABASE(Inv06FirstLook);

class Inv14FirstLook : public FirstLook {};

TEST_P(Inv14FirstLook, a_look_without_a_sign_keeps_an_anonymous_contact_and_advises) {
    const auto outcome = raised(nothing_seen());
    EXPECT_FALSE(outcome.result.concern);
    EXPECT_THAT(outcome.result.do_now, ::testing::Contains(screening::Advice::give_information));
    EXPECT_THAT(outcome.result.do_now, ::testing::Contains(screening::Advice::look_again_later));
    const CaseFile file = stored(outcome.file.id);
    EXPECT_EQ(file.states.identification, State::contact);
    EXPECT_TRUE(running(file.id).empty());
    EXPECT_FALSE(must(read_case(desk(), colleague_, file.id)).identity_stored);
}
WAYMARK_ON_EVERY_DATABASE(Inv14FirstLook);

}  // namespace
