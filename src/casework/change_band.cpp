#include "casework/change_band.hpp"

#include "base/text.hpp"
#include "casework/band_move.hpp"
#include "casework/legal_exception.hpp"
#include "casework/move_case.hpp"
#include "casework/screening_access.hpp"
#include "guard/user_repository.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using screening::Band;

constexpr base::TextLimits kWords{.code_points_max = 4000, .code_points_min = 0, .lines = base::Lines::many};

bool trained(const guard::Actor& actor, base::Time now) {
    return tier_max(actor, now) > 0;
}

// The band as it stands, of a finished screening where nothing waits.
base::Result<Band> settled_band(const ScreeningInHand& hand) {
    const auto band = band_of(hand.content);
    if (!band || pending_step(hand.content) != nullptr)
        return base::fail(base::ProblemCode::wrong_state, "screening");
    return *band;
}

BandStep step_by(const guard::WriteWork& work, Band from, Band to, std::string reason, std::string words) {
    return {.from = from,
            .to = to,
            .reason = std::move(reason),
            .words = std::move(words),
            .information_given = false,
            .by = work.actor().user,
            .at = work.now(),
            .second_person_needed = false,
            .answer = {}};
}

base::Done take_step(guard::WriteWork& work, ScreeningInHand& hand, BandStep step, std::int64_t version,
                     const char* event) {
    hand.content.steps.push_back(std::move(step));
    if (auto kept = keep_screening(work, hand, version); !kept) return kept;
    if (auto noted = note_event(work, hand.file, event, "screening", hand.screening.id.uuid()); !noted)
        return noted;
    work.record(screening_done(event, hand.screening));
    return {};
}

base::Done raise(const CaseDesk& desk, guard::WriteWork& work, ScreeningInHand& hand, Band from,
                 const BandWish& wish, const std::string& words) {
    const auto accepted = screening::change_band(
        {.from = from,
         .to = wish.to,
         .reason = wish.reason,
         .by = {.user = work.actor().user.uuid(), .trained = trained(work.actor(), work.now())},
         .confirmed_by = {}});
    if (!accepted) return base::fail(accepted.error());
    BandStep step = step_by(work, from, wish.to, std::string(screening::name_of(accepted->reason)), words);
    if (auto taken = take_step(work, hand, std::move(step), wish.version, "screening.band_raised"); !taken)
        return taken;
    return move_to_band(desk, work, hand.file, wish.to, {});
}

base::Done propose_lower(guard::WriteWork& work, ScreeningInHand& hand, Band from, const BandWish& wish,
                         const std::string& words) {
    if (!wish.reason) return base::fail(base::invalid_field("reason", "required"));
    // C-INFO goes before "no indication now" (T4).
    if (wish.to == Band::no_indication_now && !wish.information_given)
        return base::fail(base::invalid_field("information_given", "required"));
    BandStep step = step_by(work, from, wish.to, std::string(screening::name_of(*wish.reason)), words);
    step.information_given = wish.information_given;
    step.second_person_needed = true;
    return take_step(work, hand, std::move(step), wish.version, "screening.band_lower_proposed");
}

// The rule itself, with both people before it. A closing with no indication is no change of band, and asks
// the same two things of the second person.
base::Done second_person_suffices(const BandStep& step, const guard::Actor& actor, base::Time now) {
    if (step.from != step.to) {
        const auto accepted = screening::change_band(
            {.from = step.from,
             .to = step.to,
             .reason = screening::from_name<screening::OverrideReason>(step.reason),
             .by = {.user = step.by.uuid(), .trained = true},  // asked when it was proposed
             .confirmed_by = screening::Screener{.user = actor.user.uuid(), .trained = trained(actor, now)}});
        if (!accepted) return base::fail(accepted.error());
        return {};
    }
    if (step.by == actor.user)
        return base::fail(base::refused_by("INV-17", base::ProblemCode::second_person_needed));
    if (!trained(actor, now))
        return base::fail(base::refused_by("INV-17", base::ProblemCode::training_missing));
    return {};
}

guard::Ask as_second_person(Permission permission) {
    return {.permission = permission,
            .purpose = guard::Purpose::screening,
            .relation = guard::Relation::second_person};
}

using PeopleNames = std::map<guard::UserId, std::string>;

base::Result<PeopleNames> proposers(guard::ReadWork& work, const std::vector<PendingScreening>& screenings,
                                    const std::vector<PendingException>& exceptions) {
    std::vector<guard::UserId> ids;
    for (const PendingScreening& one : screenings) ids.push_back(*one.screening.pending_by);
    for (const PendingException& one : exceptions) ids.push_back(one.proposed_by);
    return guard::display_names(work.session(), work.keys(), ids);
}

PendingPage page_of(std::vector<PendingScreening> screenings, const std::vector<PendingException>& exceptions,
                    const PeopleNames& names, const guard::Actor& actor) {
    const auto name_of = [&](guard::UserId id) {
        const auto name = names.find(id);
        return name == names.end() ? std::string() : name->second;
    };
    PendingPage page;
    page.more = screenings.size() > static_cast<std::size_t>(kPendingPageRows);
    if (page.more) screenings.resize(static_cast<std::size_t>(kPendingPageRows));
    for (const PendingScreening& one : screenings) {
        const guard::UserId by = *one.screening.pending_by;
        page.screenings.push_back({.screening = one.screening.id,
                                   .referral = {},
                                   .case_id = one.screening.case_id,
                                   .pseudonym = one.pseudonym,
                                   .proposed_by = name_of(by),
                                   .proposed_at = *one.screening.pending_at,
                                   .own = by == actor.user});
    }
    for (const PendingException& one : exceptions) {
        page.exceptions.push_back({.screening = {},
                                   .referral = one.referral,
                                   .case_id = {},
                                   .pseudonym = one.pseudonym,
                                   .proposed_by = name_of(one.proposed_by),
                                   .proposed_at = one.proposed_at,
                                   .own = one.proposed_by == actor.user});
    }
    return page;
}

}  // namespace

