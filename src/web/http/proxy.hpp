#pragma once
// What is different where a proxy speaks TLS before us. Pure; safe from any thread.

#include "web/http/request.hpp"

#include <optional>
#include <string_view>

namespace web::http {

// A browser takes a cookie of this prefix only over TLS, for this host alone and every path; no neighbour in
// the domain can plant one.
inline constexpr std::string_view kHostCookiePrefix = "__Host-";

// Leaves the cookies that have the prefix, without it: handlers know cookies by their plain names.
void keep_host_cookies(Request& request);

// The address the proxy saw: the last one of X-Forwarded-For, the only one the proxy wrote itself.
std::optional<std::string_view> peer_by_proxy(const Request& request);

}  // namespace web::http
