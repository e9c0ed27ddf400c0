#include "casework/referral_access.hpp"

#include "casework/case_access.hpp"
#include "casework/case_repository.hpp"
#include "casework/consent_repository.hpp"
#include "casework/legal_exception.hpp"
#include "casework/referral_repository.hpp"

#include <utility>

namespace casework {
namespace {

template <class SomeWork>
base::Result<ReferralInHand> take_and_allow(SomeWork& work, base::Id<Referral> id,
                                            guard::Permission permission, guard::Purpose purpose) {
    auto hand = take_referral(work.session(), work, id, permission, purpose);
    if (!hand) return hand;
    if (auto allowed = work.allow(hand->ask, "referral", id.uuid(), hand->file.id); !allowed) {
        return base::fail(allowed.error());
    }
    return hand;
}

}  // namespace

guard::Relation relation_to(const Referral& referral, const CaseFile& file, const guard::Actor& actor) {
    if (referral.to_organisation == actor.organisation) {
        const guard::Relation relation = relation_of_recipient(referral.status);
        if (relation != guard::Relation::none) return relation;
    }
    if (const guard::Relation relation = relation_to(file, actor); relation != guard::Relation::none)
        return relation;
    if (referral.from_organisation == actor.organisation && actor.supervisor)
        return guard::Relation::supervisor;
    return guard::Relation::none;
}

base::Result<guard::ConsentState> consent_behind(store::ReadSession& session, const Referral& referral,
                                                 base::Time now) {
    if (referral.consent) {
        const auto consent = load_consent(session, *referral.consent);
        if (!consent) return base::fail(consent.error());
        const bool runs = !consent->withdrawn_at && !consent->refused && now < consent->expires_at;
        return runs ? guard::ConsentState::valid : guard::ConsentState::withdrawn;
    }
    if (referral.exception) {
        const auto exception = load_exception(session, *referral.exception);
        if (!exception) return base::fail(exception.error());
        return exception->confirmed_at ? guard::ConsentState::exception_recorded
                                       : guard::ConsentState::missing;
    }
    return guard::ConsentState::missing;
}

base::Result<ReferralInHand> take_referral(store::ReadSession& session, guard::Work& work,
                                           base::Id<Referral> id, guard::Permission permission,
                                           guard::Purpose purpose) {
    auto referral = load_referral(session, id);
    if (!referral) return base::fail(referral.error());
    auto file = load_case(session, referral->case_id);
    if (!file) return base::fail(file.error());
    const guard::Relation relation = relation_to(*referral, *file, work.actor());
    if (relation == guard::Relation::none) {
        return base::fail(work.not_there({.permission = permission, .purpose = purpose, .relation = relation},
                                         "referral", id.uuid(), file->id));
    }
    const auto consent = consent_behind(session, *referral, work.now());
    if (!consent) return base::fail(consent.error());
    const guard::Ask ask{.permission = permission,
                         .purpose = purpose,
                         .relation = relation,
                         .consent = *consent,
                         .concerns_child = file->handled_as_child};
    return ReferralInHand{.referral = std::move(*referral), .file = std::move(*file), .ask = ask};
}

base::Result<ReferralInHand> open_referral(guard::ReadWork& work, base::Id<Referral> id,
                                           guard::Permission permission, guard::Purpose purpose) {
    return take_and_allow(work, id, permission, purpose);
}

base::Result<ReferralInHand> open_referral(guard::WriteWork& work, base::Id<Referral> id,
                                           guard::Permission permission, guard::Purpose purpose) {
    return take_and_allow(work, id, permission, purpose);
}

}  // namespace casework
