#include "casework/case_vault.hpp"

#include "base/crypto/sealing_key.hpp"

namespace casework {
namespace {

std::string associated(const VaultPlace& place) {
    return base::crypto::Place{std::string(place.table), place.row.text(), std::string(place.column)}
        .associated();
}

}  // namespace

base::Result<base::Bytes> seal(guard::WriteWork& work, const base::Uuid& owner, guard::Zone zone,
                               const VaultPlace& place, std::string_view text) {
    const auto key = work.subject_key(work.session(), owner, zone, work.actor().organisation);
    if (!key) return base::fail(key.error());
    return base::crypto::seal(**key, base::bytes_of(text), associated(place));
}

base::Result<std::string> open(guard::ReadWork& work, const base::Uuid& owner, guard::Zone zone,
                               const VaultPlace& place, base::ByteView sealed) {
    return open(work, work.session(), owner, zone, place, sealed);
}

base::Result<std::string> open(guard::WriteWork& work, const base::Uuid& owner, guard::Zone zone,
                               const VaultPlace& place, base::ByteView sealed) {
    return open(work, work.session(), owner, zone, place, sealed);
}

base::Result<std::string> open(const guard::Work& work, store::ReadSession& session, const base::Uuid& owner,
                               guard::Zone zone, const VaultPlace& place, base::ByteView sealed) {
    return open_for(work, session, work.actor().organisation, owner, zone, place, sealed);
}

base::Result<std::string> open_for(const guard::Work& work, store::ReadSession& session,
                                   guard::OrganisationId organisation, const base::Uuid& owner,
                                   guard::Zone zone, const VaultPlace& place, base::ByteView sealed) {
    const auto key = work.subject_key(session, owner, zone, organisation);
    if (!key) return base::fail(key.error());
    const auto opened = base::crypto::open(**key, sealed, associated(place));
    if (!opened) return base::fail(opened.error());
    return std::string(base::text_of(*opened));
}

}  // namespace casework
