#pragma once
// Use cases: what a professional makes of a finished screening. Upward at once, with a reason; downward, and
// "no indication now" (T4), only when another trained person agrees (INV-17). The computed band stays beside
// whatever is decided.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/referral.hpp"
#include "casework/screening_record.hpp"
#include "casework/screening_repository.hpp"
#include "guard/actor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casework {

// The bands a professional may choose from: a child's are others than an adult's.
std::vector<screening::Band> bands_for(bool as_child);

struct BandWish {
    std::int64_t version = 0;
    screening::Band to = screening::Band::no_indication_now;
    std::optional<screening::OverrideReason> reason;
    std::string words;
    bool information_given = false;  // asked for where the way leads to "no indication now"
};
enum class BandOutcome { raised, waits_for_second_person };
struct BandChanged {
    BandOutcome outcome = BandOutcome::raised;
    std::int64_t version = 0;  // that is saved
};

// Problems: invalid_input, wrong_state (not finished, or a step waits already), training_missing (INV-17),
// edited_meanwhile.
base::Result<BandChanged> change_band(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                      const BandWish& wish);

// T4 of a screening that ended with no indication now: a reason, information given, and then somebody else.
struct NoIndication {
    std::int64_t version = 0;
    std::string reason;  // of no_indication_reasons()
    std::string words;
    bool information_given = false;
};
// Gives the version that is saved.
base::Result<std::int64_t> propose_no_indication(const CaseDesk& desk, const guard::Actor& actor,
                                                 ScreeningId id, const NoIndication& proposal);

// The second person's word. Agreeing makes the step; declining leaves everything as it was. Problems:
// second_person_needed (the same person), training_missing, wrong_state (nothing waits).
base::Done answer_step(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id, std::int64_t version,
                       bool agreed);

// What waits for a second person of the actor's house: lower bands, and on the first page the legal
// exceptions too, where this person may confirm those (INV-02). Zone Z1.
struct PendingLine {
    std::optional<ScreeningId> screening;
    std::optional<base::Id<Referral>> referral;  // that would go out under an exception
    CaseId case_id;
    std::string pseudonym;
    std::string proposed_by;  // display name
    base::Time proposed_at;
    bool own = false;  // proposed by whoever looks: somebody else must answer
};
struct PendingPage {
    std::vector<PendingLine> exceptions;
    std::vector<PendingLine> screenings;
    bool more = false;  // screenings
};
constexpr int kPendingPageRows = 50;
base::Result<PendingPage> pending_confirmations(const CaseDesk& desk, const guard::Actor& actor,
                                                const std::optional<PendingPlace>& after);

}  // namespace casework
