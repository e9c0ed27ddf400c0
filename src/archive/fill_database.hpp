#pragma once
// Fills an empty database with content, in the caller's transaction, and proves that it holds it: every table
// read back has as many rows as the manifest says, and the very rows that were given. So that a database is
// filled whole or stays empty. Thread rule: as the session.

#include "archive/content.hpp"
#include "base/crypto/sealing_key.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/database.hpp"
#include "store/migration.hpp"

#include <vector>

namespace archive {

struct FillProgress {
    Progress filling;
    Progress proving;
};

// Leaves the database in the shape the content has: of migrations that are newer than it, none is run.
// Problems: already_exists (the database is not empty), database_newer (the content is of a newer program),
// backup_damaged (it does not fit what its migrations make, or does not read back), and those of the content.
base::Result<Manifest> fill_database(store::WriteSession& session, store::Engine engine,
                                     const std::vector<store::Migration>& migrations, Content& content,
                                     base::Time now, const FillProgress& progress);

// Problem: audit_chain_broken; `made` is what the manifest says: a chain that was broken already when the
// content was taken is told apart, and passes where `allow_broken_before`.
base::Done prove_audit(store::ReadSession& session, const base::crypto::SealingKey& audit_key,
                       const guard::AuditVerdict& made, bool allow_broken_before);

}  // namespace archive
