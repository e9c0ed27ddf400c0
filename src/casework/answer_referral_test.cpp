#include "casework/answer_referral.hpp"

#include "casework/disclosure_repository.hpp"
#include "casework/read_referral.hpp"
#include "casework/record_consent.hpp"
#include "casework/referral_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace casework {
namespace {

using base::ProblemCode;
using country::ClockKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AnswerReferral : public ReferralTest {
protected:
    Answering now(base::Id<Referral> id) { return {.referral = id, .version = stored(id).version}; }
    std::vector<Disclosure> disclosures() {
        return look([&](store::ReadSession& session) { return disclosures_of(session, file_.id); });
    }
    bool holds_key(base::Id<Referral> id, guard::Zone zone) {
        return database()
            .read([&](store::ReadSession& session) {
                return keys_.open_subject_key(session, id.uuid(), zone, ngo_);
            })
            .has_value();
    }
};

TEST_P(AnswerReferral, acknowledging_stops_the_first_clock_and_lets_the_second_run) {
    const Referral referral = send();
    clock_.advance(kHour);
    must(acknowledge_referral(desk(), receiver_, now(referral.id)));
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::acknowledged);
    EXPECT_EQ(stored(referral.id).acknowledged_at, kNow + kHour);
    EXPECT_EQ(clock_of(referral.id, ClockKind::acknowledgement).stopped_at, kNow + kHour);
    EXPECT_FALSE(clock_of(referral.id, ClockKind::acceptance).stopped_at);
    EXPECT_EQ(events().back().kind, "referral.acknowledged");
    EXPECT_EQ(events().back().user, receiver_.user);
}

TEST_P(AnswerReferral, accepting_opens_the_full_part_and_writes_down_what_was_told) {
    const Referral referral = send();
    EXPECT_FALSE(holds_key(referral.id, guard::Zone::z3));
    clock_.advance(kHour);
    must(accept_referral(desk(), receiver_, now(referral.id)));
    EXPECT_TRUE(holds_key(referral.id, guard::Zone::z3));
    ASSERT_EQ(disclosures().size(), 2U);
    EXPECT_EQ(disclosures().back().part, PacketPart::full);
    EXPECT_EQ(disclosures().back().consent, referral.consent);
    EXPECT_THAT(disclosures().back().facts, ElementsAre(Fact::signs, Fact::name_used));
    EXPECT_TRUE(clock_of(referral.id, ClockKind::acknowledgement).stopped_at);
    EXPECT_TRUE(clock_of(referral.id, ClockKind::acceptance).stopped_at);
    EXPECT_EQ(stored(referral.id).answered_at, kNow + kHour);
}

TEST_P(AnswerReferral, a_person_who_declines_need_not_say_why_and_the_receiver_has_no_access_any_more) {
    const Referral referral = send();
    must(decline_by_person(desk(), receiver_, now(referral.id), ""));
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::declined_by_person);
    EXPECT_EQ(stored(referral.id).answer_reason, "");
    EXPECT_FALSE(holds_key(referral.id, guard::Zone::z2));
    EXPECT_TRUE(clock_of(referral.id, ClockKind::acceptance).stopped_at);
}

TEST_P(AnswerReferral, a_service_that_declines_says_why_and_has_no_access_any_more) {
    const Referral referral = send();
    const auto silent = decline_by_service(desk(), receiver_, now(referral.id), "");
    ASSERT_FALSE(silent);
    EXPECT_THAT(silent.error().fields, ElementsAre(base::FieldProblem{"reason", "required", ""}));
    must(decline_by_service(desk(), receiver_, now(referral.id), "no_capacity"));
    EXPECT_EQ(stored(referral.id).answer_reason, "no_capacity");
    EXPECT_FALSE(holds_key(referral.id, guard::Zone::z2));
    EXPECT_EQ(events().back().code, "no_capacity");
}

TEST_P(AnswerReferral, the_reasons_of_the_person_and_of_the_service_are_two_lists) {
    const Referral referral = send();
    EXPECT_EQ(
        decline_by_person(desk(), receiver_, now(referral.id), "no_capacity").error().fields.front().rule,
        "not_in_list");
    EXPECT_EQ(decline_by_service(desk(), receiver_, now(referral.id), "stigma").error().fields.front().rule,
              "not_in_list");
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::sent);
}

