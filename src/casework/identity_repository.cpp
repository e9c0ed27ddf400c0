#include "casework/identity_repository.hpp"

#include "casework/case_vault.hpp"

#include <utility>

namespace casework {
namespace {

using store::value;

VaultPlace place_of(CaseId case_id) {
    return {"person_identity", case_id.uuid(), "sealed"};
}

}  // namespace

base::Result<bool> has_identity(store::ReadSession& session, CaseId case_id) {
    const auto row =
        session.query_one("select version from person_identity where case_id = $1", {value(case_id)});
    if (!row) return base::fail(row.error());
    return row->has_value();
}

base::Result<std::optional<IdentityRecord>> find_identity(const guard::Work& work,
                                                          store::ReadSession& session, CaseId case_id) {
    const auto row = session.query_one(
        "select sealed, updated_at, updated_by, version from person_identity where case_id = $1",
        {value(case_id)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::nullopt;
    const auto text =
        open(work, session, case_id.uuid(), guard::Zone::z4, place_of(case_id), (*row)->bytes("sealed"));
    if (!text) return base::fail(text.error());
    auto content = identity_from_json(*text);
    if (!content) return base::fail(base::ProblemCode::data_damaged, "person_identity.sealed");
    IdentityRecord record;
    record.case_id = case_id;
    record.content = guard::Zoned<guard::Zone::z4, Identity>(std::move(*content));
    record.updated_at = (*row)->time("updated_at");
    record.updated_by = (*row)->id<guard::User>("updated_by");
    record.version = (*row)->integer("version");
    return std::optional(std::move(record));
}

base::Done save_identity(guard::WriteWork& work, IdentityRecord& record) {
    const auto sealed = seal(work, record.case_id.uuid(), guard::Zone::z4, place_of(record.case_id),
                             to_json(record.content.for_sealing()));
    if (!sealed) return base::fail(sealed.error());
    record.updated_at = work.now();
    record.updated_by = work.actor().user;
    // A first version is written only where there is none; any later one only over the version that was read.
    const auto written =
        record.version == 0
            ? work.session().execute(
                  "insert into person_identity (case_id, sealed, updated_at, updated_by, "
                  "version) values ($1, $2, $3, $4, 1) on conflict (case_id) do nothing",
                  {value(record.case_id), value(*sealed), value(record.updated_at), value(record.updated_by)})
            : work.session().execute(
                  "update person_identity set sealed = $1, updated_at = $2, updated_by = $3, version = "
                  "version "
                  "+ 1 where case_id = $4 and version = $5",
                  {value(*sealed), value(record.updated_at), value(record.updated_by), value(record.case_id),
                   value(record.version)});
    if (!written) return base::fail(written.error());
    if (*written != 1) return base::fail(base::ProblemCode::edited_meanwhile, "person_identity");
    record.version += 1;
    return {};
}

}  // namespace casework
