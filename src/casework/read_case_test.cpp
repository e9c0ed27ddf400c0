#include "casework/read_case.hpp"

#include "casework/casework_for_test.hpp"
#include "casework/close_case.hpp"
#include "casework/presume.hpp"
#include "casework/raise_concern.hpp"
#include "casework/triage.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace {

using namespace casework;
using country::ClockKind;

constexpr std::string_view kWhy = "Planted-reason-for-presuming";

class CaseOfPerson : public CaseworkTest {
protected:
    void SetUp() override {
        CaseworkTest::SetUp();
        if (IsSkipped()) return;
        id_ = concern(screening::AgeClaim::adult);
    }
    CaseId concern(screening::AgeClaim age, bool danger = false) {
        ConcernContent look;
        look.situation.immediate_danger = danger;
        look.signs = {{"LOOK02", screening::Answer::yes}};
        look.person.age.claimed = age;
        return must(raise_concern(desk(), sender_, new_id<guard::Case>(), look)).file.id;
    }
    CaseFile stored(CaseId id) {
        return look([&](store::ReadSession& session) { return load_case(session, id); });
    }
    std::set<ClockKind> running(CaseId id) {
        std::set<ClockKind> kinds;
        for (const CaseClock& clock :
             look([&](store::ReadSession& session) { return clocks_of(session, id); })) {
            if (!clock.stopped_at) kinds.insert(clock.kind);
        }
        return kinds;
    }
    const CaseAction* action(const CaseView& view, CaseActionKind kind) {
        const auto found = std::ranges::find(view.actions, kind, &CaseAction::kind);
        return found == view.actions.end() ? nullptr : &*found;
    }

    CaseId id_;
};

TEST_P(CaseOfPerson, is_presumed_by_judgement_without_a_threshold_and_opens_support) {
    const CaseFile file = must(presume(desk(), colleague_, id_, {.ground = {}, .note = std::string(kWhy)}));
    EXPECT_EQ(file.states.identification, State::presumed);
    EXPECT_EQ(file.states.assistance, State::assistance_offered);
    EXPECT_TRUE(running(id_).contains(ClockKind::referral));
    EXPECT_FALSE(running(id_).contains(ClockKind::screening));
    const auto timeline = must(read_timeline(desk(), colleague_, id_));
    EXPECT_EQ(rebuilt({timeline.events.rbegin(), timeline.events.rend()}), stored(id_).states);
    ASSERT_EQ(timeline.notes.size(), 1U);
    EXPECT_EQ(timeline.notes.begin()->second, kWhy);
    EXPECT_EQ(everything_stored().find(kWhy), std::string::npos);
}

