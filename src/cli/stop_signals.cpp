#include "cli/stop_signals.hpp"

#include <cerrno>
#include <ctime>

namespace cli {

StopSignals::StopSignals() {
    sigemptyset(&held_);
    sigaddset(&held_, SIGTERM);
    sigaddset(&held_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
}

StopSignals::~StopSignals() {
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool StopSignals::came() const {
    const timespec at_once{};
    return sigtimedwait(&held_, nullptr, &at_once) > 0;
}

void StopSignals::wait() const {
    int signal = 0;
    while (sigwait(&held_, &signal) == EINTR) {
    }
}

void StopSignals::wait_for(std::chrono::seconds patience) const {
    const timespec most{.tv_sec = static_cast<time_t>(patience.count()), .tv_nsec = 0};
    // Interrupted by a signal that is not held: so be it, the wait is a courtesy.
    static_cast<void>(sigtimedwait(&held_, nullptr, &most));
}

}  // namespace cli
