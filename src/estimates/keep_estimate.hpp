#pragma once
// Use cases of the rapporteur: a table of overlaps is kept with what was chosen, its assumptions are answered
// for, and both are read again, also by the co-ordinator.

#include "estimates/estimate_repository.hpp"
#include "guard/unit_of_work.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace estimates {

// Of `estimate` everything but the id, the table, its digest, who and when, which are made here. Problems:
// invalid_input (read_table() and check() at once).
base::Result<EstimateId> keep_estimate(guard::Workplace& workplace, const guard::Actor& actor,
                                       KeptEstimate estimate, std::string_view pasted);

// `version` is the one that was shown. Problems: edited_meanwhile, invalid_input, not_found.
base::Done confirm_assumptions(guard::Workplace& workplace, const guard::Actor& actor, EstimateId id,
                               std::int64_t version, std::map<std::string, std::string, std::less<>> reasons);

struct EstimateRead {
    KeptEstimate estimate;
    std::string kept_by_name;
    bool sees_all_cells = false;  // else those below base::kSmallestShown are held back
};
// Problem: not_found.
base::Result<EstimateRead> read_estimate(guard::Workplace& workplace, const guard::Actor& actor,
                                         EstimateId id);

struct EstimateList {
    std::vector<KeptEstimate> estimates;
    bool more = false;
};
base::Result<EstimateList> list_estimates(guard::Workplace& workplace, const guard::Actor& actor,
                                          const std::optional<EstimatePlace>& place);

// Whoever keeps tables may see them whole.
bool may_make(const guard::Actor& actor, base::Time now);

}  // namespace estimates
