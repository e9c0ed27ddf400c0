#include "web/cookies.hpp"

#include "base/bytes.hpp"
#include "base/crypto/keyed_hash.hpp"
#include "base/encoding.hpp"

#include <utility>

namespace web {

namespace {

std::string mark_of(const base::crypto::SealingKey& key, std::string_view done) {
    base::crypto::Hasher hasher(key);
    hasher.add_field(base::bytes_of("done"));
    hasher.add_field(base::bytes_of(done));
    return base::to_base64url(hasher.finish());
}

}  // namespace

http::Cookie session_cookie(std::string token) {
    return {.name = kSessionCookie, .value = std::move(token), .http_only = true, .seconds_max = {}};
}

http::Cookie language_cookie(std::string code) {
    return {.name = kLanguageCookie,
            .value = std::move(code),
            .http_only = true,
            .seconds_max = kLanguageSeconds};
}

http::Cookie done_cookie(const base::crypto::SealingKey& key, const std::string& done) {
    return {.name = kDoneCookie,
            .value = done + "/" + mark_of(key, done),
            .http_only = true,
            .seconds_max = kDoneSeconds};
}

std::optional<std::string> read_done(const base::crypto::SealingKey& key, std::string_view cookie) {
    const std::size_t slash = cookie.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string_view done = cookie.substr(0, slash);
    const std::string expected = mark_of(key, done);
    if (!base::crypto::equal_in_constant_time(base::bytes_of(expected),
                                              base::bytes_of(cookie.substr(slash + 1)))) {
        return std::nullopt;
    }
    return std::string(done);
}

http::Cookie removed(const char* name) {
    return {.name = name, .value = {}, .http_only = true, .seconds_max = 0};
}

}  // namespace web
