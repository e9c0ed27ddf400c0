#include "casework/raise_concern.hpp"

#include "casework/case_access.hpp"
#include "casework/case_codes.hpp"
#include "casework/case_repository.hpp"
#include "casework/move_case.hpp"
#include "casework/open_contact.hpp"
#include "casework/person_profile_repository.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;
using guard::Relation;

constexpr std::string_view kObservations = "first-look";
constexpr int kUnfinishedMax = 20;

guard::AuditEvent done(std::string action, const Concern& concern) {
    return {.action = std::move(action),
            .subject_kind = "concern",
            .subject = concern.id.uuid(),
            .concerned_case = concern.case_id,
            .zone = guard::Zone::z3,
            .purpose = Purpose::triage,
            .rule = {},
            .outcome = guard::Outcome::done};
}

// Whoever is looking goes on with their own look without a second factor; a look of somebody else is read as
// a concern is read.
Permission permission_for(const guard::Actor& actor, const Concern& concern) {
    return concern.recorded_by == actor.user ? Permission::concern_raise : Permission::concern_read;
}

struct Look {
    CaseFile file;
    Concern concern;
    bool is_kept = true;       // or is yet to be written
    bool is_new_case = false;  // then there is no profile either
};

// The case and its last look. A case of others is not there, whatever the permission says of strangers.
base::Result<Look> load_look(guard::Work& work, store::ReadSession& session, CaseId case_id) {
    auto file = load_case(session, case_id);
    if (!file) return base::fail(file.error());
    const guard::Ask ask = ask_about(*file, work.actor(), Permission::concern_read, Purpose::triage);
    if (ask.relation == Relation::none) {
        return base::fail(work.not_there(ask, "case", case_id.uuid(), case_id));
    }
    auto concern = latest_concern(work, session, case_id);
    if (!concern) return base::fail(concern.error());
    if (!*concern) return base::fail(base::ProblemCode::not_found, "concern");
    return Look{std::move(*file), std::move(**concern)};
}

base::Result<Look> take_look(guard::WriteWork& work, CaseId case_id) {
    auto look = load_look(work, work.session(), case_id);
    if (!look) return look;
    const Permission permission = permission_for(work.actor(), look->concern);
    if (auto allowed = work.allow(ask_about(look->file, work.actor(), permission, Purpose::triage), "concern",
                                  look->concern.id.uuid(), case_id);
        !allowed) {
        return base::fail(allowed.error());
    }
    return look;
}

base::Result<const screening::Instrument*> newest_observations(const CaseDesk& desk) {
    const screening::Instrument* instrument = desk.instruments.newest(kObservations);
    if (instrument == nullptr) return base::fail(base::ProblemCode::invalid_configuration, "no first look");
    return instrument;
}

base::Result<screening::FirstLookResult> result_of(const CaseDesk& desk, const ConcernContent& content) {
    const screening::Instrument* instrument =
        desk.instruments.find(content.instrument, content.instrument_version);
    if (instrument == nullptr) return base::fail(base::ProblemCode::data_damaged, "concern.instrument");
    return screening::read_first_look(*instrument, first_look_of(content));
}

base::Result<std::optional<CaseFile>> find_case(store::ReadSession& session, CaseId id) {
    auto file = load_case(session, id);
    if (file) return std::optional(std::move(*file));
    if (file.error().code == base::ProblemCode::not_found) return std::optional<CaseFile>{};
    return base::fail(file.error());
}

base::Result<Look> begin_look(const CaseDesk& desk, guard::WriteWork& work, CaseFile file,
                              const ConcernSituation& situation) {
    const auto instrument = newest_observations(desk);
    if (!instrument) return base::fail(instrument.error());
    Concern concern;
    concern.id = work.new_id<Concern>();
    concern.case_id = file.id;
    concern.organisation = work.actor().organisation;
    concern.recorded_by = work.actor().user;
    concern.started_at = work.now();
    concern.next_step = FirstLookStep::signs;
    concern.content = guard::Zoned<guard::Zone::z3, ConcernContent>(
        ConcernContent{(*instrument)->id, (*instrument)->version, situation, {}, {}});
    return Look{.file = std::move(file), .concern = std::move(concern), .is_kept = false};
}

