#include "web/caller.hpp"

#include "base/crypto/token.hpp"
#include "web/cookies.hpp"

#include <utility>

namespace web {

std::string Caller::bound_to() const {
    if (signed_in) return "session:" + signed_in->actor.sign_in->text();
    return "browser:" + browser;
}

base::Language language_of(const http::Request& request) {
    if (const auto cookie = request.cookie(kLanguageCookie)) {
        if (const auto language = base::language_from_code(*cookie)) return *language;
    }
    if (const auto header = request.header("Accept-Language")) {
        if (const auto language = base::language_from_header(*header)) return *language;
    }
    return base::kFallbackLanguage;
}

base::Result<Caller> find_caller(const WebDesk& desk, const http::Request& request) {
    guard::Workplace& workplace = desk.desk.workplace;
    Caller caller;
    caller.language = language_of(request);
    if (const auto token = request.cookie(kSessionCookie)) {
        auto resumed = guard::resume_session(workplace, *token);
        if (!resumed) return base::fail(std::move(resumed.error()));
        caller.signed_in = *std::move(resumed);
        if (!caller.signed_in) caller.cookies.push_back(removed(kSessionCookie));
    }
    if (caller.signed_in) {
        caller.language = caller.signed_in->user.language;
        return caller;
    }
    if (const auto cookie = request.cookie(kBrowserCookie); cookie && !cookie->empty()) {
        caller.browser = *cookie;
        return caller;
    }
    caller.browser = base::crypto::make_token(workplace.random).text.expose();
    caller.cookies.push_back(
        {.name = kBrowserCookie, .value = caller.browser, .http_only = true, .seconds_max = {}});
    return caller;
}

}  // namespace web
