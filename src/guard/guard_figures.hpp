#pragma once
// What may be counted about the house itself without opening anything: how long the audit log is, when it
// last grew, how many sessions there are. Numbers alone, no person. Thread rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"

#include <cstdint>
#include <optional>

namespace guard {

struct GuardFigures {
    std::int64_t audit_rows = 0;
    std::optional<base::Time> last_audit_row;  // none: there is no row yet
    std::int64_t sessions = 0;                 // that have not ended
    std::int64_t tokens_ending = 0;            // ProgramToken::ends_soon()
};

base::Result<GuardFigures> guard_figures(store::ReadSession& session, base::Time now);

}  // namespace guard
