#pragma once
// The SQL of what a case holds once, as one sealed text: its profile, its identity. Each is a table of the
// same columns, sealed under the case's key of one zone. Whoever calls has asked authorise().

#include "base/result.hpp"
#include "casework/case_file.hpp"
#include "guard/unit_of_work.hpp"
#include "guard/zone.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casework {

struct SealedTable {
    std::string_view name;
    guard::Zone zone;
};

struct SealedRecord {
    std::string text;  // JSON made by a *_json.cpp
    base::Time updated_at;
    guard::UserId updated_by;
    std::int64_t version = 0;
};

// Problem: key_not_held.
base::Result<std::optional<SealedRecord>> find_sealed(const guard::Work& work, store::ReadSession& session,
                                                      const SealedTable& table, CaseId case_id);

// With the key of an organisation that nobody is acting for (index_names.hpp).
base::Result<std::optional<SealedRecord>> find_sealed_of(const guard::Work& work, store::ReadSession& session,
                                                         const SealedTable& table, CaseId case_id,
                                                         guard::OrganisationId organisation);

// Writes over `version` (0: there is none yet). Problem: edited_meanwhile.
base::Done save_sealed(guard::WriteWork& work, const SealedTable& table, CaseId case_id,
                       std::string_view text, std::int64_t version);

// Who wrote last, by name; empty where the account is gone.
base::Result<std::string> writer_of(guard::ReadWork& work, guard::UserId updated_by);

}  // namespace casework
