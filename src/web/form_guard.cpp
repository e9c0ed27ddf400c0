#include "web/form_guard.hpp"

#include "base/bytes.hpp"
#include "base/crypto/keyed_hash.hpp"
#include "base/encoding.hpp"

namespace web {

std::string form_token(const base::crypto::SealingKey& key, std::string_view bound_to) {
    base::crypto::Hasher hasher(key);
    hasher.add_field(base::bytes_of("form"));
    hasher.add_field(base::bytes_of(bound_to));
    return base::to_base64url(hasher.finish());
}

bool is_form_token(const base::crypto::SealingKey& key, std::string_view bound_to, std::string_view token) {
    const std::string expected = form_token(key, bound_to);
    return base::crypto::equal_in_constant_time(base::bytes_of(expected), base::bytes_of(token));
}

bool comes_from_our_pages(const http::Request& request) {
    if (const auto site = request.header("Sec-Fetch-Site")) return *site == "same-origin";
    const auto origin = request.header("Origin");
    // Pages without a referrer send forms with the origin "null".
    if (!origin || *origin == "null") return true;
    const std::size_t scheme = origin->find("://");
    const auto host = request.header("Host");
    return scheme != std::string_view::npos && host && origin->substr(scheme + 3) == *host;
}

}  // namespace web
