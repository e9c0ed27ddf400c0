#include "base/incident.hpp"

#include <fmt/format.h>

namespace base {

std::string Incident::text() const {
    return fmt::format("{:03}-{:03}-{:03}", number_ / 1'000'000, number_ / 1'000 % 1'000, number_ % 1'000);
}

}  // namespace base
