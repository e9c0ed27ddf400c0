#pragma once
// A score for each State out of several items (survey.md 6.5). Off unless a programme declares one:
// publishing a ranking is a decision of people. A score never hides what was not answered: it stands between
// what the answers give if all that is missing were nothing, and if it were everything; and so does the rank.
// Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/ratio.hpp"
#include "survey/round.hpp"
#include "survey/transitions.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace survey {

constexpr std::int64_t kWeightMost = 1'000'000;
constexpr std::int64_t kPointsMost = 1'000'000;

// Points are out of IndexSpec::points_full, so that every score is a fraction of whole numbers: of 4, no is
// 0, partly 2, yes 4. No penalty but by an item that everybody sees.
struct IndexItem {
    std::size_t item = 0;              // of the round; single choice or Likert
    std::int64_t weight = 1;           // 1 .. kWeightMost
    std::vector<std::int64_t> points;  // by option, 0 .. points_full
};

struct IndexSpec {
    std::int64_t points_full = 1;  // 1 .. kPointsMost
    std::vector<IndexItem> items;
    Ratio coverage_least = *Ratio::of(2, 3);
};

struct StateScore {
    std::size_t state = 0;           // place in the register
    std::optional<Ratio> available;  // over what was answered; nothing where nothing was
    Ratio lower;                     // missing = 0, over all that concerns the State
    Ratio upper;                     // missing = 1
    Ratio coverage;                  // weight answered / weight that concerns the State
    bool shown = false;              // coverage is at least coverage_least
    WholeRange rank;  // 1 is the highest score; every rank that some completion gives lies within, the ends
                      // are attained
};

// States that at least one item concerns (neither NAP nor SKIP), by place. States whose score is not shown
// stand in the ranks of the others, since they may be ahead. Problems: invalid_input naming `items` (none, or
// more than 100,000), `item` (not_one_option; taken), `weight`, `points`, `points_full`; refused_by
// SURVEY-B1.
base::Result<std::vector<StateScore>> scores(const Round& round, const IndexSpec& spec);

// best 1 + how many are surely ahead, worst 1 + how many may be ahead. lower[i] <= upper[i]; of one length.
std::vector<WholeRange> rank_intervals(std::span<const Ratio> lower, std::span<const Ratio> upper);

// What each section weighs in the whole, in the order of its first item: equal weights of items weigh
// sections by their number of items.
struct SectionWeight {
    std::string section;
    Ratio share;
};
base::Result<std::vector<SectionWeight>> implied_weights(const Round& round, const IndexSpec& spec);

// How ranks by the available-case score depend on the weights: as declared, every item equal, every section
// equal (within it as declared; sections without an answer drop out), and without each section in turn.
struct WeightVariant {
    std::string name;  // "declared", "equal_items", "equal_sections", "without:SECTION"
    // By place of the State in scores(): 1 + how many score higher; nothing for States without a score.
    std::vector<std::optional<std::int64_t>> ranks;
};
// Problems: as of scores().
base::Result<std::vector<WeightVariant>> weight_sensitivity(const Round& round, const IndexSpec& spec);

}  // namespace survey
