#include "web/http/answer_bytes.hpp"

#include "web/http/header_text.hpp"
#include "web/http/proxy.hpp"
#include "web/http/security_headers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <string_view>

namespace web::http {

namespace {

std::string_view reason_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 411: return "Length Required";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "";  // a reason may be empty (RFC 9112, 4)
    }
}

// "Tue, 24 Nov 2026 14:30:05 GMT"
std::string http_date(base::Time now) {
    constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_seconds moment{std::chrono::seconds(now.seconds())};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(moment - day);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       kDays.at(std::chrono::weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
                       kMonths.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

bool is_for_the_server(std::string_view name) {
    constexpr std::array<std::string_view, 8> kNames{"Connection", "Content-Length",   "Content-Type",
                                                     "Date",       "Keep-Alive",       "Server",
                                                     "Set-Cookie", "Transfer-Encoding"};
    return std::ranges::any_of(kNames, [name](std::string_view ours) { return same_name(name, ours); });
}

bool is_cookie_value(std::string_view text) {
    return std::ranges::all_of(text, [](char symbol) {
        return symbol > 0x20 && symbol < 0x7F && symbol != '"' && symbol != ',' && symbol != ';' &&
               symbol != '\\';
    });
}

void add(std::string& out, std::string_view name, std::string_view value) {
    if (!is_token(name) || !is_field_value(value)) throw std::logic_error("not a header");
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

std::string cookie_text(const Cookie& cookie, bool behind_tls) {
    if (!is_token(cookie.name) || !is_cookie_value(cookie.value)) throw std::logic_error("not a cookie");
    std::string text = behind_tls ? std::string(kHostCookiePrefix) : std::string();
    text += cookie.name + '=' + cookie.value + "; Path=/; SameSite=Strict";
    if (cookie.http_only) text += "; HttpOnly";
    if (behind_tls) text += "; Secure";
    if (cookie.seconds_max) text += "; Max-Age=" + std::to_string(*cookie.seconds_max);
    return text;
}

}  // namespace

std::string answer_bytes(const Response& response, const AnswerForm& form) {
    if (response.status < 200 || response.status > 599) throw std::logic_error("not a status");
    const bool never_has_body = response.status == 204 || response.status == 304;
    std::string out;
    out.reserve(2048 + response.body.size());
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                   reason_of(response.status));
    add(out, "Date", http_date(form.now));
    for (const Header& header : with_security_headers(response, form.behind_tls)) {
        if (is_for_the_server(header.name)) throw std::logic_error("a header of the server");
        add(out, header.name, header.value);
    }
    for (const Cookie& cookie : response.cookies)
        add(out, "Set-Cookie", cookie_text(cookie, form.behind_tls));
    if (!never_has_body) {
        if (!response.body.empty()) add(out, "Content-Type", response.content_type);
        add(out, "Content-Length", std::to_string(response.body.size()));
    }
    add(out, "Connection", form.closes ? "close" : "keep-alive");
    out += "\r\n";
    if (!never_has_body && !form.without_body) out += response.body;
    return out;
}

}  // namespace web::http
