#include "estimates/estimate_repository.hpp"

#include <string_view>
#include <utility>

namespace estimates {
namespace {

using store::Row;
using store::value;

constexpr std::string_view kColumns =
    "id, title, window_from, window_to, territory, overlap_table, overlap_sha256, published_source, method, "
    "interval_kind, level_percent, replicates, seed, survey_people, survey_source, kept_at, kept_by, version";

std::int64_t days_of(base::Date date) {
    return date.time_since_epoch().count();
}

base::Date date_of(std::int64_t days) {
    return base::Date(std::chrono::days(days));
}

// What a later program may have written and this one does not know falls back to what is shown first.
KeptEstimate estimate_from(const Row& row) {
    KeptEstimate estimate;
    estimate.id = row.id<KeptEstimate>("id");
    estimate.title = row.text("title");
    estimate.window_from = date_of(row.integer("window_from"));
    estimate.window_to = date_of(row.integer("window_to"));
    estimate.territory = row.text("territory");
    estimate.overlaps = row.text("overlap_table");
    estimate.overlaps_sha256 = row.text("overlap_sha256");
    estimate.published_source = row.text("published_source");
    estimate.options = {.method = estimation::method_called(row.text("method")).value(),
                        .interval = estimation::interval_called(row.text("interval_kind")).value(),
                        .level_percent = static_cast<int>(row.integer("level_percent")),
                        .replicates = row.integer("replicates"),
                        .seed = row.integer("seed")};
    if (const auto people = row.optional_integer("survey_people")) {
        estimate.survey = Survey{.people = *people, .source = row.text("survey_source")};
    }
    estimate.kept_at = row.time("kept_at");
    estimate.kept_by = row.id<guard::User>("kept_by");
    estimate.version = row.integer("version");
    return estimate;
}

base::Done insert_reasons(store::WriteSession& session, const KeptEstimate& estimate) {
    for (const auto& [assumption, reason] : estimate.reasons) {
        base::Done written =
            session.post("insert into estimate_assumption (estimate, assumption, reason) values ($1, $2, $3)",
                         {value(estimate.id), value(assumption), value(reason)});
        if (!written) return written;
    }
    return {};
}

}  // namespace

base::Done insert_estimate(store::WriteSession& session, const KeptEstimate& estimate) {
    store::Value people;
    if (estimate.survey) people = value(estimate.survey->people);
    base::Done written = session.post(
        "insert into estimate (" + std::string(kColumns) +
            ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        {value(estimate.id), value(estimate.title), value(days_of(estimate.window_from)),
         value(days_of(estimate.window_to)), value(estimate.territory), value(estimate.overlaps),
         value(estimate.overlaps_sha256), value(estimate.published_source),
         value(estimation::name_of(estimate.options.method)),
         value(estimation::name_of(estimate.options.interval)),
         value(std::int64_t{estimate.options.level_percent}), value(estimate.options.replicates),
         value(estimate.options.seed), people,
         value(estimate.survey ? estimate.survey->source : std::string{}), value(estimate.kept_at),
         value(estimate.kept_by), value(estimate.version)});
    if (!written) return written;
    return insert_reasons(session, estimate);
}

base::Result<KeptEstimate> load_estimate(store::ReadSession& session, EstimateId id) {
    const auto row =
        session.query_one("select " + std::string(kColumns) + " from estimate where id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "estimate");
    KeptEstimate estimate = estimate_from(**row);
    const auto reasons =
        session.query("select assumption, reason from estimate_assumption where estimate = $1", {value(id)});
    if (!reasons) return base::fail(reasons.error());
    for (const Row& one : *reasons) estimate.reasons.emplace(one.text("assumption"), one.text("reason"));
    return estimate;
}

base::Result<std::vector<KeptEstimate>> find_estimates(store::ReadSession& session,
                                                       const std::optional<EstimatePlace>& place,
                                                       int rows_max) {
    std::string sql = "select " + std::string(kColumns) + " from estimate ";
    std::vector<store::Value> parameters{value(rows_max)};
    if (place) {
        sql += "where kept_at < $2 or (kept_at = $2 and id < $3) ";
        parameters.push_back(value(place->kept_at));
        parameters.push_back(value(place->id));
    }
    const auto rows = session.query(sql + "order by kept_at desc, id desc limit $1", std::move(parameters));
    if (!rows) return base::fail(rows.error());
    std::vector<KeptEstimate> found;
    for (const Row& row : *rows) found.push_back(estimate_from(row));
    return found;
}

base::Done replace_reasons(store::WriteSession& session, const KeptEstimate& estimate) {
    base::Done marked =
        session.post_one("update estimate set version = version + 1 where id = $1 and version = $2",
                         {value(estimate.id), value(estimate.version)},
                         base::problem(base::ProblemCode::edited_meanwhile, "estimate"));
    if (!marked) return marked;
    base::Done cleared =
        session.post("delete from estimate_assumption where estimate = $1", {value(estimate.id)});
    if (!cleared) return cleared;
    return insert_reasons(session, estimate);
}

}  // namespace estimates
