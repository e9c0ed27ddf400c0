#include "casework/case_figures.hpp"

#include "casework/board_repository.hpp"

namespace casework {

base::Result<CaseFigures> case_figures(store::ReadSession& session, base::Time now, base::Time until) {
    const auto clocks = session.query_one(
        "select count(*) filter (where due_at < $1) as overdue, count(*) filter (where due_at >= $1) as due, "
        "min(due_at) as first_due from case_clock where stopped_at is null and due_at <= $2",
        {store::value(now), store::value(until)});
    if (!clocks) return base::fail(clocks.error());
    const auto waiting = count_waiting(session);
    if (!waiting) return base::fail(waiting.error());
    CaseFigures figures{.clocks_due = (*clocks)->integer("due"),
                        .clocks_overdue = (*clocks)->integer("overdue"),
                        .overdue_since = {},
                        .referrals_waiting = *waiting};
    if (figures.clocks_overdue > 0) figures.overdue_since = (*clocks)->time("first_due");
    return figures;
}

}  // namespace casework
