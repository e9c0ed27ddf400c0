#pragma once
// Versions of records in headers: ETag, If-Match, If-None-Match (RFC 9110, 8.8.3 and 13.1). Pure.

#include "base/result.hpp"
#include "web/http/request.hpp"

#include <cstdint>
#include <string>

namespace web::api {

std::string etag(std::int64_t version);  // "\"7\""

// Of If-Match. Problems: version_missing, invalid_input (something that is no version of ours).
base::Result<std::int64_t> version_sent(const http::Request& request);

// Whether If-None-Match names this version.
bool is_what_they_have(const http::Request& request, std::int64_t version);

}  // namespace web::api
