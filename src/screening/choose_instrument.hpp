#pragma once
// Which indicator sets may be offered, the recommended one first. INV-06, CH-6, CH-9: a child, and anybody
// whose age is in doubt, gets the child's set and is never offered the adult questionnaire. Pure; safe from
// any thread.

#include "screening/instrument_library.hpp"
#include "screening/person_age.hpp"

#include <string>
#include <vector>

namespace screening {

// What the exploitation is thought to be for, as far as anybody knows.
enum class SuspectedPurpose { labour, sexual, other, unknown };

template <>
std::span<const std::string_view> names<SuspectedPurpose>();

struct InstrumentChoice {
    std::vector<const Instrument*>
        offered;  // newest versions; may be empty in a library without sets that fit
    bool handled_as_child = false;
    bool claimed_adult_looks_like_child = false;  // CH-9
    bool purpose_not_covered = false;  // no set of this purpose is carried; professional judgement leads
    std::string rule;  // why the choice was narrowed: "CH-6", "INV-06", "CH-9"; empty for an adult
};

InstrumentChoice choose_instrument(const InstrumentLibrary& library, const PersonAge& age,
                                   SuspectedPurpose purpose);

std::string text_key_of_choice_rule(const InstrumentChoice& choice);  // empty for an adult

}  // namespace screening
