#include "survey/tally.hpp"

#include <algorithm>

namespace survey {
namespace {

constexpr std::array<std::string_view, 4> kBaseCodes{"pop", "elig", "reply", "item"};

Share completeness_where(const Round& round, std::size_t state, const std::string_view* section) {
    Share share;
    for (std::size_t item = 0; item < round.item_count(); ++item) {
        if (section != nullptr && round.item(item).section != *section) continue;
        const Column& column = round.column(item);
        if (column.with(Disposition::not_applicable).contains(state)) continue;
        if (column.with(Disposition::skipped).contains(state)) continue;
        share.whole += 1;
        const bool answered =
            column.with(Disposition::answered).contains(state) || column.accepted.contains(state);
        if (answered) share.part += 1;
    }
    return share;
}

}  // namespace

template <>
std::span<const std::string_view> codes<Base>() {
    return kBaseCodes;
}

std::optional<Decimal> percent(const Share& share, int decimals) {
    const auto shown = percent(share.part, share.whole, decimals);
    if (!shown) return std::nullopt;
    return *shown;
}

Level level_of(const Reading& reading) {
    return {.holding = reading.holding.count(),
            .population = reading.population.count(),
            .eligible = reading.eligible.count(),
            .replied = (reading.eligible & reading.replied).count(),
            .answered = reading.answered.count()};
}

base::Done check(const Level& level) {
    const auto low = [](const char* field) {
        return base::fail(base::invalid_field(field, "out_of_range", "at least the count within it"));
    };
    if (level.holding < 0) return base::fail(base::invalid_field("holding", "out_of_range", "at least 0"));
    const std::int64_t answered = level.answered.value_or(level.holding);
    const std::int64_t replied = level.replied.value_or(answered);
    if (answered < level.holding) return low("answered");
    if (replied < answered) return low("replied");
    if (level.eligible < replied) return low("eligible");
    if (level.population < level.eligible) return low("population");
    return {};
}

std::optional<Share> share(const Level& level, Base base) {
    switch (base) {
        case Base::pop: return Share{level.holding, level.population};
        case Base::elig: return Share{level.holding, level.eligible};
        case Base::reply:
            if (!level.replied) return std::nullopt;
            return Share{level.holding, *level.replied};
        case Base::item:
            if (!level.answered) return std::nullopt;
            return Share{level.holding, *level.answered};
    }
    return std::nullopt;
}

Bounds bounds(const Level& level) {
    return {.lower = level.holding, .upper = level.holding + level.missing(), .den = level.eligible};
}

std::optional<Share> item_non_response(const Level& level) {
    if (!level.replied || !level.answered) return std::nullopt;
    return Share{*level.replied - *level.answered, *level.replied};
}

Share total_gap(const Level& level) {
    return {level.missing(), level.eligible};
}

std::array<std::int64_t, kDispositionCount> disposition_counts(const Round& round, std::size_t item) {
    std::array<std::int64_t, kDispositionCount> counts{};
    for (std::size_t index = 0; index < kDispositionCount; ++index) {
        counts[index] = round.column(item).by_disposition[index].count();
    }
    return counts;
}

Share unit_response(const Round& round) {
    return {round.replied().count(), round.population().count()};
}

Share completeness(const Round& round, std::size_t state) {
    return completeness_where(round, state, nullptr);
}

Share completeness(const Round& round, std::size_t state, std::string_view section) {
    return completeness_where(round, state, &section);
}

base::Result<std::vector<OptionLevel>> levels_by_option(const Round& round, std::size_t item) {
    std::vector<OptionLevel> levels;
    for (std::size_t option = 0; option < round.item(item).options.size(); ++option) {
        const auto reading = read(round, item, {.options = {option}});
        if (!reading) return base::fail(reading.error());
        levels.push_back({option, level_of(*reading)});
    }
    std::ranges::stable_sort(levels, std::ranges::greater{},
                             [](const OptionLevel& one) { return one.level.holding; });
    return levels;
}

}  // namespace survey
