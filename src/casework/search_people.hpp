#pragma once
// Use case: finding a person's case by a name they go by, among the cases the asker's organisation leads
// (zone Z4). That somebody of a name is here is already a look at them: the search itself and every person it
// shows are in the access log before anything is shown (INV-10).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "guard/actor.hpp"

#include <string>
#include <vector>

namespace casework {

inline constexpr int kPeopleFoundMax = 20;

struct FoundPerson {
    CaseFile file;
    std::string name_used;
};

struct FoundPeople {
    std::vector<FoundPerson> people;  // the newest case first
    bool more = false;                // there are more than are shown: the name needs another word
};

// Every word of `name` must be a word of the person's names, in any script and order; no part of a word.
// People whose identity this actor may not open are left out. Problems: invalid_input ("name"), not_allowed,
// second_factor_needed.
base::Result<FoundPeople> search_people(const CaseDesk& desk, const guard::Actor& actor,
                                        const std::string& name);

}  // namespace casework
