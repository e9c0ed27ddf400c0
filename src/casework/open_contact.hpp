#pragma once
// Opens a case at its first contact (T1): a pseudonym, its keys, nothing about the person, no name (INV-14).
// A step inside a use case's transaction: the caller has authorised and records the audit event.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "guard/unit_of_work.hpp"

namespace casework {

base::Result<CaseFile> open_contact(const CaseDesk& desk, guard::WriteWork& work, CaseId case_id);

}  // namespace casework
