#include "courier/delivery.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <set>
#include <string>

namespace courier {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr base::Time kNow{1'800'000'000'000'000};
constexpr std::uint64_t kMiddle = kChances / 2;  // neither early nor late

Answer failed(int status) {
    return {.failure = Failure::answered, .status = status};
}

TEST(Retries, come_after_the_waits_of_standard_webhooks) {
    const base::Duration waits[] = {seconds(5), minutes(5), minutes(30), hours(2), hours(5),
                                    hours(10),  hours(14),  hours(20),   hours(24)};
    int tries = 0;
    for (const base::Duration wait : waits) EXPECT_EQ(wait_after(++tries, kMiddle), wait) << tries;
    EXPECT_EQ(tries, kTriesMax - 1);
    EXPECT_EQ(wait_after(kTriesMax, kMiddle), std::nullopt);
    EXPECT_EQ(wait_after(kTriesMax + 1, kMiddle), std::nullopt);
}

TEST(Retries, are_a_fifth_earlier_or_later_as_chance_has_it) {
    EXPECT_EQ(wait_after(2, 0), minutes(4));
    EXPECT_GT(*wait_after(2, kChances - 1), minutes(6) - seconds(1));
    EXPECT_LT(*wait_after(2, kChances - 1), minutes(6));
}

RC_GTEST_PROP(Retries, wait_longer_each_time_whatever_chance_says, (std::uint64_t one, std::uint64_t other)) {
    for (int tries = 1; tries + 1 < kTriesMax - 3; ++tries)
        RC_ASSERT(*wait_after(tries, one % kChances) < *wait_after(tries + 1, other % kChances));
}

TEST(Judgement, of_an_answer) {
    struct Case {
        const char* name;
        Answer answer;
        int tries;
        std::optional<base::Time> failing_since;
        DeliveryState state;
        std::optional<base::Duration> wait;
        std::string off;
    };
    const auto since = [](base::Duration ago) { return std::optional(kNow - ago); };
    const Case cases[] = {
        {"taken", {.status = 204}, 1, {}, DeliveryState::delivered, {}, ""},
        {"taken at last", {.status = 200}, 9, since(days(4)), DeliveryState::delivered, {}, ""},
        {"refused", failed(500), 1, {}, DeliveryState::waiting, seconds(5), ""},
        {"unheard", {.failure = Failure::too_slow}, 3, {}, DeliveryState::waiting, minutes(30), ""},
        {"refused for good", failed(400), 10, since(days(3)), DeliveryState::given_up, {}, ""},
        {"gone", failed(410), 1, {}, DeliveryState::waiting, seconds(5), "gone"},
        {"failing for days", failed(503), 2, since(days(5)), DeliveryState::waiting, minutes(5), "failing"},
        {"failing for nearly as long", failed(503), 2, since(days(5) - seconds(1)), DeliveryState::waiting,
         minutes(5), ""},
        {"told to wait",
         {.failure = Failure::answered, .status = 429, .retry_after = hours(1)},
         2,
         {},
         DeliveryState::waiting,
         hours(1),
         ""},
        {"told to wait less than it would",
         {.failure = Failure::answered, .status = 503, .retry_after = seconds(1)},
         4,
         {},
         DeliveryState::waiting,
         hours(2),
         ""},
        {"told to wait for ever",
         {.failure = Failure::answered, .status = 503, .retry_after = days(900)},
         1,
         {},
         DeliveryState::waiting,
         hours(24),
         ""},
        {"told nonsense",
         {.failure = Failure::answered, .status = 503, .retry_after = -hours(7)},
         1,
         {},
         DeliveryState::waiting,
         seconds(5),
         ""},
        {"broken off by ourselves",
         {.failure = Failure::stopped},
         10,
         {},
         DeliveryState::waiting,
         seconds(0),
         ""},
    };
    for (const Case& one : cases) {
        const Judgement judgement = judge(one.answer, one.tries, one.failing_since, kNow, kMiddle);
        EXPECT_EQ(judgement.state, one.state) << one.name;
        EXPECT_EQ(judgement.off_reason, one.off) << one.name;
        EXPECT_EQ(judgement.next_at, one.wait ? std::optional(kNow + *one.wait) : std::nullopt) << one.name;
    }
}

TEST(Judgement, begins_to_count_days_at_the_first_failure_and_ends_with_a_success) {
    EXPECT_EQ(judge(failed(500), 1, {}, kNow, 0).failing_since, kNow);
    EXPECT_EQ(judge(failed(500), 2, kNow - days(1), kNow, 0).failing_since, kNow - days(1));
    EXPECT_EQ(judge({.status = 200}, 2, kNow - days(1), kNow, 0).failing_since, std::nullopt);
    EXPECT_EQ(judge({.failure = Failure::stopped}, 1, {}, kNow, 0).failing_since, std::nullopt);
}

class Choice : public ::testing::Test {
protected:
    static std::vector<WebhookId> chosen(std::vector<Candidate> candidates, const UnderWay& under_way,
                                         const Places& places) {
        std::vector<WebhookId> ids;
        for (const Candidate& one : choose(std::move(candidates), under_way, places, kNow))
            ids.push_back(one.webhook);
        return ids;
    }
    WebhookId id() { return WebhookId::make(kNow, random_); }
    base::SeededRandom random_{5};
};

TEST_F(Choice, takes_what_is_due_longest_first_and_one_of_each) {
    const WebhookId late = id();
    const WebhookId later = id();
    const WebhookId busy = id();
    const WebhookId not_yet = id();
    const auto taken = chosen({{.webhook = late, .due_at = kNow - seconds(1)},
                               {.webhook = not_yet, .due_at = kNow + seconds(1)},
                               {.webhook = busy, .due_at = kNow - hours(1)},
                               {.webhook = later, .due_at = kNow - seconds(9)}},
                              {.webhooks = {busy}}, {});
    EXPECT_EQ(taken, (std::vector<WebhookId>{later, late}));
}

// However many hang, the others find a place.
TEST_F(Choice, keeps_places_for_those_that_do_not_fail) {
    std::vector<Candidate> candidates;
    for (int count = 0; count < 50; ++count)
        candidates.push_back({.webhook = id(), .due_at = kNow - hours(1), .failing = true});
    const WebhookId well = id();
    candidates.push_back({.webhook = well, .due_at = kNow});
    const auto taken = chosen(candidates, {}, {.all = 16, .failing = 4});
    EXPECT_EQ(taken.size(), 5U);
    EXPECT_EQ(taken.back(), well);
    EXPECT_EQ(chosen(candidates, {.webhooks = {taken.front()}, .failing = 4}, {.all = 16, .failing = 4}),
              std::vector<WebhookId>{well});
    EXPECT_TRUE(chosen(candidates, {.webhooks = taken, .failing = 4}, {.all = 5, .failing = 4}).empty());
}

TEST(Topics, are_the_nouns_of_acts) {
    EXPECT_TRUE(tells_of({}, "anything.at_all")) << "none chosen: everything";
    EXPECT_TRUE(tells_of({"referral", "case"}, "referral.accept"));
    EXPECT_FALSE(tells_of({"referral", "case"}, "consent.record"));
    EXPECT_FALSE(tells_of({"case"}, "case_note.write"));
    EXPECT_EQ(*checked_topics({"referral", "concern", "referral"}), (Topics{"concern", "referral"}));
    EXPECT_EQ(checked_topics({"nonsense"}).error().fields.front().field, "topics");
    for (const Topics& topics : {Topics{}, Topics{"case"}, Topics{"case", "referral"}})
        EXPECT_EQ(topics_from_text(text_of(topics)), topics);
}

TEST(Codes, are_read_as_they_are_written) {
    for (const Failure failure : all_failures()) EXPECT_EQ(failure_from_code(code_of(failure)), failure);
    for (const auto state : {DeliveryState::waiting, DeliveryState::delivered, DeliveryState::given_up})
        EXPECT_EQ(delivery_state_from_code(code_of(state)), state);
    for (const auto state : {WebhookState::on, WebhookState::paused, WebhookState::off})
        EXPECT_EQ(webhook_state_from_code(code_of(state)), state);
    EXPECT_EQ(failure_from_code("nothing"), std::nullopt);
}

}  // namespace
}  // namespace courier
