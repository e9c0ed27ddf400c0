#include "casework/send_referral.hpp"

#include "casework/offer_services.hpp"
#include "casework/program_for_test.hpp"
#include "casework/read_case_referrals.hpp"
#include "casework/read_exception.hpp"
#include "casework/send_for_test.hpp"
#include "casework/transition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace {

using namespace casework;
using base::ProblemCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SendReferral : public SendTest {};
class Inv02Disclosure : public SendTest {};
class Inv14Anonymous : public SendTest {};
class Inv01Support : public SendTest {};

TEST_P(SendReferral, what_was_previewed_is_what_is_read_at_the_other_end) {
    agree();
    const ReferralPreview preview = must(preview_referral(desk(), sender_, file_.id, draft()));
    EXPECT_EQ(preview.consent, guard::ConsentState::valid);
    EXPECT_THAT(facts_of(preview.minimum), ElementsAre(Fact::need, Fact::urgency, Fact::language));
    EXPECT_THAT(facts_of(preview.full), ElementsAre(Fact::signs, Fact::observations));

    const auto id = must(send_referral(desk(), sender_, file_.id, draft()));
    EXPECT_EQ(must(read_received(desk(), receiver_, id)).minimum, preview.minimum);
    must(accept_referral(desk(), receiver_, {.referral = id, .version = stored(id).version}));
    EXPECT_EQ(must(read_received(desk(), receiver_, id)).full, preview.full);
}

TEST_P(SendReferral, goes_to_the_queue_of_the_organisation_and_starts_the_clocks_of_its_answer) {
    const auto id = sent();
    ASSERT_THAT(inbox(), SizeIs(1));
    EXPECT_EQ(inbox().front().referral.id, id);
    EXPECT_EQ(clock_of(id, country::ClockKind::acknowledgement).owner_organisation, ngo_);
    EXPECT_EQ(clock_of(id, country::ClockKind::acceptance).owner_organisation, ngo_);
    const auto other =
        must(read_queue(desk(), second_receiver_, Queue::inbox, QueuePart::waiting, std::nullopt));
    EXPECT_THAT(other.lines, SizeIs(1)) << "a queue, not a person's";
}

TEST_P(SendReferral, leaves_out_what_was_chosen_but_is_not_recorded_and_says_so) {
    agree({Fact::need, Fact::urgency, Fact::gender});
    const ReferralPreview preview = must(preview_referral(desk(), sender_, file_.id, draft({Fact::gender})));
    EXPECT_THAT(preview.unknown, ElementsAre(Fact::gender));
    EXPECT_THAT(facts_of(preview.minimum), ElementsAre(Fact::need, Fact::urgency));
}

TEST_P(SendReferral, is_open_once_for_each_need_and_service) {
    const auto id = sent();
    const auto again = send_referral(desk(), sender_, file_.id, draft());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ProblemCode::open_referral_exists);
    EXPECT_EQ(must(preview_referral(desk(), sender_, file_.id, draft())).open_already, id)
        << "said before anybody presses";
    ReferralDraft in_its_place = draft();
    in_its_place.instead_of = id;
    EXPECT_FALSE(must(preview_referral(desk(), sender_, file_.id, in_its_place)).open_already);

    must(decline_by_service(desk(), receiver_, {.referral = id, .version = stored(id).version},
                            "no_capacity"));
    EXPECT_TRUE(send_referral(desk(), sender_, file_.id, draft())) << "a closed one stands in nobody's way";
    EXPECT_THAT(must(read_case_referrals(desk(), sender_, file_.id)).referrals, SizeIs(2));
}

TEST_P(SendReferral, of_two_pressed_at_once_one_is_sent) {
    agree();
    std::vector<base::Result<base::Id<Referral>>> results(2, base::fail(ProblemCode::internal));
    {
        std::jthread first([&] { results[0] = send_referral(desk(), sender_, file_.id, draft()); });
        std::jthread second([&] { results[1] = send_referral(desk(), colleague_, file_.id, draft()); });
    }
    EXPECT_EQ(std::ranges::count_if(results, [](const auto& result) { return result.has_value(); }), 1);
    EXPECT_THAT(inbox(), SizeIs(1));
}

