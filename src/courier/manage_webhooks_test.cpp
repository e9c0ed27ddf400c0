// What the administrator does with webhooks, and what a program sees of its own.

#include "courier/courier_for_test.hpp"
#include "courier/own_webhooks.hpp"
#include "courier/signature.hpp"
#include "courier/webhook_repository.hpp"

#include <gtest/gtest.h>

namespace courier {
namespace {

class ManageWebhooks : public CourierTest {
protected:
    SigningSecrets secrets(WebhookId id) {
        return look(
            [&](store::ReadSession& session) { return load_secrets(session, keys_, id, clock_.now()); });
    }
    guard::Actor program_actor(guard::UserId id) {
        guard::Actor actor;
        actor.user = id;
        actor.organisation = reception_;
        actor.roles = {guard::Role::reception};
        actor.second_factor_passed = true;
        actor.scopes = guard::ScopeSet{guard::Scope::cases_read};
        return actor;
    }
};

WAYMARK_ON_EVERY_DATABASE(ManageWebhooks);

TEST_P(ManageWebhooks, keep_an_address_and_a_secret_that_is_told_once_and_stored_sealed) {
    const AddedWebhook added = add({"referral"}, "https://hooks.example.org/planted-path-7731");
    const WebhookView view = webhook(added.id);
    EXPECT_EQ(view.webhook.address, "https://hooks.example.org/planted-path-7731");
    EXPECT_EQ(view.webhook.topics, Topics{"referral"});
    EXPECT_EQ(view.webhook.state, WebhookState::on);
    EXPECT_TRUE(view.may_tell);
    EXPECT_EQ(secrets(added.id).present.expose(), added.secret.expose());
    EXPECT_EQ(audited("webhook.add"), 1);
    const std::string stored = everything_stored();
    EXPECT_EQ(stored.find("planted-path-7731"), std::string::npos);
    EXPECT_EQ(stored.find(added.secret.expose().substr(6, 20)), std::string::npos);
}

TEST_P(ManageWebhooks, refuse_what_is_no_address_and_more_than_ten_of_one_program) {
    const auto rule_of = [&](const NewWebhook& wanted) {
        const auto added = add_webhook(workplace(), admin_, program_, wanted);
        return added || added.error().fields.empty() ? std::string() : added.error().fields.front().rule;
    };
    EXPECT_EQ(rule_of({.address = "http://hooks.example.org/", .topics = {}}), "https_only");
    EXPECT_EQ(rule_of({.address = kAddress, .topics = {"nonsense"}}), "not_in_list");
    for (int count = 0; count < kWebhooksMax; ++count) add();
    EXPECT_EQ(rule_of({.address = kAddress, .topics = {}}), "webhooks_enough");
    const auto of_a_person =
        add_webhook(workplace(), admin_, sender_.user, {.address = kAddress, .topics = {}});
    EXPECT_EQ(of_a_person.error().code, base::ProblemCode::not_found);
    must(guard::disable_program(workplace(), admin_, program_));
    EXPECT_EQ(add_webhook(workplace(), admin_, program_, {.address = kAddress, .topics = {}}).error().code,
              base::ProblemCode::wrong_state);
}

TEST_P(ManageWebhooks, sign_with_both_secrets_for_a_day_after_a_change) {
    const AddedWebhook added = add();
    EXPECT_FALSE(secrets(added.id).former);
    const auto renewed = must(renew_secret(workplace(), admin_, added.id));
    EXPECT_NE(renewed.expose(), added.secret.expose());
    EXPECT_EQ(secrets(added.id).present.expose(), renewed.expose());
    EXPECT_EQ(secrets(added.id).former->expose(), added.secret.expose());
    clock_.advance(kFormerSecretValid);
    EXPECT_FALSE(secrets(added.id).former);
    EXPECT_EQ(audited("webhook.renew"), 1);
}

TEST_P(ManageWebhooks, are_paused_resumed_tested_and_removed_each_in_the_audit_log) {
    const AddedWebhook added = add();
    must(pause_webhook(workplace(), admin_, added.id));
    EXPECT_EQ(webhook(added.id).webhook.state, WebhookState::paused);
    must(resume_webhook(workplace(), admin_, added.id));
    EXPECT_EQ(webhook(added.id).webhook.state, WebhookState::on);
    const DeliveryId test = must(send_test(workplace(), admin_, added.id));
    ASSERT_EQ(deliveries(added.id).size(), 1U);
    EXPECT_EQ(deliveries(added.id).front().id, test);
    EXPECT_EQ(deliveries(added.id).front().act, kTestAct);
    EXPECT_EQ(webhook(added.id).waiting, 1);
    must(send_again(workplace(), admin_, added.id, test));
    const AddedWebhook other = add();
    EXPECT_EQ(send_again(workplace(), admin_, other.id, test).error().code, base::ProblemCode::not_found);
    must(remove_webhook(workplace(), admin_, added.id));
    EXPECT_EQ(read_webhook(workplace(), admin_, added.id).error().code, base::ProblemCode::not_found);
    EXPECT_TRUE(deliveries(added.id).empty());
    for (const char* act : {"webhook.pause", "webhook.resume", "webhook.test", "webhook.remove"})
        EXPECT_EQ(audited(act), 1) << act;
}

TEST_P(ManageWebhooks, are_the_administrators_alone_and_no_programs) {
    const AddedWebhook added = add();
    for (const guard::Actor& other : {sender_, coordinator_, program_actor(program_)}) {
        EXPECT_FALSE(add_webhook(workplace(), other, program_, {.address = kAddress, .topics = {}}));
        EXPECT_FALSE(pause_webhook(workplace(), other, added.id));
        EXPECT_FALSE(resume_webhook(workplace(), other, added.id));
        EXPECT_FALSE(renew_secret(workplace(), other, added.id));
        EXPECT_FALSE(remove_webhook(workplace(), other, added.id));
        EXPECT_FALSE(send_test(workplace(), other, added.id));
        EXPECT_FALSE(list_webhooks(workplace(), other, program_));
        EXPECT_FALSE(read_webhook(workplace(), other, added.id));
        EXPECT_FALSE(read_deliveries(workplace(), other, added.id, {}, 10));
    }
    EXPECT_EQ(webhook(added.id).webhook.state, WebhookState::on);
}

TEST_P(ManageWebhooks, are_seen_by_their_own_program_and_by_no_other) {
    const AddedWebhook added = add();
    must(send_test(workplace(), admin_, added.id));
    const guard::Actor own = program_actor(program_);
    EXPECT_EQ(must(own_webhooks(workplace(), own)).size(), 1U);
    EXPECT_EQ(must(own_deliveries(workplace(), own, added.id, {}, 10)).size(), 1U);
    const guard::Actor other = program_actor(add_program(reception_, sender_.user));
    EXPECT_TRUE(must(own_webhooks(workplace(), other)).empty());
    EXPECT_EQ(own_deliveries(workplace(), other, added.id, {}, 10).error().code,
              base::ProblemCode::not_found);
    guard::Actor without = own;
    without.scopes = guard::ScopeSet{guard::Scope::directory_read};
    EXPECT_FALSE(own_webhooks(workplace(), without));
}

TEST_P(ManageWebhooks, may_tell_while_a_token_of_their_program_could_read_the_same) {
    const AddedWebhook added = add();
    EXPECT_TRUE(webhook(added.id).may_tell);
    must(guard::revoke_token(workplace(), admin_, token_));
    EXPECT_FALSE(webhook(added.id).may_tell) << "no token opens anything";
    issue(program_, {guard::Scope::directory_read});
    EXPECT_FALSE(webhook(added.id).may_tell) << "none opens the feed";
    issue(program_);
    EXPECT_TRUE(webhook(added.id).may_tell);
    must(guard::disable_program(workplace(), admin_, program_));
    EXPECT_FALSE(webhook(added.id).may_tell);
    must(guard::enable_program(workplace(), admin_, program_));
    clock_.advance(std::chrono::days(91));
    EXPECT_FALSE(webhook(added.id).may_tell) << "every token has ended";
}

}  // namespace
}  // namespace courier
