#include "guard/guard_figures.hpp"

#include "guard/program_token_repository.hpp"
#include "guard/sign_in.hpp"

namespace guard {

base::Result<GuardFigures> guard_figures(store::ReadSession& session, base::Time now) {
    GuardFigures figures;
    const auto head = session.query_one("select number from audit_head where one = 1");
    if (!head) return base::fail(head.error());
    if (*head && (*head)->holds<std::int64_t>("number")) {
        figures.audit_rows = (*head)->integer("number");
        const auto last = session.query_one("select at from audit_event where number = $1",
                                            {store::value(figures.audit_rows)});
        if (!last) return base::fail(last.error());
        if (*last && (*last)->holds<std::int64_t>("at")) figures.last_audit_row = (*last)->time("at");
    }
    const auto open = session.query_one(
        "select count(*) as n from sign_in_session where expires_at > $1 and last_seen_at > $2",
        {store::value(now), store::value(now - kSessionIdle)});
    if (!open) return base::fail(open.error());
    figures.sessions = (*open)->integer("n");
    const auto ending = count_tokens_ending_soon(session, now);
    if (!ending) return base::fail(ending.error());
    figures.tokens_ending = *ending;
    return figures;
}

}  // namespace guard
