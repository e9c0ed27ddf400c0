#pragma once
// The SQL of items, their scales and options, and of the items of a round. Authorising is the caller's.
// Thread rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"
#include "survey/rounds/kept_item.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace survey::rounds {

using ItemsByCode = std::map<std::string, KeptItem, std::less<>>;
base::Result<ItemsByCode> items_of(store::ReadSession& session, ProgrammeId programme);

// With its scale, where it has one, in version 1.
base::Done insert_item(store::WriteSession& session, ProgrammeId programme, const KeptItem& kept,
                       base::Time now);

// Items of answers that are imported grow: `kept` has more options than are stored, from place `from` on.
// The version of its scale becomes one more; type and what its counts speak of are written again. An item
// without a scale is given the one of `kept`.
base::Done grow_item(store::WriteSession& session, KeptItem& kept, std::size_t from);

// In this order. The options they may take are those of the scale as it is now.
base::Done insert_items_in_round(store::WriteSession& session, std::span<const ItemInRound> items);

base::Result<std::optional<ItemInRound>> find_item_in_round(store::ReadSession& session,
                                                            const KeptRound& round, std::string_view code);

}  // namespace survey::rounds
