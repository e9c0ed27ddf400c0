#include "casework/case_access.hpp"

#include "casework/case_repository.hpp"

namespace casework {
namespace {

base::Done allow(guard::Work& work, const CaseFile& file, guard::Permission permission,
                 guard::Purpose purpose) {
    const guard::Ask ask = ask_about(file, work.actor(), permission, purpose);
    if (ask.relation == guard::Relation::none)
        return base::fail(work.not_there(ask, "case", file.id.uuid(), file.id));
    return work.allow(ask, "case", file.id.uuid(), file.id);
}

template <class SomeWork>
base::Result<CaseFile> load_and_allow(SomeWork& work, CaseId id, guard::Permission permission,
                                      guard::Purpose purpose) {
    auto file = load_case(work.session(), id);
    if (!file) return file;
    if (auto allowed = allow(work, *file, permission, purpose); !allowed) return base::fail(allowed.error());
    return file;
}

}  // namespace

guard::Relation relation_to(const CaseFile& file, const guard::Actor& actor) {
    if (file.lead_organisation == actor.organisation) return guard::Relation::lead;
    if (file.author_organisation == actor.organisation) return guard::Relation::author;
    return guard::Relation::none;
}

guard::Ask ask_about(const CaseFile& file, const guard::Actor& actor, guard::Permission permission,
                     guard::Purpose purpose) {
    return {.permission = permission,
            .purpose = purpose,
            .relation = relation_to(file, actor),
            .consent = guard::ConsentState::not_needed,
            .concerns_child = file.handled_as_child};
}

base::Result<CaseFile> open_case(guard::ReadWork& work, CaseId id, guard::Permission permission,
                                 guard::Purpose purpose) {
    return load_and_allow(work, id, permission, purpose);
}

base::Result<CaseFile> open_case(guard::WriteWork& work, CaseId id, guard::Permission permission,
                                 guard::Purpose purpose) {
    return load_and_allow(work, id, permission, purpose);
}

base::Done allow_on(guard::WriteWork& work, const CaseFile& file, guard::Permission permission,
                    guard::Purpose purpose) {
    return allow(work, file, permission, purpose);
}

}  // namespace casework
