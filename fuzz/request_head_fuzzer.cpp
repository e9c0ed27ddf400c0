// Any bytes as the head of a request, as the server takes it: in pieces, then as a whole. What is read has a
// plain path, one framing and headers without line ends, whatever its target and cookies held.

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "web/http/header_text.hpp"
#include "web/http/proxy.hpp"
#include "web/http/request_head.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

using web::http::Header;
using web::http::HeadScanner;
using web::http::Method;
using web::http::Refusal;
using web::http::Request;
using web::http::RequestHead;

void demand(bool holds) {
    if (!holds) std::abort();
}

void check_path(const Request& request) {
    demand(!request.path.empty() && request.path.front() == '/');
    demand(base::is_valid_utf8(request.path) && base::is_valid_utf8(request.query));
    const std::string closed = request.path + "/";
    demand(closed.find("/../") == std::string::npos && closed.find("/./") == std::string::npos);
    demand(request.path.find("//") == std::string::npos && request.path.find('\\') == std::string::npos);
    demand(web::http::is_field_value(request.path));
}

void check_headers(Request& request) {
    for (const Header& header : request.headers) {
        demand(web::http::is_token(header.name) && web::http::is_field_value(header.value));
        (void)request.cookie(header.name);
    }
    (void)request.cookie("session");
    (void)web::http::peer_by_proxy(request);
    web::http::keep_host_cookies(request);
    for (const Header& header : request.headers) demand(web::http::is_field_value(header.value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = base::text_of({data, size});
    HeadScanner in_pieces;
    auto found = HeadScanner::Found::nothing_yet;
    for (std::size_t seen = 0; seen < bytes.size() && found == HeadScanner::Found::nothing_yet;) {
        found = in_pieces.look(bytes.substr(0, ++seen));
    }
    HeadScanner at_once;
    demand(at_once.look(bytes) == found);
    demand(found != HeadScanner::Found::end || at_once.size() == in_pieces.size());

    constexpr std::size_t kBodyMax = 1000;
    auto head = web::http::read_head(
        found == HeadScanner::Found::end ? bytes.substr(0, at_once.size()) : bytes, kBodyMax);
    if (const auto* refusal = std::get_if<Refusal>(&head)) {
        demand(web::http::status_of(*refusal) >= 400);
        return 0;
    }
    demand(found == HeadScanner::Found::end);
    auto& good = std::get<RequestHead>(head);
    demand(good.body_bytes <= kBodyMax);
    demand(good.body_bytes == 0 || good.request.method == Method::post);
    demand(!good.request.header("Transfer-Encoding"));
    check_path(good.request);
    check_headers(good.request);
    return 0;
}
