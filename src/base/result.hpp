#pragma once
// Result<T>: a value or the Problem that stood in its way. Expected failures are returned; exceptions are for
// bugs and a failing world. An alias, so that std::expected can take its place when Debian 13 is the floor.

#include "base/problem.hpp"

#include <tl/expected.hpp>

#include <utility>

namespace base {

template <class T>
using Result = tl::expected<T, Problem>;

using Done = Result<void>;

inline tl::unexpected<Problem> fail(Problem problem) {
    return tl::unexpected<Problem>(std::move(problem));
}

inline tl::unexpected<Problem> fail(ProblemCode code, std::string detail = {}) {
    return fail(problem(code, std::move(detail)));
}

}  // namespace base
