#pragma once
// An answer as handlers give it. The server adds lengths, dates and connection headers; security_headers.hpp
// the rest.

#include "web/http/request.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace web::http {

struct Cookie {
    std::string name;
    std::string value;
    bool http_only = true;
    std::optional<int> seconds_max;  // none: until the browser closes; 0: remove
};

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::vector<Header> headers;
    std::vector<Cookie>
        cookies;  // SameSite=Strict, Path=/, and Secure when the server says it stands behind TLS
};

// Runs on a worker thread; must be safe to call from several at once. What it throws becomes a 500 with an
// incident id.
using Handler = std::function<Response(const Request&)>;

Response plain_text(int status, std::string text);
Response redirect(std::string location);  // 303 See Other, to a path of ours

}  // namespace web::http
