#pragma once
// The SQL of kept estimates: rows to values and back. Authorising and checking are the caller's. Thread rule:
// as the session passed in.

#include "estimates/kept_estimate.hpp"
#include "store/session.hpp"

#include <optional>
#include <vector>

namespace estimates {

base::Done insert_estimate(store::WriteSession& session, const KeptEstimate& estimate);
// Problem: not_found.
base::Result<KeptEstimate> load_estimate(store::ReadSession& session, EstimateId id);

struct EstimatePlace {
    base::Time kept_at;
    EstimateId id;
};
// Newest first, from after `place`; without their assumptions.
base::Result<std::vector<KeptEstimate>> find_estimates(store::ReadSession& session,
                                                       const std::optional<EstimatePlace>& place,
                                                       int rows_max);

// Instead of those there were. `version` is the one that was shown. Problem: edited_meanwhile.
base::Done replace_reasons(store::WriteSession& session, const KeptEstimate& estimate);

}  // namespace estimates
