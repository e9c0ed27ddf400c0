#include "survey/rounds/prepare_reply.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace survey::rounds {
namespace {

using guard::Permission;
using store::value;

constexpr base::TextLimits kReason{2000, 1, base::Lines::many};

base::Done check_draft(const Reply& reply) {
    if (may_be_written(reply.status)) return {};
    return base::fail(base::ProblemCode::wrong_state, "the reply is " + std::string(code_of(reply.status)));
}

base::Result<OpenReply> open_draft(guard::WriteWork& work, const ReplyPlace& place) {
    auto open = open_reply(work, work.session(), Permission::survey_assign, place);
    if (!open) return open;
    if (auto draft = check_draft(open->reply); !draft) return base::fail(draft.error());
    return open;
}

void note(guard::WriteWork& work, std::string action, const base::Uuid& subject, std::string kind) {
    work.record({.action = std::move(action),
                 .subject_kind = std::move(kind),
                 .subject = subject,
                 .concerned_case = std::nullopt,
                 .zone = guard::Zone::z1,
                 .purpose = guard::Purpose::oversight,
                 .rule = {},
                 .outcome = guard::Outcome::done});
}

base::Done check_of_state(store::ReadSession& session, guard::OrganisationId organisation, StateCode state) {
    const auto row = session.query_one(
        "select state from survey_state_organisation where organisation = $1 and state = $2",
        {value(organisation), value(state.text())});
    if (!row) return base::fail(row.error());
    return *row ? base::Done{} : base::fail(base::ProblemCode::not_found, "organisation");
}

// The newest contribution of an assignment, moved on by `step`.
base::Result<Contribution> step_contribution(guard::WriteWork& work, Assignment& assignment,
                                             ContributionStep step, const std::string& reason) {
    auto newest = newest_contribution(work.session(), assignment.id);
    if (!newest) return base::fail(newest.error());
    if (!*newest) return base::fail(base::ProblemCode::wrong_state, "nothing was contributed yet");
    Contribution contribution = std::move(**newest);
    const ContributionState was = contribution.status;
    const auto next = after(was, step);
    if (!next) return base::fail(next.error());
    contribution.status = *next;
    contribution.reason = reason;
    if (auto saved = save_contribution(work.session(), contribution, was); !saved) {
        return base::fail(saved.error());
    }
    const ContributionState stood = assignment.status;
    assignment.status = *next;
    if (auto saved = save_assignment(work.session(), assignment, stood); !saved) {
        return base::fail(saved.error());
    }
    note(work, "survey_contribution." + std::string(code_of(step)), assignment.id.uuid(),
         "survey_assignment");
    return contribution;
}

base::Done merge_answers(guard::WriteWork& work, const OpenReply& open, const Assignment& assignment,
                         const Contribution& contribution) {
    const auto items = items_in_round(work.session(), open.round);
    if (!items) return base::fail(items.error());
    std::map<std::string, ItemType, std::less<>> types;
    for (const ItemInRound& asked : *items) types.emplace(asked.kept.item.id, asked.item().type);
    const auto answers = written_from_json(types, contribution.payload);
    if (!answers) return base::fail(answers.error());
    const ContributionPlace from{.assignment = assignment.id.uuid(), .version = contribution.version};
    for (const ItemInRound& asked : *items) {
        const auto answer = answers->find(asked.kept.item.id);
        if (answer == answers->end() || !assignment.covers(asked)) continue;
        if (auto done = write_answer(work.session(), open.reply, asked, answer->second, from); !done)
            return done;
    }
    return {};
}

}  // namespace

base::Done begin_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_assign, place);
        if (!open) return base::fail(open.error());
        const auto phase = from_code<RoundPhase>(open->round.phase);
        if (!phase || !takes_replies(*phase)) {
            return base::fail(base::ProblemCode::wrong_state, "the round is " + open->round.phase);
        }
        return step_reply(work, *open, ResponseStep::begin);
    });
}

