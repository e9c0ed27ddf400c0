#pragma once
// Makes a backup of a database, also while it is served: one snapshot, sealed piece by piece, then read back
// from the disk and compared before the file has its name. Thread rule: one thread; the database may be in
// use.

#include "archive/backup_file.hpp"
#include "archive/content.hpp"
#include "archive/database_content.hpp"
#include "base/crypto/sealing_key.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "store/database.hpp"
#include "store/migration.hpp"

#include <cstdint>
#include <filesystem>

namespace archive {

struct BackupMade {
    Manifest manifest;
    std::int64_t size_bytes = 0;
};

struct BackupProgress {
    Progress writing;
    Progress reading_back;
};

// `master` is the installation's master key; a recovery key was made for it before. An audit chain that does
// not hold is no reason to have no backup: the manifest says so. Problems: those of BackupWriter, of
// DatabaseContent and of load_recovery_key(); wrong_key (the master key is not this database's).
base::Result<BackupMade> save_backup(store::Database& database,
                                     const std::vector<store::Migration>& migrations,
                                     const base::crypto::SealingKey& master,
                                     const std::filesystem::path& path, const Made& made,
                                     base::RandomSource& random, const BackupProgress& progress);

// Reads a backup from its first byte to its last. Problems: those of BackupReader and EncodedContent.
base::Result<Manifest> check_backup(BackupReader& reader, const Progress& progress);

}  // namespace archive
