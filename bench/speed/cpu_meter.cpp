#include "speed/cpu_meter.hpp"

#include "speed/must.hpp"

#include <cctype>
#include <ctime>
#include <filesystem>
#include <fstream>

namespace speed {
namespace {

constexpr double kNanosecondsOfMicrosecond = 1000;

double own_microseconds() {
    timespec spent{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) * 1e6 +
           static_cast<double>(spent.tv_nsec) / kNanosecondsOfMicrosecond;
}

long parent_of(const std::filesystem::path& process) {
    std::ifstream status(process / "status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("PPid:")) return std::stol(line.substr(5));
    }
    return 0;
}

bool is_process(const std::filesystem::path& path) {
    return std::isdigit(static_cast<unsigned char>(path.filename().string().front())) != 0;
}

// The first number of schedstat: nanoseconds on a processor, finer than the ticks of stat.
double nanoseconds_of(const std::filesystem::path& process) {
    std::ifstream file(process / "schedstat");
    double spent = 0;
    file >> spent;
    return file ? spent : 0;
}

}  // namespace

CpuMeter::CpuMeter(store::Database& database) {
    if (database.engine() == store::Engine::sqlite) return;
    const auto backend = must(database.read([](store::ReadSession& session) -> base::Result<std::int64_t> {
        return session.query_one("select pg_backend_pid()::bigint as pid").map([](const auto& row) {
            return row->integer("pid");
        });
    }));
    postmaster_ = parent_of("/proc/" + std::to_string(backend));
    if (postmaster_ == 0) throw std::runtime_error("the processes of PostgreSQL are not on this machine");
}

double CpuMeter::of_server() const {
    if (postmaster_ == 0) return 0;
    double spent = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        if (!is_process(entry.path()) || parent_of(entry.path()) != postmaster_) continue;
        spent += nanoseconds_of(entry.path()) / kNanosecondsOfMicrosecond;
    }
    return spent;
}

void CpuMeter::begin() {
    server_ = of_server();
    own_ = own_microseconds();
}

double CpuMeter::end() const {
    const double own = own_microseconds() - own_;
    return own + of_server() - server_;
}

}  // namespace speed
