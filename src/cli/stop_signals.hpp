#pragma once
// SIGTERM and SIGINT, held back from every thread started after this, and waited for on one. Puts the
// process's signal mask back when it ends.

#include <chrono>
#include <csignal>

namespace cli {

class StopSignals {
public:
    StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    ~StopSignals();

    // Returns when one of them came.
    void wait() const;
    // Returns when one of them came, or after so long.
    void wait_for(std::chrono::seconds patience) const;
    // Whether one of them came since; does not wait.
    bool came() const;

private:
    sigset_t held_{};
    sigset_t before_{};
};

}  // namespace cli
