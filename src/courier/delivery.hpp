#pragma once
// A delivery: one message to one webhook, from being planned to being taken or given up, and the rules of
// what happens between: when it is tried again, when it is given up, when its webhook is switched off. Time
// and chance are arguments. Plain values; pure.

#include "base/result.hpp"
#include "base/time.hpp"
#include "courier/webhook.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace courier {

enum class Failure {
#define FAILURE(name) name,
#include "courier/failure.def"
#undef FAILURE
};
std::string_view code_of(Failure failure);
std::optional<Failure> failure_from_code(std::string_view code);
const std::vector<Failure>& all_failures();

enum class DeliveryState { waiting, delivered, given_up };
std::string_view code_of(DeliveryState state);
std::optional<DeliveryState> delivery_state_from_code(std::string_view code);

// The change a message tells of; a test tells of none.
struct ToldChange {
    std::int64_t number = 0;
    guard::CaseId case_id;
    std::string subject_kind;
    base::Uuid subject;
};

inline constexpr std::string_view kTestAct = "webhook.test";

struct Delivery {
    DeliveryId id;  // also the webhook-id of the message: the same at every try
    WebhookId webhook;
    std::string act;  // "referral.accept", or kTestAct
    base::Time at;    // when it happened
    std::optional<ToldChange> change = {};
    DeliveryState state = DeliveryState::waiting;
    int tries = 0;
    base::Time next_at;  // while it is being sent: when it is sent again if nobody says what became of it
    std::optional<base::Time> tried_at = {};
    std::optional<int> status = {};       // of the last answer
    std::optional<Failure> failure = {};  // of the last try
    base::Time planned_at;
    std::optional<base::Time> finished_at = {};
};

// What became of one try.
struct Answer {
    std::optional<Failure> failure = {};  // none: taken
    std::optional<int> status = {};
    std::optional<base::Duration> retry_after = {};
    base::Duration took{0};

    bool taken() const { return !failure; }
};

// Standard Webhooks, "Deliverability and reliability": after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h
// and 24 h; three days and three hours in all.
inline constexpr int kTriesMax = 10;
inline constexpr base::Duration kFailingMax = std::chrono::days(5);
inline constexpr base::Duration kRetryAfterMax = std::chrono::hours(24);
inline constexpr base::Duration kDeliveryKept = std::chrono::days(30);

// How long after the try of this number (1 is the first) the next one is; none: it was the last. `chance` is
// uniform in [0, kChances): it moves the wait by up to a fifth either way, so that what failed together does
// not come back together.
inline constexpr std::uint64_t kChances = 1U << 20U;
std::optional<base::Duration> wait_after(int tries, std::uint64_t chance);

struct Judgement {
    DeliveryState state = DeliveryState::waiting;
    std::optional<base::Time> next_at = {};        // while it waits
    std::optional<base::Time> failing_since = {};  // of the webhook
    std::string_view off_reason = {};              // not empty: the webhook is switched off
};

// `tries` counts this one; `failing_since` is the webhook's before it.
Judgement judge(const Answer& answer, int tries, std::optional<base::Time> failing_since, base::Time now,
                std::uint64_t chance);

// Which webhooks get a message sent now. One at a time each, so that a slow receiver delays itself alone; of
// the places of all a few at most for those that failed last time, so that however many hang, the others are
// served.
struct Candidate {
    WebhookId webhook;
    base::Time due_at;
    bool failing = false;
};
struct Places {
    int all = 16;
    int failing = 4;
};
struct UnderWay {
    std::vector<WebhookId> webhooks;
    int failing = 0;  // of them
};
// The longest due first. Only those that are due and have nothing under way are candidates.
std::vector<Candidate> choose(std::vector<Candidate> candidates, const UnderWay& under_way,
                              const Places& places, base::Time now);

}  // namespace courier
