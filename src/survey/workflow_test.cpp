// The steps of survey.md 5.1, and no others.

#include "survey/workflow.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace survey {
namespace {

using Edges = std::set<std::pair<std::string, std::string>>;

// Every state against every step.
template <class State, class Step>
Edges edges() {
    Edges found;
    for (const std::string_view from : codes<State>()) {
        for (const std::string_view step : codes<Step>()) {
            const auto to = after(*from_code<State>(from), *from_code<Step>(step));
            if (to) {
                found.emplace(from, code_of(*to));
            } else {
                EXPECT_EQ(to.error().code, base::ProblemCode::wrong_state);
            }
        }
    }
    return found;
}

// Written out here once more, so that a line more in a table shows.
TEST(Workflow, of_a_round_has_the_steps_of_its_specification_and_no_others) {
    EXPECT_EQ((edges<RoundPhase, RoundStep>()), (Edges{{"draft", "piloted"},
                                                       {"piloted", "open"},
                                                       {"open", "late"},
                                                       {"late", "closed"},
                                                       {"closed", "frozen"},
                                                       {"frozen", "published"},
                                                       {"published", "erratum"},
                                                       {"erratum", "frozen"}}));
}

TEST(Workflow, of_a_contribution_has_the_steps_of_its_specification_and_no_others) {
    EXPECT_EQ((edges<ContributionState, ContributionStep>()), (Edges{{"assigned", "drafting"},
                                                                     {"drafting", "validated"},
                                                                     {"validated", "merged"},
                                                                     {"validated", "sent_back"}}));
}

TEST(Workflow, of_a_reply_has_the_steps_of_its_specification_and_no_others) {
    EXPECT_EQ((edges<ResponseState, ResponseStep>()), (Edges{{"not_started", "draft"},
                                                             {"draft", "consolidated"},
                                                             {"consolidated", "cleared"},
                                                             {"cleared", "submitted"},
                                                             {"submitted", "in_verification"},
                                                             {"in_verification", "queried"},
                                                             {"queried", "submitted"},
                                                             {"in_verification", "verified"},
                                                             {"verified", "locked"},
                                                             {"verified", "reopened"},
                                                             {"locked", "reopened"},
                                                             {"reopened", "draft"}}));
}

// Whatever is tried in whatever order: what is refused changes nothing, and nobody comes to "submitted" who
// was not cleared before, nor to "locked" without having been verified since the last submission.
RC_GTEST_PROP(Workflow, of_a_reply_keeps_its_order_whatever_is_tried, ()) {
    const auto steps = *rc::gen::container<std::vector<int>>(
        rc::gen::inRange(0, static_cast<int>(codes<ResponseStep>().size())));
    ResponseState state = ResponseState::not_started;
    bool cleared = false;
    bool verified = false;
    for (const int number : steps) {
        const auto to = after(state, static_cast<ResponseStep>(number));
        if (!to) continue;
        if (*to == ResponseState::draft) cleared = false;
        if (*to == ResponseState::cleared) cleared = true;
        if (*to == ResponseState::submitted) {
            RC_ASSERT(cleared);
            verified = false;
        }
        if (*to == ResponseState::verified) verified = true;
        if (*to == ResponseState::locked) RC_ASSERT(verified);
        state = *to;
    }
}

TEST(Workflow, takes_replies_while_a_round_is_open_or_late_and_fixes_its_wordings) {
    std::string taking;
    std::string fixed;
    for (const std::string_view code : codes<RoundPhase>()) {
        const RoundPhase phase = *from_code<RoundPhase>(code);
        if (takes_replies(phase)) taking += std::string(code) + " ";
        if (wordings_are_fixed(phase)) fixed += std::string(code) + " ";
    }
    EXPECT_EQ(taking, "open late ");
    EXPECT_EQ(fixed, "open late closed frozen published erratum ");
}

}  // namespace
}  // namespace survey
