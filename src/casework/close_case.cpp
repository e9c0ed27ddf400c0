#include "casework/close_case.hpp"

#include "casework/case_access.hpp"
#include "casework/case_codes.hpp"
#include "casework/move_case.hpp"

#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

guard::AuditEvent done(std::string action, CaseId case_id) {
    return {.action = std::move(action),
            .subject_kind = "case",
            .subject = case_id.uuid(),
            .concerned_case = case_id,
            .zone = guard::Zone::z1,
            .purpose = Purpose::support,
            .rule = {},
            .outcome = guard::Outcome::done};
}

}  // namespace

base::Result<CaseFile> decline_formal(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                      bool informed_in_own_language) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<CaseFile> {
        auto file = open_case(work, case_id, Permission::needs_write, Purpose::support);
        if (!file) return file;
        Move move{.to = State::declined_formal};
        if (!file->handled_as_child) move.fulfilled.push_back(Requirement::adult);
        if (informed_in_own_language) move.fulfilled.push_back(Requirement::person_informed);
        if (auto moved = move_case(desk, work, *file, move); !moved) return base::fail(moved.error());
        work.record(done("case.decline_formal", case_id));
        return file;
    });
}

base::Result<CaseFile> close_case(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                  const std::string& reason) {
    if (reason.empty()) return base::fail(base::invalid_field("reason", "required"));
    if (!is_one_of(closure_reason_codes(), reason))
        return base::fail(base::invalid_field("reason", "not_in_list"));
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<CaseFile> {
        auto file = open_case(work, case_id, Permission::needs_write, Purpose::support);
        if (!file) return file;
        if (relation_to(*file, actor) != guard::Relation::lead)
            return base::fail(base::refused_by("T17", base::ProblemCode::not_allowed));
        if (auto moved =
                move_case(desk, work, *file,
                          {.to = State::closed, .fulfilled = {Requirement::reason_given}, .code = reason});
            !moved) {
            return base::fail(moved.error());
        }
        work.record(done("case.close", case_id));
        return file;
    });
}

}  // namespace casework
