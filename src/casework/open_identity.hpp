#pragma once
// Use cases: opening and writing who the person is (zone Z4). Only the lead organisation, only with a
// purpose, and every opening is in the access log before anything is shown (INV-10).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/identity.hpp"
#include "guard/actor.hpp"
#include "guard/authorise.hpp"
#include "guard/unit_of_work.hpp"

#include <cstdint>
#include <string>

namespace casework {

struct IdentityView {
    CaseFile file;
    Identity identity;
    std::int64_t version = 0;  // 0: nothing stored yet
    base::Time updated_at;
    std::string updated_by;  // display name
};

base::Result<IdentityView> read_identity(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                         guard::Purpose purpose);

// `version` is the one that was read; gives the one that is saved. Problems: invalid_input, not_found,
// not_allowed, edited_meanwhile.
base::Result<std::int64_t> write_identity(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                          const Identity& identity, std::int64_t version);

// The same within a write that does more, on a case that it has loaded: asks, and takes a checked identity.
base::Result<std::int64_t> put_identity(guard::WriteWork& work, CaseFile& file, const Identity& checked,
                                        std::int64_t version);

// The cover of the sealed part: whether there is something, and nothing of it.
struct IdentityCover {
    CaseFile file;
    bool stored = false;
};
base::Result<IdentityCover> read_identity_cover(const CaseDesk& desk, const guard::Actor& actor,
                                                CaseId case_id);

}  // namespace casework
