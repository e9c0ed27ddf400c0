#include "survey/option_map.hpp"

#include "survey/wide.hpp"

#include <algorithm>
#include <set>

namespace survey {

base::Result<OptionMap> OptionMap::of(const Item& from, const Item& to,
                                      std::span<const std::pair<std::string_view, std::string_view>> pairs) {
    OptionMap map;
    map.to_of_.resize(from.options.size());
    map.to_size_ = to.options.size();
    std::set<std::size_t> seen;
    for (const auto& [one, other] : pairs) {
        const auto earlier = option_index(from, one);
        if (!earlier) return base::fail(base::invalid_field("from", "not_in_list"));
        if (!seen.insert(*earlier).second) return base::fail(base::invalid_field("from", "taken"));
        if (other.empty()) continue;
        map.to_of_[*earlier] = option_index(to, other);
        if (!map.to_of_[*earlier]) return base::fail(base::invalid_field("to", "not_in_list"));
    }
    return map;
}

OptionMap OptionMap::by_code(const Item& from, const Item& to) {
    OptionMap map;
    map.to_size_ = to.options.size();
    for (const Option& option : from.options) map.to_of_.push_back(option_index(to, option.code));
    return map;
}

bool OptionMap::is_total() const {
    return std::ranges::all_of(to_of_, [](const auto& to) { return to.has_value(); });
}

bool OptionMap::is_one_to_one() const {
    std::set<std::size_t> seen;
    return is_total() && std::ranges::all_of(to_of_, [&](const auto& to) { return seen.insert(*to).second; });
}

base::Result<Target> OptionMap::target_before(const Target& target) const {
    Target before;
    for (std::size_t from = 0; from < to_of_.size(); ++from) {
        const auto& to = to_of_[from];
        if (to && std::ranges::find(target.options, *to) != target.options.end())
            before.options.push_back(from);
    }
    // An empty list would mean another thing: whoever answered.
    if (before.options.empty() && !target.options.empty()) {
        return base::fail(base::invalid_field("option", "no_counterpart"));
    }
    return before;
}

base::Result<std::vector<WholeRange>> OptionMap::collapsed(std::span<const std::int64_t> counts,
                                                           bool exclusive, std::int64_t states) const {
    const bool good = counts.size() == to_of_.size() && std::ranges::all_of(counts, [&](std::int64_t count) {
                          return count >= 0 && count <= states;
                      });
    if (!good)
        return base::fail(base::invalid_field("counts", "out_of_range", "one of 0 to the States an option"));
    std::vector<Wide> sums(to_size_);
    std::vector<WholeRange> ranges(to_size_);
    for (std::size_t from = 0; from < to_of_.size(); ++from) {
        if (!to_of_[from]) continue;
        sums[*to_of_[from]] += counts[from];
        ranges[*to_of_[from]].min = std::max(ranges[*to_of_[from]].min, counts[from]);
    }
    for (std::size_t to = 0; to < to_size_; ++to) {
        if (exclusive) {
            const auto sum = narrowed(sums[to]);
            if (!sum) return base::fail(base::invalid_field("counts", "out_of_range", "64 bits"));
            ranges[to] = {*sum, *sum};
        } else {
            ranges[to].max = sums[to] < states ? static_cast<std::int64_t>(sums[to]) : states;
        }
    }
    return ranges;
}

base::Result<OptionMap> OptionMap::then(const OptionMap& next) const {
    if (next.from_size() != to_size_) return base::fail(base::invalid_field("next", "out_of_range"));
    OptionMap map;
    map.to_size_ = next.to_size_;
    for (const auto& to : to_of_) map.to_of_.push_back(to ? next.to_of_[*to] : std::nullopt);
    return map;
}

}  // namespace survey
