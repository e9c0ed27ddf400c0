#pragma once
// The cookies of the site, and the notice of what was done, which travels in one of them from a form to the
// page that follows. None holds anything about a person. Pure.

#include "base/crypto/sealing_key.hpp"
#include "web/http/response.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace web {

inline constexpr const char* kSessionCookie = "waymark_session";
inline constexpr const char* kBrowserCookie =
    "waymark_browser";  // before signing in: what form tokens hang on
inline constexpr const char* kLanguageCookie = "waymark_language";
inline constexpr const char* kDoneCookie = "waymark_done";

inline constexpr int kDoneSeconds = 60;
inline constexpr int kLanguageSeconds = 365 * 24 * 60 * 60;

http::Cookie session_cookie(std::string token);
http::Cookie language_cookie(std::string code);
// `done` is "<module>.<code>"; signed, so that no other site's link can put words on our page.
http::Cookie done_cookie(const base::crypto::SealingKey& key, const std::string& done);
std::optional<std::string> read_done(const base::crypto::SealingKey& key, std::string_view cookie);
http::Cookie removed(const char* name);

}  // namespace web
