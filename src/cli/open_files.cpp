#include "cli/open_files.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace cli {
namespace {

// The database with its readers or connections, the log, libraries, files that are read at the start.
constexpr std::size_t kForTheRest = 128;
constexpr std::size_t kConnectionsLeast = 16;

}  // namespace

std::size_t raise_open_files(std::size_t wanted) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    if (limit.rlim_cur >= wanted) return limit.rlim_cur;
    rlimit raised = limit;
    raised.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &raised) != 0) return limit.rlim_cur;
    return raised.rlim_cur;
}

std::size_t connections_within(std::size_t open_files, std::size_t wanted) {
    const std::size_t left = open_files > kForTheRest ? open_files - kForTheRest : 0;
    return std::clamp(left, kConnectionsLeast, wanted);
}

}  // namespace cli
