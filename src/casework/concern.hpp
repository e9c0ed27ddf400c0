#pragma once
// A concern: what somebody noticed in a first look, step by step, without a name and without a question about
// events (domain.md 3.1 T1 and T2, 5.1, 6.1). Saved after each step, so that it can be left and taken up
// again. Its content is zone Z3 and sealed (concern_json.cpp makes the text). Plain values; pure.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/case_file.hpp"
#include "guard/actor.hpp"
#include "guard/zone.hpp"
#include "screening/answer.hpp"
#include "screening/first_look.hpp"
#include "screening/person_age.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casework {

struct Concern;
using ConcernId = base::Id<Concern>;

// The steps, in their order; `done` is behind the last.
enum class FirstLookStep { situation, signs, person, done };

std::string_view name_of(FirstLookStep step);  // as in the address and in the row
base::Result<FirstLookStep> first_look_step_from_name(std::string_view name);

// Who is there, and is anybody in danger.
struct ConcernSituation {
    std::string language;  // of language_codes(); empty: not known
    bool interpreter_needed = false;
    screening::Company company = screening::Company::unknown;
    bool immediate_danger = false;

    friend bool operator==(const ConcernSituation&, const ConcernSituation&) = default;
};

// How old, what the person said unasked, and where and when it was seen.
struct ConcernPerson {
    screening::PersonAge age;
    bool self_report = false;  // the person said so, in whatever words
    std::string place;         // of place_codes(); empty: not said
    std::string seen_when;     // of seen_when_codes()
    std::string source;        // of source_codes()
    std::string note;          // what was seen and heard, in words; no name is asked for

    friend bool operator==(const ConcernPerson&, const ConcernPerson&) = default;
};

struct ConcernContent {
    std::string instrument;  // the set of signs that was shown, with its version
    std::string instrument_version;
    ConcernSituation situation;
    screening::Answers signs;  // what was not seen has no entry
    ConcernPerson person;

    friend bool operator==(const ConcernContent&, const ConcernContent&) = default;
};

struct Concern {
    ConcernId id;
    CaseId case_id;
    guard::OrganisationId organisation;
    guard::UserId recorded_by;
    base::Time started_at;
    std::optional<base::Time> finished_at;
    FirstLookStep next_step = FirstLookStep::situation;
    guard::Zoned<guard::Zone::z3, ConcernContent> content;
    std::int64_t version = 1;
};

// What the rules of the first look read.
screening::FirstLook first_look_of(const ConcernContent& content);

// Problem: invalid_input, each field at fault by the name it has in the form.
base::Done check_situation(const ConcernSituation& situation);
// Cleans the note, too.
base::Result<ConcernPerson> checked_person(ConcernPerson person);

std::string to_json(const ConcernContent& content);
// Problem: invalid_file.
base::Result<ConcernContent> concern_from_json(std::string_view json);

}  // namespace casework