base::Done keep(guard::WriteWork& work, Look& look) {
    if (look.is_kept) return update_concern(work, look.concern);
    look.is_kept = true;
    return insert_concern(work, look.concern);
}

// One step put into the content, checked.
class PutPart {
public:
    PutPart(const CaseDesk& desk, ConcernContent& content) : desk_(desk), content_(content) {}

    base::Result<FirstLookStep> operator()(const ConcernSituation& situation) {
        if (auto good = check_situation(situation); !good) return base::fail(good.error());
        content_.situation = situation;
        return FirstLookStep::signs;
    }
    base::Result<FirstLookStep> operator()(const screening::Answers& signs) {
        content_.signs = signs;
        if (const auto readable = result_of(desk_, content_); !readable) return base::fail(readable.error());
        return FirstLookStep::person;
    }
    base::Result<FirstLookStep> operator()(const ConcernPerson& person) {
        auto checked = checked_person(person);
        if (!checked) return base::fail(checked.error());
        content_.person = std::move(*checked);
        return FirstLookStep::done;
    }

private:
    const CaseDesk& desk_;
    ConcernContent& content_;
};

base::Done put_part(const CaseDesk& desk, Concern& concern, const FirstLookPart& part) {
    if (concern.finished_at) return base::fail(base::ProblemCode::wrong_state, "first look is finished");
    ConcernContent content = concern.content.for_sealing();
    const auto behind = std::visit(PutPart(desk, content), part);
    if (!behind) return base::fail(behind.error());
    concern.next_step = std::max(concern.next_step, *behind);
    concern.content = guard::Zoned<guard::Zone::z3, ConcernContent>(std::move(content));
    return {};
}

// What it gives is not kept yet.
base::Result<Look> begin(const CaseDesk& desk, guard::WriteWork& work, CaseId case_id,
                         const ConcernSituation& situation, FirstLookAt at) {
    const auto known = find_case(work.session(), case_id);
    if (!known) return base::fail(known.error());
    if (!*known) {
        if (auto allowed = work.allow({.permission = Permission::concern_raise,
                                       .purpose = Purpose::triage,
                                       .relation = Relation::author},
                                      "case", case_id.uuid(), case_id);
            !allowed) {
            return base::fail(allowed.error());
        }
        auto opened = open_contact(desk, work, case_id);
        if (!opened) return base::fail(opened.error());
        auto look = begin_look(desk, work, *std::move(opened), situation);
        if (look) look->is_new_case = true;
        return look;
    }
    auto look = take_look(work, case_id);
    if (!look) return base::fail(look.error());
    const bool same_form = !look->concern.finished_at && look->concern.next_step == FirstLookStep::signs;
    if (at == FirstLookAt::somebody_new && !same_form)
        return base::fail(base::ProblemCode::already_exists, "first look");
    if (look->concern.finished_at) return begin_look(desk, work, std::move(look->file), situation);
    if (auto put = put_part(desk, look->concern, situation); !put) return base::fail(put.error());
    return look;
}

// What the look says of the person goes where later steps read it, so that nobody asks twice (domain.md 9.5).
// What is there already stays, but a doubt about the age is never lost (INV-06).
base::Done keep_in_profile(guard::WriteWork& work, const ConcernContent& content, ProfileRecord record,
                           bool is_child) {
    const bool is_new = record.version == 0;
    PersonProfile profile = record.content.for_sealing();
    const PersonProfile before = profile;
    if (is_new) profile.interpreter_needed = content.situation.interpreter_needed;
    if (profile.age == screening::PersonAge{}) profile.age = content.person.age;
    if (profile.languages.empty() && !content.situation.language.empty()) {
        profile.languages = {content.situation.language};
    }
    if (is_child && !handled_as_child(profile)) profile.age.looks_like_child = true;
    if (!is_new && profile == before) return {};
    record.content = guard::Zoned<guard::Zone::z2, PersonProfile>(std::move(profile));
    return save_profile(work, record);
}

