#pragma once
// A measurement that cannot be made ends the program with its reason.

#include "base/result.hpp"

#include <stdexcept>
#include <utility>

namespace speed {

template <class Value>
Value must(base::Result<Value> result) {
    if (!result) throw std::runtime_error(base::to_text(result.error()));
    return std::move(*result);
}
inline void must(base::Done done) {
    if (!done) throw std::runtime_error(base::to_text(done.error()));
}

}  // namespace speed
