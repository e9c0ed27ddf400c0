#include "casework/read_case_referrals.hpp"

#include "casework/case_access.hpp"
#include "casework/legal_exception.hpp"
#include "casework/referral_repository.hpp"
#include "directory/service_repository.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

std::optional<CaseClock> soonest(const std::vector<CaseClock>& clocks, base::Id<Referral> referral) {
    std::optional<CaseClock> found;
    for (const CaseClock& clock : clocks) {
        if (clock.stopped_at || clock.subject != referral.uuid()) continue;
        if (!found || clock.due_at < found->due_at) found = clock;
    }
    return found;
}

base::Result<CaseReferral> line_of(store::ReadSession& session, Referral referral,
                                   const std::vector<CaseClock>& clocks, guard::UserId asker) {
    CaseReferral line;
    const auto service = directory::load_service(session, referral.service);
    if (!service) return base::fail(service.error());
    line.service_name = service->name;
    line.organisation_name = service->organisation_name;
    line.next_clock = soonest(clocks, referral.id);
    if (referral.exception) {
        const auto exception = load_exception(session, *referral.exception);
        if (!exception) return base::fail(exception.error());
        line.person_to_be_told = exception->confirmed_at && !exception->person_informed_at;
        line.own_proposal = exception->proposed_by == asker;
    }
    referral.sealed_minimum.reset();
    referral.sealed_full.reset();
    referral.sealed_exchange.reset();
    line.referral = std::move(referral);
    return line;
}

}  // namespace

base::Result<CaseReferrals> read_case_referrals(const CaseDesk& desk, const guard::Actor& actor,
                                                guard::CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<CaseReferrals> {
        auto file = open_case(work, case_id, guard::Permission::referral_follow, guard::Purpose::referral);
        if (!file) return base::fail(file.error());
        auto referrals = referrals_of(work.session(), case_id);
        if (!referrals) return base::fail(referrals.error());
        const auto clocks = clocks_of(work.session(), case_id);
        if (!clocks) return base::fail(clocks.error());
        CaseReferrals found{.file = std::move(*file), .referrals = {}};
        std::ranges::reverse(*referrals);
        for (Referral& referral : *referrals) {
            auto line = line_of(work.session(), std::move(referral), *clocks, actor.user);
            if (!line) return base::fail(line.error());
            found.referrals.push_back(std::move(*line));
        }
        return found;
    });
}

}  // namespace casework
