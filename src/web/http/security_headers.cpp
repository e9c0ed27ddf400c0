#include "web/http/security_headers.hpp"

#include "web/http/header_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace web::http {

namespace {

struct Fixed {
    std::string_view name;
    std::string_view value;
};

constexpr std::array kAlways{
    Fixed{"Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    Fixed{"Referrer-Policy", "no-referrer"},
    Fixed{"X-Content-Type-Options", "nosniff"},
    Fixed{"X-Frame-Options", "DENY"},
    Fixed{"Cross-Origin-Opener-Policy", "same-origin"},
    Fixed{"Cross-Origin-Resource-Policy", "same-origin"},
    Fixed{"Cross-Origin-Embedder-Policy", "require-corp"},
    Fixed{"Origin-Agent-Cluster", "?1"},
    Fixed{"Permissions-Policy",
          "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), "
          "encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), "
          "local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
          "publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), "
          "window-management=(), xr-spatial-tracking=()"},
    Fixed{"X-DNS-Prefetch-Control", "off"},
    Fixed{"X-Permitted-Cross-Domain-Policies", "none"},
    Fixed{"X-Robots-Tag", "noindex, nofollow, noarchive"},
};

constexpr Fixed kTransport{"Strict-Transport-Security", "max-age=63072000; includeSubDomains"};
constexpr std::string_view kCacheControl = "Cache-Control";

bool is_ours(std::string_view name) {
    return same_name(name, kTransport.name) ||
           std::ranges::any_of(kAlways, [name](const Fixed& fixed) { return same_name(name, fixed.name); });
}

}  // namespace

std::vector<Header> with_security_headers(const Response& response, bool behind_tls) {
    std::vector<Header> headers;
    headers.reserve(response.headers.size() + kAlways.size() + 2);
    bool says_how_to_cache = false;
    for (const Header& header : response.headers) {
        if (is_ours(header.name)) continue;
        says_how_to_cache = says_how_to_cache || same_name(header.name, kCacheControl);
        headers.push_back(header);
    }
    if (!says_how_to_cache) headers.push_back({std::string(kCacheControl), "no-store"});
    for (const Fixed& fixed : kAlways) {
        headers.push_back({std::string(fixed.name), std::string(fixed.value)});
    }
    if (behind_tls) headers.push_back({std::string(kTransport.name), std::string(kTransport.value)});
    return headers;
}

}  // namespace web::http
