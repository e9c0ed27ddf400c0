#include "casework/send_referral.hpp"

#include "base/text.hpp"
#include "casework/case_access.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_repository.hpp"
#include "casework/case_vault.hpp"
#include "casework/consent_repository.hpp"
#include "casework/disclose.hpp"
#include "casework/known_facts.hpp"
#include "casework/legal_exception.hpp"
#include "casework/move_case.hpp"
#include "casework/referral_access.hpp"
#include "casework/referral_repository.hpp"
#include "directory/need.hpp"
#include "directory/service_repository.hpp"
#include "guard/user_repository.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

using guard::ConsentState;
using guard::Permission;
using guard::Purpose;

constexpr std::size_t kReasonCodePointsMax = 2000;

bool is_one_of(const std::vector<std::string>& codes, const std::string& code) {
    return std::ranges::find(codes, code) != codes.end();
}

base::Done check(const ReferralDraft& draft) {
    std::vector<base::FieldProblem> fields;
    if (!is_one_of(directory::need_codes(), draft.need)) fields.push_back({"need", "not_in_list", {}});
    if (!is_one_of(urgency_codes(), draft.urgency)) fields.push_back({"urgency", "not_in_list", {}});
    if (draft.service.is_nil()) fields.push_back({"service", "required", {}});
    if (draft.exception && !is_one_of(exception_grounds(), draft.exception->ground)) {
        fields.push_back({"ground", "not_in_list", {}});
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return {};
}

// Need and urgency say what is asked for; without them there is no referral.
std::vector<Fact> chosen_facts(const ReferralDraft& draft) {
    std::vector<Fact> chosen;
    for (const Fact fact : all_facts()) {
        const bool always = fact == Fact::need || fact == Fact::urgency;
        if (always || std::ranges::find(draft.facts, fact) != draft.facts.end()) chosen.push_back(fact);
    }
    return chosen;
}

Packet with_request(Packet known, const ReferralDraft& draft) {
    known.push_back({.fact = Fact::need, .keys = {"directory.need." + draft.need}});
    known.push_back({.fact = Fact::urgency, .keys = {"casework.urgency." + draft.urgency}});
    return known;
}

std::vector<Fact> missing(const std::vector<Fact>& chosen, const Packet& known) {
    std::vector<Fact> out;
    for (const Fact fact : chosen) {
        if (std::ranges::find(known, fact, &FactValue::fact) == known.end()) out.push_back(fact);
    }
    return out;
}

// What a preview and a sending have in common: the case, the service, and the packet cut to what was chosen
// and is known.
struct Prepared {
    CaseFile file;
    directory::Service service;
    std::vector<Fact> facts;  // chosen and known
    Packet minimum;
    Packet full;
    std::vector<Fact> unknown;
    std::vector<Consent> consents;
    ConsentState consent = ConsentState::missing;
};

base::Result<Prepared> prepare(const CaseDesk& desk, guard::Work& work, store::ReadSession& session,
                               CaseFile file, const ReferralDraft& draft) {
    auto service = directory::load_service(session, draft.service);
    if (!service) return base::fail(service.error());
    if (service->organisation == work.actor().organisation) {
        return base::fail(base::refused_by("OTHER-ORGANISATION", base::ProblemCode::rule_refuses));
    }
    auto known = known_facts(desk, work, session, file);
    if (!known) return base::fail(known.error());
    auto consents = consents_of(session, file.id);
    if (!consents) return base::fail(consents.error());

    const Packet all = with_request(std::move(*known), draft);
    const std::vector<Fact> chosen = chosen_facts(draft);
    Prepared prepared{.file = std::move(file),
                      .service = std::move(*service),
                      .facts = {},
                      .minimum = part_of_packet(all, chosen, PacketPart::minimum),
                      .full = part_of_packet(all, chosen, PacketPart::full),
                      .unknown = missing(chosen, all),
                      .consents = std::move(*consents)};
    prepared.facts = facts_of(prepared.minimum);
    std::ranges::copy(facts_of(prepared.full), std::back_inserter(prepared.facts));
    prepared.consent =
        state_for_referral(prepared.consents, prepared.service.organisation, prepared.facts, work.now());
    return prepared;
}

base::Result<std::optional<base::Bytes>> sealed_part(guard::WriteWork& work, const Referral& referral,
                                                     const Packet& packet, PacketPart part) {
    if (packet.empty()) return std::optional<base::Bytes>{};
    const guard::Zone zone = part == PacketPart::minimum ? guard::Zone::z2 : guard::Zone::z3;
    if (auto made = work.create_subject_keys(referral.id.uuid(), {&zone, 1}, referral.from_organisation);
        !made) {
        return base::fail(made.error());
    }
    auto sealed =
        seal(work, referral.id.uuid(), zone,
             {"referral", referral.id.uuid(), part == PacketPart::minimum ? "sealed_minimum" : "sealed_full"},
             to_json(packet));
    if (!sealed) return base::fail(sealed.error());
    return std::optional(std::move(*sealed));
}

base::Result<base::Id<Exception>> propose(guard::WriteWork& work, const Prepared& prepared,
                                          const ProposedException& proposed) {
    const auto reason =
        base::clean_text("reason", proposed.reason, {kReasonCodePointsMax, 1, base::Lines::many});
    if (!reason) return base::fail(reason.error());
    Exception exception;
    exception.id = work.new_id<Exception>();
    exception.case_id = prepared.file.id;
    exception.ground = proposed.ground;
    exception.facts = prepared.facts;
    exception.recipient = prepared.service.organisation;
    exception.proposed_by = work.actor().user;
    exception.proposed_at = work.now();
    auto sealed = seal(work, prepared.file.id.uuid(), guard::Zone::z3,
                       {"legal_exception", exception.id.uuid(), "sealed_reason"}, *reason);
    if (!sealed) return base::fail(sealed.error());
    exception.sealed_reason = std::move(*sealed);
    if (auto inserted = insert_exception(work.session(), exception); !inserted)
        return base::fail(inserted.error());
    return exception.id;
}

// The clocks of the answer run with the organisation that owes it; that of the referral is met.
base::Done start_answer_clocks(const CaseDesk& desk, guard::WriteWork& work, const CaseFile& file,
                               const Referral& referral) {
    const bool today = referral.urgency == "today";
    for (const country::ClockKind kind :
         {country::ClockKind::acknowledgement, country::ClockKind::acceptance}) {
        auto started =
            start_clock(desk, work, file, kind, referral.id.uuid(), referral.to_organisation, today);
        if (!started) return started;
    }
    const auto stopped =
        stop_clocks(work.session(), file.id, country::ClockKind::referral, std::nullopt, work.now());
    if (!stopped) return base::fail(stopped.error());
    return {};
}

base::Done replace(guard::WriteWork& work, CaseFile& file, base::Id<Referral> old_id) {
    auto hand = open_referral(work, old_id, Permission::referral_follow, Purpose::referral);
    if (!hand) return base::fail(hand.error());
    if (hand->file.id != file.id) return base::fail(base::ProblemCode::not_found, "referral");
    const auto next = after(hand->referral.status, ReferralAct::reroute);
    if (!next) return base::fail(next.error());
    hand->referral.status = *next;
    if (auto updated = update_referral(work.session(), hand->referral); !updated) return updated;
    if (auto ended = end_disclosure(work, hand->referral); !ended) return ended;
    for (const country::ClockKind kind :
         {country::ClockKind::acknowledgement, country::ClockKind::acceptance}) {
        const auto stopped = stop_clocks(work.session(), file.id, kind, old_id.uuid(), work.now());
        if (!stopped) return base::fail(stopped.error());
    }
    return note_event(work, file, "referral.rerouted", "referral", old_id.uuid());
}

guard::AuditEvent done(std::string action, const Referral& referral, guard::Zone zone) {
    return {.action = std::move(action),
            .subject_kind = "referral",
            .subject = referral.id.uuid(),
            .concerned_case = referral.case_id,
            .zone = zone,
            .purpose = Purpose::referral,
            .rule = {},
            .outcome = guard::Outcome::done};
}

base::Done allow_sending(guard::Work& work, const Prepared& prepared, const ReferralDraft& draft) {
    guard::Ask ask = ask_about(prepared.file, work.actor(), Permission::referral_send, Purpose::referral);
    ask.consent = prepared.consent;
    if (prepared.consent != ConsentState::valid && draft.exception)
        ask.permission = Permission::exception_propose;
    return work.allow(ask, "case", prepared.file.id.uuid(), prepared.file.id);
}

Referral referral_from(const guard::WriteWork& work, const Prepared& prepared, const ReferralDraft& draft) {
    Referral referral;
    referral.case_id = prepared.file.id;
    referral.need = draft.need;
    referral.urgency = draft.urgency;
    referral.from_organisation = work.actor().organisation;
    referral.sent_by = work.actor().user;
    referral.to_organisation = prepared.service.organisation;
    referral.service = prepared.service.id;
    referral.facts = prepared.facts;
    referral.sent_at = work.now();
    referral.rerouted_from = draft.instead_of;
    referral.copy_given_to_person = draft.copy_given_to_person;
    return referral;
}

base::Result<base::Id<Referral>> send(const CaseDesk& desk, guard::WriteWork& work, Prepared prepared,
                                      const ReferralDraft& draft) {
    Referral referral = referral_from(work, prepared, draft);
    referral.id = work.new_id<Referral>();
    if (prepared.consent == ConsentState::valid) {
        referral.consent =
            consent_for_referral(prepared.consents, referral.to_organisation, referral.facts, work.now())->id;
    } else {
        const auto exception = propose(work, prepared, *draft.exception);
        if (!exception) return base::fail(exception.error());
        referral.exception = *exception;
        referral.status = ReferralStatus::awaiting_confirmation;
    }
    if (draft.instead_of) {
        if (auto replaced = replace(work, prepared.file, *draft.instead_of); !replaced)
            return base::fail(replaced.error());
    }
    auto minimum = sealed_part(work, referral, prepared.minimum, PacketPart::minimum);
    if (!minimum) return base::fail(minimum.error());
    auto full = sealed_part(work, referral, prepared.full, PacketPart::full);
    if (!full) return base::fail(full.error());
    referral.sealed_minimum = std::move(*minimum);
    referral.sealed_full = std::move(*full);
    if (auto inserted = insert_referral(work.session(), referral); !inserted)
        return base::fail(inserted.error());

    const bool sent = referral.status == ReferralStatus::sent;
    if (auto noted = note_event(work, prepared.file, sent ? "referral.sent" : "referral.proposed", "referral",
                                referral.id.uuid(), referral.need);
        !noted) {
        return base::fail(noted.error());
    }
    if (sent) {
        if (auto told = disclose(work, referral, PacketPart::minimum); !told) return base::fail(told.error());
        if (auto started = start_answer_clocks(desk, work, prepared.file, referral); !started) {
            return base::fail(started.error());
        }
    }
    if (prepared.file.states.assistance == State::no_assistance) {
        if (auto moved = move_case(desk, work, prepared.file, {.to = State::assistance_offered}); !moved) {
            return base::fail(moved.error());
        }
    }
    work.record(done(sent ? "referral.send" : "referral.propose", referral, guard::Zone::z3));
    return referral.id;
}

// The case and a look at its facts, for who has to do with it; for others it is not there.
base::Result<CaseFile> open_facts(guard::ReadWork& work, guard::CaseId id) {
    auto file = load_case(work.session(), id);
    if (!file) return file;
    const guard::Ask ask = ask_about(*file, work.actor(), Permission::packet_read, Purpose::referral);
    if (ask.relation == guard::Relation::none) return base::fail(work.not_there(ask, "case", id.uuid(), id));
    const auto grant = work.grant<guard::Zone::z3>(ask, "case", id.uuid(), id);
    if (!grant) return base::fail(grant.error());
    return file;
}

}  // namespace

