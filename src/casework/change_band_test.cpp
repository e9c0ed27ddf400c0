#include "casework/change_band.hpp"

#include "casework/program_for_test.hpp"
#include "casework/screening_for_test.hpp"

#include <rapidcheck/gtest.h>

#include <algorithm>

namespace {

using namespace casework;
using base::ProblemCode;
using screening::Answer;
using screening::Band;

// --- INV-05 and INV-11 ---

class Inv05 : public ScreeningTest {};

TEST_P(Inv05, the_lowest_a_screening_can_say_is_no_indication_now_and_it_opens_again) {
    const ScreeningId id = finished_at(Band::no_indication_now);
    EXPECT_EQ(state(), State::in_screening) << "one person alone closes nothing";
    must(propose_no_indication(
        desk(), colleague_, id,
        {.version = version_of(id), .reason = "no_sign_now", .information_given = true}));
    must(answer_step(desk(), third_, id, version_of(id), true));
    EXPECT_EQ(state(), State::no_indication_now);
    EXPECT_FALSE(stored_case().closed_at);
    EXPECT_TRUE(prepare(begin()).ready()) << "a talk may always be had again";
    EXPECT_EQ(state(), State::in_screening);
}

WAYMARK_ON_EVERY_DATABASE(Inv05);

TEST(Inv05Bands, every_set_of_answers_gives_a_band_of_the_list_and_none_says_who_somebody_is_not) {
    const auto library = screening::shipped_instruments().value();
    const auto& adult = *library.newest("ilo-delphi-adult-labour");
    const auto& child = *library.newest("ilo-delphi-child-labour");
    const bool held = rc::check("bands", [&] {
        const bool as_child = *rc::gen::arbitrary<bool>();
        const auto& set = as_child ? child : adult;
        screening::Answers answers;
        for (const auto& item : set.items) {
            const int answer = *rc::gen::inRange(0, 6);
            if (answer < 5) answers[item.id] = static_cast<Answer>(answer);
        }
        ScreeningContent content;
        content.age = {.claimed = screening::AgeClaim::adult, .in_doubt = as_child};
        content.immediate_danger = *rc::gen::arbitrary<bool>();
        content.intent_shown = *rc::gen::arbitrary<bool>();
        const auto assessment = screening::assess(set, answers, content.context()).value();
        const auto allowed = bands_for(as_child);
        RC_ASSERT(std::ranges::find(allowed, assessment.band) != allowed.end());
    });
    EXPECT_TRUE(held);
}

class Inv11 : public ScreeningTest {};

TEST_P(Inv11, no_band_presumes_by_itself) {
    for (const Band band : {Band::reason_for_concern, Band::strong_concern}) {
        file_ = add_case();
        must(write(colleague_, [&](guard::WriteWork& work) -> base::Done {
            must(keys_.create_subject_key(work.session(), file_.id.uuid(), guard::Zone::z3, reception_,
                                          work.now(), random_));
            return {};
        }));
        finished_at(band);
        EXPECT_EQ(state(), State::in_screening) << "whether to presume is for a person to decide (T6)";
    }
}

TEST_P(Inv11, at_risk_starts_the_plan_of_prevention_and_nothing_else) {
    finished_at(Band::at_risk);
    EXPECT_EQ(state(), State::at_risk);
    EXPECT_EQ(stored_case().states.assistance, State::assistance_accepted);
}

TEST_P(Inv11, a_screening_takes_no_presumption_back) {
    must(write(colleague_, [&](guard::WriteWork& work) {
        return move_case(desk(), work, file_, {.to = State::presumed});
    }));
    const ScreeningId id = finished_at(Band::no_indication_now);
    must(propose_no_indication(
        desk(), colleague_, id,
        {.version = version_of(id), .reason = "no_sign_now", .information_given = true}));
    must(answer_step(desk(), third_, id, version_of(id), true));
    EXPECT_EQ(state(), State::presumed);
}
WAYMARK_ON_EVERY_DATABASE(Inv11);

// --- INV-17 ---

class Inv17 : public ScreeningTest {
protected:
    void expect_refused(const base::Done& done, ProblemCode code, std::string_view rule) {
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, code);
        EXPECT_EQ(done.error().rule, rule);
    }
};

