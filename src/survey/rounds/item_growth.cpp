#include "survey/rounds/item_growth.hpp"

#include <utility>

namespace survey::rounds {
namespace {

// Of an item that nobody has answered yet: it is taken for text until a file tells.
constexpr MetricKind kUntold = MetricKind::narrative;

}  // namespace

const KeptItem* ItemGrowth::find(std::string_view code) const {
    const auto found = known_.find(code);
    return found == known_.end() ? nullptr : &found->second;
}

void ItemGrowth::give_scale(KeptItem& kept, bool declared) {
    if (kept.scale || kept.item.options.empty()) return;
    kept.scale = {.id = work_.new_id<Scale>(), .version = 1, .declared = declared};
}

Item ItemGrowth::take(const Item& seen, bool told, bool declared) {
    const auto found = known_.find(seen.id);
    if (found == known_.end()) {
        KeptItem kept{.id = work_.new_id<KeptItem>(), .item = seen, .scale = {}};
        if (!told) kept.item.metric = kUntold;
        give_scale(kept, declared);
        grown_.push_back({.code = seen.id, .from = 0, .is_new = true});
        known_.emplace(seen.id, std::move(kept));
        added_ += 1;
        return seen;
    }
    KeptItem& kept = found->second;
    if (kept.scale && kept.scale->declared) return kept.item;
    const std::size_t before = kept.item.options.size();
    for (const Option& option : seen.options) {
        if (!option_index(kept.item, option.code)) kept.item.options.push_back(option);
    }
    const bool was_untold = kept.item.metric == kUntold && told;
    const bool finer = seen.decimals > kept.item.decimals;
    if (was_untold) {
        kept.item.type = seen.type;
        kept.item.metric = seen.metric;
    }
    if (finer) kept.item.decimals = seen.decimals;
    if (was_untold || finer || kept.item.options.size() > before) {
        give_scale(kept, false);
        grown_.push_back({.code = seen.id, .from = before, .is_new = false});
    }
    Item item = kept.item;
    if (told) {
        item.type = seen.type;
        item.decimals = seen.decimals;
    }
    return item;
}

base::Done ItemGrowth::write() {
    for (const Grown& grown : grown_) {
        KeptItem& kept = known_.find(grown.code)->second;
        auto done = grown.is_new ? insert_item(work_.session(), programme_, kept, work_.now())
                                 : grow_item(work_.session(), kept, grown.from);
        if (!done) return done;
    }
    return {};
}

}  // namespace survey::rounds
