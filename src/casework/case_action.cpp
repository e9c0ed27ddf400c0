#include "casework/case_action.hpp"

#include "casework/case_access.hpp"
#include "casework/transition.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

struct ActionRow {
    CaseActionKind kind;
    std::string_view name;
    Permission permission;
    Purpose purpose;
};

// In the order of urgency: safety, information, talk, judgement, agreement, help; then what is kept.
constexpr std::array kActions = std::to_array<ActionRow>({
    {CaseActionKind::resume_first_look, "resume_first_look", Permission::concern_raise, Purpose::triage},
    {CaseActionKind::triage, "triage", Permission::needs_write, Purpose::triage},
    {CaseActionKind::inform, "inform", Permission::information_record, Purpose::consent},
    {CaseActionKind::screening, "screening", Permission::screening_do, Purpose::screening},
    {CaseActionKind::presume, "presume", Permission::case_presume, Purpose::support},
    {CaseActionKind::consents, "consents", Permission::consent_record, Purpose::consent},
    {CaseActionKind::referrals, "referrals", Permission::referral_follow, Purpose::referral},
    {CaseActionKind::concern, "concern", Permission::concern_read, Purpose::support},
    {CaseActionKind::profile, "profile", Permission::needs_write, Purpose::support},
    {CaseActionKind::identity, "identity", Permission::identity_read, Purpose::support},
    {CaseActionKind::look_again, "look_again", Permission::concern_raise, Purpose::triage},
    {CaseActionKind::copy, "copy", Permission::copy_print, Purpose::self_access},
    {CaseActionKind::timeline, "timeline", Permission::case_read, Purpose::support},
    {CaseActionKind::formal_choice, "formal_choice", Permission::needs_write, Purpose::support},
    {CaseActionKind::close, "close", Permission::needs_write, Purpose::support},
});

bool runs(const std::vector<CaseClock>& clocks, country::ClockKind kind) {
    return std::ranges::any_of(
        clocks, [&](const CaseClock& clock) { return clock.kind == kind && !clock.stopped_at; });
}

std::optional<country::ClockKind> clock_of(CaseActionKind kind) {
    switch (kind) {
        case CaseActionKind::triage: return country::ClockKind::triage;
        case CaseActionKind::inform: return country::ClockKind::information;
        case CaseActionKind::screening: return country::ClockKind::screening;
        case CaseActionKind::referrals: return country::ClockKind::referral;
        case CaseActionKind::resume_first_look:
        case CaseActionKind::presume:
        case CaseActionKind::consents:
        case CaseActionKind::concern:
        case CaseActionKind::profile:
        case CaseActionKind::identity:
        case CaseActionKind::look_again:
        case CaseActionKind::copy:
        case CaseActionKind::timeline:
        case CaseActionKind::formal_choice:
        case CaseActionKind::close: return std::nullopt;
    }
    return std::nullopt;
}

bool moves_to(const CaseFile& file, State to) {
    const State from = file.states.in(region_of(to));
    return std::ranges::any_of(all_transitions(), [&](const Transition& transition) {
        return transition.to == to && std::ranges::find(transition.from, from) != transition.from.end();
    });
}

// Whether it makes sense where the case stands; whether this person may is asked of authorise() alone.
bool fits(CaseActionKind kind, const CaseFile& file, const std::vector<CaseClock>& clocks,
          bool look_unfinished) {
    const State state = file.states.identification;
    switch (kind) {
        case CaseActionKind::resume_first_look: return look_unfinished;
        case CaseActionKind::look_again: return !look_unfinished;
        case CaseActionKind::triage: return runs(clocks, country::ClockKind::triage);
        case CaseActionKind::screening:
            return state == State::in_screening || moves_to(file, State::in_screening);
        case CaseActionKind::presume: return moves_to(file, State::presumed);
        case CaseActionKind::formal_choice:
            return !file.handled_as_child && moves_to(file, State::declined_formal);
        case CaseActionKind::close: return moves_to(file, State::closed);
        case CaseActionKind::inform:
        case CaseActionKind::consents:
        case CaseActionKind::referrals:
        case CaseActionKind::concern:
        case CaseActionKind::profile:
        case CaseActionKind::identity:
        case CaseActionKind::copy:
        case CaseActionKind::timeline: return true;
    }
    return true;
}

}  // namespace

std::string_view name_of(CaseActionKind kind) {
    return kActions.at(static_cast<std::size_t>(kind)).name;
}

std::vector<CaseAction> actions_for(const CaseFile& file, const std::vector<CaseClock>& clocks,
                                    bool look_unfinished, const guard::Actor& actor, base::Time now) {
    std::vector<CaseAction> actions;
    for (const ActionRow& row : kActions) {
        if (!fits(row.kind, file, clocks, look_unfinished)) continue;
        const auto clock = clock_of(row.kind);
        actions.push_back(
            {.kind = row.kind,
             .pressing = row.kind == CaseActionKind::resume_first_look || (clock && runs(clocks, *clock)),
             .decision = guard::authorise(actor, ask_about(file, actor, row.permission, row.purpose), now)});
    }
    std::ranges::stable_sort(actions, [](const CaseAction& one, const CaseAction& other) {
        return one.pressing && !other.pressing;
    });
    return actions;
}

}  // namespace casework
