// From the feed of changes to deliveries: what is told, to whom, and that nothing is told twice.

#include "courier/plan_deliveries.hpp"

#include "casework/read_changes.hpp"
#include "courier/courier_figures.hpp"
#include "courier/courier_for_test.hpp"
#include "courier/delivery_repository.hpp"
#include "courier/may_tell.hpp"
#include "courier/take_delivery.hpp"

#include <gtest/gtest.h>

#include <set>

namespace courier {
namespace {

constexpr base::Duration kLease = std::chrono::seconds(30);

class PlanDeliveries : public CourierTest {
protected:
    OnWebhook on(WebhookId id) {
        for (OnWebhook& one : look([](store::ReadSession& session) { return webhooks_on(session); })) {
            if (one.id == id) return std::move(one);
        }
        throw std::runtime_error("not on");
    }
    guard::Actor actor() {
        return *look(
            [&](store::ReadSession& session) { return may_tell(session, keys_, program_, clock_.now()); });
    }
    Planned plan(WebhookId id) {
        const OnWebhook webhook = on(id);
        return must(plan_deliveries(desk(), actor(), webhook, webhook.looked_through));
    }
    std::optional<Outgoing> take(WebhookId id) { return must(take_delivery(workplace(), id, kLease)); }
    Judgement note(const Outgoing& outgoing, const Answer& answer) {
        return must(note_answer(workplace(), outgoing.delivery, answer, kChances / 2));
    }
    static Answer taken() { return {.failure = {}, .status = 204}; }
    static Answer refused(int status = 500) { return {.failure = Failure::answered, .status = status}; }
};

WAYMARK_ON_EVERY_DATABASE(PlanDeliveries);

TEST_P(PlanDeliveries, tell_of_what_the_program_may_read_and_of_nothing_before_the_webhook) {
    act("consent.record");
    const AddedWebhook added = add();
    EXPECT_EQ(plan(added.id).deliveries, 0) << "what was before is not told";
    const base::Uuid subject = new_id<guard::Case>().uuid();
    act("referral.accept", subject);
    EXPECT_EQ(plan(added.id).deliveries, 1);
    EXPECT_EQ(plan(added.id).deliveries, 0) << "and nothing twice";
    const Delivery delivery = deliveries(added.id).front();
    EXPECT_EQ(delivery.act, "referral.accept");
    EXPECT_EQ(delivery.change->case_id, file_.id);
    EXPECT_EQ(delivery.change->subject, subject);
    EXPECT_EQ(delivery.state, DeliveryState::waiting);
    // The same as the feed itself says to the program.
    const auto feed = must(casework::read_changes(desk(), actor(), delivery.change->number - 1));
    EXPECT_EQ(feed.changes.front().number, delivery.change->number);
    EXPECT_EQ(feed.changes.front().at, delivery.at);
}

TEST_P(PlanDeliveries, tell_nothing_of_cases_of_other_organisations) {
    const guard::UserId stranger = add_program(police_, coordinator_.user);
    issue(stranger);
    const AddedWebhook added =
        must(add_webhook(workplace(), admin_, stranger, {.address = kAddress, .topics = {}}));
    act();
    const auto other =
        *look([&](store::ReadSession& session) { return may_tell(session, keys_, stranger, clock_.now()); });
    EXPECT_EQ(must(plan_deliveries(desk(), other, on(added.id), 0)).deliveries, 0);
    EXPECT_TRUE(deliveries(added.id).empty());
}

TEST_P(PlanDeliveries, tell_of_the_chosen_topics_alone) {
    const AddedWebhook added = add({"referral"});
    act("consent.record");
    act("referral.send");
    act("case.close");
    EXPECT_EQ(plan(added.id).deliveries, 1);
    EXPECT_EQ(deliveries(added.id).front().act, "referral.send");
}

TEST_P(PlanDeliveries, are_planned_once_by_two_servers_that_look_at_the_same) {
    const AddedWebhook added = add();
    act();
    const OnWebhook seen = on(added.id);
    EXPECT_EQ(must(plan_deliveries(desk(), actor(), seen, seen.looked_through)).deliveries, 1);
    const Planned second = must(plan_deliveries(desk(), actor(), seen, seen.looked_through));
    EXPECT_FALSE(second.wrote);
    EXPECT_EQ(deliveries(added.id).size(), 1U);
}

TEST_P(PlanDeliveries, end_where_a_thousand_wait_and_go_on_when_they_are_gone) {
    const AddedWebhook added = add();
    must(database().run_write([&](store::WriteSession& session) -> base::Done {
        for (std::int64_t number = 1; number <= kWaitingMax; ++number) {
            Delivery delivery;
            delivery.id = new_id<Delivery>();
            delivery.webhook = added.id;
            delivery.act = "case.close";
            must(insert_delivery(session, delivery));
        }
        return {};
    }));
    act();
    EXPECT_EQ(plan(added.id).deliveries, 0);
    must(database().run_write([&](store::WriteSession& session) -> base::Done {
        must(session.execute("update webhook_delivery set state = 'delivered', finished_at = 1"));
        return {};
    }));
    EXPECT_EQ(plan(added.id).deliveries, 1) << "the feed kept it";
}

TEST_P(PlanDeliveries, are_taken_by_one_and_taken_again_when_the_lease_has_run_out) {
    const AddedWebhook added = add();
    act();
    plan(added.id);
    const auto first = take(added.id);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->address, kAddress);
    EXPECT_EQ(first->delivery.tries, 1);
    EXPECT_FALSE(take(added.id)) << "somebody has it";
    clock_.advance(kLease);
    const auto again = take(added.id);  // whoever had it was killed
    ASSERT_TRUE(again);
    EXPECT_EQ(again->delivery.id, first->delivery.id) << "the receiver can tell that it is the same";
    EXPECT_EQ(again->delivery.tries, 2);
    note(*first, refused());  // not killed after all, only slow: what it says late counts no more
    EXPECT_EQ(deliveries(added.id).front().failure, std::nullopt);
    note(*again, taken());
    EXPECT_EQ(deliveries(added.id).front().state, DeliveryState::delivered);
    clock_.advance(std::chrono::days(9));
    EXPECT_FALSE(take(added.id));
}

TEST_P(PlanDeliveries, are_tried_ten_times_and_then_given_up_until_somebody_sends_them_again) {
    const AddedWebhook added = add();
    act();
    plan(added.id);
    const base::Time began = clock_.now();
    std::set<DeliveryId> ids;
    for (int tries = 1; tries <= kTriesMax; ++tries) {
        const auto outgoing = take(added.id);
        ASSERT_TRUE(outgoing) << tries;
        ids.insert(outgoing->delivery.id);
        const Judgement judgement = note(*outgoing, refused());
        EXPECT_EQ(judgement.state, tries == kTriesMax ? DeliveryState::given_up : DeliveryState::waiting);
        if (judgement.next_at) clock_.set(*judgement.next_at);
    }
    EXPECT_EQ(ids.size(), 1U);
    const base::Duration wanted = std::chrono::hours(75) + std::chrono::minutes(35) + std::chrono::seconds(5);
    EXPECT_EQ(clock_.now() - began, wanted);
    const Delivery given_up = deliveries(added.id).front();
    EXPECT_EQ(given_up.state, DeliveryState::given_up);
    EXPECT_EQ(given_up.status, 500);
    EXPECT_EQ(given_up.tries, kTriesMax);
    EXPECT_FALSE(take(added.id));
    must(send_again(workplace(), admin_, added.id, given_up.id));
    const auto again = take(added.id);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->delivery.id, given_up.id);
    EXPECT_EQ(again->delivery.tries, 1);
}

