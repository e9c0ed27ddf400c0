#include "screening/override.hpp"

#include <array>

namespace screening {
namespace {

base::Done second_person_stands_in(const BandChange& change) {
    using base::ProblemCode;
    if (!change.confirmed_by) {
        return base::fail(base::refused_by("INV-17", ProblemCode::second_person_needed));
    }
    if (change.confirmed_by->user.is_nil() || change.confirmed_by->user == change.by.user) {
        return base::fail(
            base::refused_by("INV-17", ProblemCode::second_person_needed, "the same user twice"));
    }
    if (!change.confirmed_by->trained) {
        return base::fail(base::refused_by("INV-17", ProblemCode::training_missing, "second person"));
    }
    return {};
}

}  // namespace

template <>
std::span<const std::string_view> names<OverrideReason>() {
    static constexpr std::array<std::string_view, 7> kNames{
        "professional_judgement", "fear_or_control_seen", "more_left_unsaid",   "new_information",
        "answer_misunderstood",   "interpreting_problem", "recorded_by_mistake"};
    return kNames;
}

bool needs_second_person(Band from, Band to) {
    return is_lower(to, from);
}

base::Result<AcceptedChange> change_band(const BandChange& change) {
    if (change.from == change.to) return base::fail(base::invalid_field("band", "unchanged"));
    if (!change.reason) return base::fail(base::invalid_field("reason", "required"));
    if (!change.by.trained) {
        return base::fail(base::refused_by("INV-17", base::ProblemCode::training_missing, "first person"));
    }
    const bool downward = needs_second_person(change.from, change.to);
    if (downward) {
        if (auto confirmed = second_person_stands_in(change); !confirmed)
            return base::fail(confirmed.error());
    }
    return AcceptedChange{.from = change.from,
                          .to = change.to,
                          .direction = downward ? ChangeDirection::downward : ChangeDirection::upward,
                          .reason = *change.reason};
}

std::string text_key(OverrideReason reason) {
    return "screening_rules.override_reason." + std::string(name_of(reason));
}

}  // namespace screening
