#include "casework/identity_repository.hpp"

#include "casework/sealed_record.hpp"

#include <utility>

namespace casework {
namespace {

constexpr SealedTable kTable{.name = "person_identity", .zone = guard::Zone::z4};

}  // namespace

store::Question identity_question(CaseId case_id) {
    return {"select version from person_identity where case_id = $1", {store::value(case_id)}};
}

base::Result<bool> has_identity(store::ReadSession& session, CaseId case_id) {
    const auto row = session.query_one(identity_question(case_id));
    if (!row) return base::fail(row.error());
    return row->has_value();
}

base::Result<std::optional<IdentityRecord>> find_identity(const guard::Work& work,
                                                          store::ReadSession& session, CaseId case_id) {
    return find_identity_of(work, session, case_id, work.actor().organisation);
}

base::Result<std::optional<IdentityRecord>> find_identity_of(const guard::Work& work,
                                                             store::ReadSession& session, CaseId case_id,
                                                             guard::OrganisationId organisation) {
    auto sealed = find_sealed_of(work, session, kTable, case_id, organisation);
    if (!sealed) return base::fail(sealed.error());
    if (!*sealed) return std::nullopt;
    auto content = identity_from_json((*sealed)->text);
    if (!content) return base::fail(base::ProblemCode::data_damaged, "person_identity.sealed");
    IdentityRecord record;
    record.case_id = case_id;
    record.content = guard::Zoned<guard::Zone::z4, Identity>(std::move(*content));
    record.updated_at = (*sealed)->updated_at;
    record.updated_by = (*sealed)->updated_by;
    record.version = (*sealed)->version;
    return std::optional(std::move(record));
}

base::Done save_identity(guard::WriteWork& work, IdentityRecord& record) {
    auto saved =
        save_sealed(work, kTable, record.case_id, to_json(record.content.for_sealing()), record.version);
    if (!saved) return saved;
    record.updated_at = work.now();
    record.updated_by = work.actor().user;
    record.version += 1;
    return {};
}

}  // namespace casework
