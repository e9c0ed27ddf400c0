#include "survey/index.hpp"

#include "survey/reading.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <set>

namespace survey {
namespace {

constexpr std::size_t kItemsMost = 100'000;

base::Done refuse(const char* field, const char* rule, std::string accepted = {}) {
    return base::fail(base::invalid_field(field, rule, std::move(accepted)));
}

base::Done check(const Round& round, const IndexSpec& spec) {
    if (spec.items.empty() || spec.items.size() > kItemsMost)
        return refuse("items", "out_of_range", "1 to 100000");
    if (spec.points_full < 1 || spec.points_full > kPointsMost) return refuse("points_full", "out_of_range");
    std::set<std::size_t> seen;
    for (const IndexItem& one : spec.items) {
        if (one.item >= round.item_count() || shape_of(round.item(one.item).type) != AnswerShape::one) {
            return refuse("item", "not_one_option");
        }
        if (!seen.insert(one.item).second) return refuse("item", "taken");
        if (one.weight < 1 || one.weight > kWeightMost)
            return refuse("weight", "out_of_range", "1 to 1000000");
        const bool good = one.points.size() == round.item(one.item).options.size() &&
                          std::ranges::all_of(one.points, [&](std::int64_t points) {
                              return points >= 0 && points <= spec.points_full;
                          });
        if (!good) return refuse("points", "out_of_range", "0 to points_full for each option");
    }
    return {};
}

// Sums over some items, in weights and in points times weights. At most 10^5 * 10^6 * 10^6 = 10^17.
struct Sums {
    std::int64_t concerned = 0;  // weight of the items that concern the State
    std::int64_t answered = 0;   // weight of those it answered
    std::int64_t points = 0;     // weight * points
};

struct Section {
    std::string name;
    std::vector<Sums> by_state;  // by place of the register
};

// By section, in the order of first items. `equal`: every weight is 1.
base::Result<std::vector<Section>> sums_of(const Round& round, const IndexSpec& spec, bool equal) {
    std::vector<Section> sections;
    for (const IndexItem& one : spec.items) {
        const std::string& name = round.item(one.item).section;
        auto section = std::ranges::find(sections, name, &Section::name);
        if (section == sections.end()) {
            section = sections.insert(sections.end(), {name, std::vector<Sums>(round.width())});
        }
        const auto reading = read(round, one.item, {});
        if (!reading) return base::fail(reading.error());
        const std::int64_t weight = equal ? 1 : one.weight;
        reading->eligible.for_each([&](std::size_t state) { section->by_state[state].concerned += weight; });
        reading->answered.for_each([&](std::size_t state) { section->by_state[state].answered += weight; });
        for (std::size_t option = 0; option < one.points.size(); ++option) {
            const StateSet chose = round.column(one.item).chosen[option] & reading->answered;
            chose.for_each(
                [&](std::size_t state) { section->by_state[state].points += weight * one.points[option]; });
        }
    }
    return sections;
}

// All sections but one; none is left out where `without` is past the last.
std::vector<Sums> added_up(const std::vector<Section>& sections, std::size_t width, std::size_t without) {
    std::vector<Sums> all(width);
    for (std::size_t index = 0; index < sections.size(); ++index) {
        if (index == without) continue;
        for (std::size_t state = 0; state < width; ++state) {
            const Sums& own = sections[index].by_state[state];
            all[state].concerned += own.concerned;
            all[state].answered += own.answered;
            all[state].points += own.points;
        }
    }
    return all;
}

std::optional<Ratio> available(const Sums& sums, std::int64_t full) {
    return Ratio::of(sums.points, sums.answered * full);
}

// 1 + how many score higher. By sorting, since there may be hundreds of States and a dozen variants.
template <class Value>
std::vector<std::optional<std::int64_t>> ranks_of(const std::vector<std::optional<Value>>& scores) {
    std::vector<std::size_t> order;
    for (std::size_t index = 0; index < scores.size(); ++index) {
        if (scores[index]) order.push_back(index);
    }
    std::ranges::sort(order,
                      [&](std::size_t one, std::size_t other) { return *scores[one] > *scores[other]; });
    std::vector<std::optional<std::int64_t>> ranks(scores.size());
    for (std::size_t place = 0; place < order.size(); ++place) {
        const bool level_with_last = place > 0 && *scores[order[place]] == *scores[order[place - 1]];
        ranks[order[place]] =
            level_with_last ? *ranks[order[place - 1]] : static_cast<std::int64_t>(place) + 1;
    }
    return ranks;
}

// The mean of what the sections with an answer give. It only orders States, and may need more than 64 bits.
using Exact = boost::multiprecision::cpp_rational;

std::optional<Exact> mean_of_sections(const std::vector<Section>& sections, std::size_t state,
                                      std::int64_t full) {
    Exact sum = 0;
    int count = 0;
    for (const Section& section : sections) {
        const auto own = available(section.by_state[state], full);
        if (!own) continue;
        sum += Exact(own->numerator(), own->denominator());
        count += 1;
    }
    if (count == 0) return std::nullopt;
    return Exact(sum / count);
}

std::vector<std::size_t> concerned(const std::vector<Sums>& sums) {
    std::vector<std::size_t> states;
    for (std::size_t state = 0; state < sums.size(); ++state) {
        if (sums[state].concerned > 0) states.push_back(state);
    }
    return states;
}

std::vector<std::optional<std::int64_t>> ranks_by(const std::vector<Sums>& sums,
                                                  const std::vector<std::size_t>& states, std::int64_t full) {
    std::vector<std::optional<Ratio>> found;
    for (const std::size_t state : states) found.push_back(available(sums[state], full));
    return ranks_of(found);
}

}  // namespace

base::Result<std::vector<StateScore>> scores(const Round& round, const IndexSpec& spec) {
    if (auto good = check(round, spec); !good) return base::fail(good.error());
    const auto sections = sums_of(round, spec, false);
    if (!sections) return base::fail(sections.error());
    const std::vector<Sums> sums = added_up(*sections, round.width(), sections->size());
    std::vector<StateScore> found;
    std::vector<Ratio> lower;
    std::vector<Ratio> upper;
    for (const std::size_t state : concerned(sums)) {
        const Sums& own = sums[state];
        const std::int64_t whole = own.concerned * spec.points_full;
        const std::int64_t open = (own.concerned - own.answered) * spec.points_full;
        StateScore score{.state = state,
                         .available = available(own, spec.points_full),
                         .lower = *Ratio::of(own.points, whole),
                         .upper = *Ratio::of(own.points + open, whole),
                         .coverage = *Ratio::of(own.answered, own.concerned),
                         .shown = false,
                         .rank = {}};
        score.shown = score.coverage >= spec.coverage_least;
        lower.push_back(score.lower);
        upper.push_back(score.upper);
        found.push_back(score);
    }
    const std::vector<WholeRange> ranks = rank_intervals(lower, upper);
    for (std::size_t index = 0; index < found.size(); ++index) found[index].rank = ranks[index];
    return found;
}

std::vector<WholeRange> rank_intervals(std::span<const Ratio> lower, std::span<const Ratio> upper) {
    std::vector<WholeRange> ranks;
    for (std::size_t own = 0; own < lower.size(); ++own) {
        WholeRange rank{1, 1};
        for (std::size_t other = 0; other < lower.size(); ++other) {
            if (other == own) continue;
            if (lower[other] > upper[own]) rank.min += 1;
            if (upper[other] > lower[own]) rank.max += 1;
        }
        ranks.push_back(rank);
    }
    return ranks;
}

base::Result<std::vector<SectionWeight>> implied_weights(const Round& round, const IndexSpec& spec) {
    if (auto good = check(round, spec); !good) return base::fail(good.error());
    std::int64_t whole = 0;
    for (const IndexItem& one : spec.items) whole += one.weight;
    std::vector<SectionWeight> weights;
    for (const IndexItem& one : spec.items) {
        const std::string& name = round.item(one.item).section;
        if (std::ranges::find(weights, name, &SectionWeight::section) != weights.end()) continue;
        std::int64_t part = 0;
        for (const IndexItem& other : spec.items) {
            if (round.item(other.item).section == name) part += other.weight;
        }
        weights.push_back({name, *Ratio::of(part, whole)});
    }
    return weights;
}

base::Result<std::vector<WeightVariant>> weight_sensitivity(const Round& round, const IndexSpec& spec) {
    if (auto good = check(round, spec); !good) return base::fail(good.error());
    const auto declared = sums_of(round, spec, false);
    if (!declared) return base::fail(declared.error());
    const auto equal = sums_of(round, spec, true);
    if (!equal) return base::fail(equal.error());
    const std::size_t none = declared->size();
    const std::vector<Sums> all = added_up(*declared, round.width(), none);
    const std::vector<std::size_t> states = concerned(all);
    std::vector<WeightVariant> variants;
    variants.push_back({"declared", ranks_by(all, states, spec.points_full)});
    variants.push_back(
        {"equal_items", ranks_by(added_up(*equal, round.width(), none), states, spec.points_full)});
    std::vector<std::optional<Exact>> means;
    for (const std::size_t state : states)
        means.push_back(mean_of_sections(*declared, state, spec.points_full));
    variants.push_back({"equal_sections", ranks_of(means)});
    for (std::size_t without = 0; without < declared->size() && declared->size() > 1; ++without) {
        variants.push_back({"without:" + (*declared)[without].name,
                            ranks_by(added_up(*declared, round.width(), without), states, spec.points_full)});
    }
    return variants;
}

}  // namespace survey
