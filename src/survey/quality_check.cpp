#include "survey/quality_check.hpp"

#include <algorithm>
#include <array>

namespace survey {
namespace {

struct CheckKind {
    CheckLevel level;
    std::string_view what;
};

constexpr std::array kKinds{
#define CHECK(name, id, level, what) CheckKind{CheckLevel::level, what},
#include "survey/quality_check.def"
#undef CHECK
};

constexpr std::array kIds{
#define CHECK(name, id, level, what) std::string_view(id),
#include "survey/quality_check.def"
#undef CHECK
};

}  // namespace

template <>
std::span<const std::string_view> codes<Check>() {
    return kIds;
}

CheckLevel level_of(Check check) {
    return kKinds[static_cast<std::size_t>(check)].level;
}

std::string_view meaning_of(Check check) {
    return kKinds[static_cast<std::size_t>(check)].what;
}

Wide millionths(const Decimal& decimal) {
    return static_cast<Wide>(decimal.units) * power_of_ten(kDecimalsMost - decimal.decimals);
}

std::optional<std::vector<Wide>> operands(std::span<const Operand> given, Missing missing) {
    std::vector<Wide> found;
    for (const Operand& one : given) {
        if (one.value) {
            found.push_back(millionths(*one.value));
        } else if (missing == Missing::skip_if_any) {
            return std::nullopt;
        } else if (missing == Missing::zero_where_answered) {
            if (!one.answered) return std::nullopt;
            found.push_back(0);
        }
    }
    if (found.empty()) return std::nullopt;
    return found;
}

}  // namespace survey
