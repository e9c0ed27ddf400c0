#pragma once
// Which lists depend on which (estimation.md 4.2): a set of terms that holds the subsets of each of its
// terms. The constant and every single list are always in. Written by its generators, the largest terms:
// "[12,23,4]" with lists numbered from 1, or by names, "[LA:NG,GP]", which alone serves above 9 lists.
// Pure values; any thread.

#include "base/result.hpp"
#include "engines/estimation/capture_table.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace estimation {

struct HierarchicalModel {
    // Closed under subsets, without the constant's duplicate: 0 first, then by size, then 12, 13, 23.
    std::vector<Mask> terms;

    friend bool operator==(const HierarchicalModel&, const HierarchicalModel&) = default;
};

// By size, then by the numbers of the lists: 1, 2, 12, 13, 23, 123.
bool comes_before(Mask one, Mask other);

// No list depends on another.
HierarchicalModel independence(std::size_t lists);
// The smallest model that holds these.
HierarchicalModel with_terms(std::size_t lists, std::span<const Mask> terms);
// Pairs, or terms of more lists, in the order of comes_before(): those of `order` lists at most.
std::vector<Mask> interactions(std::size_t lists, int order);

// What depends on what: the terms of two lists or more.
std::vector<Mask> interactions_of(const HierarchicalModel& model);
// The largest terms first.
std::vector<Mask> generators_of(const HierarchicalModel& model);
std::string generators_in_words(const HierarchicalModel& model, std::span<const std::string> lists);
// "LA:NG".
std::string term_in_words(Mask term, std::span<const std::string> lists);

// Problem, invalid_input with the field "model": not_generators, no_such_list, list_twice.
base::Result<HierarchicalModel> read_model(std::string_view generators, std::span<const std::string> lists);

}  // namespace estimation
