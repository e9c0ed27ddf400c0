// Webhooks of a program, as the administrator's browser sees them.

#include "courier/manage_webhooks.hpp"
#include "courier/take_delivery.hpp"
#include "web/site_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>

namespace web {
namespace {

using guard::Role;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class WebhookPages : public SiteTest {
protected:
    std::string add_program(Browser& administrator, const std::string& name) {
        clock_.advance(std::chrono::seconds(1));
        administrator.get("/admin/programs/new");
        administrator.post("/admin/programs/new", {{"display_name", name},
                                                   {"responsible", sign_in_name(Role::ngo_case_worker)},
                                                   {"roles", "NGO_CASE"}});
        EXPECT_EQ(administrator.last().status, 303) << administrator.last().body;
        return administrator.location();
    }
    // The path of a new webhook; its secret is in the last answer.
    std::string add_webhook(Browser& administrator, const std::string& program) {
        administrator.get(program + "/webhooks/new");
        administrator.post(program + "/webhooks/new",
                           {{"address", "https://hooks.example.org/planted-7731"}, {"topics", "referral"}});
        std::smatch found;
        const std::string body = administrator.last().body;
        EXPECT_TRUE(std::regex_search(body, found, std::regex(program + "/webhooks/[0-9a-f-]{36}"))) << body;
        return found.str();
    }
    static std::string secret_in(const std::string& body) {
        std::smatch found;
        EXPECT_TRUE(std::regex_search(body, found, std::regex("whsec_[A-Za-z0-9+/]{43}="))) << body;
        return found.str();
    }
    static courier::WebhookId id_of(const std::string& path) {
        return *courier::WebhookId::from_text(path.substr(path.rfind('/') + 1));
    }
};

WAYMARK_ON_EVERY_DATABASE(WebhookPages);

TEST_P(WebhookPages, show_a_secret_once_and_what_became_of_a_message) {
    add(Role::ngo_case_worker);
    Browser administrator = signed_in(Role::administrator);
    const std::string program = add_program(administrator, "Intake portal");
    const std::string webhook = add_webhook(administrator, program);
    const std::string secret = secret_in(administrator.last().body);
    EXPECT_THAT(administrator.get(program).body,
                AllOf(HasSubstr("Messages to hooks.example.org"), Not(HasSubstr("planted-7731"))));
    EXPECT_THAT(administrator.get(webhook).body,
                AllOf(HasSubstr("https://hooks.example.org/planted-7731"), Not(HasSubstr(secret)),
                      HasSubstr("Nothing is sent"), HasSubstr("No message yet")));
    administrator.post(webhook, {{"do", "test"}});
    EXPECT_THAT(administrator.follow().body, AllOf(HasSubstr("is on its way"), HasSubstr("Waiting")));
    const auto taken = courier::take_delivery(*place_, id_of(webhook), std::chrono::seconds(30));
    ASSERT_TRUE(taken && *taken);
    ASSERT_TRUE(courier::note_answer(*place_, (*taken)->delivery,
                                     {.failure = courier::Failure::answered, .status = 503}, 0));
    const std::string page = administrator.get(webhook).body;
    EXPECT_THAT(page, AllOf(HasSubstr("Status 503"), HasSubstr("Will be tried again")));
    const std::string delivery = webhook + "/deliveries/" + (*taken)->delivery.id.text();
    EXPECT_THAT(page, HasSubstr(delivery));
    EXPECT_THAT(administrator.get(delivery).body, HasSubstr("webhook.test"));
    administrator.post(delivery + "/again", {});
    EXPECT_THAT(administrator.follow().body, HasSubstr("on its way again"));
    EXPECT_THAT(logged_.text(), Not(HasSubstr("planted-7731")));
}

TEST_P(WebhookPages, pause_resume_renew_and_remove) {
    add(Role::ngo_case_worker);
    Browser administrator = signed_in(Role::administrator);
    const std::string program = add_program(administrator, "Intake portal");
    const std::string webhook = add_webhook(administrator, program);
    const std::string secret = secret_in(administrator.last().body);
    administrator.get(webhook);
    administrator.post(webhook, {{"do", "pause"}});
    EXPECT_THAT(administrator.follow().body, HasSubstr("Paused"));
    administrator.post(webhook, {{"do", "resume"}});
    EXPECT_THAT(administrator.follow().body, HasSubstr("Messages are sent again"));
    administrator.post(webhook, {{"do", "nonsense"}});
    EXPECT_EQ(administrator.last().status, 400);
    administrator.get(webhook + "/renew");
    administrator.post(webhook + "/renew", {});
    EXPECT_NE(secret_in(administrator.last().body), secret);
    EXPECT_THAT(administrator.get(webhook).body, HasSubstr("the one before until"));
    administrator.get(webhook + "/remove");
    administrator.post(webhook + "/remove", {});
    EXPECT_THAT(administrator.follow().body, HasSubstr("The address is removed"));
    EXPECT_EQ(administrator.get(webhook).status, 404);
}

TEST_P(WebhookPages, are_those_of_the_program_in_the_address_alone) {
    add(Role::ngo_case_worker);
    Browser administrator = signed_in(Role::administrator);
    const std::string one = add_program(administrator, "One portal");
    const std::string other = add_program(administrator, "Other portal");
    const std::string webhook = add_webhook(administrator, one);
    const std::string wrong = other + webhook.substr(one.size());
    for (const char* page : {"", "/renew", "/remove"}) EXPECT_EQ(administrator.get(wrong + page).status, 404);
    administrator.get(webhook);
    for (const char* page : {"", "/renew", "/remove"}) {
        administrator.post(wrong + page, {{"do", "pause"}});
        EXPECT_EQ(administrator.last().status, 404) << page;
    }
    EXPECT_THAT(administrator.get(webhook).body, Not(HasSubstr("Paused")));
}

TEST_P(WebhookPages, list_messages_in_pages) {
    add(Role::ngo_case_worker);
    Browser administrator = signed_in(Role::administrator);
    const std::string webhook = add_webhook(administrator, add_program(administrator, "Intake portal"));
    for (int count = 0; count < 31; ++count) {
        ASSERT_TRUE(courier::send_test(*place_, guard::command_line_actor(), id_of(webhook)));
    }
    const std::string first = administrator.get(webhook).body;
    std::smatch found;
    ASSERT_TRUE(std::regex_search(first, found, std::regex("\\?before=[0-9a-f-]{36}")));
    const std::string second = administrator.get(webhook + found.str()).body;
    const std::regex row("/deliveries/[0-9a-f-]{36}");
    const auto rows = [&](const std::string& page) {
        return std::distance(std::sregex_iterator(page.begin(), page.end(), row), {});
    };
    EXPECT_EQ(rows(first), 30);
    EXPECT_EQ(rows(second), 1);
}

TEST_P(WebhookPages, tell_each_mistake_in_the_form) {
    add(Role::ngo_case_worker);
    Browser administrator = signed_in(Role::administrator);
    const std::string program = add_program(administrator, "Intake portal");
    administrator.get(program + "/webhooks/new");
    administrator.post(program + "/webhooks/new", {{"address", "http://hooks.example.org/"}});
    EXPECT_EQ(administrator.last().status, 400);
    EXPECT_THAT(administrator.last().body,
                AllOf(HasSubstr("begins with https://"), HasSubstr("http://hooks.example.org/")));
}

}  // namespace
}  // namespace web
