#include "store/postgres_problem.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace store {
namespace {

using base::ProblemCode;

ProblemCode code_of_state(std::string_view state) {
    if (state == "23505") return ProblemCode::already_exists;
    if (state == "23503") return ProblemCode::still_referenced;
    if (state == "23502" || state == "23514") return ProblemCode::invalid_input;
    if (state == "40001" || state == "40P01") return ProblemCode::serialization_conflict;
    if (state == "53100") return ProblemCode::disk_full;
    if (state == "58030") return ProblemCode::storage_failed;
    if (state == "42501") return ProblemCode::no_permission;
    // Takes no writes: a standby, which was the primary until a moment ago. Only who writes by type writes.
    if (state == "25006") return ProblemCode::database_unreachable;
    if (state == "XX001" || state == "XX002") return ProblemCode::data_damaged;
    if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "53300") {
        return ProblemCode::database_unreachable;
    }
    // A value that no column of that kind takes: text that is no UTF-8, a number too large.
    if (state.starts_with("22")) return ProblemCode::invalid_input;
    if (state == "55P03") return ProblemCode::database_busy;
    return ProblemCode::internal;
}

}  // namespace

base::Problem problem_of(const PGresult* result) {
    const auto field = [result](int code) {
        const char* text = result == nullptr ? nullptr : PQresultErrorField(result, code);
        return text == nullptr ? std::string{} : std::string(text);
    };
    const std::string state = field(PG_DIAG_SQLSTATE);
    std::string detail = "postgresql " + (state.empty() ? std::string("connection lost") : state);
    if (const std::string constraint = field(PG_DIAG_CONSTRAINT_NAME); !constraint.empty()) {
        detail += " " + constraint;
    }
    if (state == "25006") detail += " takes no writes";
    if (state.starts_with("42")) {  // a statement of ours that does not fit the schema: no values in it
        detail += " " + field(PG_DIAG_MESSAGE_PRIMARY);
    }
    return base::problem(code_of_state(state), std::move(detail));
}

}  // namespace store
