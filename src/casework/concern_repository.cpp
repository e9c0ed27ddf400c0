#include "casework/concern_repository.hpp"

#include "casework/case_vault.hpp"

#include <utility>

namespace casework {
namespace {

using store::Row;
using store::value;

constexpr std::string_view kColumns =
    "id, case_id, organisation, recorded_by, started_at, finished_at, next_step, sealed, version";

VaultPlace place_of(const base::Uuid& id) {
    return {"concern", id, "sealed"};
}

base::Result<Concern> concern_from(const guard::Work& work, store::ReadSession& session, const Row& row) {
    Concern concern;
    concern.id = row.id<Concern>("id");
    concern.case_id = row.id<guard::Case>("case_id");
    concern.organisation = row.id<guard::Organisation>("organisation");
    concern.recorded_by = row.id<guard::User>("recorded_by");
    concern.started_at = row.time("started_at");
    concern.finished_at = row.optional_time("finished_at");
    const auto step = first_look_step_from_name(row.text("next_step"));
    if (!step) return base::fail(base::ProblemCode::data_damaged, "concern.next_step");
    concern.next_step = *step;
    concern.version = row.integer("version");
    const auto text = open(work, session, concern.case_id.uuid(), guard::Zone::z3,
                           place_of(concern.id.uuid()), row.bytes("sealed"));
    if (!text) return base::fail(text.error());
    auto content = concern_from_json(*text);
    if (!content) return base::fail(base::ProblemCode::data_damaged, "concern.sealed");
    concern.content = guard::Zoned<guard::Zone::z3, ConcernContent>(std::move(*content));
    return concern;
}

base::Result<base::Bytes> sealed(guard::WriteWork& work, const Concern& concern) {
    return seal(work, concern.case_id.uuid(), guard::Zone::z3, place_of(concern.id.uuid()),
                to_json(concern.content.for_sealing()));
}

}  // namespace

base::Done insert_concern(guard::WriteWork& work, const Concern& concern) {
    const auto content = sealed(work, concern);
    if (!content) return base::fail(content.error());
    return work.session().post(
        "insert into concern (" + std::string(kColumns) + ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {value(concern.id), value(concern.case_id), value(concern.organisation), value(concern.recorded_by),
         value(concern.started_at), value(concern.finished_at), value(name_of(concern.next_step)),
         value(*content), value(concern.version)});
}

base::Done update_concern(guard::WriteWork& work, Concern& concern) {
    const auto content = sealed(work, concern);
    if (!content) return base::fail(content.error());
    base::Done written = work.session().post_one(
        "update concern set finished_at = $1, next_step = $2, sealed = $3, version = version + 1 "
        "where id = $4 and version = $5",
        {value(concern.finished_at), value(name_of(concern.next_step)), value(*content), value(concern.id),
         value(concern.version)},
        base::problem(base::ProblemCode::edited_meanwhile, "concern"));
    if (!written) return written;
    concern.version += 1;
    return {};
}

base::Result<std::optional<Concern>> latest_concern(const guard::Work& work, store::ReadSession& session,
                                                    CaseId case_id) {
    const auto row = session.query_one("select " + std::string(kColumns) +
                                           " from concern where case_id = $1 "
                                           "order by started_at desc, id desc limit 1",
                                       {value(case_id)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::nullopt;
    auto concern = concern_from(work, session, **row);
    if (!concern) return base::fail(concern.error());
    return std::optional(std::move(*concern));
}

base::Result<std::vector<Concern>> concerns_of(const guard::Work& work, store::ReadSession& session,
                                               CaseId case_id) {
    const auto rows = session.query(
        "select " + std::string(kColumns) + " from concern where case_id = $1 order by started_at, id",
        {value(case_id)});
    if (!rows) return base::fail(rows.error());
    std::vector<Concern> concerns;
    concerns.reserve(rows->size());
    for (const Row& row : *rows) {
        auto concern = concern_from(work, session, row);
        if (!concern) return base::fail(concern.error());
        concerns.push_back(std::move(*concern));
    }
    return concerns;
}

store::Question unfinished_look_question(CaseId case_id) {
    return {"select id from concern where case_id = $1 and finished_at is null limit 1", {value(case_id)}};
}

base::Result<bool> has_unfinished_look(store::ReadSession& session, CaseId case_id) {
    const auto row = session.query_one(unfinished_look_question(case_id));
    if (!row) return base::fail(row.error());
    return row->has_value();
}

base::Result<std::vector<UnfinishedLook>> unfinished_looks(store::ReadSession& session,
                                                           guard::OrganisationId organisation,
                                                           const std::optional<guard::UserId>& user,
                                                           int rows_max) {
    std::vector<store::Value> parameters{value(organisation), value(std::int64_t{rows_max})};
    std::string sql =
        "select concern.case_id as case_id, case_file.pseudonym as pseudonym, concern.recorded_by as "
        "recorded_by, concern.started_at as started_at, concern.next_step as next_step from concern "
        "join case_file on case_file.id = concern.case_id "
        "where concern.organisation = $1 and concern.finished_at is null";
    if (user) {
        parameters.push_back(value(*user));
        sql += " and concern.recorded_by = $3";
    }
    const auto rows = session.query(sql + " order by concern.started_at desc, concern.id desc limit $2",
                                    std::move(parameters));
    if (!rows) return base::fail(rows.error());
    std::vector<UnfinishedLook> looks;
    looks.reserve(rows->size());
    for (const Row& row : *rows) {
        const auto step = first_look_step_from_name(row.text("next_step"));
        if (!step) return base::fail(base::ProblemCode::data_damaged, "concern.next_step");
        looks.push_back({row.id<guard::Case>("case_id"), row.text("pseudonym"),
                         row.id<guard::User>("recorded_by"), row.time("started_at"), *step});
    }
    return looks;
}

}  // namespace casework
