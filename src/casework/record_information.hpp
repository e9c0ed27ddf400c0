#pragma once
// Use case: writing down what a person was told. The clock C-INFO stops once everything owed was said, in one
// talk or in several; told of asylum and of justice, the case says so (domain.md 3.3, 3.4, 5.2).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/information.hpp"
#include "guard/actor.hpp"

#include <string>
#include <vector>

namespace casework {

// As the form brings it.
struct InformationTalk {
    std::vector<std::string> topics;
    std::vector<std::string> forms;
    std::string language;
    bool interpreter_present = false;
};

// Problems: invalid_input, not_found, not_allowed.
base::Done record_information(const CaseDesk& desk, const guard::Actor& actor, guard::CaseId case_id,
                              const InformationTalk& talk);

struct InformationOfCase {
    CaseFile file;
    std::vector<InformationGiven> given;  // oldest first
    std::vector<std::string> owed;        // topics nobody has spoken of yet
};
base::Result<InformationOfCase> read_information(const CaseDesk& desk, const guard::Actor& actor,
                                                 guard::CaseId case_id);

}  // namespace casework
