#include "casework/open_identity.hpp"

#include "casework/case_access.hpp"
#include "casework/case_repository.hpp"
#include "casework/identity_repository.hpp"
#include "casework/move_case.hpp"
#include "casework/person_name_repository.hpp"
#include "casework/sealed_record.hpp"

#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

}  // namespace

base::Result<IdentityView> read_identity(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                         Purpose purpose) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<IdentityView> {
        auto file = open_case(work, case_id, Permission::identity_read, purpose);
        if (!file) return base::fail(file.error());
        const auto grant =
            work.grant<guard::Zone::z4>(ask_about(*file, actor, Permission::identity_read, purpose),
                                        "person_identity", case_id.uuid(), case_id);
        if (!grant) return base::fail(grant.error());
        const auto record = find_identity(work, work.session(), case_id);
        if (!record) return base::fail(record.error());
        IdentityView view;
        view.file = std::move(*file);
        if (!*record) return view;
        view.identity = (*record)->content.expose(*grant);
        view.version = (*record)->version;
        view.updated_at = (*record)->updated_at;
        auto writer = writer_of(work, (*record)->updated_by);
        if (!writer) return base::fail(writer.error());
        view.updated_by = std::move(*writer);
        return view;
    });
}

base::Result<std::int64_t> write_identity(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                          const Identity& raw, std::int64_t version) {
    const auto identity = checked_identity(raw);
    if (!identity) return base::fail(identity.error());
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<std::int64_t> {
        auto file = load_case(work.session(), case_id);
        if (!file) return base::fail(file.error());
        return put_identity(work, *file, *identity, version);
    });
}

base::Result<std::int64_t> put_identity(guard::WriteWork& work, CaseFile& file, const Identity& checked,
                                        std::int64_t version) {
    if (auto allowed = allow_on(work, file, Permission::identity_write, Purpose::support); !allowed)
        return base::fail(allowed.error());
    IdentityRecord record;
    record.case_id = file.id;
    record.content = guard::Zoned<guard::Zone::z4, Identity>(checked);
    record.version = version;
    if (auto saved = save_identity(work, record); !saved) return base::fail(saved.error());
    const auto save_names = version == 0 ? add_names : replace_names;
    if (auto saved = save_names(work, work.actor().organisation, file.id, checked); !saved)
        return base::fail(saved.error());
    if (auto noted = note_event(work, file, "identity.written", "person_identity", file.id.uuid()); !noted)
        return base::fail(noted.error());
    work.record({.action = "identity.write",
                 .subject_kind = "person_identity",
                 .subject = file.id.uuid(),
                 .concerned_case = file.id,
                 .zone = guard::Zone::z4,
                 .purpose = Purpose::support,
                 .rule = {},
                 .outcome = guard::Outcome::done});
    return record.version;
}

base::Result<IdentityCover> read_identity_cover(const CaseDesk& desk, const guard::Actor& actor,
                                                CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<IdentityCover> {
        auto file = open_case(work, case_id, Permission::identity_read, Purpose::support);
        if (!file) return base::fail(file.error());
        const auto stored = has_identity(work.session(), case_id);
        if (!stored) return base::fail(stored.error());
        return IdentityCover{std::move(*file), *stored};
    });
}

}  // namespace casework
