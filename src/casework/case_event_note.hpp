#pragma once
// A note in words that goes with an event of a case: sealed under the case's Z3 key, bound to the place the
// event will have. Steps inside a use case's transaction.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "casework/case_file.hpp"
#include "guard/unit_of_work.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace casework {

// For the next event of `file`; nothing for an empty note.
base::Result<std::optional<base::Bytes>> sealed_note(guard::WriteWork& work, const CaseFile& file,
                                                     std::string_view note);

// The caller holds a grant for Z3. Empty where the event has no note. Problem: key_not_held.
base::Result<std::string> opened_note(const guard::Work& work, store::ReadSession& session,
                                      const CaseEvent& event);

}  // namespace casework
