#include "casework/record_consent.hpp"

#include "casework/case_access.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_repository.hpp"
#include "casework/consent_repository.hpp"
#include "casework/disclose.hpp"
#include "casework/information_repository.hpp"
#include "casework/move_case.hpp"
#include "casework/referral_access.hpp"
#include "casework/referral_repository.hpp"
#include "guard/organisation_repository.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

// The wording of the cards that is read out (ui/words, "consent.card."); changed whenever its meaning
// changes.
constexpr std::string_view kNoticeVersion = "2026-11.2";

guard::AuditEvent done(std::string action, const base::Id<Consent>& consent, guard::CaseId case_id) {
    return {.action = std::move(action),
            .subject_kind = "consent",
            .subject = consent.uuid(),
            .concerned_case = case_id,
            .zone = guard::Zone::z1,
            .purpose = Purpose::consent,
            .rule = {},
            .outcome = guard::Outcome::done};
}

Consent consent_from(const ConsentTalk& talk, const guard::WriteWork& work, guard::CaseId case_id) {
    Consent consent;
    consent.case_id = case_id;
    consent.code = talk.code;
    consent.recipient = talk.recipient;
    consent.facts = talk.facts;
    consent.given_by = talk.given_by;
    consent.language = talk.language;
    consent.interpreter_present = talk.interpreter_present;
    consent.method = talk.method;
    consent.points = talk.points;
    consent.said_back_in_own_words = talk.said_back_in_own_words;
    consent.risks_explained = talk.risks_explained;
    consent.alternatives_explained = talk.alternatives_explained;
    consent.notice_version = std::string(kNoticeVersion);
    consent.recorded_by_organisation = work.actor().organisation;
    consent.recorded_by = work.actor().user;
    consent.valid_from = work.now();
    consent.expires_at = default_expiry(work.now());
    consent.refused = talk.refused;
    return consent;
}

// Agreeing to support, or not now, is all it takes (region AS); nothing about identification is asked
// (INV-01).
base::Done move_assistance(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file,
                           const Consent& consent) {
    if (consent.code != ConsentCode::support) return {};
    const State now = file.states.assistance;
    if (now != State::no_assistance && now != State::assistance_offered) return {};
    if (consent.refused) return move_case(desk, work, file, {.to = State::assistance_declined});
    return move_case(desk, work, file,
                     {.to = State::assistance_accepted, .fulfilled = {Requirement::support_agreed}});
}

std::vector<Disclosure> told_under(std::vector<Disclosure> disclosures, base::Id<Consent> consent) {
    std::erase_if(disclosures, [&](const Disclosure& disclosure) { return disclosure.consent != consent; });
    return disclosures;
}

std::vector<guard::OrganisationId> mentioned(const std::vector<Consent>& consents,
                                             const std::vector<Disclosure>& disclosures) {
    std::vector<guard::OrganisationId> ids;
    for (const Consent& consent : consents) {
        if (consent.recipient) ids.push_back(*consent.recipient);
    }
    for (const Disclosure& disclosure : disclosures) ids.push_back(disclosure.to_organisation);
    return ids;
}

// Everything a page of a withdrawal tells; the receiver reads no more than what concerns itself.
base::Result<Withdrawal> withdrawal_of(store::ReadSession& session, const CaseFile& file, Consent consent,
                                       std::vector<Referral> ended, const guard::Actor& actor) {
    auto disclosures = disclosures_of(session, file.id);
    if (!disclosures) return base::fail(disclosures.error());
    Withdrawal withdrawal{.consent = std::move(consent),
                          .pseudonym = file.pseudonym,
                          .organisations = {},
                          .by_receiver = relation_to(file, actor) == guard::Relation::none,
                          .disclosed = {},
                          .ended = std::move(ended)};
    withdrawal.disclosed = told_under(std::move(*disclosures), withdrawal.consent.id);
    auto names = guard::organisation_names(session, mentioned({withdrawal.consent}, withdrawal.disclosed));
    if (!names) return base::fail(names.error());
    withdrawal.organisations = std::move(*names);
    return withdrawal;
}

base::Done end_access(guard::WriteWork& work, CaseFile& file, Referral& referral) {
    const auto next = after(referral.status, ReferralAct::withdraw);
    if (!next) return base::fail(next.error());
    referral.status = *next;
    if (auto updated = update_referral(work.session(), referral); !updated) return updated;
    if (auto closed = end_disclosure(work, referral); !closed) return closed;
    for (const country::ClockKind kind :
         {country::ClockKind::acknowledgement, country::ClockKind::acceptance}) {
        const auto stopped = drop_clocks(work.session(), file.id, kind, referral.id.uuid(), work.now());
        if (!stopped) return base::fail(stopped.error());
    }
    return note_event(work, file, "referral.access_ended", "referral", referral.id.uuid());
}

// The receiver too writes down that the person took it back: whoever hears it acts on it (INV-12).
base::Result<guard::Relation> relation_to_consent(const guard::Actor& actor, const CaseFile& file,
                                                  const std::vector<Referral>& under) {
    if (const guard::Relation relation = relation_to(file, actor); relation != guard::Relation::none)
        return relation;
    for (const Referral& referral : under) {
        if (referral.to_organisation != actor.organisation) continue;
        if (const auto relation = relation_of_recipient(referral.status); relation != guard::Relation::none) {
            return relation;
        }
    }
    return base::fail(base::ProblemCode::not_found, "consent");
}

}  // namespace