TEST_P(AnswerReferral, a_question_asked_back_is_answered_by_the_sender_and_only_both_read_it) {
    const Referral referral = send();
    must(ask_back(desk(), receiver_, now(referral.id), "Is a room on the ground floor needed?"));
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::asked_back);
    EXPECT_EQ(stored(referral.id).acknowledged_at, kNow);
    EXPECT_TRUE(clock_of(referral.id, ClockKind::acknowledgement).stopped_at);
    EXPECT_FALSE(clock_of(referral.id, ClockKind::acceptance).stopped_at);
    must(reply_to_question(desk(), sender_, now(referral.id), "Yes, she walks with crutches."));
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::acknowledged);

    const auto exchange = must(read_received(desk(), receiver_, referral.id)).exchange;
    ASSERT_EQ(exchange.size(), 2U);
    EXPECT_EQ(exchange.front().words, "Is a room on the ground floor needed?");
    EXPECT_EQ(exchange.front().from, ngo_);
    EXPECT_EQ(exchange.back().words, "Yes, she walks with crutches.");
    EXPECT_EQ(must(read_sent(desk(), sender_, referral.id)).exchange, exchange);
    EXPECT_EQ(everything_stored().find("crutches"), std::string::npos);
    EXPECT_FALSE(ask_back(desk(), receiver_, now(referral.id), "   "));
}

TEST_P(AnswerReferral, the_first_service_moves_assistance_on_and_starts_the_review_of_the_plan) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    must(record_service(desk(), receiver_, now(referral.id)));
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::served);
    EXPECT_EQ(stored(referral.id).first_service_at, kNow);
    EXPECT_EQ(stored_case().states.assistance, State::plan_active);
    EXPECT_EQ(stored_case().states.identification, State::concern_raised);  // INV-01: nothing else moves
    bool moved = false;
    for (const CaseEvent& event : events()) moved = moved || event.transition == "A4";
    EXPECT_TRUE(moved);
    const auto clocks = look([&](store::ReadSession& session) { return clocks_of(session, file_.id); });
    EXPECT_TRUE(std::ranges::any_of(
        clocks, [](const CaseClock& clock) { return clock.kind == ClockKind::plan_review; }));
}

TEST_P(AnswerReferral, what_does_not_follow_from_the_state_is_refused_and_changes_nothing) {
    const Referral referral = send();
    EXPECT_EQ(record_service(desk(), receiver_, now(referral.id)).error().code, ProblemCode::not_allowed);
    EXPECT_EQ(reply_to_question(desk(), sender_, now(referral.id), "Yes").error().code,
              ProblemCode::wrong_state);
    must(accept_referral(desk(), receiver_, now(referral.id)));
    EXPECT_EQ(acknowledge_referral(desk(), receiver_, now(referral.id)).error().code,
              ProblemCode::wrong_state);
    EXPECT_EQ(accept_referral(desk(), receiver_, now(referral.id)).error().code, ProblemCode::wrong_state);
    EXPECT_EQ(decline_by_service(desk(), receiver_, now(referral.id), "no_capacity").error().code,
              ProblemCode::wrong_state);
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::accepted);
    must(decline_by_person(desk(), receiver_, now(referral.id), "wants_to_move_on"));
    EXPECT_EQ(accept_referral(desk(), receiver_, now(referral.id)).error().code, ProblemCode::not_found);
}

TEST_P(AnswerReferral, of_two_people_answering_at_once_the_second_is_told) {
    const Referral referral = send();
    const Answering shown_to_both = now(referral.id);
    must(acknowledge_referral(desk(), receiver_, shown_to_both));
    const auto second = accept_referral(desk(), second_receiver_, shown_to_both);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ProblemCode::edited_meanwhile);
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::acknowledged);
    EXPECT_FALSE(holds_key(referral.id, guard::Zone::z3));
}

TEST_P(AnswerReferral, of_two_answers_at_the_same_moment_one_counts) {
    // As two processes would: neither waits for the other's lock.
    guard::Workplace other_place{database(), keys_, clock_, random_};
    const CaseDesk other_desk{other_place, profile(), instruments()};
    desk();
    for (int round = 0; round < 5; ++round) {
        const Referral referral = send_of(add_case());
        const Answering shown_to_both = now(referral.id);
        base::Result<std::int64_t> accepted;
        base::Result<std::int64_t> declined;
        {
            const std::jthread one([&] { accepted = accept_referral(desk(), receiver_, shown_to_both); });
            declined = decline_by_service(other_desk, second_receiver_, shown_to_both, "no_capacity");
        }
        ASSERT_NE(accepted.has_value(), declined.has_value());
        const base::Problem& problem = accepted ? declined.error() : accepted.error();
        EXPECT_TRUE(problem.code == ProblemCode::edited_meanwhile || problem.code == ProblemCode::not_found)
            << base::to_text(problem);
        EXPECT_EQ(stored(referral.id).status,
                  accepted ? ReferralStatus::accepted : ReferralStatus::declined_by_service);
        EXPECT_EQ(holds_key(referral.id, guard::Zone::z3), accepted.has_value());
    }
}

