#include "screening/prerequisites.hpp"

#include <array>

namespace screening {

template <>
std::span<const std::string_view> names<Prerequisite>() {
    static constexpr std::array<std::string_view, 10> kNames{
        "basic_needs_met",          "private_place",   "no_companion_interpreting", "interpreter_suitable",
        "information_given",        "consent_to_talk", "stop_word_agreed",          "distress_plan",
        "referral_place_available", "device_safe"};
    return kNames;
}

const std::vector<Prerequisite>& all_prerequisites() {
    static const std::vector<Prerequisite> all = [] {
        std::vector<Prerequisite> out;
        for (std::size_t index = 0; index < names<Prerequisite>().size(); ++index) {
            out.push_back(static_cast<Prerequisite>(index));
        }
        return out;
    }();
    return all;
}

std::vector<Prerequisite> open_prerequisites(const Prerequisites& prerequisites) {
    std::vector<Prerequisite> out;
    for (const Prerequisite one : all_prerequisites()) {
        const bool spared = one == Prerequisite::interpreter_suitable && !prerequisites.interpreter_needed;
        if (!spared && !prerequisites.met.contains(one)) out.push_back(one);
    }
    return out;
}

base::Done ready_to_ask(const Prerequisites& prerequisites) {
    const auto open = open_prerequisites(prerequisites);
    if (open.empty()) return {};
    base::Problem refused = base::refused_by("INV-16", base::ProblemCode::prerequisites_open);
    for (const Prerequisite one : open) {
        refused.fields.push_back({"prerequisites." + std::string(name_of(one)), "prerequisite_open", ""});
    }
    return base::fail(std::move(refused));
}

std::string text_key(Prerequisite prerequisite, const PersonAge& age) {
    // domain.md 5.2: a child assents, and the guardian consents unless suspected.
    if (prerequisite == Prerequisite::consent_to_talk && handled_as_child(age)) {
        return "screening_rules.prerequisite.consent_to_talk.child";
    }
    return "screening_rules.prerequisite." + std::string(name_of(prerequisite)) + ".name";
}

std::string help_key(Prerequisite prerequisite) {
    return "screening_rules.prerequisite." + std::string(name_of(prerequisite)) + ".help";
}

}  // namespace screening
