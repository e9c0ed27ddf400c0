#include "casework/record_consent.hpp"

#include "casework/record_information.hpp"
#include "casework/send_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace casework;
using base::ProblemCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RecordConsent : public SendTest {};
class Inv12TakenBack : public SendTest {};
class RecordInformation : public SendTest {
protected:
    InformationTalk told(std::vector<std::string> topics) {
        return {.topics = std::move(topics), .forms = {"spoken", "leaflet"}, .language = "uk"};
    }
    bool information_runs() {
        const auto clocks = look([&](store::ReadSession& session) { return clocks_of(session, file_.id); });
        return std::ranges::any_of(clocks, [](const CaseClock& clock) {
            return clock.kind == country::ClockKind::information && !clock.stopped_at;
        });
    }
};

TEST_P(RecordConsent, is_kept_as_it_was_talked_about) {
    const auto id = agree();
    const ConsentsOfCase found = must(read_consents(desk(), colleague_, file_.id));
    ASSERT_THAT(found.consents, SizeIs(1));
    const Consent& consent = found.consents.front();
    EXPECT_EQ(consent.id, id);
    EXPECT_EQ(consent.recipient, ngo_);
    EXPECT_EQ(consent.facts, chosen());
    EXPECT_TRUE(consent.points.complete());
    EXPECT_EQ(consent.recorded_by, sender_.user);
    EXPECT_EQ(consent.expires_at, default_expiry(kNow));
    EXPECT_EQ(status_of(consent, kNow), ConsentStatus::running);
    EXPECT_EQ(status_of(consent, consent.expires_at), ConsentStatus::expired);
    EXPECT_EQ(found.organisations.at(ngo_), "Harbour House");
}

TEST_P(RecordConsent, without_every_explanation_is_refused_and_nothing_is_kept) {
    ConsentTalk hasty = referral_talk();
    hasty.points.how_to_withdraw = false;
    hasty.said_back_in_own_words = false;
    const auto refused = record_consent(desk(), sender_, file_.id, hasty);
    ASSERT_FALSE(refused);
    std::vector<std::string> fields;
    for (const auto& field : refused.error().fields) fields.push_back(field.field);
    EXPECT_THAT(fields, ElementsAre("how_to_withdraw", "said_back_in_own_words"));
    EXPECT_THAT(must(read_consents(desk(), sender_, file_.id)).consents, IsEmpty());
}

TEST_P(RecordConsent, a_no_is_recorded_without_any_of_that_and_ends_nothing) {
    ConsentTalk refusal;
    refusal.code = ConsentCode::support;
    refusal.language = "uk";
    refusal.refused = true;
    must(record_consent(desk(), sender_, file_.id, refusal));
    EXPECT_EQ(stored_case().states.assistance, State::assistance_declined);
    must(record_consent(desk(), sender_, file_.id, talk(ConsentCode::interview)));
    EXPECT_THAT(must(read_consents(desk(), sender_, file_.id)).consents, SizeIs(2));
}

TEST_P(RecordConsent, is_not_there_for_organisations_that_have_nothing_to_do_with_the_case) {
    agree();
    EXPECT_EQ(read_consents(desk(), receiver_, file_.id).error().code, ProblemCode::not_found);
    EXPECT_EQ(record_consent(desk(), receiver_, file_.id, talk(ConsentCode::support)).error().code,
              ProblemCode::not_found);
    EXPECT_EQ(start_consent_talk(desk(), receiver_, file_.id, std::nullopt).error().code,
              ProblemCode::not_found);
    EXPECT_EQ(must(start_consent_talk(desk(), sender_, file_.id, ngo_)).recipient, "Harbour House");
}

TEST_P(RecordConsent, is_in_the_audit_log_with_its_rule) {
    agree();
    const auto rows = log();
    const auto row = std::ranges::find(rows, "consent.record",
                                       [](const guard::AuditRow& one) { return one.event.action; });
    ASSERT_NE(row, rows.end());
    EXPECT_EQ(row->event.rule, "AUTH-CONSENT-RECORD");
    EXPECT_EQ(row->event.outcome, guard::Outcome::done);
}

// --- INV-12 ---

