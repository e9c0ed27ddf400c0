#pragma once
// Counts with their bases, non-response and worst-case bounds (survey.md 6.1). A census of named States has
// no sampling error; what is uncertain is what was not answered. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/disposition.hpp"
#include "survey/reading.hpp"
#include "survey/rounding.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace survey {

// What a share is of. Every printed per cent carries one of these (survey.md 6.1).
enum class Base { pop, elig, reply, item };

template <>
std::span<const std::string_view> codes<Base>();  // "pop", "elig", "reply", "item"
inline constexpr std::array kBases{Base::pop, Base::elig, Base::reply, Base::item};

// A count of States out of a count of States. A whole of 0 has no percentage.
struct Share {
    std::int64_t part = 0;
    std::int64_t whole = 0;

    friend bool operator==(const Share&, const Share&) = default;
};
std::optional<Decimal> percent(const Share& share, int decimals);

// Counts of States for one item and target. Of published totals, some are not known.
struct Level {
    std::int64_t holding = 0;              // n1
    std::int64_t population = 0;           // N
    std::int64_t eligible = 0;             // |E|
    std::optional<std::int64_t> replied;   // |E and U|
    std::optional<std::int64_t> answered;  // |A|

    // m = |E| - |A|. Where |A| is not known, every State not counted may be missing.
    std::int64_t missing() const { return eligible - answered.value_or(holding); }

    friend bool operator==(const Level&, const Level&) = default;
};

Level level_of(const Reading& reading);

// 0 <= holding <= answered <= replied <= eligible <= population. Problem: invalid_input naming the one that
// is too small, or `holding` where it is below 0.
base::Done check(const Level& level);

// Nothing where the base is not known.
std::optional<Share> share(const Level& level, Base base);

// Least and most counts of States that any completion of the missing answers gives, out of the eligible
// (Manski's worst case). Both are attained; their distance is the number missing.
struct Bounds {
    std::int64_t lower = 0;
    std::int64_t upper = 0;
    std::int64_t den = 0;  // |E|

    friend bool operator==(const Bounds&, const Bounds&) = default;
};
Bounds bounds(const Level& level);

// Of the States that replied and were asked, those without an answer: 1 - |A| / |E and U|. Nothing where it
// is not known.
std::optional<Share> item_non_response(const Level& level);
Share total_gap(const Level& level);  // m / |E|

// How many States of the population each disposition has, in the order of disposition.def. They add up to N
// (accounting identity) once without_disposition() is empty.
std::array<std::int64_t, kDispositionCount> disposition_counts(const Round& round, std::size_t item);

Share unit_response(const Round& round);  // |U| / N

// One State's answers out of the items that concern it, over all sections or in one of them. `state` is a
// place of the register; items without a disposition of it count as open.
Share completeness(const Round& round, std::size_t state);
Share completeness(const Round& round, std::size_t state, std::string_view section);

// Every option of an item, most States first, equal ones in the order of the scale. Problems as of read().
struct OptionLevel {
    std::size_t option = 0;
    Level level;
};
base::Result<std::vector<OptionLevel>> levels_by_option(const Round& round, std::size_t item);

}  // namespace survey
