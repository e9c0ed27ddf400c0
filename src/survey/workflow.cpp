#include "survey/workflow.hpp"

#include <array>
#include <string>

namespace survey {
namespace {

template <class State>
struct Move {
    State from;
    State to;
};

constexpr std::array kRoundMoves{
#define STEP(name, code, from, to) Move<RoundPhase>{RoundPhase::from, RoundPhase::to},
#include "survey/round_step.def"
#undef STEP
};
constexpr std::array kContributionMoves{
#define STEP(name, code, from, to) Move<ContributionState>{ContributionState::from, ContributionState::to},
#include "survey/contribution_step.def"
#undef STEP
};
constexpr std::array kResponseMoves{
#define STEP(name, code, from, to) Move<ResponseState>{ResponseState::from, ResponseState::to},
#include "survey/response_step.def"
#undef STEP
};

constexpr std::array<std::string_view, 8> kRoundPhases{"draft",  "piloted", "open",      "late",
                                                       "closed", "frozen",  "published", "erratum"};
constexpr std::array<std::string_view, 5> kContributionStates{"assigned", "drafting", "validated", "merged",
                                                              "sent_back"};
constexpr std::array<std::string_view, 10> kResponseStates{
    "not_started",     "draft",   "consolidated", "cleared", "submitted",
    "in_verification", "queried", "verified",     "locked",  "reopened"};

constexpr std::array kRoundSteps{
#define STEP(name, code, from, to) std::string_view(code),
#include "survey/round_step.def"
#undef STEP
};
constexpr std::array kContributionSteps{
#define STEP(name, code, from, to) std::string_view(code),
#include "survey/contribution_step.def"
#undef STEP
};
constexpr std::array kResponseSteps{
#define STEP(name, code, from, to) std::string_view(code),
#include "survey/response_step.def"
#undef STEP
};

template <class State, class Step, class Moves>
base::Result<State> moved(const Moves& moves, State from, Step step) {
    const Move<State>& move = moves[static_cast<std::size_t>(step)];
    if (move.from == from) return move.to;
    return base::fail(base::ProblemCode::wrong_state,
                      std::string(code_of(step)) + " from " + std::string(code_of(from)));
}

}  // namespace

template <>
std::span<const std::string_view> codes<RoundPhase>() {
    return kRoundPhases;
}
template <>
std::span<const std::string_view> codes<RoundStep>() {
    return kRoundSteps;
}
template <>
std::span<const std::string_view> codes<ContributionState>() {
    return kContributionStates;
}
template <>
std::span<const std::string_view> codes<ContributionStep>() {
    return kContributionSteps;
}
template <>
std::span<const std::string_view> codes<ResponseState>() {
    return kResponseStates;
}
template <>
std::span<const std::string_view> codes<ResponseStep>() {
    return kResponseSteps;
}

base::Result<RoundPhase> after(RoundPhase from, RoundStep step) {
    return moved(kRoundMoves, from, step);
}

base::Result<ContributionState> after(ContributionState from, ContributionStep step) {
    return moved(kContributionMoves, from, step);
}

base::Result<ResponseState> after(ResponseState from, ResponseStep step) {
    return moved(kResponseMoves, from, step);
}

}  // namespace survey
