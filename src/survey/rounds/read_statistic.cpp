#include "survey/rounds/read_statistic.hpp"

#include "survey/published.hpp"
#include "survey/rounds/asked_item.hpp"
#include "survey/rounds/new_round.hpp"
#include "survey/rounds/round_repository.hpp"

#include <algorithm>

namespace survey::rounds {
namespace {

std::string joined(const std::vector<std::string>& options) {
    std::string text;
    for (const std::string& option : options) text += (text.empty() ? "" : "+") + option;
    return text;
}

base::Result<AmountsFound> amounts_found(const AskedItem& loaded, const Target& target,
                                         const std::string& remaining_after) {
    const Item& item = loaded.item();
    std::vector<std::size_t> all(cells_of(item));
    for (std::size_t cell = 0; cell < all.size(); ++cell) all[cell] = cell;
    const std::vector<std::size_t> part = target.options.empty() ? all : target.options;
    const auto of_states = amounts_of(*loaded.answers, 0, part, all);
    if (!of_states) return base::fail(of_states.error());
    const auto sum = pooled(*of_states);
    if (!sum) return base::fail(sum.error());
    const auto amount = [&](std::int64_t units) {
        return Decimal{.units = units, .decimals = item.decimals};
    };
    AmountsFound found{.total = amount(sum->whole),
                       .part = amount(sum->part),
                       .contributing = sum->contributing,
                       .share = {sum->part, sum->whole},
                       .remaining = {}};
    if (remaining_after.empty()) return found;
    const auto first = target_meant(item, {remaining_after});
    if (!first) return base::fail(first.error());
    const auto of_first = amounts_of(*loaded.answers, 0, first->options, all);
    if (!of_first) return base::fail(of_first.error());
    const auto first_sum = pooled(*of_first);
    if (!first_sum) return base::fail(first_sum.error());
    const auto share = share_of_remaining(first_sum->part, sum->part, sum->whole);
    if (!share) return base::fail(share.error());
    found.share = *share;
    found.remaining = amount(share->whole);
    return found;
}

base::Result<StatisticFound> of_answers(const AskedItem& loaded, const StatisticAsked& asked) {
    const auto target = target_meant(loaded.item(), asked.options);
    if (!target) return base::fail(target.error());
    const auto reading = read(*loaded.answers, 0, *target);
    if (!reading) return base::fail(reading.error());
    StatisticFound found{.level = level_of(*reading), .bounds = {}, .dispositions = {}, .amounts = {}};
    found.bounds = bounds(found.level);
    const auto counts = disposition_counts(*loaded.answers, 0);
    for (const Disposition disposition : kDispositions) {
        found.dispositions.emplace_back(code_of(disposition), counts[static_cast<std::size_t>(disposition)]);
    }
    if (shape_of(loaded.item().type) != AnswerShape::amounts) return found;
    auto amounts = amounts_found(loaded, *target, asked.remaining_after);
    if (!amounts) return base::fail(amounts.error());
    found.amounts = *amounts;
    return found;
}

// A printed number of cases, or of States that nobody can set against a population.
StatisticFound count_alone(const PublishedTally& tally, std::optional<std::int64_t> population) {
    StatisticFound found;
    found.level.holding = *tally.count;
    found.population_known = population.has_value();
    found.level.population = population.value_or(0);
    found.level.eligible = population.value_or(0);
    return found;
}

base::Result<StatisticFound> of_totals(const AskedItem& loaded, const StatisticAsked& asked) {
    const auto place = tally_meant(loaded.published, asked.options);
    if (!place) return base::fail(place.error());
    const PublishedTally& tally = loaded.published[*place];
    if (!tally.count) return base::fail(base::refused_by("SURVEY-NO-COUNT"));
    const auto population = tally.respondents ? tally.respondents : loaded.kept_round.population;
    if (shape_of(loaded.item().type) == AnswerShape::amounts) {
        StatisticFound found = count_alone(tally, population);
        found.counts_states = false;
        return found;
    }
    if (!population) return count_alone(tally, population);
    const auto level = published_level(loaded.published, loaded.item().id, tally.answer, *population);
    if (!level) return base::fail(level.error());
    StatisticFound found{.level = *level, .bounds = bounds(*level), .dispositions = {}, .amounts = {}};
    // What published totals leave over of the population has no disposition of its own (survey.md 4.1).
    if (level->answered) {
        found.dispositions = {{std::string(code_of(Disposition::answered)), *level->answered},
                              {"OTHERS", level->population - *level->answered}};
    }
    return found;
}

}  // namespace

base::Result<StatisticFound> read_statistic(guard::Workplace& workplace, const guard::Actor& actor,
                                            const StatisticAsked& asked) {
    return guard::read(workplace, actor, [&](guard::ReadWork& work) -> base::Result<StatisticFound> {
        if (auto allowed = work.allow(kReadSurvey); !allowed) return base::fail(allowed.error());
        const auto round = round_meant(work.session(), asked.programme, asked.round);
        if (!round) return base::fail(round.error());
        const auto states = all_states(work.session());
        if (!states) return base::fail(states.error());
        const auto loaded = load_asked_item(work.session(), *round, asked.item, *states);
        if (!loaded) return base::fail(loaded.error());
        auto found = loaded->by_totals() ? of_totals(*loaded, asked) : of_answers(*loaded, asked);
        if (!found) return found;
        found->item = asked.item;
        found->round = round->label;
        found->option = joined(asked.options);
        found->synthetic = round->synthetic;
        return found;
    });
}

}  // namespace survey::rounds
