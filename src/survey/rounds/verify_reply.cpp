#include "survey/rounds/verify_reply.hpp"

#include "base/text.hpp"
#include "survey/rounds/canonical_export.hpp"
#include "survey/rounds/contribution.hpp"

#include <array>
#include <utility>

namespace survey {

template <>
std::span<const std::string_view> codes<rounds::VerificationVerdict>() {
    static constexpr std::array<std::string_view, 4> kCodes{"consistent", "unsupported", "contradicted",
                                                            "not_checked"};
    return kCodes;
}

}  // namespace survey

namespace survey::rounds {
namespace {

using guard::Permission;
using store::value;

constexpr base::TextLimits kText{2000, 1, base::Lines::many};

guard::AuditEvent event(std::string action, const OpenReply& open) {
    return {.action = std::move(action),
            .subject_kind = "survey_reply",
            .subject = open.reply.id.uuid(),
            .concerned_case = std::nullopt,
            .zone = guard::Zone::z1,
            .purpose = guard::Purpose::oversight,
            .rule = {},
            .outcome = guard::Outcome::done};
}

// What every step of the secretariat that asks for nothing more is.
base::Done plain_step(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                      ResponseStep step) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_verify, place);
        if (!open) return base::fail(open.error());
        return step_reply(work, *open, step);
    });
}

base::Done check_queried(const Reply& reply) {
    if (reply.status == ResponseState::queried) return {};
    return base::fail(base::ProblemCode::wrong_state, "the reply is " + std::string(code_of(reply.status)));
}

// A version of its own, beside the one that was submitted and keeps its receipt; once for all queries.
base::Done next_version(guard::WriteWork& work, Reply& reply) {
    if (reply.counted != reply.version) return {};
    if (auto done = copy_answers(work.session(), reply, reply.version, reply.version + 1); !done) return done;
    reply.version += 1;
    return {};
}

// With no query open any more, what was corrected counts, and the reply is with the secretariat again.
base::Done after_query(guard::WriteWork& work, OpenReply& open, const Reply& was, bool by_state) {
    const auto left = open_queries(work.session(), open.reply.id);
    if (!left) return base::fail(left.error());
    if (*left > 0) return save_changed(work, open.reply, was, "survey_query.close");
    const auto next = after(open.reply.status, ResponseStep::answer);
    if (!next) return base::fail(next.error());
    open.reply.status = *next;
    if (open.reply.counted != open.reply.version) {
        open.reply.counted = open.reply.version;
        if (by_state) {
            const auto csv =
                canonical_csv(work.session(), open.round,
                              {.snapshot = {}, .reply = open.reply.id, .version = open.reply.version});
            if (!csv) return base::fail(csv.error());
            auto done =
                insert_receipt(work.session(), open.reply, hash_of(*csv), work.actor().user, work.now());
            if (!done) return done;
        }
    }
    return save_changed(work, open.reply, was, "survey_reply.answer");
}

base::Result<ItemInRound> item_of(store::ReadSession& session, const OpenReply& open, ItemInRoundId id) {
    const auto items = items_in_round(session, open.round);
    if (!items) return base::fail(items.error());
    for (const ItemInRound& asked : *items) {
        if (asked.id == id) return asked;
    }
    return base::fail(base::ProblemCode::not_found, "item");
}

base::Result<ItemInRound> item_called(store::ReadSession& session, const OpenReply& open,
                                      const std::string& code) {
    auto asked = find_item_in_round(session, open.round, code);
    if (!asked) return base::fail(asked.error());
    if (!*asked) return base::fail(base::ProblemCode::not_found, "item");
    return std::move(**asked);
}

}  // namespace

base::Done take_up_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place) {
    return plain_step(workplace, actor, place, ResponseStep::take_up);
}