TEST_P(SendReferral, elsewhere_ends_the_access_of_the_first_receiver) {
    const auto old_id = sent();
    ReferralDraft elsewhere = draft();
    elsewhere.need = "shelter";  // the same house, for another need
    elsewhere.instead_of = old_id;
    const auto new_id_ = must(send_referral(desk(), sender_, file_.id, elsewhere));
    EXPECT_EQ(stored(old_id).status, ReferralStatus::rerouted);
    EXPECT_FALSE(receiver_holds_a_key(old_id));
    EXPECT_TRUE(receiver_holds_a_key(new_id_));
    EXPECT_EQ(stored(new_id_).rerouted_from, old_id);
}

TEST_P(SendReferral, is_not_made_to_a_service_of_ones_own_house) {
    guard::Actor insider = sender_;
    must(database().run_write([&](store::WriteSession& session) -> base::Done {
        auto service = must(directory::load_service(session, service_));
        service.organisation = reception_;
        return directory::update_service(session, service);
    }));
    EXPECT_EQ(preview_referral(desk(), insider, file_.id, draft()).error().rule, "OTHER-ORGANISATION");
}

TEST_P(SendReferral, is_offered_services_by_what_is_recorded_about_the_person) {
    const auto offer = must(offer_services(desk(), colleague_, file_.id,
                                           {.need = "mental_health", .urgency = "this_week", .area = {}}));
    EXPECT_THAT(offer.seeker.languages, ElementsAre("uk"));
    EXPECT_TRUE(offer.seeker.adult);
    ASSERT_THAT(offer.matches, SizeIs(1));
    EXPECT_EQ(offer.matches.front().service.id, service_);
    EXPECT_THAT(offer.open_already, IsEmpty());
    sent();
    EXPECT_THAT(must(offer_services(desk(), colleague_, file_.id,
                                    {.need = "mental_health", .urgency = "this_week", .area = {}}))
                    .open_already,
                ElementsAre(service_));
    EXPECT_EQ(offer_services(desk(), receiver_, file_.id,
                             {.need = "mental_health", .urgency = "this_week", .area = {}})
                  .error()
                  .code,
              ProblemCode::not_found);
}

// --- INV-02 ---

TEST_P(Inv02Disclosure, without_a_consent_nothing_is_sent_and_nothing_is_told) {
    const auto refused = send_referral(desk(), sender_, file_.id, draft());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::consent_missing);
    EXPECT_EQ(refused.error().rule, "INV-02");
    EXPECT_THAT(inbox(), IsEmpty());
    EXPECT_THAT(disclosures(), IsEmpty());
    EXPECT_EQ(preview_referral(desk(), sender_, file_.id, draft()).value().consent,
              guard::ConsentState::missing);
}

TEST_P(Inv02Disclosure, a_consent_to_less_another_house_or_that_was_declined_is_none) {
    ConsentTalk refusal = referral_talk();
    refusal.refused = true;
    must(record_consent(desk(), sender_, file_.id, refusal));
    ConsentTalk elsewhere = referral_talk();
    elsewhere.recipient = police_;
    must(record_consent(desk(), sender_, file_.id, elsewhere));
    agree({Fact::need, Fact::urgency, Fact::language});
    EXPECT_EQ(send_referral(desk(), sender_, file_.id, draft()).error().code, ProblemCode::consent_missing);
    EXPECT_THAT(disclosures(), IsEmpty());
    EXPECT_TRUE(send_referral(desk(), sender_, file_.id, draft({Fact::language}))) << "what was agreed to";
}

TEST_P(Inv02Disclosure, a_consent_ends_by_itself) {
    agree();
    clock_.set(default_expiry(clock_.now()));
    guard::Actor trained_still = sender_;
    EXPECT_EQ(send_referral(desk(), trained_still, file_.id, draft()).error().code,
              ProblemCode::consent_missing);
}

