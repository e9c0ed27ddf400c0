#pragma once
// Why the server turns a request away before the handler sees it. Pure.

#include "web/http/response.hpp"

namespace web::http {

enum class Refusal {
    malformed,  // not HTTP, or a form that two readers could read differently
    method_not_allowed,
    too_slow,
    length_required,  // a body in chunks: forms come with their length
    body_too_large,
    expectation_failed,
    head_too_large,
    version_not_supported,
    overloaded,
};

int status_of(Refusal refusal);
// Plain text: the server has no words of any language. A retry is offered where it would help.
Response answer_to(Refusal refusal);

}  // namespace web::http
