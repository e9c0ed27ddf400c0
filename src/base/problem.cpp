#include "base/problem.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace base {
namespace {

constexpr std::array kKinds{
#define PROBLEM(name, number, http, exit, retryable) ProblemKind{#name, number, http, exit, retryable},
#include "base/problem.def"
#undef PROBLEM
};

}  // namespace

const ProblemKind& kind_of(ProblemCode code) {
    return kKinds.at(static_cast<std::size_t>(code));
}

const std::vector<ProblemCode>& all_problem_codes() {
    static const std::vector<ProblemCode> codes{
#define PROBLEM(name, number, http, exit, retryable) ProblemCode::name,
#include "base/problem.def"
#undef PROBLEM
    };
    return codes;
}

Problem problem(ProblemCode code, std::string detail) {
    return {.code = code, .rule = {}, .detail = std::move(detail), .fields = {}};
}

Problem refused_by(std::string rule, ProblemCode code, std::string detail) {
    return {.code = code, .rule = std::move(rule), .detail = std::move(detail), .fields = {}};
}

Problem invalid_field(std::string field, std::string rule, std::string accepted) {
    return invalid_fields({{std::move(field), std::move(rule), std::move(accepted)}});
}

Problem invalid_fields(std::vector<FieldProblem> fields) {
    return {.code = ProblemCode::invalid_input, .rule = {}, .detail = {}, .fields = std::move(fields)};
}

std::string to_text(const Problem& problem) {
    const ProblemKind& kind = problem.kind();
    std::string text = std::string(kind.number) + " " + std::string(kind.name);
    if (!problem.rule.empty()) text += " " + problem.rule;
    if (!problem.detail.empty()) text += ": " + problem.detail;
    for (const FieldProblem& field : problem.fields) {
        text += " [" + field.field + ": " + field.rule;
        if (!field.accepted.empty()) text += " (" + field.accepted + ")";
        text += "]";
    }
    return text;
}

}  // namespace base
