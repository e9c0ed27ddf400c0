#pragma once
// Use cases: the first look, from the first contact (T1) to a concern with its clocks (T2). Anybody of the
// front line, trained or not; two minutes, no name (INV-14). Each step is saved, so that it can be left and
// taken up again.

#include "base/result.hpp"
#include "casework/case_action.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_desk.hpp"
#include "casework/concern.hpp"
#include "casework/concern_repository.hpp"
#include "guard/actor.hpp"
#include "screening/first_look.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace casework {

// At whom: somebody new, or the person of a case that is there.
enum class FirstLookAt { somebody_new, known_person };

// Begins a first look. `case_id` is made by whoever asks, so that sending twice makes one contact; an old
// page sent again for somebody else is refused with already_exists, so that two people never share a case.
// For a known person it is their case's. Problems: invalid_input, not_found, not_allowed, already_exists.
base::Result<CaseId> start_first_look(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                      const ConcernSituation& situation,
                                      FirstLookAt at = FirstLookAt::somebody_new);

using FirstLookPart = std::variant<ConcernSituation, screening::Answers, ConcernPerson>;

// Saves one step of a look that is not finished. Problems: invalid_input, not_found, wrong_state (finished).
base::Done save_first_look(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                           const FirstLookPart& part);

struct FirstLookOutcome {
    CaseFile file;
    screening::FirstLookResult result;
};

// Ends it. With a sign or the person's own word it becomes a concern: C-TRIAGE (1 h in danger, else 24 h),
// C-INFO, C-SCREEN, and C-CHILD where handled as a child (INV-06). Without, the contact stays, anonymous
// (INV-14). `last` is the last step, where it comes along. Finishing twice gives the same outcome. Problems:
// invalid_input, not_found, wrong_state (a step is missing).
base::Result<FirstLookOutcome> finish_first_look(const CaseDesk& desk, const guard::Actor& actor,
                                                 CaseId case_id,
                                                 const std::optional<ConcernPerson>& last = {});

struct FirstLookView {
    CaseFile file;
    FirstLookStep next_step = FirstLookStep::situation;
    bool finished = false;
    ConcernContent content;
    std::optional<screening::FirstLookResult> result;  // once finished
    std::vector<CaseClock> clocks;                     // of the case, running
    std::vector<CaseAction> actions;  // what to do next, once finished, with whether the reader may
    bool may_open_case = false;       // not everybody who looks carries cases
};
// By the organisation that began it; logged as a look into Z3 (INV-10).
base::Result<FirstLookView> read_first_look(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id);

// Everything that was seen, for those who carry the case. Logged as a look into Z3 (INV-10).
struct ConcernsOfCase {
    CaseFile file;
    struct Seen {
        base::Time at;
        std::string by;  // display name
        bool finished = false;
        ConcernContent content;
        std::vector<std::string> signs;    // text keys of what was seen
        std::vector<std::string> unclear;  // and of what was not clear
    };
    std::vector<Seen> seen;  // newest first
};
base::Result<ConcernsOfCase> read_concerns(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id);

// First looks the actor began and left.
base::Result<std::vector<UnfinishedLook>> my_unfinished_looks(const CaseDesk& desk,
                                                              const guard::Actor& actor);

// All of it at once, for whoever has the whole concern in hand.
base::Result<FirstLookOutcome> raise_concern(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                             const ConcernContent& content);

// The same within a write that does more.
base::Result<FirstLookOutcome> raise_whole(const CaseDesk& desk, guard::WriteWork& work, CaseId case_id,
                                           const ConcernContent& content,
                                           FirstLookAt at = FirstLookAt::known_person);

}  // namespace casework
