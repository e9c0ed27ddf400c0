#pragma once
// Use cases that only read: the worklist of an organisation, a case, its timeline. Zone Z1 and Z2; what lies
// in Z3 and Z4 opens on pages of its own.

#include "base/result.hpp"
#include "casework/case_action.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/case_repository.hpp"
#include "casework/concern_repository.hpp"
#include "casework/person_profile.hpp"
#include "guard/actor.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casework {

enum class WorklistShow { open, clocks_due, all };

struct WorklistFilter {
    WorklistShow show = WorklistShow::open;
    std::optional<State> identification;
};

struct WorklistLine {
    CaseFile file;
    std::optional<CaseClock> next_clock;  // running; the soonest
};

struct Worklist {
    std::vector<WorklistLine> lines;
    std::vector<UnfinishedLook> unfinished;       // first looks of the organisation that were left
    bool more = false;                            // in the list of due clocks: there are more than fit
    std::map<guard::UserId, std::string> people;  // who began the unfinished looks
};

constexpr int kWorklistRows = 50;  // of a page: what a team has open fits on one or two
constexpr int kWorklistRowsMax = 200;
constexpr int kClocksDueRows = 100;

// At most `rows_max` lines (1 to kWorklistRowsMax; more or less is cut to that). The list of due clocks has a
// length of its own.
base::Result<Worklist> read_worklist(const CaseDesk& desk, const guard::Actor& actor,
                                     const WorklistFilter& filter, const std::optional<CasePlace>& before,
                                     int rows_max = kWorklistRows);

struct CaseView {
    CaseFile file;
    std::vector<CaseClock> clocks;         // running first, the soonest first
    std::optional<PersonProfile> profile;  // none: nothing stored, or not this person's to read
    bool identity_stored = false;
    bool look_unfinished = false;
    std::vector<CaseAction> actions;  // what to do next, with whether this person may
    std::string lead_organisation;    // name
};
base::Result<CaseView> read_case(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id);

// Only where it stands, for the form of a step that asks for `permission`.
base::Result<CaseFile> read_case_for(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                     guard::Permission permission, guard::Purpose purpose);

struct CaseTimeline {
    CaseFile file;
    std::vector<CaseEvent> events;                               // newest first
    std::map<std::int64_t, std::string> notes;                   // in words, by number of event; Z3
    std::map<guard::UserId, std::string> people;                 // display names
    std::map<guard::OrganisationId, std::string> organisations;  // names
};
base::Result<CaseTimeline> read_timeline(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id);

}  // namespace casework
