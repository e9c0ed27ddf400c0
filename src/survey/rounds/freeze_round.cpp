#include "survey/rounds/freeze_round.hpp"

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "survey/rounds/new_round.hpp"
#include "survey/rounds/reply_access.hpp"

#include <algorithm>
#include <utility>

namespace survey::rounds {
namespace {

using store::value;

struct Erratum;

constexpr guard::Ask kPublish{.permission = guard::Permission::survey_publish,
                              .purpose = guard::Purpose::administration};
constexpr base::TextLimits kExplanation{5000, 1, base::Lines::many};

base::Done refuse(const char* rule) {
    return base::fail(base::refused_by(rule, base::ProblemCode::prerequisites_open));
}

// A reply that was submitted, and is still on its way.
bool is_under_way(const Reply& reply) {
    const bool draft_alone = !reply.counted && reply.status < ResponseState::submitted;
    return !draft_alone && reply.status != ResponseState::locked;
}

base::Result<std::int64_t> counted(store::ReadSession& session, const std::string& from, RoundId round) {
    const auto row = session.query_one("select count(*) as n from " + from, {value(round)});
    if (!row) return base::fail(row.error());
    return (*row)->integer("n");
}

base::Done check_may_freeze(store::ReadSession& session, RoundId round, const std::vector<Reply>& replies) {
    if (std::ranges::any_of(replies, is_under_way)) return refuse("SURVEY-REPLIES");
    const auto members = counted(session, "survey_round_member where round = $1 and eligible = 1", round);
    if (!members) return base::fail(members.error());
    if (*members == 0) return refuse("SURVEY-POPULATION");
    const auto open =
        counted(session,
                "survey_concordance c join survey_item_in_round q on q.id = c.from_item or q.id = "
                "c.to_item where q.round = $1 and c.approver is null",
                round);
    if (!open) return base::fail(open.error());
    return *open == 0 ? base::Done{} : refuse("SURVEY-CONCORDANCES");
}

base::Result<std::int64_t> newest_number(store::ReadSession& session, RoundId round) {
    const auto row = session.query_one(
        "select coalesce(max(number), 0) as number from survey_snapshot where round = $1", {value(round)});
    if (!row) return base::fail(row.error());
    return (*row)->integer("number");
}

base::Done insert_snapshot(guard::WriteWork& work, RoundId round, const Frozen& frozen,
                           const base::Bytes& hash, const std::vector<Reply>& replies) {
    std::optional<guard::UserId> by;
    if (!work.actor().user.is_nil()) by = work.actor().user;
    if (auto done = work.session().post("insert into survey_snapshot (id, round, number, sha256, bytes, "
                                        "frozen_by, frozen_at) values ($1, $2, "
                                        "$3, $4, $5, $6, $7)",
                                        {value(frozen.snapshot), value(round), value(frozen.number),
                                         value(hash), value(frozen.bytes), value(by), value(work.now())});
        !done) {
        return done;
    }
    std::vector<std::vector<store::Value>> rows;
    for (const Reply& reply : replies) {
        if (reply.counted) rows.push_back({value(frozen.snapshot), value(reply.id), value(*reply.counted)});
    }
    return work.session().insert_rows("survey_snapshot_reply", {"snapshot", "response", "version"}, rows);
}

base::Result<KeptRound> allowed_round(guard::Work& work, store::ReadSession& session, const guard::Ask& ask,
                                      RoundId round) {
    if (auto allowed = work.allow(ask, "survey_round", round.uuid()); !allowed) {
        return base::fail(allowed.error());
    }
    return load_round(session, round);
}

base::Result<RoundPhase> phase_after(const KeptRound& round, RoundStep step) {
    const auto phase = from_code<RoundPhase>(round.phase);
    if (!phase) return base::fail(base::ProblemCode::data_damaged, "the phase of a round");
    return after(*phase, step);
}

}  // namespace

base::Result<Frozen> freeze_round(guard::Workplace& workplace, const guard::Actor& actor, RoundId round) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<Frozen> {
        const auto kept = allowed_round(work, work.session(), kPublish, round);
        if (!kept) return base::fail(kept.error());
        if (kept->kind == RoundKind::aggregate_only) {
            return base::fail(base::ProblemCode::wrong_state, "totals of a report are frozen as they come");
        }
        const bool again = kept->phase == code_of(RoundPhase::erratum);
        const auto next = phase_after(*kept, again ? RoundStep::freeze_again : RoundStep::freeze);
        if (!next) return base::fail(next.error());
        const auto replies = replies_of(work.session(), round);
        if (!replies) return base::fail(replies.error());
        if (auto good = check_may_freeze(work.session(), round, *replies); !good) {
            return base::fail(good.error());
        }
        const auto csv = canonical_csv(work.session(), *kept, {});
        if (!csv) return base::fail(csv.error());
        const auto before = newest_number(work.session(), round);
        if (!before) return base::fail(before.error());
        const base::Bytes hash = hash_of(*csv);
        Frozen frozen{.snapshot = work.new_id<Snapshot>(),
                      .number = *before + 1,
                      .sha256 = base::to_hex(hash),
                      .bytes = static_cast<std::int64_t>(csv->size())};
        if (auto done = insert_snapshot(work, round, frozen, hash, *replies); !done) {
            return base::fail(done.error());
        }
        if (again) {
            auto done = work.session().post(
                "update survey_erratum set snapshot_after = $1 where round = $2 and snapshot_after is null",
                {value(frozen.snapshot), value(round)});
            if (!done) return base::fail(done.error());
        }
        if (auto done = move_round(work, *kept, *next, "survey_round.freeze"); !done) {
            return base::fail(done.error());
        }
        return frozen;
    });
}