TEST_P(Inv02Disclosure, an_exception_tells_nobody_anything_before_another_person_has_confirmed) {
    const auto id = must(send_referral(desk(), sender_, file_.id, under_exception()));
    EXPECT_EQ(stored(id).status, ReferralStatus::awaiting_confirmation);
    EXPECT_THAT(inbox(), IsEmpty());
    EXPECT_THAT(disclosures(), IsEmpty());
    EXPECT_FALSE(receiver_holds_a_key(id));
    EXPECT_EQ(read_received(desk(), receiver_, id).error().code, ProblemCode::not_found);

    EXPECT_EQ(confirm_exception(desk(), sender_, id).error().code, ProblemCode::second_person_needed);
    EXPECT_FALSE(receiver_holds_a_key(id));

    must(confirm_exception(desk(), colleague_, id));
    EXPECT_THAT(inbox(), SizeIs(1));
    EXPECT_TRUE(receiver_holds_a_key(id));
    ASSERT_THAT(disclosures(), SizeIs(1));
    EXPECT_TRUE(disclosures().front().exception.has_value());
    EXPECT_FALSE(disclosures().front().consent.has_value());
}

// What the program proposed is as if its person had: somebody else must agree.
TEST_P(Inv02Disclosure, who_answers_for_a_program_is_no_second_person_to_it) {
    const guard::Actor program =
        add_program(database(), keys_, new_id<guard::User>(), sender_, colleague_, kNow);
    const auto id = must(send_referral(desk(), program, file_.id, under_exception()));
    EXPECT_EQ(confirm_exception(desk(), program, id).error().rule, "INV-02");
    const guard::Actor another =
        add_program(database(), keys_, new_id<guard::User>(), sender_, supervisor_, kNow);
    EXPECT_EQ(confirm_exception(desk(), another, id).error().rule, "AUTH-PERSON-ONLY");
    const auto refused = confirm_exception(desk(), colleague_, id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::second_person_needed);
    EXPECT_EQ(refused.error().rule, "INV-02");
    EXPECT_EQ(stored(id).status, ReferralStatus::awaiting_confirmation);
    EXPECT_THAT(disclosures(), IsEmpty());
    EXPECT_FALSE(receiver_holds_a_key(id));
    EXPECT_TRUE(must(read_sent(desk(), sender_, id)).may_confirm);
    EXPECT_FALSE(must(read_sent(desk(), colleague_, id)).may_confirm);
    must(confirm_exception(desk(), sender_, id));
    EXPECT_THAT(disclosures(), SizeIs(1));
}

TEST_P(Inv02Disclosure, both_who_decided_an_exception_stand_by_their_names) {
    const auto id = must(send_referral(desk(), sender_, file_.id, under_exception()));
    const ReferralPage proposed = must(read_sent(desk(), colleague_, id));
    EXPECT_EQ(proposed.proposed_by, "Ilyas Demir");
    EXPECT_EQ(proposed.confirmed_by, "");
    EXPECT_TRUE(must(read_case_referrals(desk(), sender_, file_.id)).referrals.front().own_proposal);
    EXPECT_FALSE(must(read_case_referrals(desk(), colleague_, file_.id)).referrals.front().own_proposal);
    must(confirm_exception(desk(), colleague_, id));
    const ReferralPage sent = must(read_sent(desk(), sender_, id));
    EXPECT_EQ(sent.proposed_by, "Ilyas Demir");
    EXPECT_NE(sent.confirmed_by, "");
    EXPECT_NE(sent.confirmed_by, sent.proposed_by);
    EXPECT_EQ(must(read_received(desk(), receiver_, id)).confirmed_by, "") << "the ground is enough for it";
}

