#include "casework/upsert_concern.hpp"

#include "base/crypto/keyed_hash.hpp"
#include "casework/case_repository.hpp"
#include "casework/raise_concern.hpp"
#include "guard/unit_of_work.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace casework {

namespace {

using guard::Permission;
using guard::Purpose;
using guard::Relation;

base::Bytes hash_of(const guard::KeyRing& keys, std::string_view purpose, const OutsideId& outside,
                    std::string_view more = {}) {
    base::crypto::Hasher hasher(keys.lookup_key());
    for (const std::string_view part :
         {purpose, std::string_view(outside.system), std::string_view(outside.id), more})
        hasher.add_field(base::bytes_of(part));
    const auto digest = hasher.finish();
    return {digest.begin(), digest.end()};
}

struct Known {
    CaseId case_id;
    base::Bytes content_hash;
};

base::Result<std::optional<Known>> find_known(store::ReadSession& session, guard::OrganisationId organisation,
                                              const base::Bytes& outside_hash) {
    const auto row = session.query_one(
        "select case_id, content_hash from outside_id where organisation = $1 and outside_hash = $2",
        {store::value(organisation), store::value(outside_hash)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::optional<Known>();
    return std::optional(Known{(*row)->id<guard::Case>("case_id"), (*row)->bytes("content_hash")});
}

base::Done keep(guard::WriteWork& work, const base::Bytes& outside_hash, const Known& known) {
    auto kept = work.session().execute(
        "insert into outside_id (organisation, outside_hash, case_id, content_hash, noted_at) "
        "values ($1, $2, $3, $4, $5) on conflict (organisation, outside_hash) "
        "do update set content_hash = excluded.content_hash, noted_at = excluded.noted_at",
        {store::value(work.actor().organisation), store::value(outside_hash), store::value(known.case_id),
         store::value(known.content_hash), store::value(work.now())});
    if (!kept) return base::fail(std::move(kept.error()));
    return {};
}

// Zone Z1: where the case stands.
base::Result<CaseFile> load_own(guard::Work& work, store::ReadSession& session, CaseId case_id) {
    if (auto allowed = work.allow({.permission = Permission::concern_raise,
                                   .purpose = Purpose::triage,
                                   .relation = Relation::author},
                                  "case", case_id.uuid(), case_id);
        !allowed) {
        return base::fail(allowed.error());
    }
    return load_case(session, case_id);
}

}  // namespace

base::Result<UpsertedConcern> upsert_concern(const CaseDesk& desk, const guard::Actor& actor,
                                             const OutsideId& outside, const ConcernContent& content) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<UpsertedConcern> {
        const base::Bytes outside_hash = hash_of(work.keys(), "outside.id", outside);
        base::Bytes content_hash = hash_of(work.keys(), "outside.content", outside, to_json(content));
        const auto known = find_known(work.session(), actor.organisation, outside_hash);
        if (!known) return base::fail(known.error());
        if (*known && (*known)->content_hash == content_hash) {
            auto file = load_own(work, work.session(), (*known)->case_id);
            if (!file) return base::fail(file.error());
            return UpsertedConcern{*std::move(file), Upserted::unchanged};
        }
        const CaseId case_id = *known ? (*known)->case_id : work.new_id<guard::Case>();
        auto raised = raise_whole(desk, work, case_id, content);
        if (!raised) return base::fail(raised.error());
        if (auto kept = keep(work, outside_hash, {case_id, std::move(content_hash)}); !kept)
            return base::fail(kept.error());
        return UpsertedConcern{std::move(raised->file), *known ? Upserted::looked_again : Upserted::created};
    });
}

base::Result<CaseFile> find_by_outside_id(const CaseDesk& desk, const guard::Actor& actor,
                                          const OutsideId& outside) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<CaseFile> {
        const auto known =
            find_known(work.session(), actor.organisation, hash_of(work.keys(), "outside.id", outside));
        if (!known) return base::fail(known.error());
        // Nobody learns by trying whether an id is there who may not raise a concern.
        if (!*known) {
            if (auto allowed =
                    work.allow({.permission = Permission::concern_raise, .purpose = Purpose::triage});
                !allowed) {
                return base::fail(allowed.error());
            }
            return base::fail(base::ProblemCode::not_found, "outside id");
        }
        return load_own(work, work.session(), (*known)->case_id);
    });
}

}  // namespace casework
