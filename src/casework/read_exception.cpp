#include "casework/read_exception.hpp"

#include "casework/case_vault.hpp"
#include "casework/legal_exception.hpp"
#include "casework/move_case.hpp"
#include "casework/referral_access.hpp"
#include "casework/send_referral.hpp"
#include "directory/service_repository.hpp"
#include "guard/user_repository.hpp"

#include <string_view>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;
using guard::Relation;
using guard::Zone;

base::Result<Packet> packet_of(guard::ReadWork& work, const Referral& referral,
                               const std::optional<base::Bytes>& sealed, Zone zone, std::string_view column) {
    if (!sealed) return Packet{};
    const auto text = open(work, referral.id.uuid(), zone, {"referral", referral.id.uuid(), column}, *sealed);
    if (!text) return base::fail(text.error());
    return packet_from_json(*text);
}

base::Done add_names(guard::ReadWork& work, const Exception& exception, ExceptionToConfirm& page) {
    const auto service = directory::load_service(work.session(), page.referral.service);
    if (!service) return base::fail(service.error());
    page.service_name = service->name;
    page.organisation_name = service->organisation_name;
    const auto names = guard::display_names(work.session(), work.keys(), {exception.proposed_by});
    if (!names) return base::fail(names.error());
    if (const auto found = names->find(exception.proposed_by); found != names->end())
        page.proposed_by = found->second;
    return {};
}

base::Done add_content(guard::ReadWork& work, const Exception& exception, ExceptionToConfirm& page) {
    auto reason = open(work, page.file.id.uuid(), Zone::z3,
                       {"legal_exception", exception.id.uuid(), "sealed_reason"}, exception.sealed_reason);
    if (!reason) return base::fail(reason.error());
    page.reason = std::move(*reason);
    auto minimum = packet_of(work, page.referral, page.referral.sealed_minimum, Zone::z2, "sealed_minimum");
    if (!minimum) return base::fail(minimum.error());
    page.minimum = std::move(*minimum);
    auto full = packet_of(work, page.referral, page.referral.sealed_full, Zone::z3, "sealed_full");
    if (!full) return base::fail(full.error());
    page.full = std::move(*full);
    return {};
}

}  // namespace

base::Result<ExceptionToConfirm> read_exception(const CaseDesk& desk, const guard::Actor& actor,
                                                base::Id<Referral> id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ExceptionToConfirm> {
        auto hand = take_referral(work.session(), work, id, Permission::exception_confirm, Purpose::referral);
        if (!hand) return base::fail(hand.error());
        if (!hand->referral.exception || hand->referral.status != ReferralStatus::awaiting_confirmation)
            return base::fail(base::ProblemCode::wrong_state, "nothing waits for a second person");
        const auto exception = load_exception(work.session(), *hand->referral.exception);
        if (!exception) return base::fail(exception.error());
        const bool own = exception->proposed_by == actor.user;
        // Who proposed it may read again what they wrote; who decides is another person of the lead.
        if (own) hand->ask.permission = Permission::exception_propose;
        if (!own && hand->ask.relation == Relation::lead) hand->ask.relation = Relation::second_person;
        const auto grant = work.grant<Zone::z3>(hand->ask, "referral", id.uuid(), hand->file.id);
        if (!grant) return base::fail(grant.error());

        ExceptionToConfirm page{.file = std::move(hand->file),
                                .referral = std::move(hand->referral),
                                .service_name = {},
                                .organisation_name = {},
                                .ground = exception->ground,
                                .reason = {},
                                .proposed_by = {},
                                .own = own,
                                .minimum = {},
                                .full = {}};
        if (auto named = add_names(work, *exception, page); !named) return base::fail(named.error());
        if (auto added = add_content(work, *exception, page); !added) return base::fail(added.error());
        page.referral.sealed_minimum.reset();
        page.referral.sealed_full.reset();
        return page;
    });
}

base::Done note_person_told(const CaseDesk& desk, const guard::Actor& actor, base::Id<Referral> id) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto hand = open_referral(work, id, Permission::information_record, Purpose::consent);
        if (!hand) return base::fail(hand.error());
        if (!hand->referral.exception)
            return base::fail(base::ProblemCode::wrong_state, "not under an exception");
        const auto first = mark_person_informed(work.session(), *hand->referral.exception, work.now());
        if (!first) return base::fail(first.error());
        if (*first) {
            if (auto noted = note_event(work, hand->file, "exception.person_told", "referral", id.uuid());
                !noted)
                return noted;
        }
        work.record({.action = "exception.tell_person",
                     .subject_kind = "referral",
                     .subject = id.uuid(),
                     .concerned_case = hand->file.id,
                     .zone = Zone::z1,
                     .purpose = Purpose::consent,
                     .rule = {},
                     .outcome = guard::Outcome::done});
        return {};
    });
}

}  // namespace casework
