// What is really sent to a webhook against the shape that the document promises, and the place in the feed
// that it names.

#include "web/api/webhook_message.hpp"

#include "courier/courier.hpp"
#include "courier/manage_webhooks.hpp"
#include "courier/message.hpp"
#include "web/api/api_for_test.hpp"
#include "web/api/conforms.hpp"
#include "web/api/openapi.hpp"
#include "web/api/paging.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace web::api {
namespace {

class TakingSender final : public courier::Sender {
public:
    using Answers = std::vector<std::pair<courier::DeliveryId, courier::Answer>>;
    void begin(courier::Envelope envelope) override {
        ids_.push_back(envelope.id);
        bodies.push_back(std::move(envelope.body));
    }
    Answers finished(std::chrono::milliseconds) override {
        Answers answers;
        for (const auto& id : std::exchange(ids_, {}))
            answers.emplace_back(id, courier::Answer{.status = 204});
        return answers;
    }
    Answers stop() override { return {}; }
    void wake() override {}

    std::vector<std::string> bodies;

private:
    std::vector<courier::DeliveryId> ids_;
};

class WebhookMessages : public ApiTest {
protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        added_ = must(courier::add_webhook(workplace(), guard::command_line_actor(), reception_program_,
                                           {.address = "https://hooks.example.org/", .topics = {}}))
                     .id;
    }
    std::vector<Json> sent() {
        TakingSender sender;
        courier::Courier courier(desk(), sender, log_, metrics_, {});
        for (int rounds = 0; rounds < 10; ++rounds) courier.attend(courier.look());
        std::vector<Json> messages;
        for (const std::string& body : sender.bodies) messages.push_back(Json::parse(body));
        return messages;
    }

    courier::WebhookId added_;
};

WAYMARK_ON_EVERY_DATABASE(WebhookMessages);

TEST_P(WebhookMessages, have_the_shape_of_the_document_and_lead_to_their_place_in_the_feed) {
    must(courier::send_test(workplace(), guard::command_line_actor(), added_));
    must(write(sender_, [&](guard::WriteWork& work) -> base::Done {
        work.record({.action = "consent.record",
                     .subject_kind = "consent",
                     .subject = new_id<guard::Case>().uuid(),
                     .concerned_case = file_.id,
                     .rule = "TEST"});
        return {};
    }));
    const auto messages = sent();
    ASSERT_EQ(messages.size(), 2U);
    const Json document = openapi(all_operations());
    for (const Json& message : messages) {
        EXPECT_EQ(misfits(message_schema(), message), std::vector<std::string>()) << message.dump();
        const char* kind = message.at("type") == courier::kTestAct ? "test" : "change";
        const Json& promised = document.at("webhooks").at(kind).at("post").at("requestBody");
        const Json& example = promised.at("content").at("application/json").at("example");
        EXPECT_EQ(misfits(message_schema(), example), std::vector<std::string>()) << example.dump();
        std::vector<std::string> keys;
        std::vector<std::string> promised_keys;
        for (const auto& [key, value] : message.at("data").items()) keys.push_back(key);
        for (const auto& [key, value] : example.at("data").items()) promised_keys.push_back(key);
        EXPECT_EQ(keys, promised_keys) << kind;
        if (message.at("type") == courier::kTestAct) continue;
        const std::string path = message.at("data").at("changes").get<std::string>();
        const Answered feed = get(reception_token_, path.substr(std::string("/api/v1").size()));
        ASSERT_EQ(feed.status, 200) << feed.response.body;
        const Json& first = feed.body.at("changes").at(0);
        EXPECT_EQ(first.at("act"), message.at("type"));
        EXPECT_EQ(first.at("at"), message.at("timestamp"));
        for (const char* key : {"number", "case", "subject_kind", "subject"})
            EXPECT_EQ(first.at(key), message.at("data").at(key)) << key;
    }
}

TEST_P(WebhookMessages, are_seen_by_their_program_in_pages_that_miss_nothing) {
    for (int count = 0; count < 120; ++count)
        must(courier::send_test(workplace(), guard::command_line_actor(), added_));
    std::set<std::string> seen;
    std::string query;
    for (int pages = 0; pages < 3; ++pages) {
        const Answered page = get(reception_token_, "/webhooks/" + added_.text() + "/deliveries" + query);
        ASSERT_EQ(page.status, 200) << page.response.body;
        for (const Json& item : page.body.at("items")) seen.insert(item.at("id").get<std::string>());
        EXPECT_EQ(page.body.at("next").is_null(), pages == 2);
        if (pages < 2) query = "?after=" + page.body.at("next").get<std::string>();
    }
    EXPECT_EQ(seen.size(), 120U);
    EXPECT_EQ(get(ngo_token_, "/webhooks/" + added_.text() + "/deliveries").status, 404);
    EXPECT_TRUE(get(ngo_token_, "/webhooks").body.at("items").empty());
}

TEST(WebhookCursor, is_the_one_of_the_feed) {
    for (const std::int64_t number : {1, 2, 812, 1'000'000'000}) {
        EXPECT_EQ(courier::cursor_before(number), cursor_of(number - 1));
    }
}

}  // namespace
}  // namespace web::api
