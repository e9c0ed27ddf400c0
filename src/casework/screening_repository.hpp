#pragma once
// The SQL of screenings, and opening what is sealed in one. A screening changes only through
// update_screening(), which refuses when somebody else wrote in between.

#include "base/result.hpp"
#include "casework/screening_record.hpp"
#include "guard/unit_of_work.hpp"
#include "store/session.hpp"

#include <optional>
#include <vector>

namespace casework {

base::Done insert_screening(store::WriteSession& session, const Screening& screening);
// Problem: not_found.
base::Result<Screening> load_screening(store::ReadSession& session, ScreeningId id);
// Problem: edited_meanwhile.
base::Done update_screening(store::WriteSession& session, Screening& screening);

// Newest first.
base::Result<std::vector<Screening>> screenings_of(store::ReadSession& session, CaseId case_id);
// The one finished last; none where none is finished.
base::Result<std::optional<Screening>> last_screening(store::ReadSession& session, CaseId case_id);

// Screenings of cases an organisation leads or opened whose lower band waits for a second person, longest
// waiting first; `after` is the last one of the page before (keyset).
struct PendingPlace {
    base::Time pending_at;
    ScreeningId id;
};
struct PendingScreening {
    Screening screening;
    std::string pseudonym;
};
base::Result<std::vector<PendingScreening>> pending_screenings(store::ReadSession& session,
                                                               guard::OrganisationId organisation,
                                                               const std::optional<PendingPlace>& after,
                                                               int rows_max);

// The caller holds a grant for Z3. Problem: key_not_held.
base::Result<base::Bytes> seal_content(guard::WriteWork& work, const Screening& screening,
                                       const ScreeningContent& content);
base::Result<ScreeningContent> open_content(const guard::Work& work, store::ReadSession& session,
                                            const Screening& screening);

}  // namespace casework