TEST_P(CaseOfPerson, is_presumed_by_a_profession_that_may) {
    const auto refused = presume(desk(), sender_, id_, {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::ProblemCode::not_allowed);
    EXPECT_EQ(stored(id_).states.identification, State::concern_raised);
}

TEST_P(CaseOfPerson, triage_ends_its_clock_and_says_so) {
    EXPECT_TRUE(running(id_).contains(ClockKind::triage));
    must(complete_triage(desk(), sender_, id_, "moved_to_safety"));
    EXPECT_FALSE(running(id_).contains(ClockKind::triage));
    const auto timeline = must(read_timeline(desk(), sender_, id_));
    EXPECT_EQ(timeline.events.front().kind, "triage.done");
    EXPECT_EQ(timeline.events.front().code, "moved_to_safety");
    EXPECT_FALSE(complete_triage(desk(), sender_, id_, "").has_value());
}

TEST_P(CaseOfPerson, a_child_in_the_hands_of_child_protection_has_met_that_clock) {
    const CaseId child = concern(screening::AgeClaim::child);
    EXPECT_TRUE(running(child).contains(ClockKind::child_protection));
    must(complete_triage(desk(), sender_, child, "child_protection_called"));
    EXPECT_FALSE(running(child).contains(ClockKind::child_protection));
}

TEST_P(CaseOfPerson, an_adult_who_is_informed_may_decline_the_formal_way_and_keeps_support) {
    must(presume(desk(), colleague_, id_, {}));
    const auto uninformed = decline_formal(desk(), sender_, id_, false);
    ASSERT_FALSE(uninformed.has_value());
    EXPECT_EQ(uninformed.error().rule, "T7-INFORMED");
    const CaseFile file = must(decline_formal(desk(), sender_, id_, true));
    EXPECT_EQ(file.states.identification, State::declined_formal);
    EXPECT_EQ(file.states.assistance, State::assistance_offered);  // INV-01

    const CaseId child = concern(screening::AgeClaim::unknown);
    must(presume(desk(), colleague_, child, {}));
    EXPECT_EQ(decline_formal(desk(), sender_, child, true).error().rule, "T7-ADULT");
}

TEST_P(CaseOfPerson, is_closed_by_the_lead_with_a_reason) {
    EXPECT_FALSE(close_case(desk(), sender_, id_, "").has_value());
    must(close_case(desk(), sender_, id_, "plan_completed"));
    EXPECT_EQ(stored(id_).states.identification, State::closed);
    std::set<ClockKind> dropped;
    for (const CaseClock& clock :
         look([&](store::ReadSession& session) { return clocks_of(session, id_); })) {
        if (clock.dropped) dropped.insert(clock.kind);
    }
    EXPECT_EQ(dropped.count(ClockKind::triage), 1U);
    const auto open = must(read_worklist(desk(), sender_, {}, std::nullopt));
    EXPECT_EQ(std::ranges::count_if(open.lines, [&](const auto& line) { return line.file.id == id_; }), 0);
    const auto all = must(read_worklist(desk(), sender_, {.show = WorklistShow::all}, std::nullopt));
    EXPECT_EQ(std::ranges::count_if(all.lines, [&](const auto& line) { return line.file.id == id_; }), 1);
}

TEST_P(CaseOfPerson, says_what_to_do_next_and_why_not) {
    const auto view = must(read_case(desk(), sender_, id_));
    ASSERT_NE(action(view, CaseActionKind::triage), nullptr);
    EXPECT_TRUE(action(view, CaseActionKind::triage)->pressing);
    EXPECT_TRUE(action(view, CaseActionKind::triage)->decision.allowed);
    EXPECT_TRUE(view.actions.front().pressing);
    const CaseAction* not_mine = action(view, CaseActionKind::presume);
    ASSERT_NE(not_mine, nullptr);
    EXPECT_FALSE(not_mine->decision.allowed);
    EXPECT_EQ(not_mine->decision.rule, "AUTH-CASE-PRESUME");
    EXPECT_TRUE(action(must(read_case(desk(), colleague_, id_)), CaseActionKind::presume)->decision.allowed);
    EXPECT_EQ(view.lead_organisation, "Reception Centre North");
    EXPECT_TRUE(view.profile.has_value());
}

TEST_P(CaseOfPerson, of_a_child_opens_to_those_who_are_vetted) {
    const CaseId child = concern(screening::AgeClaim::unknown);
    guard::Actor unvetted = colleague_;
    unvetted.vetted_for_children = false;
    const auto refused = read_case(desk(), unvetted, child);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().rule, "AUTH-CHILD-VETTING");
    // Bringing the child to those who are vetted stays open.
    EXPECT_TRUE(complete_triage(desk(), unvetted, child, "child_protection_called").has_value());
}

TEST_P(CaseOfPerson, is_not_there_for_strangers) {
    EXPECT_EQ(read_case(desk(), receiver_, id_).error().code, base::ProblemCode::not_found);
    EXPECT_EQ(read_timeline(desk(), receiver_, id_).error().code, base::ProblemCode::not_found);
    EXPECT_EQ(presume(desk(), receiver_, id_, {}).error().code, base::ProblemCode::not_found);
    EXPECT_EQ(complete_triage(desk(), receiver_, id_, "safe_for_now").error().code,
              base::ProblemCode::not_found);
}

