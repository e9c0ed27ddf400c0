#pragma once
// The case rules: from positive dimensions (and, for a child, from single signs) to a band and a reading.
// Rows of the table of domain.md 6.3, INV-07 and CH-7. Helpers of assessment.cpp, tested through assess().
// Pure; safe from any thread.

#include "screening/assessment.hpp"

namespace screening {

struct CaseFinding {
    Band band = Band::no_indication_now;
    std::optional<Classification> classification;
    CaseClause clause = CaseClause::nothing_reported;
    std::vector<CaseClause> also_met;
    std::vector<std::string> deciding_items;
};

CaseFinding apply_case_rule(const Instrument& instrument, const std::vector<DimensionTrace>& dimensions,
                            const ScreeningContext& context);

}  // namespace screening
