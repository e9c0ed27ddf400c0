#pragma once
// What happens without anybody asking: every minute unanswered referrals are brought before the sender's
// supervisor, every hour ended sessions are swept away. Promise: a job that fails is logged and tried again;
// it never stops the server. Starts a thread of its own, which makes at least one round and ends with the
// object.

#include "base/log.hpp"
#include "casework/case_desk.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace cli {

class Jobs {
public:
    // Both outlive it.
    Jobs(const casework::CaseDesk& desk, base::Logger& log);

private:
    void run(const std::stop_token& stop);
    void once(bool with_sweep);

    const casework::CaseDesk& desk_;
    base::Logger& log_;
    std::mutex waiting_;
    std::condition_variable_any woken_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace cli
