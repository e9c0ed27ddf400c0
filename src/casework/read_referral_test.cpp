#include "casework/read_referral.hpp"

#include "casework/answer_referral.hpp"
#include "casework/explain_access.hpp"
#include "casework/record_consent.hpp"
#include "casework/referral_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casework {
namespace {

using base::ProblemCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> pseudonyms(const QueuePage& page) {
    std::vector<std::string> found;
    for (const QueueLine& line : page.lines) found.push_back(line.pseudonym);
    return found;
}

class ReadReferral : public ReferralTest {
protected:
    Answering now(base::Id<Referral> id) { return {.referral = id, .version = stored(id).version}; }
    QueuePage inbox(QueuePart part = QueuePart::waiting, const std::optional<ReferralPlace>& after = {}) {
        return must(read_queue(desk(), receiver_, Queue::inbox, part, after));
    }
    // `count` referrals of as many cases, a minute apart.
    std::vector<CaseFile> send_many(int count) {
        std::vector<CaseFile> files;
        for (int number = 0; number < count; ++number) {
            files.push_back(add_case());
            send_of(files.back());
            clock_.advance(std::chrono::minutes(1));
        }
        return files;
    }
};

TEST_P(ReadReferral, the_inbox_shows_who_waits_longest_first_and_what_is_answered_apart) {
    const auto files = send_many(3);
    const auto second = inbox().lines.at(1).referral.id;
    must(accept_referral(desk(), receiver_, now(second)));
    EXPECT_THAT(pseudonyms(inbox()), ElementsAre(files[0].pseudonym, files[2].pseudonym));
    EXPECT_THAT(pseudonyms(inbox(QueuePart::settled)), ElementsAre(files[1].pseudonym));
    const QueueLine line = inbox().lines.front();
    EXPECT_EQ(line.from_name, "Reception Centre North");
    EXPECT_EQ(line.to_name, "Harbour House");
    EXPECT_EQ(line.service_name, "Counselling by the harbour");
    EXPECT_EQ(line.referral.need, "mental_health");
    ASSERT_TRUE(line.next_clock);
    EXPECT_EQ(line.next_clock->kind, country::ClockKind::acknowledgement);
    EXPECT_FALSE(line.escalated);
}

TEST_P(ReadReferral, a_long_queue_comes_in_pages_without_gaps_or_repeats) {
    const auto files = send_many(kQueuePageRows + 3);
    std::vector<std::string> expected;
    for (const CaseFile& file : files) expected.push_back(file.pseudonym);

    const QueuePage first = inbox();
    EXPECT_TRUE(first.more);
    ASSERT_EQ(first.lines.size(), static_cast<std::size_t>(kQueuePageRows));
    const Referral& last = first.lines.back().referral;
    const QueuePage second = inbox(QueuePart::waiting, ReferralPlace{last.sent_at, last.id});
    EXPECT_FALSE(second.more);
    auto found = pseudonyms(first);
    const auto rest = pseudonyms(second);
    found.insert(found.end(), rest.begin(), rest.end());
    EXPECT_EQ(found, expected);
}

TEST_P(ReadReferral, queues_are_the_organisations_own) {
    send();
    EXPECT_THAT(must(read_queue(desk(), receiver_, Queue::outbox, QueuePart::waiting, {})).lines, IsEmpty());
    EXPECT_THAT(must(read_queue(desk(), sender_, Queue::inbox, QueuePart::waiting, {})).lines, IsEmpty());
    EXPECT_EQ(must(read_queue(desk(), sender_, Queue::outbox, QueuePart::waiting, {})).lines.size(), 1U);
    EXPECT_FALSE(read_queue(desk(), coordinator_, Queue::inbox, QueuePart::waiting, {}));
}

TEST_P(ReadReferral, until_acceptance_the_receiver_sees_the_minimum_and_what_was_promised) {
    const Referral referral = send();
    const ReferralPage page = must(read_received(desk(), receiver_, referral.id));
    EXPECT_THAT(facts_of(page.minimum), ElementsAre(Fact::need, Fact::language));
    EXPECT_FALSE(page.full);
    EXPECT_EQ(page.sent_by, "Ilyas Demir");
    EXPECT_EQ(page.relation, guard::Relation::recipient_pending);
    EXPECT_EQ(page.clocks.size(), 2U);
}

TEST_P(ReadReferral, after_acceptance_the_receiver_sees_all_that_was_agreed_to) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    const ReferralPage page = must(read_received(desk(), receiver_, referral.id));
    ASSERT_TRUE(page.full);
    EXPECT_THAT(facts_of(*page.full), ElementsAre(Fact::signs, Fact::name_used));
    EXPECT_EQ(page.full->back().words, "Daryna");
}

