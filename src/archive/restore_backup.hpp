#pragma once
// Puts a backup into an empty database of either kind, in one transaction: filled in the shape it was made
// with, its rows and its audit chain proved, then brought to the shape of this program, and noted in the
// audit log. Whole or not at all. And the same from one database into another, without a file. Thread rule:
// one thread.

#include "archive/backup_file.hpp"
#include "archive/fill_database.hpp"
#include "base/crypto/sealing_key.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace archive {

struct RestoreWish {
    base::Time now;
    bool broken_audit_allowed = false;  // one that was broken when the backup was made
};

// `master` is what unlock() answered. Problems: those of fill_database() and prove_audit(); backup_damaged.
base::Result<Manifest> restore_backup(BackupReader& reader, const base::crypto::SealingKey& master,
                                      store::Database& target,
                                      const std::vector<store::Migration>& migrations,
                                      const RestoreWish& wish, const FillProgress& progress);

// Every row of `source`, as it was at one moment, and nothing else: the target is in its shape, and its audit
// log goes on where that one ended. Problems: as above; wrong_key.
base::Result<Manifest> copy_database(store::Database& source, store::Database& target,
                                     const std::vector<store::Migration>& migrations,
                                     const base::crypto::SealingKey& master, const Made& made,
                                     const FillProgress& progress);

}  // namespace archive
