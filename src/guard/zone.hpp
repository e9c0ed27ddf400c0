#pragma once
// Zones of sensitivity (domain.md 9.3) as types. A Zoned value cannot be looked at without a Grant for its
// zone, and a Grant is made only by work that has asked authorise() and put the look into the access log
// (unit_of_work.hpp). INV-10.

#include <utility>

namespace guard {

enum class Zone {
    z0,  // suppressed aggregates
    z1,  // workflow: pseudonym, states, clocks, organisation names
    z2,  // needs, services, decisions, status
    z3,  // concern, screening, events, risk: encrypted
    z4,  // identity: encrypted under a key of its own
};

class Work;

template <Zone Z>
class Grant {
private:
    friend class Work;
    Grant() = default;
};

template <Zone Z, class T>
class Zoned {
public:
    static constexpr Zone kZone = Z;

    Zoned() = default;
    explicit Zoned(T value) : value_(std::move(value)) {}

    const T& expose(const Grant<Z>&) const { return value_; }
    // For the two places that may see it without a reader: sealing it for storage, and the rules, which show
    // it to nobody.
    const T& for_sealing() const { return value_; }

private:
    T value_{};
};

}  // namespace guard