base::Result<KnownFacts> read_known_facts(const CaseDesk& desk, const guard::Actor& actor,
                                          guard::CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<KnownFacts> {
        auto file = open_facts(work, case_id);
        if (!file) return base::fail(file.error());
        auto facts = known_facts(desk, work, work.session(), *file);
        if (!facts) return base::fail(facts.error());
        return KnownFacts{std::move(*file), std::move(*facts)};
    });
}

base::Result<ReferralPreview> preview_referral(const CaseDesk& desk, const guard::Actor& actor,
                                               guard::CaseId case_id, const ReferralDraft& draft) {
    if (auto good = check(draft); !good) return base::fail(good.error());
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ReferralPreview> {
        auto file = open_facts(work, case_id);
        if (!file) return base::fail(file.error());
        auto prepared = prepare(desk, work, work.session(), std::move(*file), draft);
        if (!prepared) return base::fail(prepared.error());
        const auto open = open_referral_to(work.session(), case_id, draft.need, draft.service);
        if (!open) return base::fail(open.error());
        return ReferralPreview{.file = std::move(prepared->file),
                               .service = std::move(prepared->service),
                               .minimum = std::move(prepared->minimum),
                               .full = std::move(prepared->full),
                               .unknown = std::move(prepared->unknown),
                               .consent = prepared->consent,
                               .open_already = *open == draft.instead_of ? std::nullopt : *open};
    });
}

