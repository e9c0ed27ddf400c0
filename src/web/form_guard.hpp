#pragma once
// That a form was sent from a page of ours by the browser it was made for: a token bound to the session (or,
// before signing in, to a cookie of this browser), and what the browser itself says about where the request
// comes from. Pure.

#include "base/crypto/sealing_key.hpp"
#include "web/http/request.hpp"

#include <string>
#include <string_view>

namespace web {

inline constexpr std::string_view kFormTokenField = "form_token";

// `bound_to` names the session or the browser: "session:<id>", "browser:<cookie>".
std::string form_token(const base::crypto::SealingKey& key, std::string_view bound_to);
bool is_form_token(const base::crypto::SealingKey& key, std::string_view bound_to, std::string_view token);

// False, when the browser says that another site sent it. A browser too old to say anything is left to the
// token.
bool comes_from_our_pages(const http::Request& request);

}  // namespace web