TEST_P(PlanDeliveries, end_with_the_webhook_switched_off_when_its_receiver_is_gone_or_fails_for_days) {
    const AddedWebhook gone = add();
    act();
    plan(gone.id);
    EXPECT_EQ(note(*take(gone.id), refused(410)).off_reason, kOffGone);
    EXPECT_EQ(webhook(gone.id).webhook.state, WebhookState::off);
    EXPECT_EQ(webhook(gone.id).webhook.off_reason, kOffGone);
    EXPECT_EQ(audited("webhook.switch_off"), 1);
    must(resume_webhook(workplace(), admin_, gone.id));
    EXPECT_EQ(webhook(gone.id).webhook.state, WebhookState::on);
    EXPECT_EQ(webhook(gone.id).webhook.failing_since, std::nullopt) << "days are counted anew";

    clock_.advance(std::chrono::days(1));
    EXPECT_EQ(note(*take(gone.id), refused()).off_reason, "");
    EXPECT_EQ(webhook(gone.id).webhook.failing_since, clock_.now());
    clock_.advance(kFailingMax);
    EXPECT_EQ(note(*take(gone.id), refused()).off_reason, kOffFailing);
    EXPECT_EQ(webhook(gone.id).webhook.state, WebhookState::off);
    EXPECT_EQ(webhook(gone.id).waiting, 1) << "what waits is kept";
    EXPECT_EQ(audited("webhook.switch_off"), 2);
}