TEST_P(Inv12TakenBack, ends_the_receivers_access_at_the_next_request) {
    const auto consent = agree();
    const auto id = must(send_referral(desk(), sender_, file_.id, draft()));
    must(accept_referral(desk(), receiver_, {.referral = id, .version = stored(id).version}));
    ASSERT_TRUE(must(read_received(desk(), receiver_, id)).full.has_value());

    const Withdrawal withdrawal = must(withdraw_consent(desk(), sender_, consent));
    EXPECT_FALSE(receiver_holds_a_key(id));
    const auto after = read_received(desk(), receiver_, id);
    ASSERT_TRUE(after) << base::to_text(after.error());
    EXPECT_TRUE(after->line.access_ended);
    EXPECT_THAT(after->minimum, IsEmpty());
    EXPECT_FALSE(after->full.has_value());
    EXPECT_EQ(stored(id).status, ReferralStatus::withdrawn);
    EXPECT_THAT(withdrawal.ended, SizeIs(1));
}

TEST_P(Inv12TakenBack, counts_no_answer_as_given_that_nobody_gave) {
    const auto consent = agree();
    const auto id = must(send_referral(desk(), sender_, file_.id, draft()));
    must(withdraw_consent(desk(), sender_, consent));
    for (const auto kind : {country::ClockKind::acknowledgement, country::ClockKind::acceptance})
        EXPECT_EQ(status_of(clock_of(id, kind), kNow), ClockStatus::no_longer_due);
}

TEST_P(Inv12TakenBack, tells_what_had_been_told_to_whom) {
    const auto consent = agree();
    const auto id = must(send_referral(desk(), sender_, file_.id, draft()));
    clock_.advance(kHour);
    must(accept_referral(desk(), receiver_, {.referral = id, .version = stored(id).version}));
    must(withdraw_consent(desk(), sender_, consent));
    const Withdrawal page = must(read_withdrawal(desk(), colleague_, consent));
    ASSERT_THAT(page.disclosed, SizeIs(2));
    EXPECT_THAT(page.disclosed[0].facts, ElementsAre(Fact::need, Fact::urgency, Fact::language));
    EXPECT_THAT(page.disclosed[1].facts, ElementsAre(Fact::signs, Fact::observations));
    EXPECT_EQ(page.organisations.at(ngo_), "Harbour House");
    ASSERT_THAT(page.ended, SizeIs(1));
    EXPECT_EQ(page.ended.front().id, id);
}

TEST_P(Inv12TakenBack, changes_nothing_about_support_or_any_other_state) {
    must(record_consent(desk(), sender_, file_.id, talk(ConsentCode::support)));
    const auto consent = agree();
    const auto id = must(send_referral(desk(), sender_, file_.id, draft()));
    must(accept_referral(desk(), receiver_, {.referral = id, .version = stored(id).version}));
    must(record_service(desk(), receiver_, {.referral = id, .version = stored(id).version}));
    const CaseStates before = stored_case().states;
    must(withdraw_consent(desk(), sender_, consent));
    const CaseStates after = stored_case().states;
    EXPECT_EQ(after.assistance, before.assistance);
    EXPECT_EQ(after.identification, before.identification);
    EXPECT_EQ(after.protection, before.protection);
    EXPECT_EQ(after.justice, before.justice);
}

TEST_P(Inv12TakenBack, also_of_the_consent_to_support_itself_leaves_the_support) {
    const auto consent = must(record_consent(desk(), sender_, file_.id, talk(ConsentCode::support)));
    must(withdraw_consent(desk(), sender_, consent));
    EXPECT_EQ(stored_case().states.assistance, State::assistance_accepted);
}

TEST_P(Inv12TakenBack, is_as_easy_as_giving_it_and_twice_is_no_mistake) {
    // Whoever may record a consent may record that it was taken back: no training, no second factor, no
    // reason.
    guard::Actor plain = sender_;
    plain.training.clear();
    plain.second_factor_passed = false;
    const auto consent = must(record_consent(desk(), plain, file_.id, referral_talk()));
    must(withdraw_consent(desk(), plain, consent));
    EXPECT_THAT(must(withdraw_consent(desk(), plain, consent)).ended, IsEmpty());
    const auto noted = events();
    EXPECT_EQ(std::ranges::count(noted, "consent.withdrawn", &CaseEvent::kind), 1);
}