// A second look that leaves the age open says nothing against what is known, and one that contradicts it is a
// doubt: none is washed away by looking again (INV-06).
void merge_age(ConcernContent& content, const ProfileRecord& record) {
    if (record.version == 0) return;
    const PersonProfile& known = record.content.for_sealing();
    screening::PersonAge& age = content.person.age;
    if (age.claimed == screening::AgeClaim::unknown) age.claimed = known.age.claimed;
    age.looks_like_child = age.looks_like_child || known.age.looks_like_child;
    age.in_doubt = age.in_doubt || known.age.in_doubt;
    const bool known_as_child = handled_as_child(known) && known.age != screening::PersonAge{};
    if (known_as_child && !screening::handled_as_child(age)) age.in_doubt = true;
}

// What is known of the person, or an empty profile that was never kept.
base::Result<ProfileRecord> profile_at(guard::WriteWork& work, const Look& look) {
    ProfileRecord none;
    none.case_id = look.file.id;
    if (look.is_new_case) return none;
    auto found = find_profile(work, work.session(), look.file.id);
    if (!found) return base::fail(found.error());
    if (!*found) return none;
    return **std::move(found);
}

bool runs(const std::vector<CaseClock>& clocks, country::ClockKind kind) {
    return std::ranges::any_of(
        clocks, [&](const CaseClock& clock) { return clock.kind == kind && !clock.stopped_at; });
}

base::Done start_unless_running(const CaseDesk& desk, guard::WriteWork& work, const CaseFile& file,
                                country::ClockKind kind, bool danger) {
    const auto clocks = clocks_of(work.session(), file.id);
    if (!clocks) return base::fail(clocks.error());
    if (runs(*clocks, kind)) return {};
    return start_clock(desk, work, file, kind, std::nullopt, file.lead_organisation, danger);
}

base::Done raise(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file, const Concern& concern,
                 const screening::FirstLookResult& result) {
    const State now = file.states.identification;
    if (now == State::contact || now == State::closed || now == State::withdrawn) {
        if (auto moved = move_case(desk, work, file,
                                   {.to = State::concern_raised,
                                    .fulfilled = {Requirement::sign_or_self_report},
                                    .code = {},
                                    .sealed = std::nullopt,
                                    .immediate_danger = result.immediate_danger});
            !moved) {
            return moved;
        }
    } else {
        if (auto noted = note_event(work, file, "concern.added", "concern", concern.id.uuid()); !noted)
            return noted;
        if (auto started =
                start_unless_running(desk, work, file, country::ClockKind::triage, result.immediate_danger);
            !started) {
            return started;
        }
    }
    if (!file.handled_as_child) return {};
    if (auto noted = note_event(work, file, "child.path_opened", "concern", concern.id.uuid()); !noted)
        return noted;
    return start_unless_running(desk, work, file, country::ClockKind::child_protection, false);
}

base::Result<FirstLookOutcome> end_look(const CaseDesk& desk, guard::WriteWork& work, Look look) {
    ConcernContent content = look.concern.content.for_sealing();
    if (look.concern.finished_at) {
        auto result = result_of(desk, content);
        if (!result) return base::fail(result.error());
        return FirstLookOutcome{std::move(look.file), std::move(*result)};
    }
    if (look.concern.next_step != FirstLookStep::done)
        return base::fail(base::ProblemCode::wrong_state, std::string(name_of(look.concern.next_step)));
    auto profile = profile_at(work, look);
    if (!profile) return base::fail(profile.error());
    merge_age(content, *profile);
    auto result = result_of(desk, content);
    if (!result) return base::fail(result.error());

    look.file.handled_as_child = result->handled_as_child;
    if (look.file.states.identification == State::contact) {
        look.file.first_identifier = first_identifier_of(work.actor().roles, content.person.source);
        look.file.identification_route =
            route_of(work.actor().roles, content.person.place, content.person.source);
    }
    if (auto kept = keep_in_profile(work, content, *std::move(profile), result->handled_as_child); !kept)
        return base::fail(kept.error());
    auto moved = result->concern
                     ? raise(desk, work, look.file, look.concern, *result)
                     : note_event(work, look.file, "first_look.no_sign", "concern", look.concern.id.uuid());
    if (!moved) return base::fail(moved.error());

    look.concern.finished_at = work.now();
    look.concern.content = guard::Zoned<guard::Zone::z3, ConcernContent>(std::move(content));
    if (auto kept = keep(work, look); !kept) return base::fail(kept.error());
    work.record(done(result->concern ? "concern.raise" : "first_look.finish", look.concern));
    return FirstLookOutcome{std::move(look.file), std::move(*result)};
}

}  // namespace

