#pragma once
// What PostgreSQL says went wrong, as a problem. Never its message: the DETAIL line repeats values; the state
// and the name of the constraint say enough.

#include "base/problem.hpp"

#include <libpq-fe.h>

namespace store {

// A connection that went without a word, where there is no result.
base::Problem problem_of(const PGresult* result);

}  // namespace store
