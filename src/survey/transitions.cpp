#include "survey/transitions.hpp"

#include "survey/sign_statistic.hpp"

#include <algorithm>
#include <string>

namespace survey {

base::Result<Transitions> transitions(std::int64_t before, std::int64_t after, std::int64_t population) {
    const auto accepted = [&] { return "0 to " + std::to_string(population); };
    if (before < 0 || before > population) {
        return base::fail(base::invalid_field("before", "out_of_range", accepted()));
    }
    if (after < 0 || after > population) {
        return base::fail(base::invalid_field("after", "out_of_range", accepted()));
    }
    // before + after may need more than 64 bits; what is above the population may not.
    const std::int64_t least = std::max<std::int64_t>(0, before - (population - after));
    const std::int64_t most = std::min(before, after);
    return Transitions{.stay = {least, most},
                       .gained = {after - most, after - least},
                       .lost = {before - most, before - least}};
}

base::Result<SignTestRange> sign_test_range(const Transitions& transitions) {
    const auto few = sign_test(transitions.gained.min, transitions.lost.min);
    if (!few) return base::fail(few.error());
    const auto many = sign_test(transitions.gained.max, transitions.lost.max);
    if (!many) return base::fail(many.error());
    return SignTestRange{.least = *few, .most = *many};
}

}  // namespace survey
