#pragma once
// A State's reply to a round, and its answers as they are kept. Thread rule: plain values.

#include "base/id.hpp"
#include "survey/decimal.hpp"
#include "survey/disposition.hpp"
#include "survey/rounds/answer_content.hpp"
#include "survey/rounds/kept_item.hpp"
#include "survey/state_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey::rounds {

struct Response;
using ResponseId = base::Id<Response>;

struct KeptCell {
    std::string row;  // empty, as the column, of a plain number
    std::string column;
    Decimal amount;
};

struct KeptAnswer {
    ItemInRoundId item;
    ResponseId response;
    std::int64_t version = 1;
    Disposition disposition = Disposition::answered;
    std::optional<Confidentiality> confidentiality;  // none: the item's
    std::string value;  // JSON; empty where there is nothing but numbers, or nothing
    std::vector<KeptCell> cells;
};

}  // namespace survey::rounds
