// What Linux tells about this process (man 5 proc). A file that cannot be read leaves its figures unknown.

#include "cli/figures.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace cli {
namespace {

using base::Metric;

std::string content_of(const char* file) {
    std::ifstream stream(file);
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// The fields of /proc/self/stat from the third on: the second is the program's name in parentheses, in which
// anything may stand.
std::vector<std::string> fields_of_stat() {
    const std::string text = content_of("/proc/self/stat");
    const std::size_t end = text.rfind(')');
    std::vector<std::string> fields;
    if (end == std::string::npos) return fields;
    std::istringstream rest(text.substr(end + 1));
    for (std::string field; rest >> field;) fields.push_back(field);
    return fields;
}

base::Duration of_ticks(std::int64_t ticks) {
    return base::Duration(ticks * (1'000'000 / ::sysconf(_SC_CLK_TCK)));
}

void fill_from_stat(base::Metrics& metrics) {
    // Numbered from 3 in proc(5).
    constexpr std::size_t kUser = 14 - 3;
    constexpr std::size_t kSystem = 15 - 3;
    constexpr std::size_t kThreads = 20 - 3;
    constexpr std::size_t kVirtual = 23 - 3;
    constexpr std::size_t kResident = 24 - 3;
    const auto fields = fields_of_stat();
    if (fields.size() <= kResident) return;
    metrics.set(Metric::process_cpu, of_ticks(number_in(fields[kUser]) + number_in(fields[kSystem])));
    metrics.set(Metric::process_threads, number_in(fields[kThreads]));
    metrics.set(Metric::process_virtual, number_in(fields[kVirtual]));
    metrics.set(Metric::process_resident, number_in(fields[kResident]) * ::sysconf(_SC_PAGESIZE));
}

}  // namespace

void fill_process_figures(base::Metrics& metrics) {
    fill_from_stat(metrics);
    std::int64_t files = 0;
    std::error_code error;
    for (std::filesystem::directory_iterator each("/proc/self/fd", error), end; !error && each != end;
         each.increment(error)) {
        ++files;
    }
    if (files > 0) metrics.set(Metric::process_files, files - 1);  // one is the listing's own
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        metrics.set(Metric::process_files_max, static_cast<std::int64_t>(limit.rlim_cur));
    }
}

}  // namespace cli
