#pragma once
// Who knocks, before any door is asked: the session of the cookie, this browser, the language. Lives on one
// thread for one request.

#include "base/language.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/sign_in.hpp"
#include "web/http/response.hpp"
#include "web/web_desk.hpp"

#include <optional>
#include <string>
#include <vector>

namespace web {

struct Caller {
    std::optional<guard::SignedIn> signed_in;  // also a session that is half open
    std::string browser;                       // what form tokens hang on before signing in
    base::Language language = base::kFallbackLanguage;
    std::vector<http::Cookie> cookies;  // to be set or removed with the answer

    bool is_complete() const { return signed_in && signed_in->stage == guard::SignInStage::complete; }
    // What form tokens are bound to.
    std::string bound_to() const;
};

// Problem: what the database says. Then the rest of the caller is not known.
base::Result<Caller> find_caller(const WebDesk& desk, const http::Request& request);

// Cookie, then the browser's own languages.
base::Language language_of(const http::Request& request);

}  // namespace web
