#include "cli/stop_signals.hpp"

#include <cerrno>

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

void StopSignals::wait() const {
    int signal = 0;
    while (sigwait(&held_, &signal) == EINTR) {
    }
}

}  // namespace cli
