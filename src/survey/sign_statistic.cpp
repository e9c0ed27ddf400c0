#include "survey/sign_statistic.hpp"

#include "survey/state_set.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace survey {
namespace {

using Whole = boost::multiprecision::cpp_int;

base::Done check(const char* field, std::int64_t count) {
    if (count >= 0 && count <= static_cast<std::int64_t>(kStatesMost)) return {};
    return base::fail(base::invalid_field(field, "out_of_range", "0 to " + std::to_string(kStatesMost)));
}

// numerator / 2^power, at most 1.
struct Dyadic {
    Whole numerator;
    unsigned power = 0;
};

base::Result<Dyadic> exact(std::int64_t gained, std::int64_t lost) {
    if (auto good = check("gained", gained); !good) return base::fail(good.error());
    if (auto good = check("lost", lost); !good) return base::fail(good.error());
    const std::int64_t movers = gained + lost;
    Whole term = 1;  // C(movers, i)
    Whole total = 1;
    for (std::int64_t i = 1; i <= std::min(gained, lost); ++i) {
        term = term * (movers - i + 1) / i;
        total += term;
    }
    Dyadic p{.numerator = total * 2, .power = static_cast<unsigned>(movers)};
    if (p.numerator > Whole(1) << p.power) return Dyadic{.numerator = 1, .power = 0};
    return p;
}

}  // namespace

base::Result<double> sign_test(std::int64_t gained, std::int64_t lost) {
    const auto p = exact(gained, lost);
    if (!p) return base::fail(p.error());
    // The top 64 bits, with a last bit for whatever stands below, round to the nearest double as the whole
    // does.
    const std::size_t bits = msb(p->numerator) + 1;
    const std::size_t below = bits > 64 ? bits - 64 : 0;
    auto top = (p->numerator >> below).convert_to<std::uint64_t>();
    if (below > 0 && lsb(p->numerator) < below) top |= 1;
    return std::ldexp(static_cast<double>(top), static_cast<int>(below) - static_cast<int>(p->power));
}

base::Result<Decimal> sign_test(std::int64_t gained, std::int64_t lost, int decimals) {
    if (decimals < 0 || decimals > kDecimalsMost) {
        return base::fail(base::invalid_field("decimals", "out_of_range", "0 to 6"));
    }
    const auto p = exact(gained, lost);
    if (!p) return base::fail(p.error());
    const Whole twice = (p->numerator * power_of_ten(decimals) * 2) >> p->power;
    return Decimal{((twice + 1) / 2).convert_to<std::int64_t>(), decimals};
}

}  // namespace survey
