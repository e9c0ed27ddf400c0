#include "survey/rounds/submit_reply.hpp"

#include "base/encoding.hpp"
#include "survey/rounds/canonical_export.hpp"
#include "survey/rounds/contribution.hpp"

#include <algorithm>
#include <utility>

namespace survey::rounds {
namespace {

using guard::Permission;

base::Problem open_checks(std::string rule, const std::vector<OpenCheck>& found) {
    base::Problem problem = base::refused_by(std::move(rule), base::ProblemCode::prerequisites_open);
    for (const OpenCheck& one : found) {
        problem.fields.push_back({one.item, std::string(code_of(one.check)), {}});
    }
    return problem;
}

base::Result<base::Bytes> hash_of_version(store::ReadSession& session, const OpenReply& open) {
    const auto csv = canonical_csv(session, open.round,
                                   {.snapshot = {}, .reply = open.reply.id, .version = open.reply.version});
    if (!csv) return base::fail(csv.error());
    return hash_of(*csv);
}

}  // namespace

base::Result<std::vector<OpenCheck>> blocking_checks(store::ReadSession& session, const OpenReply& open) {
    const auto items = items_in_round(session, open.round);
    if (!items) return base::fail(items.error());
    const auto answers = answers_of(session, open.reply, open.reply.version);
    if (!answers) return base::fail(answers.error());
    std::vector<OpenCheck> found;
    for (const ItemInRound& asked : *items) {
        const Item item = asked.item();
        const auto answer = answers->find(item.id);
        const EnteredAnswer shown =
            answer == answers->end() ? EnteredAnswer{} : entered(item, answer->second);
        for (const Check check : answer_problems(item, shown)) {
            if (level_of(check) == CheckLevel::block) found.push_back({item.id, check});
        }
    }
    return found;
}

base::Done consolidate_reply(guard::Workplace& workplace, const guard::Actor& actor,
                             const ReplyPlace& place) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_assign, place);
        if (!open) return base::fail(open.error());
        const auto next = after(open->reply.status, ResponseStep::consolidate);
        if (!next) return base::fail(next.error());
        const auto assignments = assignments_of(work.session(), open->reply.id);
        if (!assignments) return base::fail(assignments.error());
        if (!std::ranges::all_of(*assignments, &Assignment::closed)) {
            return base::fail(base::refused_by("SURVEY-ASSIGNMENTS", base::ProblemCode::prerequisites_open));
        }
        auto found = blocking_checks(work.session(), *open);
        if (!found) return base::fail(found.error());
        std::erase_if(*found, [](const OpenCheck& one) { return one.check != Check::disposition_missing; });
        if (!found->empty()) return base::fail(open_checks("SURVEY-B1", *found));
        const Reply was = open->reply;
        open->reply.status = *next;
        open->reply.consolidated_by = actor.user;
        open->reply.cleared_by.reset();
        open->reply.cleared_hash.reset();
        return save_changed(work, open->reply, was, "survey_reply.consolidate");
    });
}

base::Done clear_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_clear, place);
        if (!open) return base::fail(open.error());
        const auto next = after(open->reply.status, ResponseStep::clear);
        if (!next) return base::fail(next.error());
        if (open->reply.consolidated_by == actor.user) {
            return base::fail(base::refused_by("AUTH-SURVEY-CLEAR", base::ProblemCode::second_person_needed));
        }
        const auto found = blocking_checks(work.session(), *open);
        if (!found) return base::fail(found.error());
        if (!found->empty()) return base::fail(open_checks("SURVEY-CHECKS", *found));
        auto hash = hash_of_version(work.session(), *open);
        if (!hash) return base::fail(hash.error());
        const Reply was = open->reply;
        open->reply.status = *next;
        open->reply.cleared_by = actor.user;
        open->reply.cleared_hash = std::move(*hash);
        return save_changed(work, open->reply, was, "survey_reply.clear");
    });
}

base::Result<Receipt> submit_reply(guard::Workplace& workplace, const guard::Actor& actor,
                                   const ReplyPlace& place) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<Receipt> {
        auto open = open_reply(work, work.session(), Permission::survey_assign, place);
        if (!open) return base::fail(open.error());
        const auto next = after(open->reply.status, ResponseStep::submit);
        if (!next) return base::fail(next.error());
        const auto phase = from_code<RoundPhase>(open->round.phase);
        // After an erratum a reply that was reopened is submitted though the round is over.
        const bool taken = phase && (takes_replies(*phase) || *phase == RoundPhase::erratum ||
                                     (*phase == RoundPhase::closed && open->reply.counted));
        if (!taken) return base::fail(base::ProblemCode::wrong_state, "the round is " + open->round.phase);
        const auto hash = hash_of_version(work.session(), *open);
        if (!hash) return base::fail(hash.error());
        if (open->reply.cleared_hash != *hash) return base::fail(base::refused_by("SURVEY-CLEARED"));
        const Reply was = open->reply;
        open->reply.status = *next;
        open->reply.counted = open->reply.version;
        open->reply.late = *phase == RoundPhase::late;
        if (auto done = insert_receipt(work.session(), open->reply, *hash, actor.user, work.now()); !done) {
            return base::fail(done.error());
        }
        if (auto done = save_changed(work, open->reply, was, "survey_reply.submit"); !done) {
            return base::fail(done.error());
        }
        return Receipt{.hash = base::to_hex(*hash),
                       .version = open->reply.version,
                       .at = work.now(),
                       .late = open->reply.late};
    });
}

}  // namespace survey::rounds