base::Result<std::string> export_snapshot(guard::Workplace& workplace, const guard::Actor& actor,
                                          RoundId round, std::int64_t number) {
    return guard::read(workplace, actor, [&](guard::ReadWork& work) -> base::Result<std::string> {
        const auto kept = allowed_round(work, work.session(), kReadSurvey, round);
        if (!kept) return base::fail(kept.error());
        const auto row = work.session().query_one(
            "select id, sha256 from survey_snapshot where round = $1 and number = $2",
            {value(round), value(number)});
        if (!row) return base::fail(row.error());
        if (!*row) return base::fail(base::ProblemCode::not_found, "snapshot");
        auto csv = canonical_csv(work.session(), *kept,
                                 {.snapshot = (*row)->id<Snapshot>("id"), .reply = {}, .version = 0});
        if (csv && hash_of(*csv) != (*row)->bytes("sha256")) {
            return base::fail(base::ProblemCode::data_damaged, "a snapshot is not what was frozen");
        }
        return csv;
    });
}

base::Done publish_round(guard::Workplace& workplace, const guard::Actor& actor, RoundId round) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        const auto kept = allowed_round(work, work.session(), kPublish, round);
        if (!kept) return base::fail(kept.error());
        const auto next = phase_after(*kept, RoundStep::publish);
        if (!next) return base::fail(next.error());
        const auto newest = newest_number(work.session(), round);
        if (!newest) return base::fail(newest.error());
        auto done = work.session().post(
            "update survey_snapshot set published_at = $1 where round = $2 and number = $3",
            {value(work.now()), value(round), value(*newest)});
        if (!done) return done;
        return move_round(work, *kept, *next, "survey_round.publish");
    });
}

base::Done write_erratum(guard::Workplace& workplace, const guard::Actor& actor, RoundId round,
                         const NewErratum& wanted) {
    const auto explanation = base::clean_text("explanation", wanted.explanation, kExplanation);
    if (!explanation) return base::fail(explanation.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        const auto kept = allowed_round(work, work.session(), kPublish, round);
        if (!kept) return base::fail(kept.error());
        const auto next = phase_after(*kept, RoundStep::correct);
        if (!next) return base::fail(next.error());
        auto done = work.session().post(
            "insert into survey_erratum (id, round, snapshot_before, statistics, explanation, written_by, "
            "written_at) select $1, round, id, $2, $3, $4, $5 from survey_snapshot where round = $6 order by "
            "number desc limit 1",
            {value(work.new_id<Erratum>()), value(wanted.statistics), value(*explanation), value(actor.user),
             value(work.now()), value(round)});
        if (!done) return done;
        return move_round(work, *kept, *next, "survey_round.erratum");
    });
}

}  // namespace survey::rounds