base::Result<QueryId> open_query(guard::Workplace& workplace, const guard::Actor& actor,
                                 const ReplyPlace& place, const NewQuery& wanted) {
    const auto text = base::clean_text("text", wanted.text, kText);
    if (!text) return base::fail(text.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<QueryId> {
        auto open = open_reply(work, work.session(), Permission::survey_verify, place);
        if (!open) return base::fail(open.error());
        if (wanted.due_at <= work.now()) return base::fail(base::invalid_field("due_at", "must_be_later"));
        const auto asked = item_called(work.session(), *open, wanted.item);
        if (!asked) return base::fail(asked.error());
        const Query query{.id = work.new_id<Query>(),
                          .reply = open->reply.id,
                          .item = asked->id,
                          .version = open->reply.version,
                          .opened_by = actor.user,
                          .opened_at = work.now(),
                          .due_at = wanted.due_at,
                          .resolution = {}};
        if (auto done = insert_query(work.session(), query); !done) return base::fail(done.error());
        if (auto done = add_message(work.session(), query.id, *text, actor.user, work.now()); !done) {
            return base::fail(done.error());
        }
        // A second question while the first is open moves nothing.
        const bool first = open->reply.status != ResponseState::queried;
        auto done = first ? step_reply(work, *open, ResponseStep::query) : base::Done{};
        if (!done) return base::fail(done.error());
        if (!first) work.record(event("survey_query.open", *open));
        return query.id;
    });
}

base::Done answer_query(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                        QueryId query, const std::string& text,
                        const std::optional<WrittenAnswer>& corrected) {
    const auto clean = base::clean_text("text", text, kText);
    if (!clean) return base::fail(clean.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_assign, place);
        if (!open) return base::fail(open.error());
        if (auto queried = check_queried(open->reply); !queried) return queried;
        const auto found = load_query(work.session(), open->reply.id, query);
        if (!found) return base::fail(found.error());
        const Reply was = open->reply;
        if (corrected) {
            const auto asked = item_of(work.session(), *open, found->item);
            if (!asked) return base::fail(asked.error());
            if (auto good = check_written(asked->item(), *corrected); !good) return good;
            if (!corrected->disposition) return base::fail(base::invalid_field(asked->kept.item.id, "B1"));
            if (auto done = next_version(work, open->reply); !done) return done;
            auto done = write_answer(work.session(), open->reply, *asked, *corrected, std::nullopt);
            if (!done) return done;
        }
        if (auto done = add_message(work.session(), query, *clean, actor.user, work.now()); !done)
            return done;
        auto closed =
            close_query(work.session(), query, corrected ? "corrected" : "confirmed", actor.user, work.now());
        if (!closed) return closed;
        return after_query(work, *open, was, true);
    });
}

base::Done withdraw_query(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                          QueryId query) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_verify, place);
        if (!open) return base::fail(open.error());
        if (auto queried = check_queried(open->reply); !queried) return queried;
        if (const auto found = load_query(work.session(), open->reply.id, query); !found) {
            return base::fail(found.error());
        }
        const Reply was = open->reply;
        auto closed = close_query(work.session(), query, "withdrawn", actor.user, work.now());
        if (!closed) return closed;
        return after_query(work, *open, was, false);
    });
}

base::Done close_unanswered(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                            QueryId query) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_verify, place);
        if (!open) return base::fail(open.error());
        if (auto queried = check_queried(open->reply); !queried) return queried;
        const auto found = load_query(work.session(), open->reply.id, query);
        if (!found) return base::fail(found.error());
        if (found->due_at > work.now())
            return base::fail(base::ProblemCode::wrong_state, "it is not due yet");
        const Reply was = open->reply;
        if (auto done = next_version(work, open->reply); !done) return done;
        if (auto done = work.session().post(
                "update survey_answer set disposition = $1 where item_in_round = $2 and response = $3 and "
                "version "
                "= $4 and disposition = $5",
                {value(code_of(Disposition::under_examination)), value(found->item), value(open->reply.id),
                 value(open->reply.version), value(code_of(Disposition::answered))});
            !done) {
            return done;
        }
        auto closed = close_query(work.session(), query, "unanswered", actor.user, work.now());
        if (!closed) return closed;
        return after_query(work, *open, was, false);
    });
}

