#pragma once
// The answers of one round, by item: for each disposition and each option the set of States, as bits. 200
// States, 400 items of six options and five rounds take about 2 MB, and every count is a few instructions.
// Values are checked on the way in; what cannot be right is refused and the round stays as it was.
// Thread rule: plain values; reading is safe from any thread once it is filled.

#include "base/result.hpp"
#include "survey/item.hpp"
#include "survey/state_set.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey {

struct CellAmount {
    std::size_t cell = 0;
    std::int64_t amount = 0;  // in units of 10^-decimals of the item
};

// What one State says to one item.
struct Answer {
    Disposition disposition = Disposition::answered;
    std::optional<Confidentiality> confidentiality;  // none: the item's
    bool accepted = false;                           // of an answer under examination
    std::vector<std::size_t> chosen;                 // options: the one, the ticked, the ones with yes
    std::vector<std::size_t> denied;                 // options with an explicit no (multi_forced)
    std::vector<CellAmount> amounts;
};

// One item's answers. `chosen` and `denied` are by option, `stated` by cell, `amounts` by cell and State
// (cell * kStatesMost would waste; it is cell * width + place).
struct Column {
    std::array<StateSet, kDispositionCount> by_disposition;
    StateSet accepted;
    StateSet totals_only;
    std::vector<StateSet> chosen;
    std::vector<StateSet> denied;
    std::vector<StateSet> stated;
    std::vector<std::int64_t> amounts;

    const StateSet& with(Disposition disposition) const {
        return by_disposition[static_cast<std::size_t>(disposition)];
    }
    StateSet disposed() const;  // States with any disposition
};

class Round {
public:
    // `population`: the States that were eligible for this round (survey.md 4: RoundMember), as places of a
    // register of `width` States. It differs between rounds and is never a constant.
    Round(std::string label, StateSet population, std::size_t width)
        : label_(std::move(label)), population_(population), width_(width) {}

    const std::string& label() const { return label_; }
    const StateSet& population() const { return population_; }
    std::size_t width() const { return width_; }

    std::size_t item_count() const { return items_.size(); }
    const Item& item(std::size_t index) const { return items_[index]; }
    const Column& column(std::size_t index) const { return columns_[index]; }
    std::optional<std::size_t> find(std::string_view item_id) const;

    // Problem: invalid_input naming `item`, rule taken; `option` where a code is there twice.
    base::Result<std::size_t> add_item(Item item);

    // Problems, invalid_input: `state` not of the population; `disposition` there already (taken), or
    // no reply beside a reply (contradicts); `option`, `value` and what else does not fit the item's type.
    // An answer for the secretariat alone becomes HELD: it is in no count (survey.md 5.2).
    base::Done put(std::size_t item, std::size_t state, const Answer& answer);

    // States that replied to the round: all but those that have a no-reply (NR) to some item.
    StateSet replied() const { return population_ - silent_; }
    // States of the population without any disposition for this item (check B1).
    StateSet without_disposition(std::size_t item) const;

    std::int64_t amount(std::size_t item, std::size_t cell, std::size_t state) const {
        return columns_[item].amounts[cell * width_ + state];
    }

private:
    std::string label_;
    StateSet population_;
    std::size_t width_;
    StateSet silent_;  // States with a no-reply
    StateSet spoken_;  // States with a disposition that only a reply can have
    std::vector<Item> items_;
    std::vector<Column> columns_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
};

}  // namespace survey