TEST_P(ReadReferral, the_sender_follows_the_way_of_its_referral_and_nobody_else_finds_it) {
    const Referral referral = send();
    const ReferralPage page = must(read_sent(desk(), sender_, referral.id));
    EXPECT_THAT(page.minimum, IsEmpty());
    EXPECT_FALSE(page.full);
    EXPECT_EQ(page.line.referral.facts, referral.facts);
    EXPECT_EQ(read_sent(desk(), receiver_, referral.id).error().code, ProblemCode::not_found);
    EXPECT_EQ(read_received(desk(), sender_, referral.id).error().code, ProblemCode::not_found);
    EXPECT_EQ(read_sent(desk(), coordinator_, referral.id).error().code, ProblemCode::not_found);
    EXPECT_EQ(read_received(desk(), coordinator_, referral.id).error().code, ProblemCode::not_found);
}

TEST_P(ReadReferral, a_referral_that_was_declined_leaves_its_receiver_nothing_but_that_it_was) {
    const Referral referral = send();
    must(decline_by_service(desk(), receiver_, now(referral.id), "wrong_area"));
    const ReferralPage page = must(read_received(desk(), receiver_, referral.id));
    EXPECT_TRUE(page.line.access_ended);
    EXPECT_THAT(page.minimum, IsEmpty());
    EXPECT_EQ(page.line.referral.need, "");
    EXPECT_EQ(inbox(QueuePart::settled).lines.front().referral.need, "");
    // The sender still knows why.
    EXPECT_EQ(must(read_sent(desk(), sender_, referral.id)).line.referral.answer_reason, "wrong_area");
}

TEST_P(ReadReferral, what_waits_for_a_second_person_is_not_known_at_the_receiver) {
    const Referral referral = send();
    must(database().run_write([&](store::WriteSession& session) -> base::Done {
        const auto changed =
            session.execute("update referral set status = 'awaiting_confirmation' where id = $1",
                            {store::value(referral.id)});
        return changed ? base::Done{} : base::fail(changed.error());
    }));
    EXPECT_THAT(inbox().lines, IsEmpty());
    EXPECT_THAT(inbox(QueuePart::settled).lines, IsEmpty());
    EXPECT_EQ(read_received(desk(), receiver_, referral.id).error().code, ProblemCode::not_found);
    EXPECT_EQ(must(read_queue(desk(), sender_, Queue::outbox, QueuePart::settled, {})).lines.size(), 1U);
}

TEST_P(ReadReferral, why_it_is_open_or_closed_is_told_by_how_the_asker_stands_to_it_now) {
    const Referral referral = send();
    const auto standing = [&](const guard::Actor& actor) {
        return must(standing_to_referral(desk(), actor, referral.id));
    };
    EXPECT_EQ(standing(receiver_).relation, guard::Relation::recipient_pending);
    EXPECT_EQ(standing(receiver_).consent, guard::ConsentState::valid);
    EXPECT_EQ(standing(sender_).relation, guard::Relation::lead);
    EXPECT_EQ(standing(coordinator_).relation, guard::Relation::none);
    EXPECT_EQ(standing(coordinator_).consent, guard::ConsentState::not_needed) << "nothing else is told";
    must(accept_referral(desk(), receiver_, now(referral.id)));
    must(database().run_write([&](store::WriteSession& session) -> base::Done {
        return mark_withdrawn(session, *referral.consent, clock_.now()).map([](bool) {});
    }));
    EXPECT_EQ(standing(receiver_).consent, guard::ConsentState::withdrawn);
    EXPECT_EQ(must(standing_to_referral(desk(), receiver_, new_id<Referral>())).relation,
              guard::Relation::none);
}

TEST_P(ReadReferral, a_receiver_that_leads_the_case_as_well_answers_as_the_receiver) {
    const Referral referral = send();
    must(write(sender_, [&](guard::WriteWork& work) -> base::Done {
        CaseFile file = must(load_case(work.session(), file_.id));
        file.lead_organisation = ngo_;
        return note_event(work, file, "test.laid", "case", file.id.uuid());
    }));
    must(accept_referral(desk(), receiver_, now(referral.id)));
    EXPECT_TRUE(must(read_received(desk(), receiver_, referral.id)).full);
}

WAYMARK_ON_EVERY_DATABASE(ReadReferral);

using Inv10LookIsLogged = ReadReferral;

TEST_P(Inv10LookIsLogged, each_look_at_a_packet_leaves_a_row_with_its_purpose) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    const std::size_t rows = log().size();
    must(read_received(desk(), receiver_, referral.id));
    must(read_received(desk(), receiver_, referral.id));
    ASSERT_EQ(log().size(), rows + 2);
    const guard::AuditRow row = log().front();
    EXPECT_EQ(row.event.outcome, guard::Outcome::seen);
    EXPECT_EQ(row.event.action, "packet.read");
    EXPECT_EQ(row.event.zone, guard::Zone::z4);  // the packet holds the name she uses
    EXPECT_EQ(row.event.purpose, guard::Purpose::referral);
    EXPECT_EQ(row.event.rule, "AUTH-PACKET-READ");
    EXPECT_EQ(row.event.subject, referral.id.uuid());
    EXPECT_EQ(row.user, receiver_.user);
    EXPECT_EQ(row.organisation, ngo_);
}

