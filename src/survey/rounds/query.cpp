#include "survey/rounds/query.hpp"

namespace survey::rounds {

using store::value;

base::Done insert_query(store::WriteSession& session, const Query& query) {
    return session.post(
        "insert into survey_query (id, response, item_in_round, version, opened_by, opened_at, due_at) "
        "values "
        "($1, $2, $3, $4, $5, $6, $7)",
        {value(query.id), value(query.reply), value(query.item), value(query.version), value(query.opened_by),
         value(query.opened_at), value(query.due_at)});
}

base::Result<Query> load_query(store::ReadSession& session, ResponseId reply, QueryId id) {
    const auto row = session.query_one(
        "select item_in_round, version, opened_by, opened_at, due_at, resolution from survey_query where "
        "response = $1 and id = $2",
        {value(reply), value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "query");
    return Query{.id = id,
                 .reply = reply,
                 .item = (*row)->id<ItemInRound>("item_in_round"),
                 .version = (*row)->integer("version"),
                 .opened_by = (*row)->id<guard::User>("opened_by"),
                 .opened_at = (*row)->time("opened_at"),
                 .due_at = (*row)->time("due_at"),
                 .resolution = (*row)->optional_text("resolution").value_or("")};
}

base::Result<std::int64_t> open_queries(store::ReadSession& session, ResponseId reply) {
    const auto row = session.query_one(
        "select count(*) as n from survey_query where response = $1 and closed_at is null", {value(reply)});
    if (!row) return base::fail(row.error());
    return (*row)->integer("n");
}

base::Done close_query(store::WriteSession& session, QueryId id, const std::string& resolution,
                       guard::UserId by, base::Time now) {
    return session.post_one(
        "update survey_query set resolution = $1, closed_by = $2, closed_at = $3 where id = $4 and closed_at "
        "is null",
        {value(resolution), value(by), value(now), value(id)},
        base::problem(base::ProblemCode::done_already, "query"));
}

base::Done add_message(store::WriteSession& session, QueryId id, const std::string& text, guard::UserId by,
                       base::Time now) {
    return session.post(
        "insert into survey_query_message (query, number, written_by, written_at, text) select $1, "
        "coalesce(max(number), 0) + 1, $2, $3, $4 from survey_query_message where query = $1",
        {value(id), value(by), value(now), value(text)});
}

}  // namespace survey::rounds
