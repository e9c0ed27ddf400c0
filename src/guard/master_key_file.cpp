#include "guard/master_key_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <utility>

namespace guard {

namespace {

using base::ProblemCode;
using base::crypto::SealingKey;

constexpr mode_t kMode = S_IRUSR | S_IWUSR;
constexpr mode_t kModeBits = 07777;

class OpenFile {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    explicit operator bool() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }
    bool close() { return ::close(std::exchange(descriptor_, -1)) == 0; }

private:
    int descriptor_;
};

// The path is the administrator's own choice and names nobody.
base::Problem problem_of(int error, const std::filesystem::path& path) {
    const auto code = [error] {
        switch (error) {
            case ENOENT:
            case ENOTDIR: return ProblemCode::not_found;
            case EEXIST: return ProblemCode::already_exists;
            case EACCES:
            case EPERM: return ProblemCode::no_permission;
            case EROFS: return ProblemCode::disk_read_only;
            case ENOSPC:
            case EDQUOT: return ProblemCode::disk_full;
            default: return ProblemCode::invalid_file;
        }
    }();
    return base::problem(code, "master key file " + path.string());
}

base::Done check_file(int descriptor, const std::filesystem::path& path) {
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) return base::fail(problem_of(errno, path));
    const auto refuse = [&](const std::string& what) {
        return base::fail(ProblemCode::invalid_file, "master key file " + path.string() + ": " + what);
    };
    if (!S_ISREG(status.st_mode)) return refuse("not a file");
    if (status.st_uid != ::geteuid()) return refuse("belongs to another user");
    if ((status.st_mode & kModeBits) != kMode) return refuse("its mode must be 0600");
    if (status.st_size != static_cast<off_t>(SealingKey::kSize)) return refuse("its size must be 32 bytes");
    return {};
}

bool write_all(int descriptor, base::ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

// The name is durable only when the folder is.
bool sync_folder(const std::filesystem::path& path) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const OpenFile opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened && ::fsync(opened.descriptor()) == 0;
}

}  // namespace

base::Result<SealingKey> read_master_key(const std::filesystem::path& path) {
    // Not blocking, so that a pipe in its place is refused instead of waited for.
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!file) return base::fail(problem_of(errno, path));
    if (auto checked = check_file(file.descriptor(), path); !checked)
        return base::fail(std::move(checked.error()));
    std::array<std::uint8_t, SealingKey::kSize> bytes{};
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(file.descriptor(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        filled += static_cast<std::size_t>(got);
    }
    auto key = filled == bytes.size() ? SealingKey::from_bytes(bytes)
                                      : base::Result<SealingKey>(base::fail(
                                            ProblemCode::invalid_file, "master key file: cannot be read"));
    base::wipe(bytes.data(), bytes.size());
    return key;
}

base::Done write_master_key(const std::filesystem::path& path, const SealingKey& key) {
    OpenFile file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kMode));
    if (!file) return base::fail(problem_of(errno, path));
    // The mode asked for above is cut by the umask.
    const bool written = ::fchmod(file.descriptor(), kMode) == 0 &&
                         write_all(file.descriptor(), key.expose()) && ::fsync(file.descriptor()) == 0 &&
                         file.close() && sync_folder(path);
    if (written) return {};
    const int error = errno;
    ::unlink(path.c_str());  // half a key file is worse than none
    return base::fail(problem_of(error, path));
}

}  // namespace guard
