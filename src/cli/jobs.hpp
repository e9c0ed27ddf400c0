#pragma once
// What happens without anybody asking: every minute unanswered referrals are brought before the sender's
// supervisor, every hour ended sessions and messages to webhooks that are long finished are swept away, once
// a day the log names the programs whose tokens end soon, and the audit log is read on, so many rows a
// minute, from its first row to its end and once a day anew. After an upgrade, people whose identities are
// older than the search are made findable, so many a minute. Promise: a job that fails is logged and tried
// again; it never stops the server. Starts a thread of its own, which makes at least one round and ends with
// the object.

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "casework/case_desk.hpp"
#include "guard/audit.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace cli {

class Jobs {
public:
    // All outlive it.
    Jobs(const casework::CaseDesk& desk, base::Logger& log, base::Metrics& metrics);

private:
    void run(const std::stop_token& stop);
    void once(bool hourly);
    void run_one(base::LogName name, base::MetricLabel label,
                 const std::function<base::Result<std::int64_t>()>& job);
    base::Result<std::int64_t> warn_of_tokens();
    base::Result<std::int64_t> verify_audit();
    void note_verdict(const guard::AuditVerdict& verdict);

    const casework::CaseDesk& desk_;
    base::Logger& log_;
    base::Metrics& metrics_;
    std::optional<base::Time> warned_of_tokens_at_;
    guard::AuditPlace audit_place_;        // up to where the audit log was read
    std::int64_t audit_verified_ = 0;      // the last row that ever was, since the start
    std::optional<base::Time> audit_end_;  // when its end was reached; none: on the way there
    bool audit_broken_ = false;
    std::mutex waiting_;
    std::condition_variable_any woken_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace cli
