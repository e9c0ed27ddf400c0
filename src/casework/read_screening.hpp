#pragma once
// Use cases that only read: the screenings of a case, and one of them as far as it may be shown now. Until
// the conditions are met nothing of a question is in the answer, by type: `talk` is not there (INV-16).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/screening_record.hpp"
#include "guard/actor.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casework {

struct ScreeningsOfCase {
    CaseFile file;
    std::vector<Screening> screenings;  // newest first, sealed
    std::string
        language;  // the person's best one as recorded; empty: not known, or not this person's to read
};
base::Result<ScreeningsOfCase> read_screenings(const CaseDesk& desk, const guard::Actor& actor,
                                               CaseId case_id);

// A set by its name, without its questions.
struct InstrumentOffer {
    std::string id;
    std::string version;
    int tier = 0;
    std::string name_key;
    std::string about_key;
    bool within_tier = false;  // whether this person may ask it
    bool chosen = false;
};

// What is said, answered and found. Pointers live as long as the desk.
struct Talk {
    ScreeningContent content;
    std::vector<const screening::Instrument*> instruments;  // of each sheet
};

struct ScreeningView {
    CaseFile file;
    Screening screening;  // sealed
    bool as_child = false;
    screening::PersonAge age;
    screening::Prerequisites prerequisites;
    InterpreterUse interpreter = InterpreterUse::not_needed;
    std::string language;
    ScreeningMode mode = ScreeningMode::interviewer;
    std::vector<InstrumentOffer> offered;
    std::string choice_key;            // why the choice was narrowed; empty for an adult
    bool purpose_not_covered = false;  // no set of this purpose is carried
    std::vector<screening::Prerequisite> open;
    guard::ConsentState consent = guard::ConsentState::missing;
    std::map<guard::UserId, std::string> people;  // display names of whoever wrote, changed and answered
    std::optional<Talk> talk;
};
base::Result<ScreeningView> read_screening(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id);
// The same for the second person, who must see what they are asked to agree to.
base::Result<ScreeningView> read_pending_screening(const CaseDesk& desk, const guard::Actor& actor,
                                                   ScreeningId id);

}  // namespace casework
