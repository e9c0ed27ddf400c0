#pragma once
// A webhook: an address of a program to which a message is sent whenever something changed that the program
// may read of. What it is, the topics it can be limited to, and when it is switched off. Zone Z1, but for the
// secrets. Plain values and their rules; pure.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace courier {

struct Webhook;
struct Delivery;

using WebhookId = base::Id<Webhook>;
using DeliveryId = base::Id<Delivery>;

// Chosen by their codes; none chosen: told of everything, also of what a later version adds.
using Topics = std::vector<std::string>;

const std::vector<std::string_view>& all_topics();
// "referral" of "referral.accept".
std::string_view topic_of(std::string_view act);
bool tells_of(const Topics& topics, std::string_view act);
// Problem: invalid_input of "topics", for a code that is not in the list. In the order of the list.
base::Result<Topics> checked_topics(const std::vector<std::string>& chosen);
std::string text_of(const Topics& topics);  // with a space between
Topics topics_from_text(std::string_view text);

enum class WebhookState {
    on,
    paused,  // by an administrator
    off,     // by itself, until an administrator resumes it
};
std::string_view code_of(WebhookState state);
std::optional<WebhookState> webhook_state_from_code(std::string_view code);

// Why it was switched off.
inline constexpr std::string_view kOffGone = "gone";        // the receiver answered 410
inline constexpr std::string_view kOffFailing = "failing";  // for longer than kFailingMax

inline constexpr int kWebhooksMax = 10;  // of one program
inline constexpr base::Duration kFormerSecretValid = std::chrono::hours(24);

struct Webhook {
    WebhookId id;
    guard::UserId program;
    std::string address;
    Topics topics;
    std::int64_t looked_through = 0;  // of the feed of changes
    WebhookState state = WebhookState::on;
    std::string off_reason = {};
    std::optional<base::Time> failing_since = {};  // the first failure after the last success
    base::Time created_at;
    std::optional<guard::UserId> created_by = {};
    std::optional<base::Time> former_secret_until = {};
};

// The secrets that sign at a moment: the present one, and for a day after a change the one before.
struct SigningSecrets {
    base::Secret<std::string> present;  // "whsec_..."
    std::optional<base::Secret<std::string>> former = {};
};

}  // namespace courier
