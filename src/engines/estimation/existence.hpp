#pragma once
// Whether a log-linear model has a maximum likelihood estimate for a table, and only one, exactly: with ranks
// modulo a prime and, where they do not settle it, in whole numbers (estimation.md 1.2, 4.4). Pure.

#include "engines/estimation/hierarchical_model.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace estimation {

struct Existence {
    bool exists = true;  // after leaving out the terms that nobody has
    bool identifiable = true;
    std::vector<Mask> minus_infinity;  // those terms
    // Where there is no estimate: histories that the fit would push to 0 without end.
    std::vector<Mask> vanishing;

    // 0 good, 1 no estimate, 2 not identifiable, 3 both: the codes of SparseMSE.
    int code() const { return (exists ? 0 : 1) + (identifiable ? 0 : 2); }
    bool admissible() const { return exists && identifiable; }

    friend bool operator==(const Existence&, const Existence&) = default;
};

Existence check_existence(const CaptureTable& table, const HierarchicalModel& model);

// The same for many models and tables of one number of lists; remembers what it worked out. Thread rule: one
// thread.
class ExistenceChecker {
public:
    explicit ExistenceChecker(std::size_t lists) : cells_(std::size_t{1} << lists), star_(cells_) {}

    void take(std::span<const double> count);
    // Looks at once whether all of these terms are good together: then every model of some of them is.
    // Otherwise as many as possible, the first before the others.
    void certify(std::span<const Mask> terms);

    bool is_admissible(std::span<const Mask> terms);
    Existence check(std::span<const Mask> terms);

private:
    bool is_certified(std::span<const Mask> terms) const;
    const Existence& look_up(std::span<const Mask> terms);
    Existence work_out(std::span<const Mask> terms) const;

    std::size_t cells_;
    std::vector<double> star_;     // people on all lists of a term
    std::vector<Mask> support_;    // histories that somebody has
    std::vector<char> certified_;  // by term
    std::vector<std::uint64_t> support_bits_;
    std::map<std::vector<std::uint64_t>, Existence> known_;  // by support and model
};

}  // namespace estimation
