#include "casework/triage.hpp"

#include "casework/case_access.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_codes.hpp"
#include "casework/move_case.hpp"

namespace casework {

using guard::Permission;
using guard::Purpose;

base::Result<CaseFile> complete_triage(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                       const std::string& outcome) {
    if (outcome.empty()) return base::fail(base::invalid_field("outcome", "required"));
    if (!is_one_of(triage_outcome_codes(), outcome))
        return base::fail(base::invalid_field("outcome", "not_in_list"));
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<CaseFile> {
        auto file = open_case(work, case_id, Permission::needs_write, Purpose::triage);
        if (!file) return file;
        const auto stopped =
            stop_clocks(work.session(), case_id, country::ClockKind::triage, std::nullopt, work.now());
        if (!stopped) return base::fail(stopped.error());
        // Whoever was handed to child protection is with them: its clock is met.
        if (outcome == "child_protection_called") {
            const auto met = stop_clocks(work.session(), case_id, country::ClockKind::child_protection,
                                         std::nullopt, work.now());
            if (!met) return base::fail(met.error());
        }
        if (auto noted = note_event(work, *file, "triage.done", "case", case_id.uuid(), outcome); !noted)
            return base::fail(noted.error());
        work.record({.action = "triage.complete",
                     .subject_kind = "case",
                     .subject = case_id.uuid(),
                     .concerned_case = case_id,
                     .zone = guard::Zone::z1,
                     .purpose = Purpose::triage,
                     .rule = {},
                     .outcome = guard::Outcome::done});
        return file;
    });
}

}  // namespace casework
