#include "survey/pooled.hpp"

#include "survey/reading.hpp"
#include "survey/wide.hpp"

#include <algorithm>
#include <array>

namespace survey {
namespace {

base::Problem bad_value(const char* accepted) {
    return base::invalid_field("value", "out_of_range", accepted);
}

base::Result<std::int64_t> cell_sum(const Round& round, std::size_t item, std::span<const std::size_t> cells,
                                    std::size_t state) {
    Wide total = 0;
    for (const std::size_t cell : cells) total += round.amount(item, cell, state);
    const auto fits = narrowed(total);
    if (!fits) return base::fail(bad_value("64 bits"));
    return *fits;
}

std::optional<Ratio> median(std::vector<Ratio> shares) {
    if (shares.empty()) return std::nullopt;
    std::ranges::sort(shares);
    return mean(shares[(shares.size() - 1) / 2], shares[shares.size() / 2]);
}

void leave_each_out(std::span<const StateAmount> amounts, Pooled& all) {
    for (const StateAmount& one : amounts) {
        const auto share = Ratio::of(all.part - one.part, all.whole - one.whole);
        if (one.whole == 0 || !share) continue;
        all.without_one_least = std::min(all.without_one_least.value_or(*share), *share);
        all.without_one_most = std::max(all.without_one_most.value_or(*share), *share);
    }
}

}  // namespace

base::Result<std::vector<StateAmount>> amounts_of(const Round& round, std::size_t item,
                                                  std::span<const std::size_t> parts,
                                                  std::span<const std::size_t> wholes) {
    const auto reading = read(round, item, {});
    if (!reading) return base::fail(reading.error());
    StateSet stated = reading->answered;
    for (const auto cells : {parts, wholes}) {
        for (const std::size_t cell : cells) {
            if (cell >= round.column(item).stated.size()) {
                return base::fail(base::invalid_field("option", "not_in_list"));
            }
            stated &= round.column(item).stated[cell];
        }
    }
    std::vector<StateAmount> amounts;
    std::optional<base::Problem> wrong;
    stated.for_each([&](std::size_t state) {
        const auto part = cell_sum(round, item, parts, state);
        const auto whole = cell_sum(round, item, wholes, state);
        if (!part || !whole) {
            wrong = bad_value("64 bits");
            return;
        }
        amounts.push_back({.state = state, .part = *part, .whole = *whole});
    });
    if (wrong) return base::fail(*wrong);
    return amounts;
}

base::Result<Pooled> pooled(std::span<const StateAmount> amounts) {
    Pooled all;
    Wide part = 0;
    Wide whole = 0;
    std::vector<Ratio> shares;
    std::int64_t largest = -1;
    for (const StateAmount& one : amounts) {
        if (one.part < 0 || one.part > one.whole) return base::fail(bad_value("0 <= part <= whole"));
        part += one.part;
        whole += one.whole;
        if (const auto own = Ratio::of(one.part, one.whole)) shares.push_back(*own);
        if (one.whole > largest) {
            largest = one.whole;
            all.largest = one.state;
        }
    }
    const auto whole_fits = narrowed(whole);
    if (!whole_fits) return base::fail(bad_value("64 bits"));
    all.part = static_cast<std::int64_t>(part);  // not above the whole
    all.whole = *whole_fits;
    all.contributing = static_cast<std::int64_t>(amounts.size());
    all.share = Ratio::of(all.part, all.whole);
    all.median_share = median(std::move(shares));
    all.largest_share = amounts.empty() ? std::nullopt : Ratio::of(largest, all.whole);
    leave_each_out(amounts, all);
    return all;
}

base::Result<Bounds> bounds_of_share(const Pooled& pooled, std::int64_t total) {
    if (total < pooled.whole || total <= 0) {
        return base::fail(base::invalid_field("total", "out_of_range", "at least the classified total"));
    }
    return Bounds{.lower = pooled.part, .upper = pooled.part + (total - pooled.whole), .den = total};
}

base::Result<Share> share_of_remaining(std::int64_t first, std::int64_t second, std::int64_t whole) {
    if (first < 0 || second < 0 || first > whole || second > whole - first) {
        return base::fail(bad_value("parts that do not exceed the whole"));
    }
    return Share{second, whole - first};
}

base::Result<PooledChange> pooled_change(std::span<const StateAmount> before,
                                         std::span<const StateAmount> after) {
    std::array<const StateAmount*, kStatesMost> earlier{};
    Wide all_before = 0;
    Wide all_after = 0;
    Wide matched_before = 0;
    Wide matched_after = 0;
    PooledChange change;
    for (const StateAmount& one : before) {
        earlier[one.state] = &one;
        all_before += one.whole;
    }
    for (const StateAmount& one : after) {
        all_after += one.whole;
        if (earlier[one.state] == nullptr) continue;
        change.matched += 1;
        matched_before += earlier[one.state]->whole;
        matched_after += one.whole;
    }
    for (const auto& [sum, field] :
         {std::pair{all_before, &PooledChange::all_before}, std::pair{all_after, &PooledChange::all_after},
          std::pair{matched_before, &PooledChange::matched_before},
          std::pair{matched_after, &PooledChange::matched_after}}) {
        const auto fits = narrowed(sum);
        if (!fits) return base::fail(bad_value("64 bits"));
        change.*field = *fits;
    }
    return change;
}

}  // namespace survey