TEST_P(Inv12TakenBack, lets_nothing_new_go_out) {
    const auto consent = agree();
    must(withdraw_consent(desk(), sender_, consent));
    const auto refused = send_referral(desk(), sender_, file_.id, draft());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::consent_missing);
    EXPECT_EQ(must(preview_referral(desk(), sender_, file_.id, draft())).consent,
              guard::ConsentState::withdrawn);
}

TEST_P(Inv12TakenBack, the_receiver_who_heard_it_reads_what_it_concerns_before_and_nothing_after) {
    const auto consent = agree();
    must(send_referral(desk(), sender_, file_.id, draft()));
    EXPECT_TRUE(must(read_withdrawal(desk(), receiver_, consent)).by_receiver);
    EXPECT_TRUE(must(withdraw_consent(desk(), receiver_, consent)).by_receiver);
    EXPECT_EQ(read_withdrawal(desk(), receiver_, consent).error().code, ProblemCode::not_found);
}

TEST_P(Inv12TakenBack, leaves_the_referrals_under_other_consents_alone) {
    const auto first = agree();
    const auto kept = must(send_referral(desk(), sender_, file_.id, draft()));
    clock_.advance(kHour);
    ConsentTalk narrower = referral_talk({Fact::need, Fact::urgency});
    const auto second = must(record_consent(desk(), sender_, file_.id, narrower));
    must(withdraw_consent(desk(), sender_, second));
    EXPECT_EQ(stored(kept).status, ReferralStatus::sent);
    EXPECT_TRUE(receiver_holds_a_key(kept));
    EXPECT_NE(first, second);
}

// --- The duty to inform ---

TEST_P(RecordInformation, stops_its_clock_once_everything_owed_was_told_in_one_talk_or_two) {
    ASSERT_TRUE(information_runs());
    must(record_information(desk(), sender_, file_.id,
                            told({"help_without_conditions", "rights_and_choices"})));
    EXPECT_TRUE(information_runs());
    EXPECT_THAT(must(read_information(desk(), sender_, file_.id)).owed,
                ElementsAre("who_keeps_what", "how_to_complain"));
    must(record_information(desk(), colleague_, file_.id, told({"who_keeps_what", "how_to_complain"})));
    EXPECT_FALSE(information_runs());
    EXPECT_THAT(must(read_information(desk(), sender_, file_.id)).owed, IsEmpty());
}

TEST_P(RecordInformation, is_another_thing_than_consent) {
    agree();
    EXPECT_THAT(must(read_consents(desk(), sender_, file_.id)).information_owed, SizeIs(4));
    EXPECT_TRUE(information_runs());
    must(record_information(desk(), sender_, file_.id, told(owed_topics())));
    EXPECT_THAT(must(read_consents(desk(), sender_, file_.id)).consents, SizeIs(1));
}

TEST_P(RecordInformation, of_asylum_and_of_justice_shows_in_the_states_of_the_case) {
    must(record_information(desk(), sender_, file_.id, told({"asylum", "justice"})));
    EXPECT_EQ(stored_case().states.protection, State::told_of_asylum_right);
    EXPECT_EQ(stored_case().states.justice, State::told_of_rights);
    must(record_information(desk(), sender_, file_.id, told({"asylum"})));  // again is no mistake
    EXPECT_EQ(stored_case().states, rebuilt(events()));
}

TEST_P(RecordInformation, names_what_is_missing_and_is_not_open_to_strangers) {
    const auto refused = record_information(desk(), sender_, file_.id, {});
    ASSERT_FALSE(refused);
    std::vector<std::string> fields;
    for (const auto& field : refused.error().fields) fields.push_back(field.field);
    EXPECT_THAT(fields, ElementsAre("topics", "forms", "language"));
    EXPECT_EQ(record_information(desk(), receiver_, file_.id, told({"asylum"})).error().code,
              ProblemCode::not_found);
}

WAYMARK_ON_EVERY_DATABASE(RecordConsent);
WAYMARK_ON_EVERY_DATABASE(Inv12TakenBack);
WAYMARK_ON_EVERY_DATABASE(RecordInformation);

}  // namespace
