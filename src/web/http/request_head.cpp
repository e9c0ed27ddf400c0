#include "web/http/request_head.hpp"

#include "web/http/header_text.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace web::http {

namespace {

namespace beast = boost::beast::http;

using Parser = beast::request_parser<beast::empty_body>;

std::string_view view_of(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

Refusal refusal_of(boost::beast::error_code error) {
    if (error == beast::error::bad_version) return Refusal::version_not_supported;
    if (error == beast::error::header_limit) return Refusal::head_too_large;
    return Refusal::malformed;
}

std::size_t count_of(const Request& request, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::count_if(
        request.headers, [name](const Header& header) { return same_name(header.name, name); }));
}

// A name or an address, with or without a port.
bool is_host(std::string_view text) {
    constexpr std::string_view kAllowed =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._:[]";
    return !text.empty() && text.size() <= 255 && text.find_first_not_of(kAllowed) == std::string_view::npos;
}

// HTTP/1.1 asks for exactly one Host; more than one is how requests are smuggled past a proxy.
bool has_good_host(const Request& request, unsigned version) {
    const std::size_t count = count_of(request, "Host");
    if (count == 0) return version == 10;
    return count == 1 && is_host(*request.header("Host"));
}

// "http://host/path" is the form proxies get; a server must take it too (RFC 9112, 3.2.2), here only if it
// names the host that the Host header names. Everything else must begin with a slash.
std::optional<std::string_view> path_of(std::string_view target, const Request& request) {
    for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
        if (!same_name(target.substr(0, scheme.size()), scheme)) continue;
        target.remove_prefix(scheme.size());
        const std::string_view host = target.substr(0, target.find_first_of("/?#"));
        target.remove_prefix(host.size());
        const auto named = request.header("Host");
        if (!named || !same_name(*named, host)) return std::nullopt;
        return target.empty() ? std::string_view("/") : target;
    }
    return target;
}

std::optional<std::size_t> length_in(std::string_view text) {
    constexpr std::size_t kDigitsMax = 15;
    std::size_t length = 0;
    if (text.empty() || text.size() > kDigitsMax) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return length;
}

// How long the body is; a refusal where that is unclear or too much.
std::variant<std::size_t, Refusal> body_size(const Request& request, std::size_t bytes_max) {
    const std::size_t lengths = count_of(request, "Content-Length");
    if (count_of(request, "Transfer-Encoding") > 0) {
        return lengths > 0 ? Refusal::malformed : Refusal::length_required;
    }
    if (lengths == 0) return std::size_t{0};
    const auto length = length_in(*request.header("Content-Length"));
    if (lengths > 1 || !length) return Refusal::malformed;
    if (*length > bytes_max) return Refusal::body_too_large;
    if (*length > 0 && !carries_body(request.method)) return Refusal::malformed;
    return *length;
}

std::optional<Method> method_of(beast::verb verb) {
    if (verb == beast::verb::get) return Method::get;
    if (verb == beast::verb::head) return Method::head;
    if (verb == beast::verb::post) return Method::post;
    if (verb == beast::verb::put) return Method::put;
    if (verb == beast::verb::delete_) return Method::remove;
    return std::nullopt;
}

}  // namespace

HeadScanner::Found HeadScanner::look(std::string_view received) {
    for (; at_ < received.size(); ++at_) {
        const char symbol = received[at_];
        const bool begins_line = at_ == line_start_;
        if (begins_line && (symbol == ' ' || symbol == '\t')) return Found::mistake;  // folded
        if (symbol == '\n' && (begins_line || received[at_ - 1] != '\r')) return Found::mistake;
        if (symbol != '\n' && at_ > 0 && received[at_ - 1] == '\r') return Found::mistake;
        if (symbol != '\n') continue;
        if (at_ == 1) return Found::mistake;  // nothing but an empty line
        const bool is_empty_line = at_ - line_start_ == 1;
        line_start_ = at_ + 1;
        if (is_empty_line) {
            ++at_;
            return Found::end;
        }
    }
    return Found::nothing_yet;
}

std::variant<RequestHead, Refusal> read_head(std::string_view bytes, std::size_t body_bytes_max) {
    HeadScanner scanner;
    if (scanner.look(bytes) != HeadScanner::Found::end || scanner.size() != bytes.size()) {
        return Refusal::malformed;
    }
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(bytes.size() + 1));
    parser.body_limit(boost::none);  // judged below, once the method is known
    boost::beast::error_code error;
    const std::size_t used = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    if (error) return refusal_of(error);
    if (!parser.is_header_done() || used != bytes.size()) return Refusal::malformed;

    const auto& message = parser.get();
    const auto method = method_of(message.method());
    if (!method) return Refusal::method_not_allowed;

    RequestHead head;
    head.request.method = *method;
    for (const auto& field : message) {
        head.request.headers.push_back(
            {std::string(view_of(field.name_string())), std::string(view_of(field.value()))});
    }
    if (!has_good_host(head.request, message.version())) return Refusal::malformed;
    const auto path = path_of(view_of(message.target()), head.request);
    if (!path || !set_target(head.request, *path)) return Refusal::malformed;

    const auto length = body_size(head.request, body_bytes_max);
    if (const auto* refusal = std::get_if<Refusal>(&length)) return *refusal;
    head.body_bytes = std::get<std::size_t>(length);
    head.keeps_alive = parser.keep_alive();
    if (const auto expected = head.request.header("Expect")) {
        if (!same_name(*expected, "100-continue")) return Refusal::expectation_failed;
        head.expects_continue = message.version() == 11;
    }
    return head;
}

}  // namespace web::http
