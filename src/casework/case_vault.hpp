#pragma once
// Sealing and opening what a case holds in Z3 and Z4: text (JSON made by a *_json.cpp) under the case's key
// of that zone, bound to its table, row and column, so that a ciphertext moved elsewhere does not open.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "casework/case_file.hpp"
#include "guard/unit_of_work.hpp"
#include "guard/zone.hpp"

#include <string>
#include <string_view>

namespace casework {

struct VaultPlace {
    std::string_view table;
    base::Uuid row;
    std::string_view column;
};

// The key comes from the subject's key ring entry for the actor's organisation; key_not_held when there is
// none. `owner` is the subject the key belongs to: the case's id, or a referral's for its packet.
base::Result<base::Bytes> seal(guard::WriteWork& work, const base::Uuid& owner, guard::Zone zone,
                               const VaultPlace& place, std::string_view text);
base::Result<std::string> open(guard::ReadWork& work, const base::Uuid& owner, guard::Zone zone,
                               const VaultPlace& place, base::ByteView sealed);
base::Result<std::string> open(guard::WriteWork& work, const base::Uuid& owner, guard::Zone zone,
                               const VaultPlace& place, base::ByteView sealed);
// For steps shared by reading and writing use cases, which take the session apart from the work.
base::Result<std::string> open(const guard::Work& work, store::ReadSession& session, const base::Uuid& owner,
                               guard::Zone zone, const VaultPlace& place, base::ByteView sealed);

// The same with the key of an organisation that nobody is acting for (index_names.hpp).
base::Result<std::string> open_for(const guard::Work& work, store::ReadSession& session,
                                   guard::OrganisationId organisation, const base::Uuid& owner,
                                   guard::Zone zone, const VaultPlace& place, base::ByteView sealed);

}  // namespace casework
