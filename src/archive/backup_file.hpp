#pragma once
// A backup as a file. In the open: that it is one, fingerprints of the two keys that open it, and the key of
// the file wrapped for each of them: for the installation's own master key and for the recovery key. Sealed
// under the key of the file: the master key, so that the recovery key alone is enough elsewhere, and the
// content in pieces (base/crypto/sealed_stream.hpp), the first of which is bound to the open part. Written
// beside its name, given it when it is whole, never over another; mode 0600. Thread rule: one thread.

#include "archive/byte_stream.hpp"
#include "archive/recovery_key.hpp"
#include "base/crypto/keyed_hash.hpp"
#include "base/crypto/sealed_stream.hpp"
#include "base/crypto/sealing_key.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <memory>
#include <optional>

namespace archive {

class OpenFile {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&&) = delete;
    ~OpenFile();
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

class BackupWriter final : public ByteSink {
public:
    // Problems: already_exists, not_found (the folder), no_permission, disk_full, database_busy (another
    // backup is writing to the same name).
    static base::Result<std::unique_ptr<BackupWriter>> create(const std::filesystem::path& path);
    BackupWriter(const BackupWriter&) = delete;
    BackupWriter& operator=(const BackupWriter&) = delete;
    // Unless it was kept, nothing is left of it.
    ~BackupWriter() override;

    // From the first byte, also when it was begun before.
    base::Done begin(const base::crypto::SealingKey& master, const base::crypto::BoxPublicKey& recovery,
                     base::RandomSource& random);
    base::Done write(base::ByteView bytes) override;
    // Seals the last piece and waits for the disk. Then path_beside() can be read.
    base::Done finish();
    base::Done keep();

    const std::filesystem::path& path_beside() const { return beside_; }
    // Of the content in clear, after finish().
    const base::crypto::Digest& digest() const { return digest_; }
    std::int64_t size_bytes() const { return size_; }

private:
    BackupWriter(std::filesystem::path path, std::filesystem::path beside, OpenFile file);
    base::Done put(base::ByteView bytes);
    base::Done seal_piece(bool last);

    std::filesystem::path path_;
    std::filesystem::path beside_;
    OpenFile file_;
    bool kept_ = false;
    base::Bytes open_part_;  // bound to the first piece, then empty
    base::Bytes piece_;
    std::unique_ptr<base::crypto::SealingStream> stream_;
    std::optional<base::crypto::Hasher> hasher_;
    base::crypto::Digest digest_{};
    std::int64_t size_ = 0;
};

class BackupReader final : public ByteSource {
public:
    // Problems: not_found, no_permission, backup_damaged (not a backup, or cut short), database_newer (of a
    // later form).
    static base::Result<std::unique_ptr<BackupReader>> open(const std::filesystem::path& path);

    // One of the two, before anything is read. The answer is the master key of the installation that made it.
    // Problems: recovery_key_wrong and wrong_key (the backup is of another), backup_damaged.
    base::Result<base::crypto::SealingKey> unlock(const RecoveryKey& key);
    base::Result<base::crypto::SealingKey> unlock(const base::crypto::SealingKey& master);

    // Problem: backup_damaged.
    base::Result<std::size_t> read(std::span<std::uint8_t> into) override;
    base::Done rewind() override;

    // Of the content that was read since rewind(); call once, at its end.
    base::crypto::Digest digest() { return hasher_->finish(); }

private:
    BackupReader(OpenFile file, base::Bytes open_part);
    base::Result<base::crypto::SealingKey> unlock_with(base::crypto::SealingKey file_key);
    base::Done next_piece();

    OpenFile file_;
    base::Bytes open_part_;
    std::optional<base::crypto::SealingKey> file_key_;
    std::unique_ptr<base::crypto::OpeningStream> stream_;
    std::optional<base::crypto::Hasher> hasher_;
    base::Bytes piece_;
    std::size_t used_ = 0;
    bool first_ = true;
    bool last_ = false;
};

}  // namespace archive
