#pragma once
// The work space of a log-linear fit: Newton's method through zeta transforms, without a design matrix
// (estimation.md 4.3). Made once for a number of lists, then used for any number of tables and models; a fit
// allocates nothing once the largest model was seen. A fit that converges is no proof that the estimate
// exists: ask ExistenceChecker. Thread rule: one thread.

#include "engines/estimation/capture_table.hpp"

#include <span>
#include <vector>

namespace estimation {

// A term whose value is given and not estimated (estimation.md 4.11).
struct FixedTerm {
    Mask term = 0;
    double alpha = 0;
};

class LoglinearFitter {
public:
    explicit LoglinearFitter(std::size_t lists);

    // The counts by history that the next fits are of.
    void take(std::span<const double> count);
    // As if this many people on no list had been counted: the profile of the number of people.
    void count_missing(double missing);

    enum class Start { cold, warm };
    struct Outcome {
        bool converged = false;
        double dark = 0;    // exp of the constant: those on no list
        double kernel = 0;  // the log-likelihood without the terms of the counts alone
        int iterations = 0;
    };
    // Terms of a hierarchical model, the constant among them. Terms that nobody has are at minus infinity:
    // every history with them is left out. A warm start begins at the last fit's values.
    Outcome fit(std::span<const Mask> terms, std::span<const FixedTerm> fixed = {},
                Start start = Start::cold);

    // Of the last fit:
    double alpha(Mask term) const;                                   // 0 for a term that is not in
    double mean_of(Mask together) const { return sums_[together]; }  // of people on all these lists
    // Infinite where the term is not identified.
    double variance(Mask term);
    double log_dark_variance() { return variance(0); }
    std::vector<double> means() const;  // by history, that of no list among them

    // Where a warm start begins: values of terms as kept from a fit of all of them or all but the last.
    void keep(std::span<const Mask> terms, std::vector<double>& values) const;
    void begin_at(std::span<const Mask> terms, std::span<const double> values);

    // Of the counts:
    double people() const { return people_; }
    double people_on(Mask together) const { return star_[together]; }
    // kernel plus this is the log-likelihood.
    double constant() const;
    double deviance(double kernel) const;

private:
    Outcome climb();
    double evaluate();
    double largest_score();
    void fill_matrix();
    bool solve();

    std::size_t cells_;
    std::vector<double> count_;
    std::vector<double> star_;  // superset sums of the counts
    double people_ = 0;
    double missing_ = 0;
    bool missing_counted_ = false;

    std::vector<double> sums_;   // superset sums of the fitted means
    std::vector<double> alpha_;  // by term
    std::vector<Mask> order_;    // what is estimated, the constant last
    std::vector<Mask> zero_;     // at minus infinity
    std::vector<FixedTerm> fixed_;
    double dark_ = 0;
    std::vector<double> start_;
    std::vector<double> step_;
    std::vector<double> matrix_;  // the upper triangle by rows, with the score as its last column
};

}  // namespace estimation
