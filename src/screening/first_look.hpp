#pragma once
// Tier 0: two minutes of looking, no question about events, by anybody (domain.md 6.1). Any sign, or the
// person's own word, makes a concern (T2); and whoever looked learns what to do now, most urgent first. Pure;
// safe from any thread.

#include "base/result.hpp"
#include "screening/answer.hpp"
#include "screening/instrument.hpp"
#include "screening/person_age.hpp"

#include <string>
#include <vector>

namespace screening {

enum class Company { alone, accompanied, unknown };

template <>
std::span<const std::string_view> names<Company>();

struct FirstLook {
    Answers signs;             // of the observation set; what was not seen has no entry
    bool self_report = false;  // the person said so, in whatever words
    bool immediate_danger = false;
    PersonAge age;
    Company company = Company::unknown;
    bool interpreter_needed = false;
};

// One step of what to do now; its words are screening_rules.advice.<name>.
enum class Advice {
    keep_safe_now,
    call_emergency,
    stay_with_person,
    get_medical_help,
    do_not_confront,
    child_path,
    child_not_with_adult,
    age_benefit_of_doubt,
    see_alone,
    use_interpreter,
    no_questions_about_events,
    give_information,
    hand_over_to_trained,
    write_what_you_saw,
    keep_to_yourself,
    look_again_later,
};

template <>
std::span<const std::string_view> names<Advice>();

struct FirstLookResult {
    bool concern = false;
    bool immediate_danger = false;
    bool handled_as_child = false;
    bool claimed_adult_looks_like_child = false;  // CH-9
    std::vector<std::string> signs_seen;
    std::vector<std::string> signs_unclear;  // to look at again, never against the person
    std::vector<Advice> do_now;              // most urgent first, each once
};

// Problems: invalid_input where the set is not one of observations, or a sign is not its.
base::Result<FirstLookResult> read_first_look(const Instrument& observations, const FirstLook& look);

std::string text_key(Advice advice);

}  // namespace screening