base::Result<base::Id<Consent>> record_consent(const CaseDesk& desk, const guard::Actor& actor,
                                               guard::CaseId case_id, const ConsentTalk& talk) {
    return guard::write(
        desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<base::Id<Consent>> {
            auto file = open_case(work, case_id, Permission::consent_record, Purpose::consent);
            if (!file) return base::fail(file.error());
            Consent consent = consent_from(talk, work, case_id);
            if (auto complete = check_complete(consent, file->handled_as_child); !complete) {
                return base::fail(complete.error());
            }
            consent.id = work.new_id<Consent>();
            if (auto inserted = insert_consent(work.session(), consent); !inserted)
                return base::fail(inserted.error());
            if (auto noted = note_event(work, *file, talk.refused ? "consent.refused" : "consent.given",
                                        "consent", consent.id.uuid(), std::string(code_of(talk.code)));
                !noted) {
                return base::fail(noted.error());
            }
            if (auto moved = move_assistance(desk, work, *file, consent); !moved)
                return base::fail(moved.error());
            work.record(done("consent.record", consent.id, case_id));
            return consent.id;
        });
}

base::Result<ConsentsOfCase> read_consents(const CaseDesk& desk, const guard::Actor& actor,
                                           guard::CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ConsentsOfCase> {
        auto file = open_case(work, case_id, Permission::consent_read, Purpose::consent);
        if (!file) return base::fail(file.error());
        auto consents = consents_of(work.session(), case_id);
        if (!consents) return base::fail(consents.error());
        auto disclosures = disclosures_of(work.session(), case_id);
        if (!disclosures) return base::fail(disclosures.error());
        const auto given = information_of(work.session(), case_id);
        if (!given) return base::fail(given.error());
        auto names = guard::organisation_names(work.session(), mentioned(*consents, *disclosures));
        if (!names) return base::fail(names.error());
        return ConsentsOfCase{.file = std::move(*file),
                              .consents = std::move(*consents),
                              .disclosures = std::move(*disclosures),
                              .organisations = std::move(*names),
                              .information_owed = still_owed(*given)};
    });
}

base::Result<ConsentStart> start_consent_talk(const CaseDesk& desk, const guard::Actor& actor,
                                              guard::CaseId case_id,
                                              const std::optional<guard::OrganisationId>& recipient) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ConsentStart> {
        auto file = open_case(work, case_id, Permission::consent_record, Purpose::consent);
        if (!file) return base::fail(file.error());
        ConsentStart start{.file = std::move(*file), .recipient = {}};
        if (recipient) {
            auto organisation = guard::load_organisation(work.session(), *recipient);
            if (!organisation) return base::fail(organisation.error());
            start.recipient = std::move(organisation->name);
        }
        return start;
    });
}

base::Result<Withdrawal> withdraw_consent(const CaseDesk& desk, const guard::Actor& actor,
                                          base::Id<Consent> id) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<Withdrawal> {
        auto consent = load_consent(work.session(), id);
        if (!consent) return base::fail(consent.error());
        auto file = load_case(work.session(), consent->case_id);
        if (!file) return base::fail(file.error());
        auto under = referrals_under(work.session(), id);
        if (!under) return base::fail(under.error());
        const auto relation = relation_to_consent(actor, *file, *under);
        if (!relation) return base::fail(relation.error());
        if (auto allowed = work.allow({.permission = Permission::consent_withdraw,
                                       .purpose = Purpose::consent,
                                       .relation = *relation,
                                       .concerns_child = file->handled_as_child},
                                      "consent", id.uuid(), file->id);
            !allowed) {
            return base::fail(allowed.error());
        }
        const auto was_running = mark_withdrawn(work.session(), id, work.now());
        if (!was_running) return base::fail(was_running.error());

        std::vector<Referral> ended;
        if (*was_running) {
            consent->withdrawn_at = work.now();
            if (auto noted = note_event(work, *file, "consent.withdrawn", "consent", id.uuid(),
                                        std::string(code_of(consent->code)));
                !noted) {
                return base::fail(noted.error());
            }
            for (Referral& referral : *under) {
                if (!after(referral.status, ReferralAct::withdraw)) continue;
                if (auto closed = end_access(work, *file, referral); !closed)
                    return base::fail(closed.error());
                ended.push_back(referral);
            }
        }
        work.record(done("consent.withdraw", id, file->id));
        return withdrawal_of(work.session(), *file, std::move(*consent), std::move(ended), actor);
    });
}

base::Result<Withdrawal> read_withdrawal(const CaseDesk& desk, const guard::Actor& actor,
                                         base::Id<Consent> id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<Withdrawal> {
        auto consent = load_consent(work.session(), id);
        if (!consent) return base::fail(consent.error());
        const auto file = load_case(work.session(), consent->case_id);
        if (!file) return base::fail(file.error());
        auto under = referrals_under(work.session(), id);
        if (!under) return base::fail(under.error());
        const auto relation = relation_to_consent(actor, *file, *under);
        if (!relation) return base::fail(relation.error());
        if (auto allowed = work.allow({.permission = Permission::consent_read,
                                       .purpose = Purpose::consent,
                                       .relation = *relation,
                                       .concerns_child = file->handled_as_child},
                                      "consent", id.uuid(), file->id);
            !allowed) {
            return base::fail(allowed.error());
        }
        std::erase_if(*under, [](const Referral& one) { return one.status != ReferralStatus::withdrawn; });
        return withdrawal_of(work.session(), *file, std::move(*consent), std::move(*under), actor);
    });
}

}  // namespace casework