TEST_P(Inv17, upward_needs_a_reason_and_nobody_else) {
    const ScreeningId id = finished_at(Band::no_indication_now);
    BandWish upward = wish(id, Band::reason_for_concern);
    upward.reason.reset();
    EXPECT_FALSE(change_band(desk(), colleague_, id, upward));
    EXPECT_EQ(must(change_band(desk(), colleague_, id, wish(id, Band::reason_for_concern))).outcome,
              BandOutcome::raised);
    EXPECT_EQ(band(id), Band::reason_for_concern);
    EXPECT_EQ(view(id).talk.value().content.assessment.value().band, Band::no_indication_now)
        << "the computed band stays beside";
}

TEST_P(Inv17, upward_to_at_risk_moves_the_case_there) {
    const ScreeningId id = finished_at(Band::no_indication_now);
    must(change_band(desk(), colleague_, id, wish(id, Band::at_risk)));
    EXPECT_EQ(state(), State::at_risk);
}

TEST_P(Inv17, downward_waits_for_a_second_trained_person) {
    const ScreeningId id = finished_at(Band::strong_concern);
    EXPECT_EQ(must(change_band(desk(), colleague_, id, wish(id, Band::reason_for_concern))).outcome,
              BandOutcome::waits_for_second_person);
    EXPECT_EQ(band(id), Band::strong_concern) << "nothing is lower while it waits";
    expect_refused(answer_step(desk(), colleague_, id, version_of(id), true),
                   ProblemCode::second_person_needed, "INV-17");
    expect_refused(answer_step(desk(), untrained_, id, version_of(id), true), ProblemCode::training_missing,
                   "AUTH-TRAINING");
    EXPECT_FALSE(answer_step(desk(), receiver_, id, version_of(id), true)) << "of another house";
    const auto another = change_band(desk(), colleague_, id, wish(id, Band::at_risk));
    ASSERT_FALSE(another) << "one step waits at a time";
    EXPECT_EQ(another.error().code, ProblemCode::wrong_state);

    must(answer_step(desk(), third_, id, version_of(id), true));
    EXPECT_EQ(band(id), Band::reason_for_concern);
    EXPECT_FALSE(stored(id).pending_by);
    EXPECT_FALSE(answer_step(desk(), third_, id, version_of(id), true)) << "nothing waits any more";
}

TEST_P(Inv17, who_answers_for_a_program_is_no_second_person_to_it) {
    const guard::Actor program =
        add_program(database(), keys_, new_id<guard::User>(), colleague_, third_, kNow);
    const ScreeningId id = finished_at(Band::strong_concern);
    must(change_band(desk(), program, id, wish(id, Band::reason_for_concern)));
    expect_refused(answer_step(desk(), program, id, version_of(id), true), ProblemCode::not_allowed,
                   "AUTH-PERSON-ONLY");
    expect_refused(answer_step(desk(), third_, id, version_of(id), true), ProblemCode::second_person_needed,
                   "INV-17");
    must(answer_step(desk(), colleague_, id, version_of(id), true));
    EXPECT_EQ(band(id), Band::reason_for_concern);
}

TEST_P(Inv17, the_second_person_may_say_no_and_everything_stays) {
    const ScreeningId id = finished_at(Band::strong_concern);
    must(change_band(desk(), colleague_, id, wish(id, Band::no_indication_now)));
    must(answer_step(desk(), third_, id, version_of(id), false));
    EXPECT_EQ(band(id), Band::strong_concern);
    EXPECT_EQ(state(), State::in_screening);
    const BandStep step = view(id).talk.value().content.steps.back();
    EXPECT_FALSE(step.answer.value().agreed);
    EXPECT_EQ(step.answer.value().by, third_.user);
}

