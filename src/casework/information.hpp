#pragma once
// The duty to inform (GDPR Art. 13 and 14, ECAT Art. 12; domain.md 5.2): an object of its own beside consent
// and beside the legal basis. What the person was told, in which language and form; it may be told in several
// talks. Pure rules. Zone Z1: codes only.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"

#include <string>
#include <vector>

namespace casework {

struct InformationGiven {
    base::Id<InformationGiven> id;
    guard::CaseId case_id;
    std::vector<std::string> topics;  // of information_topics()
    std::vector<std::string> forms;   // of information_forms()
    std::string language;             // ISO 639
    bool interpreter_present = false;
    guard::OrganisationId organisation;
    guard::UserId recorded_by;
    base::Time at;
};

// Words under "casework.information_topic.<code>" and "casework.information_form.<code>".
const std::vector<std::string>& information_topics();
const std::vector<std::string>& information_forms();
// What everybody is told, whatever comes next: the clock C-INFO runs until all of it was said.
const std::vector<std::string>& owed_topics();

// Problem: invalid_input, each field at fault.
base::Done check_information(const InformationGiven& information);

// What is still owed after all that was said.
std::vector<std::string> still_owed(const std::vector<InformationGiven>& given);

}  // namespace casework
