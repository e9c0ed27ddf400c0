#include "survey/rounds/import_round.hpp"
#include "survey/rounds/item_growth.hpp"
#include "survey/rounds/new_round.hpp"
#include "survey/rounds/tally_repository.hpp"

#include <algorithm>
#include <utility>

namespace survey::rounds {
namespace {

std::optional<std::int64_t> largest_base(const std::vector<PublishedTally>& tallies) {
    std::optional<std::int64_t> largest;
    for (const PublishedTally& tally : tallies) largest = std::max(largest, tally.respondents);
    return largest;
}

// The items of the report, in its order. Its answers are words, no options: those of an item that is known
// stay as they are.
std::vector<Item> items_in(const std::vector<PublishedTally>& tallies) {
    std::vector<Item> items;
    for (const PublishedTally& tally : tallies) {
        if (std::ranges::find(items, tally.item, &Item::id) != items.end()) continue;
        items.push_back({.id = tally.item,
                         .type = tally.type,
                         .metric = usual_metric_kind(tally.type),
                         .section = tally.section,
                         .options = {},
                         .unit = {}});
    }
    return items;
}

}  // namespace

base::Result<Imported> import_totals(guard::Workplace& workplace, const guard::Actor& actor,
                                     const RoundFile& file) {
    const auto tallies = read_tally_csv(file.text, file.label);
    if (!tallies) return base::fail(tallies.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<Imported> {
        if (auto allowed = work.allow(kManageSurvey); !allowed) return base::fail(allowed.error());
        const std::optional<std::int64_t> population =
            file.population ? file.population : largest_base(*tallies);
        const auto round = begin_round(work, file, RoundKind::aggregate_only, population);
        if (!round) return base::fail(round.error());
        auto known = items_of(work.session(), round->programme);
        if (!known) return base::fail(known.error());
        ItemGrowth growth(work, round->programme, std::move(*known));
        std::vector<ItemInRound> asked;
        for (const Item& item : items_in(*tallies)) {
            growth.take(item, true, false);
            asked.push_back({.id = work.new_id<ItemInRound>(),
                             .round = round->id,
                             .kept = growth.kept(item.id),
                             .asked_as = item.type});
            asked.back().kept.item.section = item.section;
        }
        if (auto done = growth.write(); !done) return base::fail(done.error());
        if (auto done = insert_items_in_round(work.session(), asked); !done) return base::fail(done.error());
        std::vector<NewTally> rows;
        for (const PublishedTally& tally : *tallies) {
            const auto item = std::ranges::find_if(
                asked, [&](const ItemInRound& one) { return one.kept.item.id == tally.item; });
            rows.push_back({item->id, tally});
        }
        if (auto done = insert_tallies(work.session(), round->id, rows, work.now(), work.random()); !done) {
            return base::fail(done.error());
        }
        work.record(round_event(round->id, "survey_round.import"));
        return Imported{.round = round->id,
                        .items = static_cast<std::int64_t>(asked.size()),
                        .answers = static_cast<std::int64_t>(rows.size()),
                        .new_items = growth.added()};
    });
}

}  // namespace survey::rounds
