#include "casework/begin_screening.hpp"

#include "base/text.hpp"
#include "casework/case_access.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_repository.hpp"
#include "casework/move_case.hpp"
#include "casework/screening_access.hpp"
#include "casework/screening_repository.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;
using screening::Instrument;

constexpr base::TextLimits kLanguage{.code_points_max = 60, .code_points_min = 1};

bool may_begin(State state) {
    return state != State::id_none && state != State::contact && state != State::closed &&
           state != State::withdrawn;
}

// The first offered set that this person may ask; nothing where none is within their tier.
const Instrument* recommended(const std::vector<const Instrument*>& offered, int tier) {
    const auto found =
        std::ranges::find_if(offered, [&](const Instrument* one) { return one->tier <= tier; });
    return found == offered.end() ? nullptr : *found;
}

base::Done none_unfinished(store::ReadSession& session, CaseId case_id) {
    const auto screenings = screenings_of(session, case_id);
    if (!screenings) return base::fail(screenings.error());
    if (std::ranges::any_of(*screenings,
                            [](const Screening& one) { return one.status != ScreeningStatus::finished; })) {
        return base::fail(base::ProblemCode::already_exists, "screening");
    }
    return {};
}

base::Result<Screening> insert(guard::WriteWork& work, CaseFile& file, const ScreeningStart& start,
                               std::string language, const Instrument& instrument) {
    ScreeningContent content;
    content.tier = instrument.tier;
    content.sheets.push_back({instrument.id, instrument.version, {}});
    content.age = start.age;
    content.purpose = start.purpose;
    content.language = std::move(language);
    content.interpreter = start.interpreter;
    content.mode = start.mode;
    content.prerequisites.interpreter_needed = start.interpreter != InterpreterUse::not_needed;

    Screening screening;
    screening.id = work.new_id<Screening>();
    screening.case_id = file.id;
    screening.begun_by = work.actor().user;
    screening.organisation = work.actor().organisation;
    screening.begun_at = work.now();
    screening.changed_by = work.actor().user;
    screening.changed_at = work.now();
    auto sealed = seal_content(work, screening, content);
    if (!sealed) return base::fail(sealed.error());
    screening.sealed = std::move(*sealed);
    if (auto inserted = insert_screening(work.session(), screening); !inserted)
        return base::fail(inserted.error());
    if (auto noted = note_event(work, file, "screening.begun", "screening", screening.id.uuid()); !noted)
        return base::fail(noted.error());
    return screening;
}

base::Done choose(const CaseDesk& desk, const guard::WriteWork& work, ScreeningInHand& hand,
                  const std::string& wanted) {
    if (wanted == hand.content.sheet().instrument) return {};
    screening::PersonAge age = hand.content.age;
    if (hand.file.handled_as_child) age.in_doubt = true;
    const auto choice = screening::choose_instrument(desk.instruments, age, hand.content.purpose);
    const auto found = std::ranges::find(choice.offered, wanted, &Instrument::id);
    const bool fits = found != choice.offered.end() && (*found)->tier <= tier_max(work.actor(), work.now());
    if (!fits) return base::fail(base::invalid_field("instrument", "not_in_list"));
    // Once something is answered, the sheet stays: another set is another screening.
    if (!hand.content.sheet().answers.empty()) {
        return base::fail(base::invalid_field("instrument", "answered_already"));
    }
    hand.content.sheet() = {(*found)->id, (*found)->version, {}};
    hand.content.tier = (*found)->tier;
    return {};
}

// T3 where the case stands before it; a case that is further keeps its place.
base::Done move_to_screening(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file) {
    const State state = file.states.identification;
    if (state != State::concern_raised && state != State::no_indication_now && state != State::at_risk)
        return {};
    return move_case(desk, work, file,
                     {.to = State::in_screening,
                      .fulfilled = {Requirement::prerequisites_complete, Requirement::interview_agreed}});
}

base::Done talk_may_begin(const CaseDesk& desk, guard::WriteWork& work, ScreeningInHand& hand) {
    if (hand.screening.status != ScreeningStatus::preparing) return {};
    hand.screening.status = ScreeningStatus::in_progress;
    // The information is part of the checklist (C-INFO, domain.md 4.1: before any question).
    const auto told =
        stop_clocks(work.session(), hand.file.id, country::ClockKind::information, std::nullopt, work.now());
    if (!told) return base::fail(told.error());
    if (auto noted = note_event(work, hand.file, "screening.prepared", "screening", hand.screening.id.uuid());
        !noted) {
        return noted;
    }
    return move_to_screening(desk, work, hand.file);
}

// What was answered to a question of the same words is an answer to the child's too.
screening::Answers carried_over(const Instrument& from, const screening::Answers& answers,
                                const Instrument& to) {
    screening::Answers out;
    for (const auto& [id, answer] : answers) {
        const screening::Item* old_item = from.find_item(id);
        if (old_item == nullptr) continue;
        const auto same = std::ranges::find(to.items, old_item->text_key, &screening::Item::text_key);
        if (same != to.items.end()) out.emplace(same->id, answer);
    }
    return out;
}

