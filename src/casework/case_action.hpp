#pragma once
// What can be done next in a case, most pressing first, and whether this person may do it, with the rule that
// says so. Pure.

#include "base/time.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_file.hpp"
#include "guard/authorise.hpp"

#include <string_view>
#include <vector>

namespace casework {

enum class CaseActionKind {
    resume_first_look,
    triage,
    inform,
    screening,
    presume,
    consents,
    referrals,
    concern,
    profile,
    identity,
    look_again,
    copy,
    timeline,
    formal_choice,
    close,
};

std::string_view name_of(CaseActionKind kind);  // words under "case.action.<name>"

struct CaseAction {
    CaseActionKind kind = CaseActionKind::timeline;
    bool pressing = false;  // a clock waits for it
    guard::Decision decision;
};

std::vector<CaseAction> actions_for(const CaseFile& file, const std::vector<CaseClock>& clocks,
                                    bool look_unfinished, const guard::Actor& actor, base::Time now);

}  // namespace casework
