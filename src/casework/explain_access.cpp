#include "casework/explain_access.hpp"

#include "casework/case_access.hpp"
#include "casework/case_repository.hpp"
#include "casework/referral_access.hpp"
#include "casework/referral_repository.hpp"

#include <functional>

namespace casework {
namespace {

using FindStanding = std::function<base::Result<Standing>(store::ReadSession&, base::Time)>;

// What is not there and what is closed to strangers look alike.
base::Result<Standing> explain(const CaseDesk& desk, const guard::Actor& actor, const FindStanding& find) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<Standing> {
        if (auto allowed = work.allow(
                {.permission = guard::Permission::why_read, .purpose = guard::Purpose::self_access});
            !allowed) {
            return base::fail(allowed.error());
        }
        auto standing = find(work.session(), work.now());
        if (!standing && standing.error().code == base::ProblemCode::not_found) return Standing{};
        if (standing && standing->relation == guard::Relation::none) return Standing{};
        return standing;
    });
}

}  // namespace

base::Result<Standing> standing_to_case(const CaseDesk& desk, const guard::Actor& actor,
                                        guard::CaseId case_id) {
    return explain(desk, actor, [&](store::ReadSession& session, base::Time) -> base::Result<Standing> {
        const auto file = load_case(session, case_id);
        if (!file) return base::fail(file.error());
        return Standing{.relation = relation_to(*file, actor),
                        .consent = guard::ConsentState::not_needed,
                        .concerns_child = file->handled_as_child};
    });
}

base::Result<Standing> standing_to_referral(const CaseDesk& desk, const guard::Actor& actor,
                                            base::Id<Referral> id) {
    return explain(desk, actor, [&](store::ReadSession& session, base::Time now) -> base::Result<Standing> {
        const auto referral = load_referral(session, id);
        if (!referral) return base::fail(referral.error());
        const auto file = load_case(session, referral->case_id);
        if (!file) return base::fail(file.error());
        const auto consent = consent_behind(session, *referral, now);
        if (!consent) return base::fail(consent.error());
        return Standing{.relation = relation_to(*referral, *file, actor),
                        .consent = *consent,
                        .concerns_child = file->handled_as_child};
    });
}

}  // namespace casework
