#include "country/clock_kind.hpp"

#include <array>
#include <cstddef>

namespace country {
namespace {

struct ClockRow {
    std::string_view name;
    std::string_view code;
};

constexpr std::array kClocks{
#define CLOCK(name, code) ClockRow{#name, code},
#include "country/clock_kind.def"
#undef CLOCK
};

}  // namespace

std::string_view code_of(ClockKind kind) {
    return kClocks.at(static_cast<std::size_t>(kind)).code;
}

std::string_view name_of(ClockKind kind) {
    return kClocks.at(static_cast<std::size_t>(kind)).name;
}

base::Result<ClockKind> clock_kind_from_code(std::string_view code) {
    for (std::size_t index = 0; index < kClocks.size(); ++index) {
        if (kClocks[index].code == code) return static_cast<ClockKind>(index);
    }
    return base::fail(base::invalid_field("clock", "not_in_list", "a clock code such as C-TRIAGE"));
}

const std::vector<ClockKind>& all_clock_kinds() {
    static const std::vector<ClockKind> kinds{
#define CLOCK(name, code) ClockKind::name,
#include "country/clock_kind.def"
#undef CLOCK
    };
    return kinds;
}

}  // namespace country
