#include "casework/index_names.hpp"

#include "casework/case_repository.hpp"
#include "casework/identity_repository.hpp"
#include "casework/person_name_repository.hpp"
#include "guard/unit_of_work.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework {
namespace {

using store::value;

constexpr std::string_view kRule = "upgrade";  // where a permission would stand

// Of one identity a look: it was opened (INV-10), and nothing of the case changed that anybody follows. Of a
// batch, that it was done.
guard::AuditEvent prepared(guard::Outcome outcome, const std::optional<CaseId>& case_id) {
    return {.action = "names.prepare",
            .subject_kind = case_id ? "person_identity" : "installation",
            .subject = case_id ? case_id->uuid() : base::Uuid{},
            .concerned_case = case_id,
            .zone = guard::Zone::z4,
            .purpose = guard::Purpose::support,
            .rule = std::string(kRule),
            .outcome = outcome};
}

base::Result<std::vector<CaseId>> owed(store::ReadSession& session, int most) {
    const auto rows = session.query("select case_id from person_name_owed order by case_id limit $1",
                                    {value(std::int64_t{most})});
    if (!rows) return base::fail(rows.error());
    std::vector<CaseId> cases;
    cases.reserve(rows->size());
    for (const store::Row& row : *rows) cases.push_back(row.id<guard::Case>("case_id"));
    return cases;
}

base::Done index_one(guard::WriteWork& work, CaseId case_id) {
    const auto file = load_case(work.session(), case_id);
    if (!file) return base::fail(file.error());
    const auto record = find_identity_of(work, work.session(), case_id, file->lead_organisation);
    if (!record && record.error().code != base::ProblemCode::key_not_held) return base::fail(record.error());
    if (record && *record) {
        if (auto saved =
                replace_names(work, file->lead_organisation, case_id, (*record)->content.for_sealing());
            !saved) {
            return saved;
        }
    }
    const auto done =
        work.session().execute("delete from person_name_owed where case_id = $1", {value(case_id)});
    if (!done) return base::fail(done.error());
    work.record(prepared(guard::Outcome::seen, case_id));
    return {};
}

}  // namespace

base::Result<int> index_names(const CaseDesk& desk, int most) {
    // Nearly always nothing is owed, and then nobody has to wait for a write.
    const auto any =
        desk.workplace.database.read([](store::ReadSession& session) { return owed(session, 1); });
    if (!any) return base::fail(any.error());
    if (any->empty()) return 0;
    return guard::write_as_job(desk.workplace, "upgrade",
                               [most](guard::WriteWork& work) -> base::Result<int> {
                                   const auto cases = owed(work.session(), most);
                                   if (!cases) return base::fail(cases.error());
                                   for (const CaseId case_id : *cases) {
                                       if (auto done = index_one(work, case_id); !done)
                                           return base::fail(done.error());
                                   }
                                   work.record(prepared(guard::Outcome::done, std::nullopt));
                                   return static_cast<int>(cases->size());
                               });
}

}  // namespace casework
