#include "cli/data_directory.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace cli {
namespace {

using base::ProblemCode;

// The path is the administrator's own choice and names nobody.
base::Problem problem_of(int error, const std::filesystem::path& folder) {
    const auto code = [error] {
        switch (error) {
            case ENOENT: return ProblemCode::not_found;
            case EEXIST:
            case ENOTDIR: return ProblemCode::already_exists;
            case ENOSPC:
            case EDQUOT: return ProblemCode::disk_full;
            case EROFS: return ProblemCode::disk_read_only;
            default: return ProblemCode::no_permission;
        }
    }();
    return base::problem(code, "data directory " + folder.string());
}

}  // namespace

base::Done DataDirectory::make() const {
    std::error_code error;
    const auto above = std::filesystem::absolute(folder_, error).parent_path();
    if (!error) std::filesystem::create_directories(above, error);
    if (error) return base::fail(problem_of(error.value(), folder_));
    if (::mkdir(folder_.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        return base::fail(problem_of(errno, folder_));
    }
    return check();
}

base::Done DataDirectory::check() const {
    struct stat status = {};
    if (::stat(folder_.c_str(), &status) != 0) return base::fail(problem_of(errno, folder_));
    if (!S_ISDIR(status.st_mode)) return base::fail(problem_of(ENOTDIR, folder_));
    if (::access(folder_.c_str(), R_OK | W_OK | X_OK) != 0) return base::fail(problem_of(errno, folder_));
    return {};
}

base::Result<bool> DataDirectory::is_new() const {
    std::error_code error;
    std::filesystem::directory_iterator entry(folder_, error);
    if (error == std::errc::no_such_file_or_directory) return true;
    if (error) return base::fail(problem_of(error.value(), folder_));
    for (; entry != std::filesystem::directory_iterator{}; entry.increment(error)) {
        if (entry->path() != settings()) return false;
    }
    return true;
}

}  // namespace cli