base::Done verify_answer(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                         const NewVerification& wanted) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_verify, place);
        if (!open) return base::fail(open.error());
        if (open->reply.status != ResponseState::in_verification) {
            return base::fail(base::ProblemCode::wrong_state,
                              "the reply is " + std::string(code_of(open->reply.status)));
        }
        const auto asked = item_called(work.session(), *open, wanted.item);
        if (!asked) return base::fail(asked.error());
        auto written = work.session().post(
            "insert into survey_verification (response, item_in_round, version, assessor, verdict, code, "
            "excerpt, "
            "basis, assessed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (response, "
            "item_in_round, version, assessor) do update set verdict = excluded.verdict, code = "
            "excluded.code, "
            "excerpt = excluded.excerpt, basis = excluded.basis, assessed_at = excluded.assessed_at",
            {value(open->reply.id), value(asked->id), value(open->reply.version), value(actor.user),
             value(code_of(wanted.verdict)), value(wanted.code), value(wanted.excerpt), value(wanted.basis),
             value(work.now())});
        if (!written) return written;
        work.record(event("survey_answer.verify", *open));
        return {};
    });
}

base::Done verify_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_verify, place);
        if (!open) return base::fail(open.error());
        const auto left = open_queries(work.session(), open->reply.id);
        if (!left) return base::fail(left.error());
        if (*left > 0) {
            return base::fail(base::refused_by("SURVEY-QUERIES", base::ProblemCode::prerequisites_open));
        }
        const auto items = items_in_round(work.session(), open->round);
        if (!items) return base::fail(items.error());
        const auto answers = answers_of(work.session(), open->reply, open->reply.version);
        if (!answers) return base::fail(answers.error());
        const auto rows = work.session().query(
            "select item_in_round, count(*) as readers from survey_verification where response = $1 and "
            "version "
            "= $2 and verdict <> 'not_checked' group by item_in_round",
            {value(open->reply.id), value(open->reply.version)});
        if (!rows) return base::fail(rows.error());
        std::map<base::Uuid, std::int64_t> readers;
        for (const store::Row& row : *rows) readers[row.uuid("item_in_round")] = row.integer("readers");
        base::Problem unread = base::refused_by("SURVEY-TWO-READERS", base::ProblemCode::prerequisites_open);
        for (const ItemInRound& asked : *items) {
            const auto answer = answers->find(asked.kept.item.id);
            const bool told = shape_of(asked.item().type) == AnswerShape::told;
            if (!told || answer == answers->end() || answer->second.disposition != Disposition::answered)
                continue;
            if (readers[asked.id.uuid()] < 2) unread.fields.push_back({asked.kept.item.id, "required", "2"});
        }
        if (!unread.fields.empty()) return base::fail(std::move(unread));
        return step_reply(work, *open, ResponseStep::verify);
    });
}

base::Done lock_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place) {
    return plain_step(workplace, actor, place, ResponseStep::lock);
}

base::Done reopen_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                        const std::string& reason) {
    const auto clean = base::clean_text("reason", reason, kText);
    if (!clean) return base::fail(clean.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto open = open_reply(work, work.session(), Permission::survey_verify, place);
        if (!open) return base::fail(open.error());
        const auto phase = from_code<RoundPhase>(open->round.phase);
        if (!phase || *phase == RoundPhase::frozen || *phase == RoundPhase::published) {
            return base::fail(base::ProblemCode::wrong_state, "the round is " + open->round.phase);
        }
        const bool locked = open->reply.status == ResponseState::locked;
        if (auto done =
                step_reply(work, *open, locked ? ResponseStep::reopen_locked : ResponseStep::reopen_verified);
            !done) {
            return done;
        }
        if (auto done =
                copy_answers(work.session(), open->reply, open->reply.version, open->reply.version + 1);
            !done) {
            return done;
        }
        if (auto done = work.session().post("update survey_response set reopened_reason = $1 where id = $2",
                                            {value(*clean), value(open->reply.id)});
            !done) {
            return done;
        }
        const Reply was = open->reply;
        const auto draft = after(open->reply.status, ResponseStep::redraft);
        if (!draft) return base::fail(draft.error());
        open->reply.status = *draft;
        open->reply.version += 1;
        open->reply.cleared_by.reset();
        open->reply.cleared_hash.reset();
        return save_changed(work, open->reply, was, "survey_reply.redraft");
    });
}

}  // namespace survey::rounds
