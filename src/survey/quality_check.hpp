#pragma once
// The checks of survey.md 5.3 by their ids, and what they do where a figure is missing. Thread rule: constant
// data; pure functions.

#include "survey/closed_list.hpp"
#include "survey/decimal.hpp"
#include "survey/wide.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace survey {

enum class Check {
#define CHECK(name, id, level, what) name,
#include "survey/quality_check.def"
#undef CHECK
};

template <>
std::span<const std::string_view> codes<Check>();  // "B1" ... "W9"

enum class CheckLevel { block, warn };
CheckLevel level_of(Check check);
std::string_view meaning_of(Check check);  // in English, for those who build; pages have their own words

// What a rule about several figures does where one is missing; a rule states it, and skips if any unless it
// does. zero_where_answered: a cell left open in an item that is answered (ANS) counts as 0, anything else
// missing skips.
enum class Missing { skip_if_any, skip_if_all, zero_where_answered };

struct Operand {
    std::optional<Decimal> value;
    bool answered = false;  // the item's disposition is ANS
};

// The figures in millionths, exact; under skip_if_all the missing ones are left out. Nothing where the rule
// is to be skipped.
std::optional<std::vector<Wide>> operands(std::span<const Operand> given, Missing missing);

// In millionths; every decimal has at most six.
Wide millionths(const Decimal& decimal);

}  // namespace survey
