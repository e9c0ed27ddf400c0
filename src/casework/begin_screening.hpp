#pragma once
// Use cases: beginning a screening and making ready for it. A child, and anybody whose age is in doubt, gets
// the child's set and never the adult's (INV-06, INV-07); until the checklist is complete and the person (or
// the child's path) has agreed, no question leaves any use case (INV-16).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/screening_record.hpp"
#include "guard/actor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casework {

struct ScreeningStart {
    screening::PersonAge age;
    screening::SuspectedPurpose purpose = screening::SuspectedPurpose::unknown;
    std::string language;  // of the talk
    InterpreterUse interpreter = InterpreterUse::not_needed;
    ScreeningMode mode = ScreeningMode::interviewer;
};

// Either a screening was begun, or somebody else must do it: no set this person may ask fits, or a child is
// met by those who are vetted. The case is on the child's path all the same.
struct Begun {
    std::optional<ScreeningId> screening;
    std::int64_t version = 0;  // of the screening, as it is saved
    bool child_path = false;
    bool needs_vetting = false;
    bool needs_interviewer = false;
};

// Problems: not_allowed, training_missing, already_exists (one unfinished screening a case), wrong_state.
base::Result<Begun> begin_screening(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                    const ScreeningStart& start);

// The checklist as ticked. May be saved in parts.
struct Preparation {
    std::int64_t version = 0;
    std::set<screening::Prerequisite> met;
    InterpreterUse interpreter = InterpreterUse::not_needed;
    std::string language;
    ScreeningMode mode = ScreeningMode::interviewer;
    std::optional<std::string> instrument;  // another of the offered sets, while nothing is answered
};

struct Prepared {
    std::vector<screening::Prerequisite> open;  // still open (INV-16)
    guard::ConsentState consent = guard::ConsentState::missing;
    std::int64_t version = 0;  // that is saved
    bool ready() const { return open.empty() && consent == guard::ConsentState::valid; }
};

// When all is there the talk may begin: T3. Ticking something off again closes the questions again.
base::Result<Prepared> prepare_screening(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                         const Preparation& preparation);

// During the talk it turns out that this may be a child: the child's set takes the place of the adult's,
// nothing that was recorded is lost, answers to the same questions go over, and the child's own agreement is
// asked for. Whoever asks may be the one who notices, vetted or not.
base::Result<Begun> doubt_age(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                              std::int64_t version, const screening::PersonAge& age);

}  // namespace casework