std::vector<Band> bands_for(bool as_child) {
    if (as_child) return {Band::no_indication_now, Band::at_risk, Band::child_concern};
    return {Band::no_indication_now, Band::at_risk, Band::reason_for_concern, Band::strong_concern};
}

base::Result<BandChanged> change_band(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                      const BandWish& wish) {
    auto words = base::clean_text("words", wish.words, kWords);
    if (!words) return base::fail(words.error());
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<BandChanged> {
        // Which of the two permissions is asked for depends on the way, and that on what is recorded.
        auto hand = take_screening(work, work.session(), id, Permission::screening_read);
        if (!hand) return base::fail(hand.error());
        const auto band = settled_band(*hand);
        if (!band) return base::fail(band.error());
        const auto allowed_bands = bands_for(handled_as_child(hand->file, hand->content));
        if (std::ranges::find(allowed_bands, wish.to) == allowed_bands.end())
            return base::fail(base::invalid_field("band", "not_in_list"));
        const bool downward = screening::needs_second_person(*band, wish.to);
        const Permission permission = downward ? Permission::band_lower_propose : Permission::band_raise;
        hand = take_screening(work, work.session(), id, permission);
        if (!hand) return base::fail(hand.error());
        const base::Done done = downward ? propose_lower(work, *hand, *band, wish, *words)
                                         : raise(desk, work, *hand, *band, wish, *words);
        if (!done) return base::fail(done.error());
        return BandChanged{.outcome = downward ? BandOutcome::waits_for_second_person : BandOutcome::raised,
                           .version = hand->screening.version};
    });
}

base::Result<std::int64_t> propose_no_indication(const CaseDesk& desk, const guard::Actor& actor,
                                                 ScreeningId id, const NoIndication& proposal) {
    auto words = base::clean_text("words", proposal.words, kWords);
    if (!words) return base::fail(words.error());
    std::vector<base::FieldProblem> fields;
    const auto& reasons = no_indication_reasons();
    if (std::ranges::find(reasons, proposal.reason) == reasons.end())
        fields.push_back({"reason", "required", ""});
    if (!proposal.information_given) fields.push_back({"information_given", "required", ""});
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<std::int64_t> {
        auto hand = take_screening(work, work.session(), id, Permission::band_lower_propose);
        if (!hand) return base::fail(hand.error());
        const auto band = settled_band(*hand);
        if (!band) return base::fail(band.error());
        if (*band != Band::no_indication_now || closed_without_indication(hand->content))
            return base::fail(base::ProblemCode::wrong_state, "screening");
        BandStep step = step_by(work, *band, *band, proposal.reason, *words);
        step.information_given = true;
        step.second_person_needed = true;
        if (auto taken =
                take_step(work, *hand, std::move(step), proposal.version, "screening.no_indication_proposed");
            !taken) {
            return base::fail(taken.error());
        }
        return hand->screening.version;
    });
}

base::Done answer_step(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id, std::int64_t version,
                       bool agreed) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto hand = take_pending(work, work.session(), id);
        if (!hand) return base::fail(hand.error());
        const auto found = std::ranges::find_if(hand->content.steps, [](const BandStep& step) {
            return step.second_person_needed && !step.answer;
        });
        if (found == hand->content.steps.end())
            return base::fail(base::ProblemCode::wrong_state, "screening");
        const auto proposer = guard::person_behind(work.session(), found->by);
        if (!proposer) return base::fail(proposer.error());
        BandStep asked = *found;
        asked.by = *proposer;
        if (auto suffices = second_person_suffices(asked, actor, work.now()); !suffices) return suffices;
        found->answer = StepAnswer{.by = actor.user, .at = work.now(), .agreed = agreed};
        const BandStep& step = *found;
        if (auto kept = keep_screening(work, *hand, version); !kept) return kept;
        const char* event = agreed ? "screening.band_lowered" : "screening.band_kept";
        if (auto noted = note_event(work, hand->file, event, "screening", id.uuid()); !noted) return noted;
        if (agreed) {
            const Settled settled{.second_trained_person = true,
                                  .information_given = step.information_given,
                                  .reason = step.reason};
            if (auto moved = move_to_band(desk, work, hand->file, step.to, settled); !moved) return moved;
        }
        work.record(screening_done(event, hand->screening));
        return {};
    });
}

base::Result<PendingPage> pending_confirmations(const CaseDesk& desk, const guard::Actor& actor,
                                                const std::optional<PendingPlace>& after) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<PendingPage> {
        if (auto allowed = work.allow(as_second_person(Permission::band_lower_confirm)); !allowed)
            return base::fail(allowed.error());
        auto pending = pending_screenings(work.session(), actor.organisation, after, kPendingPageRows + 1);
        if (!pending) return base::fail(pending.error());
        const bool exceptions_too =
            !after &&
            guard::authorise(actor, as_second_person(Permission::exception_confirm), work.now()).allowed;
        std::vector<PendingException> exceptions;
        if (exceptions_too) {
            auto found = pending_exceptions(work.session(), actor.organisation, kPendingPageRows);
            if (!found) return base::fail(found.error());
            exceptions = std::move(*found);
        }
        const auto names = proposers(work, *pending, exceptions);
        if (!names) return base::fail(names.error());
        return page_of(std::move(*pending), exceptions, *names, actor);
    });
}

}  // namespace casework
