#pragma once
// Is it progress? One word for a change, so that no sentence claims more than the answers carry (survey.md
// 6.3): 33 becoming 35 is reported; that the same States moved, or that no missing answer could undo it, is
// more. Pure; safe from any thread.

#include "survey/change.hpp"
#include "survey/closed_list.hpp"
#include "survey/grade.hpp"
#include "survey/item.hpp"

namespace survey {

enum class Verdict {
#define VERDICT(name, code, says_change) name,
#include "survey/verdict.def"
#undef VERDICT
};

template <>
std::span<const std::string_view> codes<Verdict>();

bool says_change(Verdict verdict);

// The first that applies: NOT_COMPARABLE below grade B; for items that count replies, RESPONSE_ by delta_all;
// ROBUST_ where every completion has the same sign; MATCHED_ by the same States' delta, unless delta_all has
// the other sign; REPORTED_ by delta_all; else NO_CHANGE. Up and down mean more and fewer States, not better
// and worse.
Verdict verdict(const Change& change, MetricKind metric, Grade grade);
Verdict verdict(const ChangeOfTotals& change, MetricKind metric, Grade grade);

}  // namespace survey
