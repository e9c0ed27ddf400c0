#pragma once
// What may be counted about webhooks: numbers of the whole installation, no program and no address. Thread
// rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"

#include <cstdint>
#include <optional>

namespace courier {

struct CourierFigures {
    std::int64_t waiting = 0;                 // of webhooks that are on
    std::optional<base::Time> waiting_since;  // of the one that waits longest
    std::int64_t switched_off = 0;
};

base::Result<CourierFigures> courier_figures(store::ReadSession& session);

}  // namespace courier