base::Result<CaseId> start_first_look(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                      const ConcernSituation& situation, FirstLookAt at) {
    if (auto good = check_situation(situation); !good) return base::fail(good.error());
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<CaseId> {
        auto look = begin(desk, work, case_id, situation, at);
        if (!look) return base::fail(look.error());
        if (auto kept = keep(work, *look); !kept) return base::fail(kept.error());
        work.record(done("first_look.start", look->concern));
        return look->file.id;
    });
}

base::Done save_first_look(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                           const FirstLookPart& part) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto look = take_look(work, case_id);
        if (!look) return base::fail(look.error());
        if (auto put = put_part(desk, look->concern, part); !put) return put;
        if (auto kept = keep(work, *look); !kept) return kept;
        work.record(done("first_look.save", look->concern));
        return {};
    });
}

base::Result<FirstLookOutcome> finish_first_look(const CaseDesk& desk, const guard::Actor& actor,
                                                 CaseId case_id, const std::optional<ConcernPerson>& last) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<FirstLookOutcome> {
        auto look = take_look(work, case_id);
        if (!look) return base::fail(look.error());
        if (last && !look->concern.finished_at) {
            if (auto put = put_part(desk, look->concern, *last); !put) return base::fail(put.error());
        }
        return end_look(desk, work, std::move(*look));
    });
}

base::Result<FirstLookView> read_first_look(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<FirstLookView> {
        auto look = load_look(work, work.session(), case_id);
        if (!look) return base::fail(look.error());
        const Permission permission = permission_for(actor, look->concern);
        const auto grant =
            work.grant<guard::Zone::z3>(ask_about(look->file, actor, permission, Purpose::triage), "concern",
                                        look->concern.id.uuid(), case_id);
        if (!grant) return base::fail(grant.error());
        auto clocks = clocks_of(work.session(), case_id);
        if (!clocks) return base::fail(clocks.error());
        std::erase_if(*clocks, [](const CaseClock& clock) { return clock.stopped_at.has_value(); });

        FirstLookView view;
        view.content = look->concern.content.expose(*grant);
        view.next_step = look->concern.next_step;
        view.finished = look->concern.finished_at.has_value();
        if (view.finished) {
            auto result = result_of(desk, view.content);
            if (!result) return base::fail(result.error());
            view.result = std::move(*result);
        }
        if (view.finished) view.actions = actions_for(look->file, *clocks, false, actor, work.now());
        const guard::Ask open_ask =
            ask_about(look->file, actor, Permission::case_read, guard::Purpose::support);
        view.may_open_case = guard::authorise(actor, open_ask, work.now()).allowed;
        view.file = std::move(look->file);
        view.clocks = std::move(*clocks);
        return view;
    });
}

base::Result<std::vector<UnfinishedLook>> my_unfinished_looks(const CaseDesk& desk,
                                                              const guard::Actor& actor) {
    return guard::read(
        desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<std::vector<UnfinishedLook>> {
            if (auto allowed =
                    work.allow({.permission = Permission::concern_raise, .purpose = Purpose::triage});
                !allowed) {
                return base::fail(allowed.error());
            }
            return unfinished_looks(work.session(), actor.organisation, actor.user, kUnfinishedMax);
        });
}

base::Result<FirstLookOutcome> raise_whole(const CaseDesk& desk, guard::WriteWork& work, CaseId case_id,
                                           const ConcernContent& content, FirstLookAt at) {
    if (auto good = check_situation(content.situation); !good) return base::fail(good.error());
    auto look = begin(desk, work, case_id, content.situation, at);
    if (!look) return base::fail(look.error());
    for (const FirstLookPart& part : {FirstLookPart(content.signs), FirstLookPart(content.person)}) {
        if (auto put = put_part(desk, look->concern, part); !put) return base::fail(put.error());
    }
    return end_look(desk, work, *std::move(look));
}

base::Result<FirstLookOutcome> raise_concern(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                             const ConcernContent& content) {
    return guard::write(desk.workplace, actor,
                        [&](guard::WriteWork& work) { return raise_whole(desk, work, case_id, content); });
}

}  // namespace casework
