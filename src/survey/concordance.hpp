#pragma once
// May these two wordings be compared? (survey.md 7) A person decides the grade and another approves it; these
// rules only hold it down. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/grade.hpp"
#include "survey/option_map.hpp"
#include "survey/tally.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace survey {

// From the earlier wording to the later.
enum class Relation {
#define RELATION(name, code, best) name,
#include "survey/relation.def"
#undef RELATION
};

template <>
std::span<const std::string_view> codes<Relation>();

// What else changed between the rounds, beside the wording.
struct Circumstances {
    bool population = false;        // other States were asked
    bool reference_period = false;  // it asks about another kind of period
    bool mode = false;              // paper, form, interview
    bool respondent = false;        // another body answers for the State
};

struct Concordance {
    Relation relation = Relation::identical;
    std::optional<OptionMap> map;  // of items with options
    bool has_rule = false;         // split and merged: "any of" or "all of" gives the one from the several
    Circumstances changed;
    Grade decided = Grade::a;
    std::string author;
    std::string approver;
};

// The best grade that relation, map, rule and circumstances allow: the relation's own; at most C where
// rescaled has no total map, or split and merged no rule, or another body answers; at most B where the
// population, period or mode changed.
Grade ceiling(const Concordance& concordance);

// The decided grade, or the ceiling where that is worse.
Grade grade_of(const Concordance& concordance);

// Problem: invalid_input naming `approver` (required; same_person), `map` (not_total: a rescaled item decided
// as B without a total map; not_one_to_one: identical or editorial wordings whose options do not correspond).
base::Done check(const Concordance& concordance);

// Between the first and the last of three rounds: the worse grade, and one map after the other. Problem: as
// of OptionMap::then().
struct Linked {
    Grade grade = Grade::a;
    std::optional<OptionMap> map;  // where both have one
};
base::Result<Linked> linked(const Concordance& first, const Concordance& second);

// SDMX OBS_STATUS of a later figure beside the earlier one: A, B (break) for grade B, D (definition differs)
// below.
std::string_view observation_status(Grade grade);

// The one direction that narrowed and broadened wordings allow: who said yes to the narrower would say yes to
// the broader, and who said no to the broader would say no to the narrower. Counts out of the eligible.
Bounds bounds_of_broader(const Level& narrower);
Bounds bounds_of_narrower(const Level& broader);

}  // namespace survey