base::Result<AssignmentId> assign(guard::Workplace& workplace, const guard::Actor& actor,
                                  const ReplyPlace& place, const NewAssignment& wanted) {
    if (wanted.item.empty() == wanted.section.empty()) {
        return base::fail(base::invalid_field("item", "exactly_one", "an item or a section"));
    }
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<AssignmentId> {
        const auto open = open_draft(work, place);
        if (!open) return base::fail(open.error());
        if (auto own = check_of_state(work.session(), wanted.organisation, place.state); !own) {
            return base::fail(own.error());
        }
        const auto items = items_in_round(work.session(), open->round);
        if (!items) return base::fail(items.error());
        const auto found = std::ranges::find_if(*items, [&](const ItemInRound& asked) {
            return wanted.item.empty() ? asked.kept.item.section == wanted.section
                                       : asked.kept.item.id == wanted.item;
        });
        if (found == items->end()) {
            return base::fail(base::invalid_field(wanted.item.empty() ? "section" : "item", "not_in_list"));
        }
        const Assignment made{.id = work.new_id<Assignment>(),
                              .reply = open->reply.id,
                              .item = wanted.item.empty() ? std::nullopt : std::optional(found->id),
                              .section = wanted.section,
                              .organisation = wanted.organisation,
                              .contributor = wanted.contributor,
                              .alternate = wanted.alternate,
                              .validator = wanted.validator,
                              .due_at = wanted.due_at,
                              .waived_reason = {}};
        if (auto done = insert_assignment(work.session(), made); !done) return base::fail(done.error());
        note(work, "survey_reply.assign", made.id.uuid(), "survey_assignment");
        return made.id;
    });
}

base::Done waive(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                 AssignmentId assignment, const std::string& reason) {
    const auto clean = base::clean_text("reason", reason, kReason);
    if (!clean) return base::fail(clean.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        const auto open = open_draft(work, place);
        if (!open) return base::fail(open.error());
        auto found = load_assignment(work.session(), open->reply.id, assignment);
        if (!found) return base::fail(found.error());
        if (found->closed()) return base::fail(base::ProblemCode::wrong_state, "the assignment is closed");
        found->waived_reason = *clean;
        if (auto saved = save_assignment(work.session(), *found, found->status); !saved) return saved;
        note(work, "survey_reply.waive", assignment.uuid(), "survey_assignment");
        return {};
    });
}

base::Done merge(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                 AssignmentId assignment) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        const auto open = open_draft(work, place);
        if (!open) return base::fail(open.error());
        auto found = load_assignment(work.session(), open->reply.id, assignment);
        if (!found) return base::fail(found.error());
        const auto contribution = step_contribution(work, *found, ContributionStep::merge, {});
        if (!contribution) return base::fail(contribution.error());
        return merge_answers(work, *open, *found, *contribution);
    });
}

base::Done send_back(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                     AssignmentId assignment, const std::string& reason) {
    const auto clean = base::clean_text("reason", reason, kReason);
    if (!clean) return base::fail(clean.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        const auto open = open_draft(work, place);
        if (!open) return base::fail(open.error());
        auto found = load_assignment(work.session(), open->reply.id, assignment);
        if (!found) return base::fail(found.error());
        const auto sent = step_contribution(work, *found, ContributionStep::send_back, *clean);
        return sent ? base::Done{} : base::fail(sent.error());
    });
}

base::Done write_own_answer(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                            const std::string& item, const WrittenAnswer& answer) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        const auto open = open_draft(work, place);
        if (!open) return base::fail(open.error());
        const auto asked = find_item_in_round(work.session(), open->round, item);
        if (!asked) return base::fail(asked.error());
        if (!*asked) return base::fail(base::ProblemCode::not_found, "item");
        if (auto good = check_written((*asked)->item(), answer); !good) return good;
        if (auto done = write_answer(work.session(), open->reply, **asked, answer, std::nullopt); !done) {
            return done;
        }
        note(work, "survey_reply.write", open->reply.id.uuid(), "survey_reply");
        return {};
    });
}

}  // namespace survey::rounds
