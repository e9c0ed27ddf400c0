#pragma once
// What the command line and programs are told of a statistic, as one line of JSON. The names are what scripts
// rely on and never change. Pure.

#include "survey/fitting_counts.hpp"
#include "survey/rounds/read_change.hpp"
#include "survey/rounds/read_statistic.hpp"

#include <optional>
#include <string>

namespace survey::rounds {

// item, round, option, n, population, eligible, answered, bases{pop,elig,reply,item: {num,den,percent}},
// bounds{lower,upper,den}, dispositions{code: count}; null where it is not known. Of amounts also
// amounts{total,part,contributing,share{num,den,percent},remaining}.
std::string to_json(const StatisticFound& found);

// delta_all, matched{n,gained,lost,delta}, entrants, leavers, bounds{lower,upper},
// bounds_no_backsliding{lower,upper}, sign_test_p, verdict. Of totals alone, transitions{stay,gained,lost:
// [min,max]} beside a `matched` of null. All but the verdict is null where the two cannot be compared.
std::string to_json(const ChangeFound& found);

// min, max, count; null, null, 0 where nothing fits.
std::string to_json(const std::optional<CountRange>& fitting);

}  // namespace survey::rounds
