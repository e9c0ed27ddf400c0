#include "cli/jobs.hpp"

#include "casework/escalate_referrals.hpp"
#include "guard/sign_in.hpp"
#include "guard/sign_in_repository.hpp"
#include "guard/write_unaudited.hpp"

#include <chrono>
#include <exception>

namespace cli {
namespace {

using base::LogEvent;
using base::LogField;

constexpr std::chrono::minutes kEvery{1};
constexpr int kSweepEvery = 60;  // of these

base::Done sweep_sessions(guard::Workplace& workplace) {
    const base::Time now = workplace.clock.now();
    return guard::write_unaudited(workplace, [&](store::WriteSession& session) {
        return guard::remove_ended_sessions(session, now, now - guard::kSessionIdle);
    });
}

}  // namespace

Jobs::Jobs(const casework::CaseDesk& desk, base::Logger& log)
    : desk_(desk), log_(log), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Jobs::run(const std::stop_token& stop) {
    int round = 0;
    do {
        try {
            once(round++ % kSweepEvery == 0);
        } catch (const std::exception&) {
            log_.error(LogEvent::job_failed, {LogField::problem(base::ProblemCode::internal)});
        }
        std::unique_lock hold(waiting_);
        woken_.wait_for(hold, stop, kEvery, [] { return false; });
    } while (!stop.stop_requested());
}

void Jobs::once(bool with_sweep) {
    const auto escalated = casework::escalate_referrals(desk_);
    if (!escalated) {
        log_.error(LogEvent::job_failed,
                   {LogField::component("escalate_referrals"), LogField::problem(escalated.error().code)});
    } else if (*escalated > 0) {
        log_.info(LogEvent::job_finished,
                  {LogField::component("escalate_referrals"), LogField::count(*escalated)});
    }
    if (!with_sweep) return;
    if (const auto swept = sweep_sessions(desk_.workplace); !swept) {
        log_.error(LogEvent::job_failed,
                   {LogField::component("sweep_sessions"), LogField::problem(swept.error().code)});
    }
}

}  // namespace cli
