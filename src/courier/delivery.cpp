#include "courier/delivery.hpp"

#include <algorithm>
#include <array>

namespace courier {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<base::Duration, kTriesMax - 1> kWaits{
    seconds(5), minutes(5), minutes(30), hours(2), hours(5), hours(10), hours(14), hours(20), hours(24)};

constexpr std::array kFailureCodes = std::to_array<std::string_view>({
#define FAILURE(name) #name,
#include "courier/failure.def"
#undef FAILURE
});

constexpr int kGone = 410;

}  // namespace

std::string_view code_of(Failure failure) {
    return kFailureCodes.at(static_cast<std::size_t>(failure));
}

std::optional<Failure> failure_from_code(std::string_view code) {
    for (const Failure failure : all_failures()) {
        if (code_of(failure) == code) return failure;
    }
    return std::nullopt;
}

const std::vector<Failure>& all_failures() {
    static const std::vector<Failure> failures{
#define FAILURE(name) Failure::name,
#include "courier/failure.def"
#undef FAILURE
    };
    return failures;
}

std::string_view code_of(DeliveryState state) {
    switch (state) {
        case DeliveryState::waiting: return "waiting";
        case DeliveryState::delivered: return "delivered";
        case DeliveryState::given_up: return "given_up";
    }
    return "";
}

std::optional<DeliveryState> delivery_state_from_code(std::string_view code) {
    for (const auto state : {DeliveryState::waiting, DeliveryState::delivered, DeliveryState::given_up}) {
        if (code_of(state) == code) return state;
    }
    return std::nullopt;
}

std::optional<base::Duration> wait_after(int tries, std::uint64_t chance) {
    if (tries < 1 || tries >= kTriesMax) return std::nullopt;
    const base::Duration wait = kWaits.at(static_cast<std::size_t>(tries - 1));
    const base::Duration least = wait * 4 / 5;
    const base::Duration span = wait * 2 / 5;
    return least + span * static_cast<std::int64_t>(chance) / static_cast<std::int64_t>(kChances);
}

Judgement judge(const Answer& answer, int tries, std::optional<base::Time> failing_since, base::Time now,
                std::uint64_t chance) {
    if (answer.taken()) return {.state = DeliveryState::delivered};
    Judgement judgement;
    // That we stopped says nothing of the receiver, and costs it no try of its own.
    if (*answer.failure == Failure::stopped) {
        judgement.next_at = now;
        judgement.failing_since = failing_since;
        return judgement;
    }
    judgement.failing_since = failing_since.value_or(now);
    if (answer.status == kGone) {
        judgement.off_reason = kOffGone;
    } else if (now - *judgement.failing_since >= kFailingMax) {
        judgement.off_reason = kOffFailing;
    }
    const auto wait = wait_after(tries, chance);
    if (!wait) {
        judgement.state = DeliveryState::given_up;
        return judgement;
    }
    const base::Duration asked =
        std::clamp(answer.retry_after.value_or(base::Duration(0)), base::Duration(0), kRetryAfterMax);
    judgement.next_at = now + std::max(*wait, asked);
    return judgement;
}

std::vector<Candidate> choose(std::vector<Candidate> candidates, const UnderWay& under_way,
                              const Places& places, base::Time now) {
    std::ranges::sort(candidates, {}, &Candidate::due_at);
    int free = places.all - static_cast<int>(under_way.webhooks.size());
    int free_for_failing = places.failing - under_way.failing;
    std::vector<Candidate> chosen;
    for (const Candidate& one : candidates) {
        if (free <= 0) break;
        if (one.due_at > now) continue;
        if (std::ranges::find(under_way.webhooks, one.webhook) != under_way.webhooks.end()) continue;
        if (one.failing && free_for_failing-- <= 0) continue;
        chosen.push_back(one);
        --free;
    }
    return chosen;
}

}  // namespace courier