base::Result<base::Id<Referral>> send_referral(const CaseDesk& desk, const guard::Actor& actor,
                                               guard::CaseId case_id, const ReferralDraft& draft) {
    if (auto good = check(draft); !good) return base::fail(good.error());
    return guard::write(desk.workplace, actor,
                        [&](guard::WriteWork& work) -> base::Result<base::Id<Referral>> {
                            auto file = load_case(work.session(), case_id);
                            if (!file) return base::fail(file.error());
                            if (relation_to(*file, actor) == guard::Relation::none) {
                                return base::fail(base::ProblemCode::not_found, "case");
                            }
                            auto prepared = prepare(desk, work, work.session(), std::move(*file), draft);
                            if (!prepared) return base::fail(prepared.error());
                            if (auto allowed = allow_sending(work, *prepared, draft); !allowed)
                                return base::fail(allowed.error());
                            return send(desk, work, std::move(*prepared), draft);
                        });
}

base::Done confirm_exception(const CaseDesk& desk, const guard::Actor& actor, base::Id<Referral> id) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto hand = take_referral(work.session(), work, id, Permission::exception_confirm, Purpose::referral);
        if (!hand) return base::fail(hand.error());
        if (!hand->referral.exception)
            return base::fail(base::ProblemCode::wrong_state, "not under an exception");
        auto exception = load_exception(work.session(), *hand->referral.exception);
        if (!exception) return base::fail(exception.error());
        // Asked of the rule, not of the relation alone: who proposed it is never the second person.
        const auto proposer = guard::person_behind(work.session(), exception->proposed_by);
        if (!proposer) return base::fail(proposer.error());
        if (auto may = may_confirm(*exception, *proposer, actor.user); !may) return may;
        // And they belong to the organisation that leads the case.
        if (hand->ask.relation == guard::Relation::lead) hand->ask.relation = guard::Relation::second_person;
        if (auto allowed = work.allow(hand->ask, "referral", id.uuid(), hand->file.id); !allowed)
            return allowed;

        const auto next = after(hand->referral.status, ReferralAct::confirm);
        if (!next) return base::fail(next.error());
        if (auto confirmed = mark_confirmed(work.session(), exception->id, actor.user, work.now());
            !confirmed) {
            return confirmed;
        }
        hand->referral.status = *next;
        hand->referral.sent_at = work.now();
        if (auto updated = update_referral(work.session(), hand->referral); !updated) return updated;
        if (auto told = disclose(work, hand->referral, PacketPart::minimum); !told) return told;
        if (auto noted =
                note_event(work, hand->file, "referral.confirmed", "referral", id.uuid(), exception->ground);
            !noted) {
            return noted;
        }
        if (auto started = start_answer_clocks(desk, work, hand->file, hand->referral); !started)
            return started;
        work.record(done("exception.confirm", hand->referral, guard::Zone::z3));
        return {};
    });
}

}  // namespace casework