base::Done go_over_to_child_set(const CaseDesk& desk, ScreeningInHand& hand, Begun& begun,
                                const guard::WriteWork& work) {
    const auto before = instrument_of(desk, hand.content.sheet());
    if (!before) return base::fail(before.error());
    hand.content.prerequisites.met.erase(screening::Prerequisite::consent_to_talk);
    hand.content.pages_seen.clear();
    hand.screening.status = ScreeningStatus::preparing;
    if ((*before)->age != screening::PopulationAge::adult) return {};
    const auto choice =
        screening::choose_instrument(desk.instruments, hand.content.age, hand.content.purpose);
    if (choice.offered.empty()) return {};  // may_ask() keeps the adult's set shut
    const Instrument& child_set = *choice.offered.front();
    hand.content.sheets.push_back(
        {child_set.id, child_set.version, carried_over(**before, hand.content.sheet().answers, child_set)});
    hand.content.tier = child_set.tier;
    begun.needs_interviewer = child_set.tier > tier_max(work.actor(), work.now());
    return {};
}

}  // namespace

base::Result<Begun> begin_screening(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                    const ScreeningStart& start) {
    auto language = base::clean_text("language", start.language, kLanguage);
    if (!language) return base::fail(language.error());
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<Begun> {
        auto file = open_case(work, case_id, Permission::screening_do, Purpose::screening);
        if (!file) return base::fail(file.error());
        if (!may_begin(file->states.identification))
            return base::fail(base::ProblemCode::wrong_state, "case");
        if (auto none = none_unfinished(work.session(), case_id); !none) return base::fail(none.error());

        ScreeningStart begun_with = start;
        if (file->handled_as_child) begun_with.age.in_doubt = true;  // whoever recorded it saw a reason
        Begun begun;
        begun.child_path = screening::handled_as_child(begun_with.age);
        if (begun.child_path) {
            if (auto marked = mark_as_child(desk, work, *file); !marked) return base::fail(marked.error());
            begun.needs_vetting = !actor.vetted_for_children;
        }
        const auto choice =
            screening::choose_instrument(desk.instruments, begun_with.age, begun_with.purpose);
        const Instrument* instrument = recommended(choice.offered, tier_max(actor, work.now()));
        begun.needs_interviewer = instrument == nullptr;
        if (!begun.needs_vetting && instrument != nullptr) {
            const auto inserted = insert(work, *file, begun_with, *language, *instrument);
            if (!inserted) return base::fail(inserted.error());
            begun.screening = inserted->id;
            begun.version = inserted->version;
        }
        work.record({.action = "screening.begin",
                     .subject_kind = begun.screening ? "screening" : "case",
                     .subject = begun.screening ? begun.screening->uuid() : case_id.uuid(),
                     .concerned_case = case_id,
                     .zone = guard::Zone::z3,
                     .purpose = Purpose::screening,
                     .rule = {},
                     .outcome = guard::Outcome::done});
        return begun;
    });
}

base::Result<Prepared> prepare_screening(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                         const Preparation& preparation) {
    auto language = base::clean_text("language", preparation.language, kLanguage);
    if (!language) return base::fail(language.error());
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<Prepared> {
        auto hand = take_screening(work, work.session(), id, Permission::screening_do);
        if (!hand) return base::fail(hand.error());
        if (hand->screening.status == ScreeningStatus::finished)
            return base::fail(base::ProblemCode::wrong_state, "screening");
        if (preparation.instrument) {
            if (auto chosen = choose(desk, work, *hand, *preparation.instrument); !chosen)
                return base::fail(chosen.error());
        }
        hand->content.prerequisites = {
            .met = preparation.met,
            .interpreter_needed = preparation.interpreter != InterpreterUse::not_needed};
        hand->content.interpreter = preparation.interpreter;
        hand->content.language = *language;
        hand->content.mode = preparation.mode;

        Prepared prepared;
        prepared.open = screening::open_prerequisites(hand->content.prerequisites);
        const auto consent = consent_to_talk(work.session(), hand->file,
                                             handled_as_child(hand->file, hand->content), work.now());
        if (!consent) return base::fail(consent.error());
        prepared.consent = *consent;
        if (prepared.ready()) {
            if (auto begun = talk_may_begin(desk, work, *hand); !begun) return base::fail(begun.error());
        } else {
            hand->screening.status = ScreeningStatus::preparing;
        }
        if (auto kept = keep_screening(work, *hand, preparation.version); !kept)
            return base::fail(kept.error());
        prepared.version = hand->screening.version;
        work.record(screening_done("screening.prepare", hand->screening));
        return prepared;
    });
}

base::Result<Begun> doubt_age(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                              std::int64_t version, const screening::PersonAge& age) {
    if (!screening::handled_as_child(age)) return base::fail(base::invalid_field("age", "no_doubt_stated"));
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<Begun> {
        auto hand = take_screening(work, work.session(), id, Permission::screening_do);
        if (!hand) return base::fail(hand.error());
        if (hand->screening.status == ScreeningStatus::finished)
            return base::fail(base::ProblemCode::wrong_state, "screening");
        hand->content.age = age;
        Begun begun{.screening = id, .child_path = true, .needs_vetting = !actor.vetted_for_children};
        if (auto gone_over = go_over_to_child_set(desk, *hand, begun, work); !gone_over)
            return base::fail(gone_over.error());
        if (auto kept = keep_screening(work, *hand, version); !kept) return base::fail(kept.error());
        begun.version = hand->screening.version;
        if (auto marked = mark_as_child(desk, work, hand->file); !marked) return base::fail(marked.error());
        if (auto noted = note_event(work, hand->file, "screening.child_set", "screening", id.uuid()); !noted)
            return base::fail(noted.error());
        work.record(screening_done("screening.child_set", hand->screening));
        return begun;
    });
}

}  // namespace casework
