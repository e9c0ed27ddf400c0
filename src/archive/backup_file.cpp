#include "archive/backup_file.hpp"

#include "archive/whole_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>

namespace archive {
namespace {

using base::ByteView;
using base::ProblemCode;
using base::crypto::SealingKey;

// The open part, byte by byte.
constexpr std::string_view kMark = "waymark-backup-";
constexpr char kForm = '1';
constexpr std::size_t kMarkSize = 16;
constexpr std::size_t kCheckSize = 16;
constexpr std::size_t kWrappedSize = base::crypto::kSealOverhead + SealingKey::kSize;
constexpr std::size_t kBoxSize = base::crypto::kBoxOverhead + SealingKey::kSize;
constexpr std::size_t kMasterCheckAt = kMarkSize;
constexpr std::size_t kRecoveryCheckAt = kMasterCheckAt + kCheckSize;
constexpr std::size_t kForMasterAt = kRecoveryCheckAt + kCheckSize;
constexpr std::size_t kForRecoveryAt = kForMasterAt + kWrappedSize;
constexpr std::size_t kMasterAt = kForRecoveryAt + kBoxSize;
constexpr std::size_t kStreamHeadAt = kMasterAt + kWrappedSize;
constexpr std::size_t kOpenPartSize = kStreamHeadAt + base::crypto::StreamHead{}.size();

constexpr std::size_t kPieceSize = 65536;
constexpr std::string_view kForMasterPlace = "backup.file_key";
constexpr std::string_view kMasterPlace = "backup.master";

base::Result<std::size_t> read_fully(int descriptor, std::span<std::uint8_t> into) {
    std::size_t filled = 0;
    while (filled < into.size()) {
        const ssize_t got = ::read(descriptor, into.data() + filled, into.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return base::fail(file_problem(errno, "the backup"));
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

void append(base::Bytes& out, ByteView bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

}  // namespace

OpenFile::OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OpenFile::~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

// --- Writing ---

BackupWriter::BackupWriter(std::filesystem::path path, std::filesystem::path beside, OpenFile file)
    : path_(std::move(path)), beside_(std::move(beside)), file_(std::move(file)) {}

base::Result<std::unique_ptr<BackupWriter>> BackupWriter::create(const std::filesystem::path& path) {
    struct stat status = {};
    if (::lstat(path.c_str(), &status) == 0) return base::fail(file_problem(EEXIST, path));
    std::filesystem::path beside = path;
    beside += ".partial";
    OpenFile file(::open(beside.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (file.descriptor() < 0) return base::fail(file_problem(errno, beside));
    // What a killed backup left is taken over; what another one is writing is not.
    if (::flock(file.descriptor(), LOCK_EX | LOCK_NB) != 0) {
        return base::fail(ProblemCode::database_busy, "another backup writes " + beside.string());
    }
    // Some file systems know no modes.
    static_cast<void>(::fchmod(file.descriptor(), S_IRUSR | S_IWUSR));
    return std::unique_ptr<BackupWriter>(new BackupWriter(path, std::move(beside), std::move(file)));
}

BackupWriter::~BackupWriter() {
    if (!kept_) ::unlink(beside_.c_str());
}

base::Done BackupWriter::begin(const SealingKey& master, const base::crypto::BoxPublicKey& recovery,
                               base::RandomSource& random) {
    if (::ftruncate(file_.descriptor(), 0) != 0 || ::lseek(file_.descriptor(), 0, SEEK_SET) != 0) {
        return base::fail(file_problem(errno, beside_));
    }
    const SealingKey file_key = SealingKey::generate(random);
    const SealingKey for_master = base::crypto::derive_key(master, "backup");
    stream_ = std::make_unique<base::crypto::SealingStream>(base::crypto::derive_key(file_key, "stream"));
    open_part_ = base::copy_of(kMark);
    open_part_.push_back(static_cast<std::uint8_t>(kForm));
    append(open_part_, base::crypto::key_check_value(master));
    append(open_part_, fingerprint_of(recovery));
    append(open_part_, base::crypto::wrap_key(for_master, file_key, kForMasterPlace));
    append(open_part_, base::crypto::seal_to(recovery, file_key.expose()));
    append(open_part_,
           base::crypto::wrap_key(base::crypto::derive_key(file_key, "master"), master, kMasterPlace));
    append(open_part_, stream_->head());
    if (open_part_.size() != kOpenPartSize) {
        return base::fail(ProblemCode::data_damaged, "the recovery key in the database is none");
    }
    hasher_.emplace();
    piece_.clear();
    size_ = 0;
    return put(open_part_);
}

base::Done BackupWriter::write(ByteView bytes) {
    hasher_->add(bytes);
    while (!bytes.empty()) {
        // A full piece waits for what follows: only then is it known not to be the last.
        if (piece_.size() == kPieceSize) {
            if (auto sealed = seal_piece(false); !sealed) return sealed;
        }
        const std::size_t part = std::min(bytes.size(), kPieceSize - piece_.size());
        append(piece_, bytes.first(part));
        bytes = bytes.subspan(part);
    }
    return {};
}

base::Done BackupWriter::seal_piece(bool last) {
    const base::Bytes sealed = stream_->seal(piece_, open_part_, last);
    open_part_.clear();
    piece_.clear();
    return put(sealed);
}

base::Done BackupWriter::put(ByteView bytes) {
    size_ += static_cast<std::int64_t>(bytes.size());
    while (!bytes.empty()) {
        const ssize_t written = ::write(file_.descriptor(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return base::fail(file_problem(written < 0 ? errno : ENOSPC, beside_));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

base::Done BackupWriter::finish() {
    if (auto sealed = seal_piece(true); !sealed) return sealed;
    digest_ = hasher_->finish();
    if (::fsync(file_.descriptor()) != 0) return base::fail(file_problem(errno, beside_));
    // So that reading it back asks the disk and not the memory of the machine.
    static_cast<void>(::posix_fadvise(file_.descriptor(), 0, 0, POSIX_FADV_DONTNEED));
    return {};
}

base::Done BackupWriter::keep() {
    if (auto named = give_name(beside_, path_); !named) return named;
    kept_ = true;
    return {};
}

// --- Reading ---

BackupReader::BackupReader(OpenFile file, base::Bytes open_part)
    : file_(std::move(file)), open_part_(std::move(open_part)) {}

base::Result<std::unique_ptr<BackupReader>> BackupReader::open(const std::filesystem::path& path) {
    OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.descriptor() < 0) return base::fail(file_problem(errno, path));
    struct stat status = {};
    if (::fstat(file.descriptor(), &status) != 0) return base::fail(file_problem(errno, path));
    if (!S_ISREG(status.st_mode))
        return base::fail(ProblemCode::backup_damaged, path.string() + " is no file");
    base::Bytes open_part(kOpenPartSize);
    const auto got = read_fully(file.descriptor(), open_part);
    if (!got) return base::fail(got.error());
    const std::string_view begins = base::text_of(open_part).substr(0, *got);
    if (!begins.starts_with(kMark)) {
        return base::fail(ProblemCode::backup_damaged, "it does not begin as a backup of Waymark does");
    }
    if (*got < kOpenPartSize) return base::fail(ProblemCode::backup_damaged, "it was cut short");
    if (begins[kMark.size()] != kForm) {
        return base::fail(ProblemCode::database_newer,
                          "the backup has a form that this program does not know");
    }
    return std::unique_ptr<BackupReader>(new BackupReader(std::move(file), std::move(open_part)));
}

base::Result<SealingKey> BackupReader::unlock(const RecoveryKey& key) {
    const base::crypto::BoxKey box = key.box_key();
    const ByteView part(open_part_);
    if (!std::ranges::equal(fingerprint_of(box.public_key()), part.subspan(kRecoveryCheckAt, kCheckSize))) {
        return base::fail(ProblemCode::recovery_key_wrong, "the key was copied right, but is another one");
    }
    auto opened = box.open(part.subspan(kForRecoveryAt, kBoxSize));
    if (!opened) return base::fail(ProblemCode::backup_damaged, "its key does not open");
    const base::Secret<base::Bytes> bytes(std::move(*opened));
    auto file_key = SealingKey::from_bytes(bytes.expose());
    if (!file_key) return file_key;
    return unlock_with(std::move(*file_key));
}

base::Result<SealingKey> BackupReader::unlock(const SealingKey& master) {
    const ByteView part(open_part_);
    if (!std::ranges::equal(base::crypto::key_check_value(master),
                            part.subspan(kMasterCheckAt, kCheckSize))) {
        return base::fail(ProblemCode::wrong_key, "the backup is of another installation");
    }
    auto file_key = base::crypto::unwrap_key(base::crypto::derive_key(master, "backup"),
                                             part.subspan(kForMasterAt, kWrappedSize), kForMasterPlace);
    if (!file_key) return base::fail(ProblemCode::backup_damaged, "its key does not open");
    return unlock_with(std::move(*file_key));
}

base::Result<SealingKey> BackupReader::unlock_with(SealingKey file_key) {
    auto master =
        base::crypto::unwrap_key(base::crypto::derive_key(file_key, "master"),
                                 ByteView(open_part_).subspan(kMasterAt, kWrappedSize), kMasterPlace);
    if (!master) return base::fail(ProblemCode::backup_damaged, "the key of the installation does not open");
    if (!std::ranges::equal(base::crypto::key_check_value(*master),
                            ByteView(open_part_).subspan(kMasterCheckAt, kCheckSize))) {
        return base::fail(ProblemCode::backup_damaged, "it holds the key of another installation");
    }
    file_key_ = std::move(file_key);
    return master;
}

base::Done BackupReader::rewind() {
    if (!file_key_) return base::fail(ProblemCode::wrong_key, "the backup was not unlocked");
    if (::lseek(file_.descriptor(), static_cast<off_t>(kOpenPartSize), SEEK_SET) < 0) {
        return base::fail(file_problem(errno, "the backup"));
    }
    base::crypto::StreamHead head{};
    std::ranges::copy(ByteView(open_part_).subspan(kStreamHeadAt), head.begin());
    stream_ =
        std::make_unique<base::crypto::OpeningStream>(base::crypto::derive_key(*file_key_, "stream"), head);
    hasher_.emplace();
    piece_.clear();
    used_ = 0;
    first_ = true;
    last_ = false;
    return {};
}

base::Done BackupReader::next_piece() {
    base::Bytes sealed(kPieceSize + base::crypto::kStreamOverhead);
    const auto got = read_fully(file_.descriptor(), sealed);
    if (!got) return base::fail(got.error());
    if (*got == 0) return base::fail(ProblemCode::backup_damaged, "it was cut short");
    sealed.resize(*got);
    auto piece = stream_->open(sealed, first_ ? ByteView(open_part_) : ByteView{});
    if (!piece) {
        return base::fail(ProblemCode::backup_damaged,
                          "it was altered, or cut short, before byte " +
                              std::to_string(::lseek(file_.descriptor(), 0, SEEK_CUR)));
    }
    first_ = false;
    last_ = piece->last;
    piece_ = std::move(piece->plain);
    used_ = 0;
    if (!last_) return {};
    std::array<std::uint8_t, 1> more{};
    const auto after = read_fully(file_.descriptor(), more);
    if (!after) return base::fail(after.error());
    if (*after > 0) return base::fail(ProblemCode::backup_damaged, "something follows its end");
    return {};
}

base::Result<std::size_t> BackupReader::read(std::span<std::uint8_t> into) {
    while (used_ == piece_.size()) {
        if (last_) return std::size_t{0};
        if (auto next = next_piece(); !next) return base::fail(next.error());
    }
    const std::size_t part = std::min(into.size(), piece_.size() - used_);
    const ByteView given = ByteView(piece_).subspan(used_, part);
    std::ranges::copy(given, into.begin());
    hasher_->add(given);
    used_ += part;
    return part;
}

}  // namespace archive
