#include "casework/person_profile_repository.hpp"

#include "casework/sealed_record.hpp"

#include <utility>

namespace casework {
namespace {

constexpr SealedTable kTable{.name = "person_profile", .zone = guard::Zone::z2};

}  // namespace

base::Result<std::optional<ProfileRecord>> find_profile(const guard::Work& work, store::ReadSession& session,
                                                        CaseId case_id) {
    auto sealed = find_sealed(work, session, kTable, case_id);
    if (!sealed) return base::fail(sealed.error());
    if (!*sealed) return std::nullopt;
    auto content = profile_from_json((*sealed)->text);
    if (!content) return base::fail(base::ProblemCode::data_damaged, "person_profile.sealed");
    ProfileRecord record;
    record.case_id = case_id;
    record.content = guard::Zoned<guard::Zone::z2, PersonProfile>(std::move(*content));
    record.updated_at = (*sealed)->updated_at;
    record.updated_by = (*sealed)->updated_by;
    record.version = (*sealed)->version;
    return std::optional(std::move(record));
}

base::Done save_profile(guard::WriteWork& work, ProfileRecord& record) {
    auto saved =
        save_sealed(work, kTable, record.case_id, to_json(record.content.for_sealing()), record.version);
    if (!saved) return saved;
    record.updated_at = work.now();
    record.updated_by = work.actor().user;
    record.version += 1;
    return {};
}

}  // namespace casework
