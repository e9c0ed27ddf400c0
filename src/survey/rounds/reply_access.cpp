#include "survey/rounds/reply_access.hpp"

#include <utility>

namespace survey::rounds {
namespace {

using store::value;

base::Result<guard::Relation> relation_to(store::ReadSession& session, const guard::Actor& actor,
                                          StateCode state) {
    const auto row = session.query_one("select state from survey_state_organisation where organisation = $1",
                                       {value(actor.organisation)});
    if (!row) return base::fail(row.error());
    const bool own = *row && (*row)->text("state") == state.text();
    return own ? guard::Relation::own_state : guard::Relation::none;
}

}  // namespace

base::Result<KeptRound> load_round(store::ReadSession& session, RoundId id) {
    const auto row =
        session.query_one("select label, programme from survey_round where id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "round");
    const auto round = find_round(session, (*row)->id<Programme>("programme"), (*row)->text("label"));
    if (!round) return base::fail(round.error());
    return **round;
}

base::Result<OpenReply> open_reply(guard::Work& work, store::ReadSession& session,
                                   guard::Permission permission, const ReplyPlace& place) {
    const auto relation = relation_to(session, work.actor(), place.state);
    if (!relation) return base::fail(relation.error());
    const guard::Ask ask{
        .permission = permission, .purpose = guard::Purpose::oversight, .relation = *relation};
    auto reply = load_reply(session, place.round, place.state);
    const base::Uuid subject = reply ? reply->id.uuid() : base::Uuid{};
    if (auto allowed = work.allow(ask, "survey_reply", subject); !allowed) return base::fail(allowed.error());
    if (!reply) return base::fail(reply.error());
    auto round = load_round(session, place.round);
    if (!round) return base::fail(round.error());
    return OpenReply{std::move(*round), std::move(*reply)};
}

base::Done save_changed(guard::WriteWork& work, const Reply& now, const Reply& was, std::string action) {
    if (auto saved = save_reply(work.session(), now, was, work.now()); !saved) return saved;
    work.record({.action = std::move(action),
                 .subject_kind = "survey_reply",
                 .subject = now.id.uuid(),
                 .concerned_case = std::nullopt,
                 .zone = guard::Zone::z1,
                 .purpose = guard::Purpose::oversight,
                 .rule = {},
                 .outcome = guard::Outcome::done});
    return {};
}

base::Done step_reply(guard::WriteWork& work, OpenReply& open, ResponseStep step) {
    const auto next = after(open.reply.status, step);
    if (!next) return base::fail(next.error());
    const Reply was = open.reply;
    open.reply.status = *next;
    return save_changed(work, open.reply, was, "survey_reply." + std::string(code_of(step)));
}

}  // namespace survey::rounds
