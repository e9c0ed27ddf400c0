#pragma once
// The checklist that stands before every question (INV-16, domain.md 6.1): basic needs, privacy, interpreter,
// information, consent, a way to stop and a place to refer to. Until it is complete the questions are
// refused, and the refusal names what is open. Pure; safe from any thread.

#include "base/result.hpp"
#include "screening/named.hpp"
#include "screening/person_age.hpp"

#include <set>
#include <string>
#include <vector>

namespace screening {

enum class Prerequisite {
    basic_needs_met,
    private_place,
    no_companion_interpreting,  // no companion, employer or fellow migrant
    interpreter_suitable,       // of acceptable gender, without conflict of interest
    information_given,          // C-INFO: rights and services, in a language the person understands
    consent_to_talk,            // an adult: CONS-INT; a child: assent, and the guardian unless suspected
    stop_word_agreed,
    distress_plan,
    referral_place_available,  // never screen without an offer
    device_safe,
};

template <>
std::span<const std::string_view> names<Prerequisite>();

const std::vector<Prerequisite>& all_prerequisites();

struct Prerequisites {
    std::set<Prerequisite> met;
    bool interpreter_needed = true;  // where none is needed, interpreter_suitable is settled

    friend bool operator==(const Prerequisites&, const Prerequisites&) = default;
};

std::vector<Prerequisite> open_prerequisites(const Prerequisites& prerequisites);

// Problem: prerequisites_open by INV-16 with one field "prerequisites.<name>" for each that is open.
base::Done ready_to_ask(const Prerequisites& prerequisites);

std::string text_key(Prerequisite prerequisite, const PersonAge& age);
std::string help_key(Prerequisite prerequisite);

}  // namespace screening
