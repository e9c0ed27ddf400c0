#pragma once
// A professional may overrule the computed band. INV-17: upward one trained person with a reason; downward
// also a second trained person, who is somebody else. The computed band stays beside the new one. Pure; safe
// from any thread.

#include "base/id.hpp"
#include "base/result.hpp"
#include "screening/band.hpp"

#include <optional>
#include <string>

namespace screening {

enum class OverrideReason {
    professional_judgement,
    fear_or_control_seen,
    more_left_unsaid,
    new_information,
    answer_misunderstood,
    interpreting_problem,
    recorded_by_mistake,
};

template <>
std::span<const std::string_view> names<OverrideReason>();

struct Screener {
    base::Uuid user;
    bool trained = false;  // training for screening, valid now
};

struct BandChange {
    Band from = Band::no_indication_now;
    Band to = Band::no_indication_now;
    std::optional<OverrideReason> reason;
    Screener by;
    std::optional<Screener> confirmed_by;
};

enum class ChangeDirection { upward, downward };

struct AcceptedChange {
    Band from = Band::no_indication_now;
    Band to = Band::no_indication_now;
    ChangeDirection direction = ChangeDirection::upward;
    OverrideReason reason = OverrideReason::professional_judgement;

    friend bool operator==(const AcceptedChange&, const AcceptedChange&) = default;
};

bool needs_second_person(Band from, Band to);

// Problems: invalid_input where there is no reason or nothing changes; training_missing, second_person_needed
// by INV-17.
base::Result<AcceptedChange> change_band(const BandChange& change);

std::string text_key(OverrideReason reason);

}  // namespace screening
