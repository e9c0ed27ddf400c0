#include "courier/courier_figures.hpp"

namespace courier {

base::Result<CourierFigures> courier_figures(store::ReadSession& session) {
    const auto waiting = session.query_one(
        "select count(*) as n, min(d.planned_at) as since from webhook_delivery d "
        "join webhook w on w.id = d.webhook where d.state = 'waiting' and w.state = 'on'");
    if (!waiting) return base::fail(waiting.error());
    const auto off = session.query_one("select count(*) as n from webhook where state = 'off'");
    if (!off) return base::fail(off.error());
    return CourierFigures{.waiting = (*waiting)->integer("n"),
                          .waiting_since = (*waiting)->optional_time("since"),
                          .switched_off = (*off)->integer("n")};
}

}  // namespace courier
