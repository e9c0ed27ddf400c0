#include "casework/disclose.hpp"

#include "casework/disclosure_repository.hpp"

#include <utility>

namespace casework {
namespace {

constexpr guard::Zone zone_of_part(PacketPart part) {
    return part == PacketPart::minimum ? guard::Zone::z2 : guard::Zone::z3;
}

}  // namespace

base::Done disclose(guard::WriteWork& work, const Referral& referral, PacketPart part) {
    const bool anything =
        part == PacketPart::minimum ? referral.sealed_minimum.has_value() : referral.sealed_full.has_value();
    if (!anything) return {};
    if (auto shared =
            work.keys().share_subject_key(work.session(), referral.id.uuid(), zone_of_part(part),
                                          referral.from_organisation, referral.to_organisation, work.now());
        !shared) {
        return shared;
    }
    Disclosure disclosure{.id = work.new_id<Disclosure>(),
                          .case_id = referral.case_id,
                          .referral = referral.id,
                          .to_organisation = referral.to_organisation,
                          .facts = {},
                          .part = part,
                          .consent = referral.consent,
                          .exception = referral.exception,
                          .at = work.now()};
    for (const Fact fact : referral.facts) {
        if (part_of(fact) == part) disclosure.facts.push_back(fact);
    }
    return insert_disclosure(work.session(), disclosure);
}

base::Done end_disclosure(guard::WriteWork& work, const Referral& referral) {
    for (const PacketPart part : {PacketPart::minimum, PacketPart::full}) {
        if (auto taken = work.keys().withdraw_subject_key(work.session(), referral.id.uuid(),
                                                          zone_of_part(part), referral.to_organisation);
            !taken) {
            return taken;
        }
    }
    return {};
}

}  // namespace casework