TEST_P(PlanDeliveries, forget_a_failure_when_something_is_taken) {
    const AddedWebhook added = add();
    act();
    act("case.close");
    plan(added.id);
    note(*take(added.id), refused());
    EXPECT_NE(webhook(added.id).webhook.failing_since, std::nullopt);
    note(*take(added.id), taken());
    EXPECT_EQ(webhook(added.id).webhook.failing_since, std::nullopt);
}

TEST_P(PlanDeliveries, cost_no_try_when_this_program_was_told_to_stop) {
    const AddedWebhook added = add();
    act();
    plan(added.id);
    note(*take(added.id), {.failure = Failure::stopped, .status = {}});
    const auto again = take(added.id);
    ASSERT_TRUE(again) << "at once";
    EXPECT_EQ(again->delivery.tries, 1);
}

TEST_P(PlanDeliveries, are_kept_for_thirty_days_when_they_are_finished) {
    const AddedWebhook added = add();
    act();
    act("case.close");
    plan(added.id);
    note(*take(added.id), taken());
    clock_.advance(kDeliveryKept);
    EXPECT_EQ(must(sweep_deliveries(workplace())), 0);
    clock_.advance(std::chrono::seconds(1));
    EXPECT_EQ(must(sweep_deliveries(workplace())), 1);
    ASSERT_EQ(deliveries(added.id).size(), 1U) << "what waits stays";
    EXPECT_EQ(deliveries(added.id).front().state, DeliveryState::waiting);
}

TEST_P(PlanDeliveries, are_counted_for_the_figures_while_their_webhook_is_on) {
    const auto figures = [&] {
        return look([](store::ReadSession& session) { return courier_figures(session); });
    };
    EXPECT_EQ(figures().waiting, 0);
    EXPECT_EQ(figures().waiting_since, std::nullopt);
    const AddedWebhook added = add();
    act();
    plan(added.id);
    const base::Time planned = clock_.now();
    clock_.advance(kHour);
    act();
    plan(added.id);
    EXPECT_EQ(figures().waiting, 2);
    EXPECT_EQ(figures().waiting_since, planned);
    must(pause_webhook(workplace(), admin_, added.id));
    EXPECT_EQ(figures().waiting, 0);
    must(resume_webhook(workplace(), admin_, added.id));
    note(*take(added.id), taken());
    EXPECT_EQ(figures().waiting, 1);
    EXPECT_EQ(figures().switched_off, 0);
    note(*take(added.id), refused(410));
    EXPECT_EQ(figures().switched_off, 1);
}

TEST_P(PlanDeliveries, come_in_pages_newest_first) {
    const AddedWebhook added = add();
    for (int count = 0; count < 5; ++count) must(send_test(workplace(), admin_, added.id));
    std::set<DeliveryId> seen;
    std::optional<DeliveryId> before;
    for (int pages = 0; pages < 3; ++pages) {
        const auto page = must(read_deliveries(workplace(), admin_, added.id, before, 2));
        EXPECT_EQ(page.size(), pages == 2 ? 1U : 2U);
        for (const Delivery& one : page) {
            EXPECT_TRUE(!before || one.id < *before);
            before = one.id;
            seen.insert(one.id);
        }
    }
    EXPECT_EQ(seen.size(), 5U);
}

}  // namespace
}  // namespace courier
