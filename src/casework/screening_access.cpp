#include "casework/screening_access.hpp"

#include "casework/case_access.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_repository.hpp"
#include "casework/consent_repository.hpp"
#include "casework/move_case.hpp"
#include "casework/screening_repository.hpp"
#include "guard/authorisation_rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Relation;

// domain.md 6.1: who holds the structured interview. The front line's short set is open to every screener.
constexpr std::array kInterviewers{guard::Role::ngo_case_worker, guard::Role::social, guard::Role::asylum,
                                   guard::Role::police_trafficking, guard::Role::child_protection};

base::Result<ScreeningInHand> load(store::ReadSession& session, guard::Work& work, ScreeningId id,
                                   Permission permission) {
    auto screening = load_screening(session, id);
    if (!screening) return base::fail(screening.error());
    auto file = load_case(session, screening->case_id);
    if (!file) return base::fail(file.error());
    // Ids cannot be probed.
    const guard::Ask ask = ask_about(*file, work.actor(), permission, guard::Purpose::screening);
    if (ask.relation == Relation::none) {
        return base::fail(work.not_there(ask, "screening", id.uuid(), file->id));
    }
    return ScreeningInHand{std::move(*file), std::move(*screening), {}};
}

base::Result<ScreeningInHand> open_in_hand(guard::Work& work, store::ReadSession& session,
                                           ScreeningInHand hand, const guard::Ask& ask) {
    const auto grant =
        work.grant<guard::Zone::z3>(ask, "screening", hand.screening.id.uuid(), hand.screening.case_id);
    if (!grant) return base::fail(grant.error());
    auto content = open_content(work, session, hand.screening);
    if (!content) return base::fail(content.error());
    hand.content = std::move(*content);
    return hand;
}

bool may_be_screened(State state) {
    return state != State::id_none && state != State::contact && state != State::closed &&
           state != State::withdrawn;
}

}  // namespace

base::Result<ScreeningInHand> take_screening(guard::Work& work, store::ReadSession& session, ScreeningId id,
                                             Permission permission) {
    auto hand = load(session, work, id, permission);
    if (!hand) return hand;
    const guard::Ask ask = ask_about(hand->file, work.actor(), permission, guard::Purpose::screening);
    return open_in_hand(work, session, std::move(*hand), ask);
}

base::Result<ScreeningInHand> take_pending(guard::Work& work, store::ReadSession& session, ScreeningId id) {
    auto hand = load(session, work, id, Permission::band_lower_confirm);
    if (!hand) return hand;
    guard::Ask ask =
        ask_about(hand->file, work.actor(), Permission::band_lower_confirm, guard::Purpose::screening);
    // Who proposed it stays what they are to the case, and so is refused by INV-17.
    if (hand->screening.pending_by && *hand->screening.pending_by != work.actor().user) {
        ask.relation = Relation::second_person;
    }
    return open_in_hand(work, session, std::move(*hand), ask);
}

base::Result<guard::ConsentState> consent_to_talk(store::ReadSession& session, const CaseFile& file,
                                                  bool as_child, base::Time now) {
    auto consents = consents_of(session, file.id);
    if (!consents) return base::fail(consents.error());
    std::erase_if(*consents, [&](const Consent& consent) {
        return (consent.given_by == ConsentGiver::adult) == as_child;
    });
    return state_for(*consents, ConsentCode::interview, now);
}

bool handled_as_child(const CaseFile& file, const ScreeningContent& content) {
    return file.handled_as_child || screening::handled_as_child(content.age);
}

int tier_max(const guard::Actor& actor, base::Time now) {
    const bool interviewer =
        std::ranges::any_of(kInterviewers, [&](guard::Role role) { return actor.has(role); });
    if (interviewer && actor.trained_for(guard::Function::interview, now)) return 2;
    const bool trained = actor.trained_for(guard::Function::frontline_identification, now) ||
                         actor.trained_for(guard::Function::interview, now);
    return trained ? 1 : 0;
}

base::Result<const screening::Instrument*> instrument_of(const CaseDesk& desk, const AnswerSheet& sheet) {
    const screening::Instrument* instrument = desk.instruments.find(sheet.instrument, sheet.version);
    if (instrument == nullptr) return base::fail(base::ProblemCode::data_damaged, "screening.instrument");
    return instrument;
}

base::Done conditions_met(const CaseDesk& desk, const guard::Work& work, store::ReadSession& session,
                          const ScreeningInHand& hand) {
    if (hand.screening.status == ScreeningStatus::finished ||
        !may_be_screened(hand.file.states.identification)) {
        return base::fail(base::ProblemCode::wrong_state, "screening");
    }
    if (auto ready = screening::ready_to_ask(hand.content.prerequisites); !ready) return ready;
    const bool as_child = handled_as_child(hand.file, hand.content);
    const auto consent = consent_to_talk(session, hand.file, as_child, work.now());
    if (!consent) return base::fail(consent.error());
    if (*consent != guard::ConsentState::valid) {
        return base::fail(base::refused_by("CONS-INT", base::ProblemCode::consent_missing));
    }
    const auto instrument = instrument_of(desk, hand.content.sheet());
    if (!instrument) return base::fail(instrument.error());
    if (as_child && (*instrument)->age == screening::PopulationAge::adult) {
        return base::fail(base::refused_by("INV-06"));
    }
    if ((*instrument)->tier > tier_max(work.actor(), work.now())) {
        return base::fail(
            base::refused_by(std::string(guard::kRuleTraining), base::ProblemCode::training_missing));
    }
    return {};
}

base::Done may_ask(const CaseDesk& desk, const guard::Work& work, store::ReadSession& session,
                   const ScreeningInHand& hand) {
    if (auto met = conditions_met(desk, work, session, hand); !met) return met;
    switch (hand.screening.status) {
        case ScreeningStatus::in_progress: return {};
        // All is ticked and agreed, and nobody has said yet that the talk begins.
        case ScreeningStatus::preparing:
            return base::fail(base::refused_by("INV-16", base::ProblemCode::prerequisites_open));
        case ScreeningStatus::paused:
        case ScreeningStatus::finished: break;
    }
    return base::fail(base::ProblemCode::wrong_state, "screening");
}

base::Done mark_as_child(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file) {
    if (file.handled_as_child) return {};
    file.handled_as_child = true;
    if (auto noted = note_event(work, file, "case.handled_as_child", "case", file.id.uuid(), "INV-06");
        !noted)
        return noted;
    return start_clock(desk, work, file, country::ClockKind::child_protection, std::nullopt,
                       file.lead_organisation);
}

base::Done keep_screening(guard::WriteWork& work, ScreeningInHand& hand, std::int64_t version) {
    auto sealed = seal_content(work, hand.screening, hand.content);
    if (!sealed) return base::fail(sealed.error());
    hand.screening.sealed = std::move(*sealed);
    hand.screening.changed_by = work.actor().user;
    hand.screening.changed_at = work.now();
    const BandStep* pending = pending_step(hand.content);
    hand.screening.pending_by = pending ? std::optional(pending->by) : std::nullopt;
    hand.screening.pending_at = pending ? std::optional(pending->at) : std::nullopt;
    hand.screening.version = version;
    return update_screening(work.session(), hand.screening);
}

guard::AuditEvent screening_done(std::string action, const Screening& screening) {
    return {.action = std::move(action),
            .subject_kind = "screening",
            .subject = screening.id.uuid(),
            .concerned_case = screening.case_id,
            .zone = guard::Zone::z3,
            .purpose = guard::Purpose::screening,
            .rule = {},
            .outcome = guard::Outcome::done};
}

}  // namespace casework
