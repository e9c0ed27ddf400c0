#include "casework/transition.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace {

using casework::all_states;
using casework::all_transitions;
using casework::may_move;
using casework::Region;
using casework::Requirement;
using casework::State;
using guard::Role;

TEST(Transitions, stay_inside_one_region) {
    for (const auto& transition : all_transitions()) {
        for (const State from : transition.from) {
            EXPECT_EQ(region_of(from), region_of(transition.to)) << transition.number;
        }
    }
}

TEST(Transitions, have_one_row_for_each_pair_of_states) {
    std::set<std::pair<State, State>> seen;
    for (const auto& transition : all_transitions()) {
        for (const State from : transition.from) {
            EXPECT_TRUE(seen.emplace(from, transition.to).second)
                << code_of(from) << " to " << code_of(transition.to) << " stands twice";
        }
    }
}

// ECAT Art. 12(6): assistance is never made conditional on co-operation or on a decision.
TEST(Transitions, INV_01_no_move_of_assistance_asks_for_identification_or_proceedings) {
    const std::set<Requirement> own{Requirement::support_agreed, Requirement::service_delivered};
    for (const auto& transition : all_transitions()) {
        if (region_of(transition.to) != Region::assistance) continue;
        for (const Requirement requirement : transition.requirements) {
            EXPECT_TRUE(own.contains(requirement))
                << transition.number << " asks for " << rule_of(requirement);
        }
    }
}

TEST(Transitions, INV_16_screening_is_refused_until_the_prerequisites_are_complete) {
    const auto refused =
        may_move(State::concern_raised, State::in_screening, {Role::social}, {Requirement::interview_agreed});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().rule, "INV-16");
    EXPECT_EQ(refused.error().code, base::ProblemCode::prerequisites_open);
}

TEST(Transitions, INV_17_no_indication_now_needs_a_second_trained_person) {
    const auto refused = may_move(State::in_screening, State::no_indication_now, {Role::social},
                                  {Requirement::reason_given, Requirement::information_given});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().rule, "INV-17");
}

TEST(Transitions, T6_presumption_needs_judgement_and_no_evidence) {
    EXPECT_TRUE(may_move(State::concern_raised, State::presumed, {Role::ngo_case_worker}, {}).has_value());
    const auto refused = may_move(State::concern_raised, State::presumed, {Role::reception}, {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().rule, "T6");
}

TEST(Transitions, no_indication_now_reopens_at_any_time) {
    EXPECT_TRUE(may_move(State::no_indication_now, State::presumed, {Role::social}, {}).has_value());
}

TEST(Transitions, that_stand_in_no_row_are_refused) {
    const auto refused = may_move(State::contact, State::confirmed, {Role::authority_officer}, {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::ProblemCode::wrong_state);
}

TEST(States, are_found_by_their_code) {
    for (const State state : all_states())
        EXPECT_EQ(casework::state_from_code(code_of(state)).value(), state);
    EXPECT_FALSE(casework::state_from_code("ID99").has_value());
}

}  // namespace
