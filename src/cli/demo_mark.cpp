#include "cli/demo_mark.hpp"

namespace cli {

using store::value;

base::Result<std::optional<DemoMark>> load_demo_mark(store::ReadSession& session) {
    const auto row =
        session.query_one("select profile, seed, built_for, finished_at from demo_country where one = 1");
    if (!row) return base::fail(row.error());
    if (!*row) return std::optional<DemoMark>{};
    return std::optional(DemoMark{.profile = (*row)->text("profile"),
                                  .seed = (*row)->integer("seed"),
                                  .built_for = (*row)->time("built_for"),
                                  .finished_at = (*row)->optional_time("finished_at")});
}

base::Done insert_demo_mark(store::WriteSession& session, const DemoMark& mark) {
    const auto inserted = session.execute(
        "insert into demo_country (one, profile, seed, built_for, finished_at) values (1, $1, $2, $3, $4)",
        {value(mark.profile), value(mark.seed), value(mark.built_for), value(mark.finished_at)});
    if (!inserted) return base::fail(inserted.error());
    return {};
}

base::Done mark_demo_finished(store::WriteSession& session, base::Time at) {
    const auto updated =
        session.execute("update demo_country set finished_at = $1 where one = 1", {value(at)});
    if (!updated) return base::fail(updated.error());
    return {};
}

}  // namespace cli
