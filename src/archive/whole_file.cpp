#include "archive/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>

namespace archive {
namespace {

using base::ProblemCode;

// The name is durable only when the folder is.
bool sync_folder(const std::filesystem::path& path) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) return false;
    const bool synced = ::fsync(opened) == 0;
    ::close(opened);
    return synced;
}

// Some file systems of memory sticks cannot refuse by themselves; there it is looked at just before.
int rename_without_overwriting(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    struct stat status = {};
    if (::lstat(to.c_str(), &status) == 0) return EEXIST;
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

}  // namespace

base::Problem file_problem(int error, const std::filesystem::path& path) {
    const auto code = [error] {
        switch (error) {
            case ENOENT:
            case ENOTDIR: return ProblemCode::not_found;
            case EEXIST: return ProblemCode::already_exists;
            case ENOSPC:
            case EDQUOT:
            case EFBIG: return ProblemCode::disk_full;
            case EWOULDBLOCK: return ProblemCode::database_busy;
            case EIO: return ProblemCode::backup_damaged;
            default: return ProblemCode::no_permission;
        }
    }();
    return base::problem(code, path.string());
}

base::Done give_name(const std::filesystem::path& beside, const std::filesystem::path& name) {
    if (const int error = rename_without_overwriting(beside, name); error != 0) {
        return base::fail(file_problem(error, name));
    }
    if (!sync_folder(name)) return base::fail(file_problem(errno, name));
    return {};
}

}  // namespace archive
