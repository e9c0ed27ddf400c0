#include "archive/restore_backup.hpp"

#include "archive/database_content.hpp"
#include "archive/encoded_content.hpp"
#include "guard/audit.hpp"
#include "guard/key_ring.hpp"

#include <optional>
#include <utility>

namespace archive {
namespace {

using base::crypto::SealingKey;

// INV-10's log says that what it tells was put back at this moment: what happened between the backup and now
// is not in it.
base::Done note_restore(store::WriteSession& session, const SealingKey& audit_key, base::Time now) {
    return guard::append_audit(session, audit_key, std::nullopt, now,
                               {{.action = "installation.restore",
                                 .subject_kind = "installation",
                                 .subject = {},
                                 .concerned_case = {},
                                 .zone = guard::Zone::z1,
                                 .purpose = guard::Purpose::administration,
                                 .rule = "restore",
                                 .outcome = guard::Outcome::done}});
}

base::Result<Manifest> fill_and_prove(store::WriteSession& session, store::Engine engine,
                                      const std::vector<store::Migration>& migrations, Content& content,
                                      const guard::KeyRing& keys, const RestoreWish& wish,
                                      const FillProgress& progress) {
    auto manifest = fill_database(session, engine, migrations, content, wish.now, progress);
    if (!manifest) return manifest;
    if (auto fits = keys.check_against(session); !fits) return base::fail(fits.error());
    if (auto holds = prove_audit(session, keys.audit_key(), manifest->audit, wish.broken_audit_allowed);
        !holds) {
        return base::fail(holds.error());
    }
    return manifest;
}

}  // namespace

base::Result<Manifest> restore_backup(BackupReader& reader, const SealingKey& master, store::Database& target,
                                      const std::vector<store::Migration>& migrations,
                                      const RestoreWish& wish, const FillProgress& progress) {
    const guard::KeyRing keys = guard::KeyRing::from_master(master.clone());
    return target.write([&](store::WriteSession& session) -> base::Result<Manifest> {
        EncodedContent content(reader);
        auto manifest = fill_and_prove(session, target.engine(), migrations, content, keys, wish, progress);
        if (!manifest) return manifest;
        if (auto moved = store::migrate_in(session, migrations, wish.now); !moved) {
            return base::fail(moved.error());
        }
        // Nothing is built upon a chain that does not hold.
        if (!manifest->audit.reason.empty()) return manifest;
        if (auto noted = note_restore(session, keys.audit_key(), wish.now); !noted) {
            return base::fail(noted.error());
        }
        return manifest;
    });
}

base::Result<Manifest> copy_database(store::Database& source, store::Database& target,
                                     const std::vector<store::Migration>& migrations,
                                     const SealingKey& master, const Made& made,
                                     const FillProgress& progress) {
    const guard::KeyRing keys = guard::KeyRing::from_master(master.clone());
    // The reading transaction may be run again after the writing one was committed.
    std::optional<Manifest> done;
    return source.snapshot([&](store::ReadSession& from) -> base::Result<Manifest> {
        if (done) return *done;
        if (auto fits = keys.check_against(from); !fits) return base::fail(fits.error());
        DatabaseContent content(from, source.engine(), migrations, keys.audit_key(), made);
        auto copied = target.write([&](store::WriteSession& into) -> base::Result<Manifest> {
            return fill_and_prove(into, target.engine(), migrations, content, keys,
                                  {.now = made.at, .broken_audit_allowed = true}, progress);
        });
        if (copied) done = *copied;
        return copied;
    });
}

}  // namespace archive
