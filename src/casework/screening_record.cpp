#include "casework/screening_record.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace casework {
namespace {

constexpr std::array<std::string_view, 4> kStatuses{"preparing", "in_progress", "paused", "finished"};
constexpr std::array<std::string_view, 2> kModes{"interviewer", "self_administered"};
constexpr std::array<std::string_view, 3> kInterpreterUses{"not_needed", "in_person", "by_phone_or_video"};
constexpr std::array<std::string_view, 3> kDistress{"none_seen", "some", "strong"};

template <class Enum, std::size_t Size>
base::Result<Enum> from_codes(const std::array<std::string_view, Size>& codes, std::string_view code,
                              const char* field) {
    const auto found = std::ranges::find(codes, code);
    if (found == codes.end()) return base::fail(base::invalid_field(field, "not_in_list"));
    return static_cast<Enum>(found - codes.begin());
}

bool holds(const BandStep& step) {
    return !step.second_person_needed || (step.answer && step.answer->agreed);
}

}  // namespace

std::string_view code_of(ScreeningStatus status) {
    return kStatuses.at(static_cast<std::size_t>(status));
}
std::string_view code_of(ScreeningMode mode) {
    return kModes.at(static_cast<std::size_t>(mode));
}
std::string_view code_of(InterpreterUse use) {
    return kInterpreterUses.at(static_cast<std::size_t>(use));
}
std::string_view code_of(Distress distress) {
    return kDistress.at(static_cast<std::size_t>(distress));
}

base::Result<ScreeningStatus> screening_status_from(std::string_view code) {
    return from_codes<ScreeningStatus>(kStatuses, code, "status");
}
base::Result<ScreeningMode> screening_mode_from(std::string_view code) {
    return from_codes<ScreeningMode>(kModes, code, "mode");
}
base::Result<InterpreterUse> interpreter_use_from(std::string_view code) {
    return from_codes<InterpreterUse>(kInterpreterUses, code, "interpreter");
}
base::Result<Distress> distress_from(std::string_view code) {
    return from_codes<Distress>(kDistress, code, "distress");
}

const std::vector<std::string>& no_indication_reasons() {
    static const std::vector<std::string> reasons{"no_sign_now", "signs_explained", "raised_by_mistake"};
    return reasons;
}

screening::ScreeningContext ScreeningContent::context() const {
    return {.age = age,
            .immediate_danger = immediate_danger,
            .adult_controls_child = adult_controls_child,
            .act_shown = act_shown,
            .intent_shown = intent_shown,
            .partial_disclosure = more_left_unsaid};
}

std::optional<screening::Band> band_of(const ScreeningContent& content) {
    if (!content.assessment) return std::nullopt;
    screening::Band band = content.assessment->band;
    for (const BandStep& step : content.steps) {
        if (holds(step)) band = step.to;
    }
    return band;
}

const BandStep* pending_step(const ScreeningContent& content) {
    const auto found = std::ranges::find_if(
        content.steps, [](const BandStep& step) { return step.second_person_needed && !step.answer; });
    return found == content.steps.end() ? nullptr : &*found;
}

bool closed_without_indication(const ScreeningContent& content) {
    if (content.steps.empty() || band_of(content) != screening::Band::no_indication_now) return false;
    return std::ranges::any_of(content.steps, [](const BandStep& step) {
        return step.to == screening::Band::no_indication_now && holds(step);
    });
}

}  // namespace casework
