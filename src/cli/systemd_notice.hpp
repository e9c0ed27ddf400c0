#pragma once
// What systemd is told and asks for (man 3 sd_notify): a datagram of lines to the socket named in
// NOTIFY_SOCKET, without its library. Where there is no such name, every call does nothing. The watchdog
// thread says "still here" twice in the time that systemd gives, as long as the server gets on; when it does
// not, it falls silent and systemd starts the program anew. Thread rule: made and ended on one thread, before
// and after the server's.

#include "cli/program.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace cli {

class SystemdNotice {
public:
    explicit SystemdNotice(const Environment& environment);

    bool is_there() const { return !socket_.empty(); }
    void ready(std::string_view status) const;
    void stopping() const;
    // False where nobody listens.
    bool tell(std::string_view lines) const;

    // How often systemd wants to hear something (WATCHDOG_USEC, when it is meant for this process).
    std::optional<std::chrono::microseconds> watchdog() const { return watchdog_; }

private:
    std::string socket_;
    std::optional<std::chrono::microseconds> watchdog_;
};

class Watchdog {
public:
    // `gets_on` answers within the time it is given; it is asked from a thread of this object.
    Watchdog(const SystemdNotice& systemd, std::function<bool(std::chrono::microseconds)> gets_on);

private:
    void run(const std::stop_token& stop) const;

    const SystemdNotice& systemd_;
    std::function<bool(std::chrono::microseconds)> gets_on_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace cli
