#pragma once
// A response as it goes over the wire, with everything the server adds: length, date, cookies' attributes,
// security headers. Pure; safe from any thread.

#include "base/time.hpp"
#include "web/http/response.hpp"

#include <string>

namespace web::http {

struct AnswerForm {
    bool without_body = false;  // the answer to HEAD: all headers, no body
    bool closes = false;
    bool behind_tls = false;
    base::Time now;
};

// Throws std::logic_error where the response is not one: a line end in a header, a cookie that is none, a
// header that is the server's to set.
std::string answer_bytes(const Response& response, const AnswerForm& form);

}  // namespace web::http
