#pragma once
// The number of an incident: what a person who saw a page of ours fail reads out on the telephone, and what
// then finds the line of the log. Nine digits in threes, "482-917-305": digits are said without doubt in
// every language, and so few of the thousand million are taken that a misheard one finds nothing rather than
// another. Says nothing about whom it met or when. A plain value.

#include "base/random.hpp"

#include <cstdint>
#include <string>

namespace base {

class Incident {
public:
    static Incident make(RandomSource& random) { return Incident(random.below(kNumbers)); }

    std::string text() const;

private:
    static constexpr std::uint64_t kNumbers = 1'000'000'000;
    explicit Incident(std::uint64_t number) : number_(number) {}
    std::uint64_t number_;
};

}  // namespace base