TEST_P(Inv02Disclosure, a_proposal_that_is_taken_back_tells_nobody_and_makes_way_for_consent) {
    const auto id = must(send_referral(desk(), sender_, file_.id, under_exception()));
    agree();
    EXPECT_EQ(must(preview_referral(desk(), sender_, file_.id, draft())).open_already, id);
    must(take_back_referral(desk(), colleague_, {.referral = id, .version = stored(id).version}));
    EXPECT_FALSE(confirm_exception(desk(), colleague_, id));
    EXPECT_THAT(disclosures(), IsEmpty());
    EXPECT_TRUE(send_referral(desk(), sender_, file_.id, draft()));
}

TEST_P(Inv02Disclosure, the_second_person_is_trained_and_of_the_organisation_that_leads) {
    const auto id = must(send_referral(desk(), sender_, file_.id, under_exception()));
    guard::Actor untrained = colleague_;
    untrained.training.clear();
    EXPECT_EQ(confirm_exception(desk(), untrained, id).error().code, ProblemCode::training_missing);
    EXPECT_FALSE(confirm_exception(desk(), receiver_, id));
    EXPECT_FALSE(confirm_exception(desk(), coordinator_, id));
    // Of the author alone, when another organisation leads.
    must(database().run_write([&](store::WriteSession& session) -> base::Done {
        auto moved = session.execute("update case_file set lead_organisation = $1 where id = $2",
                                     {store::value(ngo_), store::value(file_.id)});
        if (!moved) return base::fail(moved.error());
        return {};
    }));
    EXPECT_EQ(confirm_exception(desk(), colleague_, id).error().code, ProblemCode::second_person_needed);
    EXPECT_EQ(stored(id).status, ReferralStatus::awaiting_confirmation);
}

TEST_P(Inv02Disclosure, the_second_person_reads_reason_and_facts_before_deciding_and_once) {
    const auto id = must(send_referral(desk(), sender_, file_.id, under_exception()));
    const ExceptionToConfirm asked = must(read_exception(desk(), colleague_, id));
    EXPECT_EQ(asked.reason, "Planted-reason: threats today");
    EXPECT_EQ(asked.proposed_by, "Ilyas Demir");
    EXPECT_FALSE(asked.own);
    EXPECT_THAT(facts_of(asked.full), ElementsAre(Fact::signs, Fact::observations));
    EXPECT_TRUE(must(read_exception(desk(), sender_, id)).own);
    EXPECT_EQ(read_exception(desk(), receiver_, id).error().code, ProblemCode::not_found);

    must(confirm_exception(desk(), colleague_, id));
    EXPECT_EQ(read_exception(desk(), colleague_, id).error().code, ProblemCode::wrong_state);
    EXPECT_EQ(confirm_exception(desk(), supervisor_, id).error().code, ProblemCode::wrong_state);
}

TEST_P(Inv02Disclosure, an_exception_needs_a_ground_of_the_list_and_a_reason_which_is_sealed) {
    ReferralDraft no_ground = under_exception();
    no_ground.exception->ground = "convenient";
    EXPECT_EQ(send_referral(desk(), sender_, file_.id, no_ground).error().fields.at(0).field, "ground");
    ReferralDraft no_reason = under_exception();
    no_reason.exception->reason = "  ";
    EXPECT_EQ(send_referral(desk(), sender_, file_.id, no_reason).error().fields.at(0).field, "reason");

    must(send_referral(desk(), sender_, file_.id, under_exception()));
    const std::string stored_bytes = everything_stored();
    EXPECT_EQ(stored_bytes.find("Planted-reason"), std::string::npos);
    EXPECT_EQ(stored_bytes.find(kNote), std::string::npos);
}

