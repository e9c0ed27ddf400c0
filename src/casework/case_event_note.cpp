#include "casework/case_event_note.hpp"

#include "casework/case_vault.hpp"

#include <cstdint>
#include <utility>

namespace casework {
namespace {

std::string column_of(std::int64_t number) {
    return "sealed/" + std::to_string(number);
}

}  // namespace

base::Result<std::optional<base::Bytes>> sealed_note(guard::WriteWork& work, const CaseFile& file,
                                                     std::string_view note) {
    if (note.empty()) return std::optional<base::Bytes>{};
    const std::string column = column_of(file.last_event + 1);
    auto sealed = seal(work, file.id.uuid(), guard::Zone::z3, {"case_event", file.id.uuid(), column}, note);
    if (!sealed) return base::fail(sealed.error());
    return std::optional(std::move(*sealed));
}

base::Result<std::string> opened_note(const guard::Work& work, store::ReadSession& session,
                                      const CaseEvent& event) {
    if (!event.sealed) return std::string();
    const std::string column = column_of(event.number);
    return open(work, session, event.case_id.uuid(), guard::Zone::z3,
                {"case_event", event.case_id.uuid(), column}, *event.sealed);
}

}  // namespace casework