TEST_P(AnswerReferral, only_the_receiver_answers_and_only_the_sender_takes_it_back) {
    const Referral referral = send();
    EXPECT_FALSE(accept_referral(desk(), sender_, now(referral.id)));
    EXPECT_EQ(accept_referral(desk(), coordinator_, now(referral.id)).error().code, ProblemCode::not_found);
    EXPECT_EQ(take_back_referral(desk(), receiver_, now(referral.id)).error().code, ProblemCode::not_allowed);
    must(acknowledge_referral(desk(), receiver_, now(referral.id)));
    must(take_back_referral(desk(), sender_, now(referral.id)));
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::withdrawn);
    EXPECT_FALSE(holds_key(referral.id, guard::Zone::z2));
    // What was done stays done; what nobody waits for any more was not.
    EXPECT_EQ(status_of(clock_of(referral.id, ClockKind::acknowledgement), kNow), ClockStatus::met);
    EXPECT_EQ(status_of(clock_of(referral.id, ClockKind::acceptance), kNow), ClockStatus::no_longer_due);
}

TEST_P(AnswerReferral, the_states_of_the_case_can_be_rebuilt_from_its_events_after_every_answer) {
    const Referral served = send();
    must(acknowledge_referral(desk(), receiver_, now(served.id)));
    must(accept_referral(desk(), receiver_, now(served.id)));
    must(record_service(desk(), receiver_, now(served.id)));
    const Referral declined = send("shelter");
    must(decline_by_service(desk(), receiver_, now(declined.id), "no_capacity"));
    EXPECT_EQ(rebuilt(events()), stored_case().states);
}

WAYMARK_ON_EVERY_DATABASE(AnswerReferral);

using Inv12Withdrawal = AnswerReferral;

TEST_P(Inv12Withdrawal, heard_by_the_receiver_ends_its_own_access_at_the_next_request) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    ASSERT_TRUE(must(read_received(desk(), receiver_, referral.id)).full);

    const Withdrawal withdrawal = must(withdraw_consent(desk(), receiver_, *referral.consent));
    ASSERT_EQ(withdrawal.ended.size(), 1U);
    EXPECT_EQ(withdrawal.disclosed.size(), 2U);

    const ReferralPage page = must(read_received(desk(), receiver_, referral.id));
    EXPECT_TRUE(page.line.access_ended);
    EXPECT_FALSE(page.full);
    EXPECT_THAT(page.minimum, IsEmpty());
    EXPECT_THAT(page.exchange, IsEmpty());
    EXPECT_THAT(page.line.referral.facts, IsEmpty());
    EXPECT_EQ(page.line.referral.need, "");
    EXPECT_FALSE(holds_key(referral.id, guard::Zone::z2));
    EXPECT_FALSE(holds_key(referral.id, guard::Zone::z3));
}

TEST_P(Inv12Withdrawal, is_as_near_to_the_receiver_before_it_has_answered) {
    const Referral referral = send();
    must(withdraw_consent(desk(), receiver_, *referral.consent));
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::withdrawn);
    EXPECT_TRUE(clock_of(referral.id, ClockKind::acceptance).stopped_at);
}

TEST_P(Inv12Withdrawal, takes_no_support_away) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    must(record_service(desk(), receiver_, now(referral.id)));
    const CaseStates before = stored_case().states;
    must(withdraw_consent(desk(), receiver_, *referral.consent));
    EXPECT_EQ(stored_case().states, before);
}

TEST_P(Inv12Withdrawal, a_consent_that_ran_out_closes_the_packet_and_help_goes_on) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    clock_.advance(kHour * 24 * 200);
    const ReferralPage page = must(read_received(desk(), receiver_, referral.id));
    EXPECT_TRUE(page.line.access_ended);
    EXPECT_FALSE(page.full);
    must(record_service(desk(), receiver_, now(referral.id)));
    EXPECT_EQ(stored_case().states.assistance, State::plan_active);
}

WAYMARK_ON_EVERY_DATABASE(Inv12Withdrawal);

}  // namespace
}  // namespace casework
