#include "web/http/proxy.hpp"

#include "web/http/header_text.hpp"

#include <algorithm>

namespace web::http {

namespace {

std::string host_cookies_of(std::string_view rest) {
    std::string kept;
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
        std::string_view cookie = without_spaces_around(pair);
        if (!cookie.starts_with(kHostCookiePrefix)) continue;
        cookie.remove_prefix(kHostCookiePrefix.size());
        if (!kept.empty()) kept += "; ";
        kept += cookie;
    }
    return kept;
}

}  // namespace

void keep_host_cookies(Request& request) {
    for (Header& header : request.headers) {
        if (same_name(header.name, "Cookie")) header.value = host_cookies_of(header.value);
    }
}

std::optional<std::string_view> peer_by_proxy(const Request& request) {
    std::optional<std::string_view> last;
    for (const Header& header : request.headers) {
        if (!same_name(header.name, "X-Forwarded-For")) continue;
        const std::string_view list = header.value;
        const std::size_t comma = list.rfind(',');
        last = without_spaces_around(comma == std::string_view::npos ? list : list.substr(comma + 1));
    }
    return last;
}

}  // namespace web::http
