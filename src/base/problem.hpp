#pragma once
// A problem is a failure the caller expects: a row of problem.def, the rule that said no, and the fields
// concerned. Promise: nothing personal is ever in a problem; it holds field names, rule names, ids and
// limits, never values. Thread rule: a plain value.

#include <string>
#include <string_view>
#include <vector>

namespace base {

enum class ProblemCode {
#define PROBLEM(name, number, http, exit, retryable) name,
#include "base/problem.def"
#undef PROBLEM
};

struct ProblemKind {
    std::string_view name;
    std::string_view number;
    int http_status;
    int exit_status;
    bool retryable;
};

const ProblemKind& kind_of(ProblemCode code);
const std::vector<ProblemCode>& all_problem_codes();

// One field of the input and the rule it breaks. `rule` is a message key below "rule."; `accepted` says what
// would do (limits, a format), in a form that may be shown as it is.
struct FieldProblem {
    std::string field;
    std::string rule;
    std::string accepted;

    friend bool operator==(const FieldProblem&, const FieldProblem&) = default;
};

struct [[nodiscard]] Problem {
    ProblemCode code = ProblemCode::internal;
    std::string rule;    // the rule that said no ("INV-02", "AUTH-CASE-READ"); empty where none did
    std::string detail;  // for the log and the developer: names, ids and limits, never values
    std::vector<FieldProblem> fields;  // empty unless the input was at fault

    const ProblemKind& kind() const { return kind_of(code); }

    friend bool operator==(const Problem&, const Problem&) = default;
};

Problem problem(ProblemCode code, std::string detail = {});
Problem refused_by(std::string rule, ProblemCode code = ProblemCode::rule_refuses, std::string detail = {});
Problem invalid_field(std::string field, std::string rule, std::string accepted = {});
Problem invalid_fields(std::vector<FieldProblem> fields);

// "422.1 rule_refuses INV-05: detail [field: rule (accepted)]", for logs and test failures.
std::string to_text(const Problem& problem);

}  // namespace base
