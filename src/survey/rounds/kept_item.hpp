#pragma once
// An item as a programme keeps it over all its rounds, and as one round asks it (survey.md 4). Thread rule:
// plain values.

#include "base/id.hpp"
#include "survey/item.hpp"
#include "survey/rounds/kept_round.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace survey::rounds {

struct KeptItem;
struct ItemInRound;
struct Scale;
using ItemId = base::Id<KeptItem>;
using ItemInRoundId = base::Id<ItemInRound>;
using ScaleId = base::Id<Scale>;

// The options of all versions stand in one list: a code is never used again with another meaning.
struct Scale {
    ScaleId id;
    std::int64_t version = 1;
    bool declared = false;  // somebody drew it up; otherwise it grows with the answers that are imported
};

struct KeptItem {
    ItemId id;
    Item item;  // its code as `id`, every option it ever had
    std::optional<Scale> scale;
};

struct ItemInRound {
    ItemInRoundId id;
    RoundId round;
    KeptItem kept;
    // How it was asked this time; nothing where nobody answered and so nothing tells.
    std::optional<ItemType> asked_as;

    // As this round is to be read.
    Item item() const {
        Item read = kept.item;
        if (asked_as) read.type = *asked_as;
        return read;
    }
};

}  // namespace survey::rounds
