#include "archive/save_backup.hpp"

#include "archive/encoded_content.hpp"
#include "archive/installed_recovery_key.hpp"
#include "guard/key_ring.hpp"

#include <utility>

namespace archive {
namespace {

using base::ProblemCode;
using base::crypto::SealingKey;

base::Result<Manifest> write_snapshot(store::ReadSession& session, store::Engine engine,
                                      const std::vector<store::Migration>& migrations,
                                      const SealingKey& master, const Made& made, base::RandomSource& random,
                                      BackupWriter& writer, const Progress& progress) {
    const guard::KeyRing keys = guard::KeyRing::from_master(master.clone());
    DatabaseContent content(session, engine, migrations, keys.audit_key(), made);
    // Before the recovery key, so that a database without any Waymark is told as that.
    if (auto begun = content.begin(); !begun) return begun;
    if (auto fits = keys.check_against(session); !fits) return base::fail(fits.error());
    const auto recovery = load_recovery_key(session, master);
    if (!recovery) return base::fail(recovery.error());
    if (auto begun = writer.begin(master, *recovery, random); !begun) return base::fail(begun.error());
    return write_content(content, writer, progress);
}

}  // namespace

base::Result<BackupMade> save_backup(store::Database& database,
                                     const std::vector<store::Migration>& migrations,
                                     const SealingKey& master, const std::filesystem::path& path,
                                     const Made& made, base::RandomSource& random,
                                     const BackupProgress& progress) {
    const auto writer = BackupWriter::create(path);
    if (!writer) return base::fail(writer.error());
    auto manifest = database.snapshot([&](store::ReadSession& session) {
        return write_snapshot(session, database.engine(), migrations, master, made, random, **writer,
                              progress.writing);
    });
    if (!manifest) return base::fail(manifest.error());
    if (auto finished = (*writer)->finish(); !finished) return base::fail(finished.error());
    const auto reader = BackupReader::open((*writer)->path_beside());
    if (!reader) return base::fail(reader.error());
    if (const auto key = (*reader)->unlock(master); !key) return base::fail(key.error());
    if (const auto read = check_backup(**reader, progress.reading_back); !read)
        return base::fail(read.error());
    if ((*reader)->digest() != (*writer)->digest()) {
        return base::fail(ProblemCode::backup_damaged, "what was read back is not what was written");
    }
    if (auto kept = (*writer)->keep(); !kept) return base::fail(kept.error());
    return BackupMade{.manifest = std::move(*manifest), .size_bytes = (*writer)->size_bytes()};
}

base::Result<Manifest> check_backup(BackupReader& reader, const Progress& progress) {
    EncodedContent content(reader);
    auto manifest = content.begin();
    if (!manifest) return manifest;
    std::int64_t done = 0;
    const auto read = content.read([&](const TableContent& /*table*/, const Batch& rows) {
        done += static_cast<std::int64_t>(rows.size());
        return progress(done, manifest->rows());
    });
    if (!read) return base::fail(read.error());
    return manifest;
}

}  // namespace archive
