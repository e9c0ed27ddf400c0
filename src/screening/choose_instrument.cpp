#include "screening/choose_instrument.hpp"

#include <algorithm>
#include <array>

namespace screening {
namespace {

bool fits(const Instrument& instrument, bool child) {
    if (instrument.tier == 0) return false;
    switch (instrument.age) {
        case PopulationAge::adult: return !child;
        case PopulationAge::child: return child;
        case PopulationAge::any: return true;
    }
    return false;
}

// A set made for labour is not the first choice where another purpose is suspected; where nothing is known,
// the longer, weighted set leads.
int rank(const Instrument& instrument, SuspectedPurpose purpose) {
    const bool narrow = instrument.purpose == Purpose::labour;
    switch (purpose) {
        case SuspectedPurpose::labour:
        case SuspectedPurpose::unknown:
            return narrow && instrument.dimension_rule == DimensionRule::delphi_v1 ? 0 : 1;
        case SuspectedPurpose::sexual:
        case SuspectedPurpose::other:
            return narrow && instrument.dimension_rule == DimensionRule::delphi_v1 ? 1 : 0;
    }
    return 1;
}

std::string rule_of(const PersonAge& age) {
    if (!handled_as_child(age)) return {};
    if (is_claimed_adult_who_looks_like_child(age)) return "CH-9";
    return age.claimed == AgeClaim::child && !age.in_doubt ? "CH-6" : "INV-06";
}

}  // namespace

template <>
std::span<const std::string_view> names<SuspectedPurpose>() {
    static constexpr std::array<std::string_view, 4> kNames{"labour", "sexual", "other", "unknown"};
    return kNames;
}

InstrumentChoice choose_instrument(const InstrumentLibrary& library, const PersonAge& age,
                                   SuspectedPurpose purpose) {
    InstrumentChoice out;
    out.handled_as_child = handled_as_child(age);
    out.claimed_adult_looks_like_child = is_claimed_adult_who_looks_like_child(age);
    // The sexual-exploitation lists were not readable (domain.md 6.3): they are not carried, and nothing
    // pretends to be them.
    out.purpose_not_covered = purpose == SuspectedPurpose::sexual || purpose == SuspectedPurpose::other;
    out.rule = rule_of(age);
    for (const Instrument* instrument : library.all_newest()) {
        if (fits(*instrument, out.handled_as_child)) out.offered.push_back(instrument);
    }
    std::ranges::stable_sort(out.offered, {}, [&](const Instrument* one) { return rank(*one, purpose); });
    return out;
}

std::string text_key_of_choice_rule(const InstrumentChoice& choice) {
    if (choice.rule == "CH-6") return "screening_rules.choice.child";
    if (choice.rule == "CH-9") return "screening_rules.choice.looks_like_child";
    if (choice.rule == "INV-06") return "screening_rules.choice.age_in_doubt";
    return {};
}

}  // namespace screening
