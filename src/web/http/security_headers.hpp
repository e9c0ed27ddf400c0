#pragma once
// What every answer carries, errors too: nothing from elsewhere, nothing inline, no frames, no referrer, no
// copy in a cache. Pure; safe from any thread.

#include "web/http/response.hpp"

#include <vector>

namespace web::http {

// For files whose name holds the hash of their content: the value of Cache-Control in place of no-store.
inline constexpr const char* kCacheForAYear = "public, max-age=31536000, immutable";

// A Cache-Control of the response stands; every other header of these is ours alone, and a response that sets
// one itself is overruled.
std::vector<Header> with_security_headers(const Response& response, bool behind_tls);

}  // namespace web::http
