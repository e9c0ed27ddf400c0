#pragma once
// One item of one round with what is needed to count it: its answers, or the printed totals. Shared by the
// use cases that read statistics, in their unit of work, which has been allowed.

#include "base/result.hpp"
#include "store/session.hpp"
#include "survey/reading.hpp"
#include "survey/rounds/kept_item.hpp"
#include "survey/state_set.hpp"
#include "survey/tally.hpp"
#include "survey/tally_csv.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey::rounds {

// Of the programme that is named; of the usual one, or of the only one that has a round of that label, where
// none is. Problems: not_found; invalid_input naming `programme`, where several have one.
base::Result<KeptRound> round_meant(store::ReadSession& session, std::string_view programme,
                                    std::string_view label);

struct AskedItem {
    KeptRound kept_round;
    ItemInRound asked;
    std::optional<Round> answers;           // of microdata, with this item alone, at index 0
    std::vector<PublishedTally> published;  // of a round known by its totals

    const Item& item() const { return item_; }
    bool by_totals() const { return !answers; }

    Item item_;
};

// Problem: not_found; data_damaged.
base::Result<AskedItem> load_asked_item(store::ReadSession& session, const KeptRound& round,
                                        std::string_view item, const StateRegister& states);

// "ANS" stands for having answered at all, where no option is called so.
inline constexpr std::string_view kAnsweredAtAll = "ANS";

// `options` as they were typed (option_words.hpp); none: having answered at all, which is all that an item
// without options knows. Problem: invalid_input naming `option`, with those there are.
base::Result<Target> target_meant(const Item& item, const std::vector<std::string>& options);

// Of published totals: the place of the answer that is meant; of an item with one answer, none need be
// named. Problem: as above.
base::Result<std::size_t> tally_meant(const std::vector<PublishedTally>& published,
                                      const std::vector<std::string>& options);

}  // namespace survey::rounds