TEST_P(Inv02Disclosure, the_person_is_told_of_an_exception_and_that_is_written_down) {
    const auto id = must(send_referral(desk(), sender_, file_.id, under_exception()));
    EXPECT_EQ(note_person_told(desk(), sender_, id).error().code, ProblemCode::wrong_state);
    must(confirm_exception(desk(), colleague_, id));
    EXPECT_TRUE(must(read_case_referrals(desk(), sender_, file_.id)).referrals.front().person_to_be_told);
    EXPECT_FALSE(must(read_sent(desk(), sender_, id)).person_told_at);
    must(note_person_told(desk(), sender_, id));
    must(note_person_told(desk(), sender_, id));  // twice is no mistake
    EXPECT_EQ(must(read_sent(desk(), sender_, id)).person_told_at, kNow);
    EXPECT_FALSE(must(read_case_referrals(desk(), sender_, file_.id)).referrals.front().person_to_be_told);
    const auto told = events();
    EXPECT_EQ(std::ranges::count(told, "exception.person_told", &CaseEvent::kind), 1);
}

// --- INV-14 ---

TEST_P(Inv14Anonymous, a_person_without_a_name_is_referred_like_everybody) {
    const auto known = must(read_known_facts(desk(), sender_, file_.id));
    for (const Fact fact : {Fact::name_used, Fact::safe_contact, Fact::birth_date}) {
        EXPECT_EQ(std::ranges::find(known.facts, fact, &FactValue::fact), known.facts.end());
    }
    const auto id = sent();
    must(accept_referral(desk(), receiver_, {.referral = id, .version = stored(id).version}));
    must(record_service(desk(), receiver_, {.referral = id, .version = stored(id).version}));
    EXPECT_EQ(stored(id).status, ReferralStatus::served);
    EXPECT_TRUE(must(read_received(desk(), receiver_, id)).full.has_value());
}

// --- INV-01 ---

TEST_P(Inv01Support, no_move_of_assistance_asks_for_a_state_of_identification_or_for_a_role) {
    int moves = 0;
    for (const Transition& transition : all_transitions()) {
        if (region_of(transition.to) != Region::assistance) continue;
        ++moves;
        EXPECT_THAT(transition.roles, IsEmpty()) << transition.number;
        for (const State from : transition.from) EXPECT_EQ(region_of(from), Region::assistance);
        for (const Requirement requirement : transition.requirements) {
            EXPECT_TRUE(requirement == Requirement::support_agreed ||
                        requirement == Requirement::service_delivered)
                << transition.number;
        }
    }
    EXPECT_GE(moves, 5);
}

TEST_P(Inv01Support, is_agreed_to_and_delivered_while_nothing_was_screened_decided_or_reported) {
    ASSERT_EQ(stored_case().states.identification, State::concern_raised);
    const auto id = sent();
    EXPECT_EQ(stored_case().states.assistance, State::assistance_offered);
    must(record_consent(desk(), sender_, file_.id, talk(ConsentCode::support)));
    EXPECT_EQ(stored_case().states.assistance, State::assistance_accepted);
    must(accept_referral(desk(), receiver_, {.referral = id, .version = stored(id).version}));
    must(record_service(desk(), receiver_, {.referral = id, .version = stored(id).version}));
    const CaseStates states = stored_case().states;
    EXPECT_EQ(states.assistance, State::plan_active);
    EXPECT_EQ(states.identification, State::concern_raised);
    EXPECT_EQ(states.justice, State::no_proceedings);
}

TEST_P(Inv01Support, is_not_touched_by_declining_the_police_or_the_identification) {
    must(record_consent(desk(), sender_, file_.id, talk(ConsentCode::support)));
    const State before = stored_case().states.assistance;
    for (const ConsentCode code :
         {ConsentCode::police, ConsentCode::identification, ConsentCode::interview}) {
        ConsentTalk refusal = talk(code);
        refusal.refused = true;
        must(record_consent(desk(), sender_, file_.id, refusal));
    }
    EXPECT_EQ(stored_case().states.assistance, before);
    const auto id = sent();
    EXPECT_EQ(stored(id).status, ReferralStatus::sent);
}

WAYMARK_ON_EVERY_DATABASE(SendReferral);
WAYMARK_ON_EVERY_DATABASE(Inv02Disclosure);
WAYMARK_ON_EVERY_DATABASE(Inv14Anonymous);
WAYMARK_ON_EVERY_DATABASE(Inv01Support);

}  // namespace
