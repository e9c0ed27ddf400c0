#include "casework/sealed_record.hpp"

#include "casework/case_vault.hpp"
#include "guard/user_repository.hpp"

#include <utility>

namespace casework {
namespace {

using store::value;

VaultPlace place_of(const SealedTable& table, CaseId case_id) {
    return {table.name, case_id.uuid(), "sealed"};
}

}  // namespace

base::Result<std::optional<SealedRecord>> find_sealed(const guard::Work& work, store::ReadSession& session,
                                                      const SealedTable& table, CaseId case_id) {
    return find_sealed_of(work, session, table, case_id, work.actor().organisation);
}

base::Result<std::optional<SealedRecord>> find_sealed_of(const guard::Work& work, store::ReadSession& session,
                                                         const SealedTable& table, CaseId case_id,
                                                         guard::OrganisationId organisation) {
    work.will_open(session, case_id.uuid(), table.zone, organisation);
    const auto row = session.query_one("select sealed, updated_at, updated_by, version from " +
                                           std::string(table.name) + " where case_id = $1",
                                       {value(case_id)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::nullopt;
    auto text = open_for(work, session, organisation, case_id.uuid(), table.zone, place_of(table, case_id),
                         (*row)->bytes("sealed"));
    if (!text) return base::fail(text.error());
    return SealedRecord{.text = std::move(*text),
                        .updated_at = (*row)->time("updated_at"),
                        .updated_by = (*row)->id<guard::User>("updated_by"),
                        .version = (*row)->integer("version")};
}

base::Done save_sealed(guard::WriteWork& work, const SealedTable& table, CaseId case_id,
                       std::string_view text, std::int64_t version) {
    const auto sealed = seal(work, case_id.uuid(), table.zone, place_of(table, case_id), text);
    if (!sealed) return base::fail(sealed.error());
    // A first version is written only where there is none; any later one only over the version that was read.
    base::Problem edited_meanwhile =
        base::problem(base::ProblemCode::edited_meanwhile, std::string(table.name));
    if (version == 0) {
        return work.session().post_one(
            "insert into " + std::string(table.name) +
                " (case_id, sealed, updated_at, updated_by, version) "
                "values ($1, $2, $3, $4, 1) on conflict (case_id) do nothing",
            {value(case_id), value(*sealed), value(work.now()), value(work.actor().user)},
            std::move(edited_meanwhile));
    }
    return work.session().post_one(
        "update " + std::string(table.name) +
            " set sealed = $1, updated_at = $2, updated_by = $3, version = version + 1 "
            "where case_id = $4 and version = $5",
        {value(*sealed), value(work.now()), value(work.actor().user), value(case_id), value(version)},
        std::move(edited_meanwhile));
}

base::Result<std::string> writer_of(guard::ReadWork& work, guard::UserId updated_by) {
    const auto names = guard::display_names(work.session(), work.keys(), {updated_by});
    if (!names) return base::fail(names.error());
    const auto name = names->find(updated_by);
    return name == names->end() ? std::string() : name->second;
}

}  // namespace casework