TEST_P(Inv10LookIsLogged, also_a_look_that_was_refused) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    guard::Actor half_signed_in = receiver_;
    half_signed_in.second_factor_passed = false;
    const auto refused = read_received(desk(), half_signed_in, referral.id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::second_factor_needed);
    const guard::AuditRow row = log().front();
    EXPECT_EQ(row.event.outcome, guard::Outcome::denied);
    EXPECT_EQ(row.event.rule, "AUTH-SECOND-FACTOR");
    EXPECT_EQ(row.event.purpose, guard::Purpose::referral);
    EXPECT_EQ(row.event.subject, referral.id.uuid());
}

TEST_P(Inv10LookIsLogged, also_that_of_one_who_may_not_handle_a_childs_case) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    must(write(sender_, [&](guard::WriteWork& work) -> base::Done {
        CaseFile file = must(load_case(work.session(), file_.id));
        file.handled_as_child = true;
        return note_event(work, file, "test.laid", "case", file.id.uuid());
    }));
    guard::Actor not_vetted = receiver_;
    not_vetted.vetted_for_children = false;
    EXPECT_EQ(read_received(desk(), not_vetted, referral.id).error().rule, "AUTH-CHILD-VETTING");
    EXPECT_EQ(log().front().event.outcome, guard::Outcome::denied);
    must(read_received(desk(), receiver_, referral.id));
    EXPECT_EQ(log().front().event.outcome, guard::Outcome::seen);
}

TEST_P(Inv10LookIsLogged, a_page_that_shows_nothing_of_the_person_is_no_look) {
    const Referral referral = send();
    must(decline_by_person(desk(), receiver_, now(referral.id), ""));
    const std::size_t rows = log().size();
    must(read_received(desk(), receiver_, referral.id));
    must(read_queue(desk(), receiver_, Queue::inbox, QueuePart::settled, {}));
    EXPECT_EQ(log().size(), rows);
}

WAYMARK_ON_EVERY_DATABASE(Inv10LookIsLogged);

// Immigration enforcement, even as a colleague in the very organisation, even with another role beside it.
class Inv09Firewall : public ReadReferral {
protected:
    std::vector<guard::Actor> enforcers() {
        std::vector<guard::Actor> actors;
        for (const guard::Actor& colleague : {sender_, receiver_, coordinator_}) {
            guard::Actor actor = enforcement_;
            actor.organisation = colleague.organisation;
            actor.supervisor = true;
            actors.push_back(actor);
            actor.roles = {colleague.roles.front(), guard::Role::immigration_enforcement};
            actors.push_back(actor);
        }
        return actors;
    }
};

TEST_P(Inv09Firewall, immigration_enforcement_reads_no_queue_and_no_referral) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    for (const guard::Actor& actor : enforcers()) {
        for (const Queue queue : {Queue::inbox, Queue::outbox, Queue::escalations}) {
            for (const QueuePart part : {QueuePart::waiting, QueuePart::settled}) {
                EXPECT_EQ(read_queue(desk(), actor, queue, part, {}).error().rule, "INV-09");
            }
        }
        EXPECT_FALSE(read_received(desk(), actor, referral.id));
        EXPECT_FALSE(read_sent(desk(), actor, referral.id));
        EXPECT_FALSE(read_consents(desk(), actor, file_.id));
    }
}

TEST_P(Inv09Firewall, immigration_enforcement_answers_and_withdraws_nothing) {
    const Referral referral = send();
    for (const guard::Actor& actor : enforcers()) {
        EXPECT_FALSE(acknowledge_referral(desk(), actor, now(referral.id)));
        EXPECT_FALSE(accept_referral(desk(), actor, now(referral.id)));
        EXPECT_FALSE(decline_by_person(desk(), actor, now(referral.id), ""));
        EXPECT_FALSE(decline_by_service(desk(), actor, now(referral.id), "no_capacity"));
        EXPECT_FALSE(ask_back(desk(), actor, now(referral.id), "Where is she?"));
        EXPECT_FALSE(take_back_referral(desk(), actor, now(referral.id)));
        EXPECT_FALSE(withdraw_consent(desk(), actor, *referral.consent));
    }
    EXPECT_EQ(stored(referral.id).version, referral.version);
}

TEST_P(Inv09Firewall, the_attempt_itself_is_in_the_log) {
    const Referral referral = send();
    guard::Actor actor = enforcement_;
    actor.organisation = ngo_;
    EXPECT_EQ(read_received(desk(), actor, referral.id).error().rule, "INV-09");
    EXPECT_EQ(log().front().event.outcome, guard::Outcome::denied);
    EXPECT_EQ(log().front().event.rule, "INV-09");
    EXPECT_EQ(log().front().user, enforcement_.user);
}

WAYMARK_ON_EVERY_DATABASE(Inv09Firewall);

}  // namespace
}  // namespace casework
