#include "cli/systemd_notice.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <condition_variable>
#include <cstddef>
#include <cstring>
#include <mutex>
#include <utility>

namespace cli {
namespace {

std::optional<long long> number_in(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    long long number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size() || number <= 0) return std::nullopt;
    return number;
}

}  // namespace

SystemdNotice::SystemdNotice(const Environment& environment)
    : socket_(environment("NOTIFY_SOCKET").value_or("")) {
    if (!socket_.starts_with('/') && !socket_.starts_with('@')) socket_.clear();
    const auto period = number_in(environment("WATCHDOG_USEC"));
    const auto process = environment("WATCHDOG_PID");
    if (period && (!process || number_in(process) == ::getpid())) {
        watchdog_ = std::chrono::microseconds(*period);
    }
}

bool SystemdNotice::tell(std::string_view lines) const {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return false;
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // an abstract name, without a file
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return false;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
    const ssize_t sent = ::sendto(descriptor, lines.data(), lines.size(), MSG_NOSIGNAL,
                                  reinterpret_cast<const sockaddr*>(&address), size);
    ::close(descriptor);
    return sent == static_cast<ssize_t>(lines.size());
}

void SystemdNotice::ready(std::string_view status) const {
    static_cast<void>(tell("READY=1\nSTATUS=" + std::string(status) + "\n"));
}

void SystemdNotice::stopping() const {
    static_cast<void>(tell("STOPPING=1\nSTATUS=Answering what is in flight\n"));
}

Watchdog::Watchdog(const SystemdNotice& systemd, std::function<bool(std::chrono::microseconds)> gets_on)
    : systemd_(systemd), gets_on_(std::move(gets_on)) {
    if (!systemd_.watchdog()) return;
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Watchdog::run(const std::stop_token& stop) const {
    // Half of the time to be silent in, as sd_watchdog_enabled(3) advises; a look may take a quarter.
    const auto period = *systemd_.watchdog() / 4;
    std::mutex waiting;
    std::condition_variable_any woken;
    while (!stop.stop_requested()) {
        if (gets_on_(period)) static_cast<void>(systemd_.tell("WATCHDOG=1\n"));
        std::unique_lock hold(waiting);
        woken.wait_for(hold, stop, period, [] { return false; });
    }
}

}  // namespace cli
