#pragma once
// The SQL of cases and their events. A case changes only through append(), which writes the event and the
// projection together and refuses when somebody else wrote in between (edited_meanwhile).

#include "base/result.hpp"
#include "casework/case_file.hpp"
#include "store/session.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace casework {

base::Done insert_case(store::WriteSession& session, const CaseFile& file);
// The same with the event that opens it, which `file` takes up.
base::Done begin_case(store::WriteSession& session, CaseFile& file, CaseEvent opening);

// Problem: not_found.
base::Result<CaseFile> load_case(store::ReadSession& session, CaseId id);
base::Result<std::optional<CaseFile>> find_case_by_pseudonym(store::ReadSession& session,
                                                             std::string_view pseudonym);

// Numbers the event, writes it, and brings `file` and its row up to date; fields that are no projection (who
// leads, whether handled as a child) are kept as they stand in `file`. Problem: edited_meanwhile.
base::Done append(store::WriteSession& session, CaseFile& file, CaseEvent event);

base::Result<std::vector<CaseEvent>> events_of(store::ReadSession& session, CaseId id);

// The worklist: cases an organisation leads or opened, newest first. `before` is the last case of the page
// before (keyset).
struct CasePlace {
    base::Time opened_at;
    CaseId id;
};
struct CaseFilter {
    std::optional<State> identification;
    bool open_only = true;
};
base::Result<std::vector<CaseFile>> cases_of(store::ReadSession& session, guard::OrganisationId organisation,
                                             const CaseFilter& filter, const std::optional<CasePlace>& before,
                                             int rows_max);

}  // namespace casework
