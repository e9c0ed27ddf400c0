#pragma once
// The three state machines of the survey (survey.md 5.1): a round, one version of a contribution, and a
// State's reply. What is not in their tables (*_step.def) cannot be done. Who may do it is the guard's to
// say, what has to be true before it the use case's. Thread rule: constant data; pure functions.

#include "base/result.hpp"
#include "survey/closed_list.hpp"

#include <optional>

namespace survey {

enum class RoundPhase { draft, piloted, open, late, closed, frozen, published, erratum };
enum class RoundStep {
#define STEP(name, code, from, to) name,
#include "survey/round_step.def"
#undef STEP
};

enum class ContributionState { assigned, drafting, validated, merged, sent_back };
enum class ContributionStep {
#define STEP(name, code, from, to) name,
#include "survey/contribution_step.def"
#undef STEP
};

enum class ResponseState {
    not_started,
    draft,
    consolidated,
    cleared,
    submitted,
    in_verification,
    queried,
    verified,
    locked,
    reopened,
};
enum class ResponseStep {
#define STEP(name, code, from, to) name,
#include "survey/response_step.def"
#undef STEP
};

template <>
std::span<const std::string_view> codes<RoundPhase>();
template <>
std::span<const std::string_view> codes<RoundStep>();
template <>
std::span<const std::string_view> codes<ContributionState>();
template <>
std::span<const std::string_view> codes<ContributionStep>();
template <>
std::span<const std::string_view> codes<ResponseState>();
template <>
std::span<const std::string_view> codes<ResponseStep>();

// Where a step leads. Problem: wrong_state, naming the step and where things stand.
base::Result<RoundPhase> after(RoundPhase from, RoundStep step);
base::Result<ContributionState> after(ContributionState from, ContributionStep step);
base::Result<ResponseState> after(ResponseState from, ResponseStep step);

// While a round takes replies; late, they are flagged.
constexpr bool takes_replies(RoundPhase phase) {
    return phase == RoundPhase::open || phase == RoundPhase::late;
}
// While the answers of a reply may be written.
constexpr bool may_be_written(ResponseState state) {
    return state == ResponseState::draft;
}
// Wordings are not changed any more.
constexpr bool wordings_are_fixed(RoundPhase phase) {
    return phase >= RoundPhase::open;
}

}  // namespace survey
