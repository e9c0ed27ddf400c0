#pragma once
// Whether Markov chains have settled: rank-normalised split R-hat and effective sample sizes (Vehtari,
// Gelman, Simpson, Carpenter and Buerkner, Bayesian Analysis 16(2), 2021). Pure.

#include <span>
#include <vector>

namespace estimation {

using Chains = std::vector<std::vector<double>>;  // draws in order; all of one length

struct ChainDiagnostics {
    // Not a number where the draws do not vary: a frozen chain is no answer.
    double r_hat = 0;
    double bulk_ess = 0;
    double tail_ess = 0;  // the smaller of those for the 5 % and the 95 % quantile
};

// Four draws to a chain at least.
ChainDiagnostics diagnose(const Chains& chains);

// Of the draws as they are, without ranks; halves are chains of their own.
double split_r_hat(const Chains& chains);
double effective_size(const Chains& chains);

}  // namespace estimation
