#include "guard/organisation_repository.hpp"

#include <utility>

namespace guard {

namespace {

constexpr std::string_view kSelect =
    "select id, name, kind, first_responder, agreement_valid_to, created_at from organisation ";

base::Result<Organisation> organisation_of(const store::Row& row) {
    const auto kind = organisation_kind_from_code(row.text("kind"));
    if (!kind) return base::fail(base::ProblemCode::data_damaged, "organisation.kind");
    return Organisation{.id = row.id<Organisation>("id"),
                        .name = row.text("name"),
                        .kind = *kind,
                        .first_responder = row.boolean("first_responder"),
                        .agreement_valid_to = row.time("agreement_valid_to"),
                        .created_at = row.time("created_at")};
}

base::Result<std::optional<Organisation>> find_one(store::ReadSession& session, store::Question question) {
    auto row = session.query_one(std::move(question));
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return std::optional<Organisation>{};
    auto organisation = organisation_of(**row);
    if (!organisation) return base::fail(std::move(organisation.error()));
    return std::optional(std::move(*organisation));
}

}  // namespace

base::Done insert_organisation(store::WriteSession& session, const Organisation& organisation) {
    auto inserted = session.execute(
        "insert into organisation (id, name, kind, first_responder, agreement_valid_to, created_at) "
        "values ($1, $2, $3, $4, $5, $6)",
        {store::value(organisation.id), store::value(organisation.name),
         store::value(code_of(organisation.kind)), store::value(organisation.first_responder),
         store::value(organisation.agreement_valid_to), store::value(organisation.created_at)});
    if (!inserted) return base::fail(std::move(inserted.error()));
    return {};
}

store::Question organisation_question(OrganisationId id) {
    return {std::string(kSelect) + "where id = $1", {store::value(id)}};
}

base::Result<Organisation> load_organisation(store::ReadSession& session, OrganisationId id) {
    auto found = find_one(session, organisation_question(id));
    if (!found) return base::fail(std::move(found.error()));
    if (!*found) return base::fail(base::ProblemCode::not_found, "organisation");
    return **std::move(found);
}

base::Result<std::optional<Organisation>> find_organisation(store::ReadSession& session,
                                                            const std::string& name) {
    return find_one(session, {std::string(kSelect) + "where name = $1", {store::value(name)}});
}

base::Result<std::vector<Organisation>> list_organisations(store::ReadSession& session,
                                                           std::optional<OrganisationId> after,
                                                           int rows_max) {
    const OrganisationId last = after.value_or(OrganisationId{});
    auto rows = session.query(std::string(kSelect) + "where id > $1 order by id limit $2",
                              {store::value(last), store::value(rows_max)});
    if (!rows) return base::fail(std::move(rows.error()));
    std::vector<Organisation> organisations;
    for (const store::Row& row : *rows) {
        auto organisation = organisation_of(row);
        if (!organisation) return base::fail(std::move(organisation.error()));
        organisations.push_back(std::move(*organisation));
    }
    return organisations;
}

base::Result<std::map<OrganisationId, std::string>> organisation_names(
    store::ReadSession& session, const std::vector<OrganisationId>& ids) {
    std::map<OrganisationId, std::string> names;
    for (const OrganisationId id : ids) {
        if (names.contains(id)) continue;
        auto found = find_one(session, organisation_question(id));
        if (!found) return base::fail(std::move(found.error()));
        if (*found) names.emplace(id, (*found)->name);
    }
    return names;
}

}  // namespace guard
