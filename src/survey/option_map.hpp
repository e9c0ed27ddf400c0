#pragma once
// From the options of one wording to those of another (survey.md 7): a map, many to one at most, perhaps with
// options that have no counterpart. Answers are carried over on a copy; the earlier round stays as it was.
// Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/item.hpp"
#include "survey/transitions.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace survey {

class OptionMap {
public:
    // Pairs of codes, from -> to; an empty `to` says that there is no counterpart. Options that no pair names
    // have none either. Problem: invalid_input naming `from` (not_in_list; taken, where one option would
    // become two) or `to` (not_in_list).
    static base::Result<OptionMap> of(const Item& from, const Item& to,
                                      std::span<const std::pair<std::string_view, std::string_view>> pairs);
    // The same code means the same. Options of one side alone have no counterpart.
    static OptionMap by_code(const Item& from, const Item& to);

    std::size_t from_size() const { return to_of_.size(); }
    std::size_t to_size() const { return to_size_; }
    std::optional<std::size_t> at(std::size_t from) const { return to_of_[from]; }
    bool is_total() const;       // every option has a counterpart
    bool is_one_to_one() const;  // and no two have the same

    // What counts as `target` in the earlier round: the options that become one of it. The empty target
    // (answered at all) stays empty. Problem: invalid_input naming `option`, rule no_counterpart, where no
    // option does.
    base::Result<Target> target_before(const Target& target) const;

    // Totals by option of the earlier round on the options of the later. Where options exclude each other,
    // totals add; where a State may have given several, its total lies between the largest and the sum, and
    // within `states`. Counts of options without a counterpart are in none. Problem: invalid_input naming
    // `counts`: not one for each option, below 0, above `states`, or a sum of more than 64 bits.
    base::Result<std::vector<WholeRange>> collapsed(std::span<const std::int64_t> counts, bool exclusive,
                                                    std::int64_t states) const;

    // First this, then `next`, whose earlier options are this one's later ones.
    // Problem: invalid_input naming `next`, of another number of options.
    base::Result<OptionMap> then(const OptionMap& next) const;

    friend bool operator==(const OptionMap&, const OptionMap&) = default;

private:
    std::vector<std::optional<std::size_t>> to_of_;
    std::size_t to_size_ = 0;
};

}  // namespace survey
