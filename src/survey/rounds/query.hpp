#pragma once
// A question of the secretariat on one answer (survey.md 5.1), and its SQL. Authorising is the caller's.

#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "store/session.hpp"
#include "survey/rounds/kept_answer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace survey::rounds {

struct Query;
using QueryId = base::Id<Query>;

struct Query {
    QueryId id;
    ResponseId reply;
    ItemInRoundId item;
    std::int64_t version = 1;  // of the reply that was asked about
    guard::UserId opened_by;
    base::Time opened_at;
    base::Time due_at;
    std::string resolution;  // confirmed, corrected, withdrawn, unanswered; empty while it is open
};

base::Done insert_query(store::WriteSession& session, const Query& query);
// Problem: not_found, also for one of another reply.
base::Result<Query> load_query(store::ReadSession& session, ResponseId reply, QueryId id);
base::Result<std::int64_t> open_queries(store::ReadSession& session, ResponseId reply);
// Problem: done_already.
base::Done close_query(store::WriteSession& session, QueryId id, const std::string& resolution,
                       guard::UserId by, base::Time now);
// The next message of its thread.
base::Done add_message(store::WriteSession& session, QueryId id, const std::string& text, guard::UserId by,
                       base::Time now);

}  // namespace survey::rounds
