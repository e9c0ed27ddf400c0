#include "casework/explain_access.hpp"

#include "casework/case_access.hpp"
#include "casework/case_repository.hpp"

namespace casework {

base::Result<Standing> standing_to_case(const CaseDesk& desk, const guard::Actor& actor,
                                        guard::CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<Standing> {
        if (auto allowed = work.allow(
                {.permission = guard::Permission::why_read, .purpose = guard::Purpose::self_access});
            !allowed) {
            return base::fail(allowed.error());
        }
        const auto file = load_case(work.session(), case_id);
        if (!file && file.error().code == base::ProblemCode::not_found) return Standing{};
        if (!file) return base::fail(file.error());
        const guard::Relation relation = relation_to(*file, actor);
        if (relation == guard::Relation::none) return Standing{};
        return Standing{.relation = relation, .concerns_child = file->handled_as_child};
    });
}

}  // namespace casework
