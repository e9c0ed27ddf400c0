#pragma once
// An upgrade step: makes the words by which people are found for identities that were written before there
// were any (db/migrations/0081, docs/decisions/0014). Nobody asks for it and nobody is shown anything: each
// identity is opened within one transaction, with the key of the organisation that leads the case, for
// nothing but the keyed words; the access log names each. It is the one job that opens anything, and ends for
// good when nothing is owed.

#include "base/result.hpp"
#include "casework/case_desk.hpp"

namespace casework {

inline constexpr int kNamesARun = 100;

// The next ones, at most `most`; gives how many there were. Stopped at any moment, the next call goes on. An
// identity whose lead holds no key for it is left to whoever saves it next.
base::Result<int> index_names(const CaseDesk& desk, int most = kNamesARun);

}  // namespace casework
