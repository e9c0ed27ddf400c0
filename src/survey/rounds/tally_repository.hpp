#pragma once
// The SQL of published totals. Authorising is the caller's. Thread rule: as the session passed in.

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"
#include "survey/rounds/kept_item.hpp"
#include "survey/tally_csv.hpp"

#include <span>
#include <vector>

namespace survey::rounds {

struct NewTally {
    ItemInRoundId item;
    PublishedTally tally;
};
// In this order.
base::Done insert_tallies(store::WriteSession& session, RoundId round, std::span<const NewTally> tallies,
                          base::Time now, base::RandomSource& random);

// Of one item, in the order of the report. Its code and section are those of `asked`.
base::Result<std::vector<PublishedTally>> load_tallies(store::ReadSession& session, const ItemInRound& asked);

}  // namespace survey::rounds
