#include "survey/rounds/contribute.hpp"

#include <algorithm>
#include <utility>

namespace survey::rounds {
namespace {

using guard::Permission;

struct OpenAssignment {
    OpenReply open;
    Assignment assignment;
};

base::Result<OpenAssignment> open_assignment(guard::WriteWork& work, Permission permission,
                                             const ReplyPlace& place, AssignmentId id) {
    auto open = open_reply(work, work.session(), permission, place);
    if (!open) return base::fail(open.error());
    if (!may_be_written(open->reply.status)) {
        return base::fail(base::ProblemCode::wrong_state,
                          "the reply is " + std::string(code_of(open->reply.status)));
    }
    auto assignment = load_assignment(work.session(), open->reply.id, id);
    if (!assignment) return base::fail(assignment.error());
    if (assignment->closed()) return base::fail(base::ProblemCode::wrong_state, "the assignment is closed");
    return OpenAssignment{std::move(*open), std::move(*assignment)};
}

guard::AuditEvent event(std::string action, AssignmentId id) {
    return {.action = std::move(action),
            .subject_kind = "survey_assignment",
            .subject = id.uuid(),
            .concerned_case = std::nullopt,
            .zone = guard::Zone::z1,
            .purpose = guard::Purpose::oversight,
            .rule = {},
            .outcome = guard::Outcome::done};
}

// Every answer is to an item that was given to this institution, and may be kept. Gives what is kept of it.
base::Result<std::string> payload_of(guard::WriteWork& work, const OpenAssignment& open,
                                     const WrittenAnswers& answers) {
    const auto items = items_in_round(work.session(), open.open.round);
    if (!items) return base::fail(items.error());
    std::map<std::string, ItemType, std::less<>> types;
    for (const auto& [code, answer] : answers) {
        const auto asked =
            std::ranges::find_if(*items, [&](const ItemInRound& one) { return one.kept.item.id == code; });
        if (asked == items->end() || !open.assignment.covers(*asked)) {
            return base::fail(base::invalid_field(code, "not_in_list"));
        }
        if (auto good = check_written(asked->item(), answer); !good) return base::fail(good.error());
        types.emplace(code, asked->item().type);
    }
    return to_json(types, answers);
}

}  // namespace

base::Done write_contribution(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                              AssignmentId assignment, const WrittenAnswers& answers) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_assignment(work, Permission::survey_contribute, place, assignment);
        if (!open) return base::fail(open.error());
        Assignment& given = open->assignment;
        if (actor.user != given.contributor && given.alternate != actor.user) {
            return base::fail(base::refused_by("AUTH-SURVEY-CONTRIBUTE", base::ProblemCode::not_allowed));
        }
        const auto before = newest_contribution(work.session(), assignment);
        if (!before) return base::fail(before.error());
        if (*before && (*before)->status == ContributionState::validated) {
            return base::fail(base::ProblemCode::wrong_state, "the version before waits to be merged");
        }
        auto payload = payload_of(work, *open, answers);
        if (!payload) return base::fail(payload.error());
        const auto status = after(ContributionState::assigned, ContributionStep::write);
        const Contribution made{.assignment = assignment,
                                .version = *before ? (*before)->version + 1 : 1,
                                .status = *status,
                                .payload = std::move(*payload),
                                .written_by = actor.user,
                                .validated_by = {},
                                .reason = {}};
        if (auto done = insert_contribution(work.session(), made, work.now()); !done) return done;
        const ContributionState was = given.status;
        given.status = *status;
        if (auto saved = save_assignment(work.session(), given, was); !saved) return saved;
        work.record(event("survey_contribution.write", assignment));
        return {};
    });
}

base::Done validate_contribution(guard::Workplace& workplace, const guard::Actor& actor,
                                 const ReplyPlace& place, AssignmentId assignment) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_assignment(work, Permission::survey_validate, place, assignment);
        if (!open) return base::fail(open.error());
        Assignment& given = open->assignment;
        const bool meant =
            given.validator ? *given.validator == actor.user : given.organisation == actor.organisation;
        if (!meant)
            return base::fail(base::refused_by("AUTH-SURVEY-VALIDATE", base::ProblemCode::not_allowed));
        auto newest = newest_contribution(work.session(), assignment);
        if (!newest) return base::fail(newest.error());
        if (!*newest) return base::fail(base::ProblemCode::wrong_state, "nothing was contributed yet");
        Contribution& contribution = **newest;
        if (contribution.written_by == actor.user) {
            return base::fail(
                base::refused_by("AUTH-SURVEY-VALIDATE", base::ProblemCode::second_person_needed));
        }
        const ContributionState was = contribution.status;
        const auto next = after(was, ContributionStep::validate);
        if (!next) return base::fail(next.error());
        contribution.status = *next;
        contribution.validated_by = actor.user;
        if (auto saved = save_contribution(work.session(), contribution, was); !saved) return saved;
        const ContributionState stood = given.status;
        given.status = *next;
        if (auto saved = save_assignment(work.session(), given, stood); !saved) return saved;
        work.record(event("survey_contribution.validate", assignment));
        return {};
    });
}

}  // namespace survey::rounds
