#pragma once
// A request as handlers see it: method, path, headers, cookies and body, decoded and within limits. A plain
// value; knows no socket.

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web::http {

enum class Method { get, head, post, put, remove };  // remove: DELETE, a word C++ keeps for itself

std::string_view name_of(Method method);  // "DELETE"
// Whether requests of this kind carry a body of ours.
bool carries_body(Method method);

struct Header {
    std::string name;  // as sent; compared without case
    std::string value;
};

struct Request {
    Method method = Method::get;
    std::string path;   // percent-decoded, begins with '/', valid UTF-8, no "." or ".." segment
    std::string query;  // after '?', not decoded: Form::parse() reads it
    std::vector<Header> headers;
    std::string body;
    std::uint64_t number = 0;  // counted by the server from its start, for the log
    std::string peer;          // who is at the other end (peer.hpp), for limits; never logged

    std::optional<std::string_view> header(std::string_view name) const;
    std::optional<std::string_view> cookie(std::string_view name) const;
};

// "/a%20b?c=d" into path and query. Problem: malformed_request (not UTF-8, bad escape, dot segments, no
// leading '/').
base::Done set_target(Request& request, std::string_view target);

}  // namespace web::http
