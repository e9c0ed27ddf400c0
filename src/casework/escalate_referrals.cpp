#include "casework/escalate_referrals.hpp"

#include "casework/case_clock.hpp"
#include "casework/case_repository.hpp"
#include "casework/referral_repository.hpp"

#include <string>
#include <utility>

namespace casework {
namespace {

base::Done escalate(guard::WriteWork& work, const CaseClock& clock) {
    const base::Id<Referral> id(*clock.subject);
    const auto referral = load_referral(work.session(), id);
    if (!referral) return base::fail(referral.error());
    auto file = load_case(work.session(), clock.case_id);
    if (!file) return base::fail(file.error());
    if (auto marked = mark_escalated(work.session(), clock.id, work.now()); !marked) return marked;

    CaseEvent event;
    event.at = work.now();
    event.organisation = referral->from_organisation;  // it is theirs to act on; nobody of them did anything
    event.kind = "referral.escalated";
    event.subject_kind = "referral";
    event.subject = id.uuid();
    event.code = std::string(country::code_of(clock.kind));
    if (auto noted = append(work.session(), *file, std::move(event)); !noted) return noted;
    work.record({.action = "referral.escalate",
                 .subject_kind = "referral",
                 .subject = id.uuid(),
                 .concerned_case = clock.case_id,
                 .zone = guard::Zone::z1,
                 .purpose = guard::Purpose::co_ordination,
                 .rule = std::string(country::code_of(clock.kind)),
                 .outcome = guard::Outcome::done});
    return {};
}

}  // namespace

base::Result<int> escalate_referrals(const CaseDesk& desk) {
    return guard::write_as_job(desk.workplace, "INV-04", [](guard::WriteWork& work) -> base::Result<int> {
        const auto clocks = clocks_to_escalate(work.session(), work.now(), kEscalationsARun);
        if (!clocks) return base::fail(clocks.error());
        for (const CaseClock& clock : *clocks) {
            if (auto escalated = escalate(work, clock); !escalated) return base::fail(escalated.error());
        }
        return static_cast<int>(clocks->size());
    });
}

}  // namespace casework
