#pragma once
// Makes a move of the life cycle: asks the table, appends the event, starts and stops the clocks it names. A
// step inside a use case's transaction, not a use case: the caller has authorised and records the audit
// event.

#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/transition.hpp"
#include "guard/unit_of_work.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casework {

struct Move {
    State to;
    std::vector<Requirement> fulfilled;
    std::string code;                   // a reason from a code list
    std::optional<base::Bytes> sealed;  // a note in words, sealed
    bool immediate_danger = false;      // C-TRIAGE is 1 h then, else 24 h
};

// Problems: those of may_move(), edited_meanwhile.
base::Done move_case(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file, const Move& move);

// Starts a clock of the profile for this case (or for a referral, named by `subject`); nothing where the
// profile has no such clock.
base::Done start_clock(const CaseDesk& desk, guard::WriteWork& work, const CaseFile& file,
                       country::ClockKind kind, const std::optional<base::Uuid>& subject,
                       guard::OrganisationId owner, bool immediate_danger = false);

// An event that is not a move.
base::Done note_event(guard::WriteWork& work, CaseFile& file, std::string kind, std::string subject_kind,
                      const std::optional<base::Uuid>& subject, std::string code = {},
                      std::optional<base::Bytes> sealed = std::nullopt);

}  // namespace casework