TEST_P(CaseOfPerson, timeline_tells_who_did_what) {
    const auto timeline = must(read_timeline(desk(), colleague_, id_));
    ASSERT_EQ(timeline.events.size(), 2U);
    EXPECT_EQ(timeline.events.front().transition, "T2");
    EXPECT_EQ(timeline.events.back().kind, "case.opened");
    EXPECT_EQ(timeline.people.at(*timeline.events.back().user), "Ilyas Demir");
    EXPECT_EQ(timeline.organisations.at(reception_), "Reception Centre North");
}

TEST_P(CaseOfPerson, notes_in_the_timeline_need_what_reading_a_concern_needs) {
    must(presume(desk(), colleague_, id_, {.ground = {}, .note = std::string(kWhy)}));
    guard::Actor without_factor = colleague_;
    without_factor.second_factor_passed = false;
    EXPECT_TRUE(must(read_timeline(desk(), without_factor, id_)).notes.empty());
}

class Worklists : public CaseOfPerson {};

TEST_P(Worklists, are_as_long_as_asked_for_and_never_empty_or_endless) {
    for (int number = 0; number < 4; ++number) concern(screening::AgeClaim::adult);
    const auto asked = [&](int rows) {
        const auto list = must(read_worklist(desk(), sender_, {}, std::nullopt, rows));
        return std::pair(list.lines.size(), list.more);
    };
    EXPECT_EQ(asked(2), std::pair(std::size_t{2}, true));
    EXPECT_EQ(asked(-1), std::pair(std::size_t{1}, true));
    EXPECT_EQ(asked(kWorklistRowsMax), std::pair(std::size_t{6}, false));
}

TEST_P(Worklists, go_on_page_by_page_without_gap_or_double) {
    std::set<CaseId> made{id_, file_.id};
    for (int number = 0; number < kWorklistRows + 5; ++number) {
        clock_.advance(std::chrono::seconds(number % 2));  // some at the same moment
        made.insert(concern(screening::AgeClaim::adult));
    }
    std::set<CaseId> seen;
    std::optional<CasePlace> before;
    for (int pages = 0; pages < 3; ++pages) {
        const auto list = must(read_worklist(desk(), sender_, {}, before));
        for (const WorklistLine& line : list.lines) {
            EXPECT_TRUE(seen.insert(line.file.id).second);
            before = CasePlace{line.file.opened_at, line.file.id};
        }
        if (!list.more) break;
    }
    EXPECT_EQ(seen, made);
}

TEST_P(Worklists, show_the_clock_that_runs_out_first) {
    const CaseId urgent = concern(screening::AgeClaim::adult, true);
    const auto due = must(read_worklist(desk(), sender_, {.show = WorklistShow::clocks_due}, std::nullopt));
    ASSERT_GE(due.lines.size(), 2U);
    EXPECT_EQ(due.lines.front().file.id, urgent);
    EXPECT_EQ(due.lines.front().next_clock->kind, ClockKind::triage);
    EXPECT_EQ(due.lines.front().next_clock->due_at, kNow + kHour);
}

TEST_P(Worklists, filter_by_where_a_case_stands) {
    must(presume(desk(), colleague_, id_, {}));
    const auto list = must(read_worklist(desk(), sender_, {.identification = State::presumed}, std::nullopt));
    ASSERT_EQ(list.lines.size(), 1U);
    EXPECT_EQ(list.lines.front().file.id, id_);
}

TEST_P(Worklists, hold_the_organisations_own_cases_alone) {
    EXPECT_TRUE(must(read_worklist(desk(), receiver_, {}, std::nullopt)).lines.empty());
    EXPECT_FALSE(read_worklist(desk(), enforcement_, {}, std::nullopt).has_value());  // INV-09
    EXPECT_FALSE(read_worklist(desk(), coordinator_, {}, std::nullopt).has_value());
}
WAYMARK_ON_EVERY_DATABASE(CaseOfPerson);
WAYMARK_ON_EVERY_DATABASE(Worklists);

}  // namespace
