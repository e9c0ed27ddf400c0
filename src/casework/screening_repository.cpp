#include "casework/screening_repository.hpp"

#include "casework/case_vault.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace casework {
namespace {

using store::Row;
using store::value;

constexpr std::string_view kColumns =
    "id, case_id, status, begun_by, organisation, begun_at, changed_by, changed_at, finished_at, pending_by, "
    "pending_at, sealed, version";

VaultPlace place_of(const Screening& screening) {
    return {"screening", screening.id.uuid(), "sealed"};
}

base::Result<Screening> screening_from(const Row& row) {
    const auto status = screening_status_from(row.text("status"));
    if (!status) return base::fail(base::ProblemCode::data_damaged, "screening.status");
    Screening screening;
    screening.id = row.id<Screening>("id");
    screening.case_id = row.id<guard::Case>("case_id");
    screening.status = *status;
    screening.begun_by = row.id<guard::User>("begun_by");
    screening.organisation = row.id<guard::Organisation>("organisation");
    screening.begun_at = row.time("begun_at");
    screening.changed_by = row.id<guard::User>("changed_by");
    screening.changed_at = row.time("changed_at");
    screening.finished_at = row.optional_time("finished_at");
    screening.pending_by = row.optional_id<guard::User>("pending_by");
    screening.pending_at = row.optional_time("pending_at");
    screening.sealed = row.bytes("sealed");
    screening.version = row.integer("version");
    return screening;
}

}  // namespace

base::Done insert_screening(store::WriteSession& session, const Screening& screening) {
    return session.post("insert into screening (" + std::string(kColumns) +
                            ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                        {value(screening.id), value(screening.case_id), value(code_of(screening.status)),
                         value(screening.begun_by), value(screening.organisation), value(screening.begun_at),
                         value(screening.changed_by), value(screening.changed_at),
                         value(screening.finished_at), value(screening.pending_by),
                         value(screening.pending_at), value(screening.sealed), value(screening.version)});
}

base::Result<Screening> load_screening(store::ReadSession& session, ScreeningId id) {
    const auto row =
        session.query_one("select " + std::string(kColumns) + " from screening where id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "screening");
    return screening_from(**row);
}

base::Done update_screening(store::WriteSession& session, Screening& screening) {
    base::Done updated = session.post_one(
        "update screening set status = $1, changed_by = $2, changed_at = $3, finished_at = $4, pending_by = "
        "$5, pending_at = $6, sealed = $7, version = version + 1 where id = $8 and version = $9",
        {value(code_of(screening.status)), value(screening.changed_by), value(screening.changed_at),
         value(screening.finished_at), value(screening.pending_by), value(screening.pending_at),
         value(screening.sealed), value(screening.id), value(screening.version)},
        base::problem(base::ProblemCode::edited_meanwhile, "screening"));
    if (!updated) return updated;
    screening.version += 1;
    return {};
}

base::Result<std::vector<Screening>> screenings_of(store::ReadSession& session, CaseId case_id) {
    const auto rows = session.query("select " + std::string(kColumns) +
                                        " from screening where case_id = $1 order by begun_at desc, id desc",
                                    {value(case_id)});
    if (!rows) return base::fail(rows.error());
    std::vector<Screening> screenings;
    screenings.reserve(rows->size());
    for (const Row& row : *rows) {
        auto screening = screening_from(row);
        if (!screening) return base::fail(screening.error());
        screenings.push_back(std::move(*screening));
    }
    return screenings;
}

base::Result<std::optional<Screening>> last_screening(store::ReadSession& session, CaseId case_id) {
    const auto row = session.query_one("select " + std::string(kColumns) +
                                           " from screening where case_id = $1 and finished_at is not null "
                                           "order by finished_at desc, id desc limit 1",
                                       {value(case_id)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::optional<Screening>{};
    return screening_from(**row).map([](Screening found) { return std::optional(std::move(found)); });
}

base::Result<std::vector<PendingScreening>> pending_screenings(store::ReadSession& session,
                                                               guard::OrganisationId organisation,
                                                               const std::optional<PendingPlace>& after,
                                                               int rows_max) {
    std::string sql =
        "select screening.*, case_file.pseudonym from screening join case_file on case_file.id = "
        "screening.case_id where screening.pending_by is not null and "
        // Not "lead = $1 or author = $1": SQLite would walk all cases of the organisation instead of the few
        // that wait.
        "$1 in (case_file.lead_organisation, case_file.author_organisation)";
    std::vector<store::Value> parameters{value(organisation), value(rows_max)};
    if (after) {
        sql += " and (screening.pending_at, screening.id) > ($3, $4)";
        parameters.push_back(value(after->pending_at));
        parameters.push_back(value(after->id));
    }
    const auto rows =
        session.query(sql + " order by screening.pending_at, screening.id limit $2", std::move(parameters));
    if (!rows) return base::fail(rows.error());
    std::vector<PendingScreening> pending;
    pending.reserve(rows->size());
    for (const Row& row : *rows) {
        auto screening = screening_from(row);
        if (!screening) return base::fail(screening.error());
        pending.push_back({std::move(*screening), row.text("pseudonym")});
    }
    return pending;
}

base::Result<base::Bytes> seal_content(guard::WriteWork& work, const Screening& screening,
                                       const ScreeningContent& content) {
    return seal(work, screening.case_id.uuid(), guard::Zone::z3, place_of(screening), to_json(content));
}

base::Result<ScreeningContent> open_content(const guard::Work& work, store::ReadSession& session,
                                            const Screening& screening) {
    const auto json =
        open(work, session, screening.case_id.uuid(), guard::Zone::z3, place_of(screening), screening.sealed);
    if (!json) return base::fail(json.error());
    return screening_content_from_json(*json);
}

}  // namespace casework