TEST_P(Inv17, downward_to_no_indication_is_T4_and_asks_for_the_information) {
    const ScreeningId id = finished_at(Band::reason_for_concern);
    BandWish lower = wish(id, Band::no_indication_now);
    lower.information_given = false;
    const auto refused = change_band(desk(), colleague_, id, lower);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.front().field, "information_given");
    must(change_band(desk(), colleague_, id, wish(id, Band::no_indication_now)));
    must(answer_step(desk(), third_, id, version_of(id), true));
    EXPECT_EQ(state(), State::no_indication_now);
    const auto moved = events();
    const auto last =
        std::ranges::find_if(moved, [](const CaseEvent& event) { return event.transition == "T4"; });
    ASSERT_NE(last, moved.end());
    EXPECT_EQ(last->user, third_.user);
    EXPECT_EQ(last->code, "professional_judgement");
}

TEST_P(Inv17, no_indication_now_needs_reason_information_and_somebody_else) {
    const ScreeningId id = finished_at(Band::no_indication_now);
    const auto empty = propose_no_indication(desk(), colleague_, id, {.version = version_of(id)});
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().fields.size(), 2U);
    must(propose_no_indication(
        desk(), colleague_, id,
        {.version = version_of(id), .reason = "no_sign_now", .information_given = true}));
    expect_refused(answer_step(desk(), colleague_, id, version_of(id), true),
                   ProblemCode::second_person_needed, "INV-17");
    EXPECT_EQ(state(), State::in_screening);
    must(answer_step(desk(), third_, id, version_of(id), true));
    EXPECT_EQ(state(), State::no_indication_now);
}

TEST_P(Inv17, who_may_answer_finds_what_waits_and_who_proposed_it_sees_that_it_is_theirs) {
    const ScreeningId id = finished_at(Band::strong_concern);
    EXPECT_TRUE(must(pending_confirmations(desk(), third_, std::nullopt)).screenings.empty());
    must(change_band(desk(), colleague_, id, wish(id, Band::at_risk)));
    const auto others = must(pending_confirmations(desk(), third_, std::nullopt));
    ASSERT_EQ(others.screenings.size(), 1U);
    EXPECT_EQ(others.screenings.front().screening, id);
    EXPECT_EQ(others.screenings.front().pseudonym, file_.pseudonym);
    EXPECT_FALSE(others.screenings.front().own);
    EXPECT_TRUE(must(pending_confirmations(desk(), colleague_, std::nullopt)).screenings.front().own);
    EXPECT_TRUE(must(pending_confirmations(desk(), receiver_, std::nullopt)).screenings.empty());
    EXPECT_FALSE(pending_confirmations(desk(), untrained_, std::nullopt));
    EXPECT_TRUE(must(read_pending_screening(desk(), third_, id)).talk) << "they see what they agree to";
    EXPECT_FALSE(read_pending_screening(desk(), colleague_, id));
}

TEST_P(Inv17, bands_of_the_other_path_cannot_be_chosen) {
    const ScreeningId id = finished_at(Band::reason_for_concern);
    const auto refused = change_band(desk(), colleague_, id, wish(id, Band::child_concern));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.front().field, "band");
}

TEST_P(Inv17, two_people_changing_at_once_are_found) {
    const ScreeningId id = finished_at(Band::no_indication_now);
    const BandWish outdated = wish(id, Band::strong_concern);
    must(change_band(desk(), colleague_, id, wish(id, Band::reason_for_concern)));
    const auto late = change_band(desk(), third_, id, outdated);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ProblemCode::edited_meanwhile);
    EXPECT_EQ(band(id), Band::reason_for_concern);
}
WAYMARK_ON_EVERY_DATABASE(Inv17);

}  // namespace
