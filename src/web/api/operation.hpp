#pragma once
// The operation table: everything a program can ask for, each with its permission, its shapes, a summary and
// examples beside its handler. One table is the source of the router, of the document (openapi.hpp) and of
// the test that calls them all. An operation asks authorise() at the door before its handler runs; the use
// case inside asks again with the relation to the record. A handler decodes, calls one use case, and answers;
// it holds no rule. What an operation that writes answers is a receipt: ids, states and versions, nothing of
// a person, since it is kept for a while to be told again (guard/request_once.hpp).

#include "guard/authorise.hpp"
#include "web/api/call.hpp"
#include "web/api/schema.hpp"
#include "web/http/request.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web::api {

struct Parameter {
    std::string name;
    Schema schema;
};

struct Body {
    Schema schema;
    std::string_view example;  // JSON
};

struct Operation {
    http::Method method = http::Method::get;  // get answers head too
    std::string_view pattern;                 // "/api/v1/cases/{case}"
    std::string_view name;                    // operationId: "readCase"
    std::string_view tag;                     // a journey: "cases"
    std::string_view summary;                 // one line
    std::string_view about = {};              // what a reader must know beside it
    bool for_any_program = false;             // tells it of itself: no permission is asked
    guard::Permission permission = guard::Permission::own_account;
    guard::Purpose purpose = guard::Purpose::support;
    std::vector<Parameter> query = {};
    std::optional<Body> body = {};
    int status = 200;                 // of success
    std::optional<Body> answer = {};  // none: 204
    bool only_looks = false;          // a POST that changes nothing but what a look leaves behind
    bool needs_version = false;       // If-Match, against lost updates
    base::Result<Reply> (*handler)(const Call& call) = nullptr;
    // What is there now, shown beside what was sent when If-Match does not (412).
    base::Result<Reply> (*current)(const Call& call) = nullptr;
};

// Whether it changes something: these take an Idempotency-Key.
bool writes(const Operation& operation);

// One function a journey, each in its *_api.cpp.
std::vector<Operation> own_operations();
std::vector<Operation> concern_operations();
std::vector<Operation> new_case_operations();
std::vector<Operation> first_look_operations();
std::vector<Operation> case_operations();
std::vector<Operation> step_operations();
std::vector<Operation> identity_operations();
std::vector<Operation> screening_operations();
std::vector<Operation> consent_operations();
std::vector<Operation> referral_operations();
std::vector<Operation> exception_operations();
std::vector<Operation> copy_operations();
std::vector<Operation> inbox_operations();
std::vector<Operation> directory_operations();
std::vector<Operation> oversight_operations();
std::vector<Operation> following_operations();
std::vector<Operation> webhook_operations();

const std::vector<Operation>& all_operations();

}  // namespace web::api
