#pragma once
// The SQL of concordances between items of two rounds. Authorising is the caller's. Thread rule: as the
// session passed in.

#include "base/result.hpp"
#include "store/session.hpp"
#include "survey/concordance.hpp"
#include "survey/rounds/kept_item.hpp"

#include <optional>

namespace survey::rounds {

// What somebody decided and another approved; nothing where there is none, or it is not approved yet.
base::Result<std::optional<Concordance>> find_concordance(store::ReadSession& session,
                                                          const ItemInRound& from, const ItemInRound& to);

}  // namespace survey::rounds
