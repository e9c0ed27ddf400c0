#include "web/http/answer_bytes.hpp"

#include "web/http/security_headers.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace {

using namespace web::http;

AnswerForm at_half_past_two() {
    return {.now = base::time_from_iso("2026-11-24T14:30:05Z").value()};
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

TEST(HttpAnswer, begins_and_ends_as_http_asks) {
    const std::string bytes = answer_bytes(plain_text(200, "hello"), at_half_past_two());
    EXPECT_TRUE(bytes.starts_with("HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 14:30:05 GMT\r\n")) << bytes;
    EXPECT_TRUE(
        bytes.ends_with("Content-Type: text/plain; charset=utf-8\r\nContent-Length: 5\r\n"
                        "Connection: keep-alive\r\n\r\nhello"))
        << bytes;
}

TEST(HttpAnswer, has_no_body_where_there_is_none) {
    AnswerForm head = at_half_past_two();
    head.without_body = true;
    EXPECT_TRUE(answer_bytes(plain_text(200, "hello"), head)
                    .ends_with("Content-Length: 5\r\nConnection: keep-alive\r\n\r\n"));
    const std::string unchanged = answer_bytes({.status = 304}, at_half_past_two());
    EXPECT_EQ(unchanged.find("Content-"), unchanged.find("Content-Security-Policy"));
    EXPECT_EQ(unchanged.find("Content-Length"), std::string::npos);
    const std::string moved = answer_bytes(redirect("/next"), at_half_past_two());
    EXPECT_NE(moved.find("\r\nLocation: /next\r\n"), std::string::npos);
    EXPECT_NE(moved.find("\r\nContent-Length: 0\r\n"), std::string::npos);
    EXPECT_EQ(moved.find("Content-Type:"), std::string::npos);
}

TEST(HttpAnswer, says_when_it_is_the_last) {
    AnswerForm last = at_half_past_two();
    last.closes = true;
    EXPECT_NE(answer_bytes({}, last).find("\r\nConnection: close\r\n"), std::string::npos);
}

TEST(HttpAnswer, keeps_cookies_from_scripts_and_other_sites) {
    Response response;
    response.cookies = {{.name = "session", .value = "abc"},
                        {.name = "language", .value = "uk", .http_only = false, .seconds_max = 31536000},
                        {.name = "gone", .value = "", .seconds_max = 0}};
    const std::string plain = answer_bytes(response, at_half_past_two());
    EXPECT_NE(plain.find("\r\nSet-Cookie: session=abc; Path=/; SameSite=Strict; HttpOnly\r\n"),
              std::string::npos);
    EXPECT_NE(plain.find("\r\nSet-Cookie: language=uk; Path=/; SameSite=Strict; Max-Age=31536000\r\n"),
              std::string::npos);
    EXPECT_NE(plain.find("\r\nSet-Cookie: gone=; Path=/; SameSite=Strict; HttpOnly; Max-Age=0\r\n"),
              std::string::npos);
    AnswerForm tls = at_half_past_two();
    tls.behind_tls = true;
    EXPECT_NE(answer_bytes(response, tls)
                  .find("\r\nSet-Cookie: __Host-session=abc; Path=/; SameSite=Strict; HttpOnly; Secure\r\n"),
              std::string::npos);
}

TEST(HttpAnswer, cannot_be_made_to_say_more_than_it_should) {
    const std::string split = "a\r\nSet-Cookie: b=c";
    const std::vector<Response> mistakes{
        {.headers = {{"X-Note", split}}},
        {.headers = {{split, "a"}}},
        {.headers = {{"", "a"}}},
        {.headers = {{"X-Note", std::string("a\0b", 3)}}},
        {.content_type = split, .body = "a"},
        {.cookies = {{.name = split, .value = "a"}}},
        {.cookies = {{.name = "a", .value = split}}},
        {.cookies = {{.name = "a", .value = "b; Domain=.example"}}},
        {.headers = {{"Server", "Waymark"}}},
        {.headers = {{"content-length", "1"}}},
        {.headers = {{"Set-Cookie", "a=b"}}},
        {.status = 99},
        {.status = 100},
        {.status = 600},
    };
    for (const Response& mistake : mistakes) {
        EXPECT_THROW((void)answer_bytes(mistake, at_half_past_two()), std::logic_error);
    }
}

TEST(HttpAnswer, redirects_within_the_site_only) {
    EXPECT_EQ(redirect("/cases?page=2#x").headers.at(0).value, "/cases?page=2#x");
    EXPECT_EQ(redirect("/").status, 303);
    for (const char* elsewhere : {"", "cases", "//evil.example", "/\\evil.example", "https://evil.example/",
                                  "/a\r\nSet-Cookie: b=c", "javascript:alert(1)"}) {
        EXPECT_THROW((void)redirect(elsewhere), std::logic_error) << elsewhere;
    }
}

TEST(HttpSecurityHeaders, are_on_every_answer_once_and_cannot_be_weakened) {
    Response response;
    response.headers = {
        {"content-security-policy", "default-src *"}, {"X-FRAME-OPTIONS", "ALLOWALL"}, {"Vary", "Cookie"}};
    const std::string bytes = answer_bytes(response, at_half_past_two());
    EXPECT_EQ(bytes.find("default-src *"), std::string::npos);
    EXPECT_EQ(bytes.find("ALLOWALL"), std::string::npos);
    EXPECT_NE(bytes.find("\r\nVary: Cookie\r\n"), std::string::npos);
    for (const char* line :
         {"Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
          "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "Referrer-Policy: no-referrer", "Cache-Control: no-store", "X-Content-Type-Options: nosniff",
          "X-Frame-Options: DENY", "Cross-Origin-Opener-Policy: same-origin",
          "Cross-Origin-Resource-Policy: same-origin", "Cross-Origin-Embedder-Policy: require-corp"}) {
        EXPECT_EQ(count(bytes, "\r\n" + std::string(line) + "\r\n"), 1U) << line;
    }
    EXPECT_NE(bytes.find("geolocation=()"), std::string::npos);
    EXPECT_EQ(bytes.find("unsafe-inline"), std::string::npos);
    EXPECT_EQ(bytes.find("Strict-Transport-Security"), std::string::npos);
    EXPECT_EQ(bytes.find("Server:"), std::string::npos);
}

TEST(HttpSecurityHeaders, let_a_response_say_how_it_may_be_kept) {
    Response asset;
    asset.headers = {{"cache-control", kCacheForAYear}};
    const std::string bytes = answer_bytes(asset, at_half_past_two());
    EXPECT_NE(bytes.find("\r\ncache-control: public, max-age=31536000, immutable\r\n"), std::string::npos);
    EXPECT_EQ(bytes.find("no-store"), std::string::npos);
}

}  // namespace
