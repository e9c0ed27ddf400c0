#include "web/http/request_head.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace {

using namespace web::http;

constexpr std::size_t kBodyMax = 1000;

RequestHead good(std::string_view bytes) {
    auto head = read_head(bytes, kBodyMax);
    if (const auto* refusal = std::get_if<Refusal>(&head)) {
        throw std::runtime_error("refused with " + std::to_string(status_of(*refusal)));
    }
    return std::get<RequestHead>(std::move(head));
}

int refused(std::string_view bytes) {
    const auto head = read_head(bytes, kBodyMax);
    const auto* refusal = std::get_if<Refusal>(&head);
    return refusal == nullptr ? 0 : status_of(*refusal);
}

TEST(HttpRequestHead, is_read_with_its_headers_in_their_order) {
    const RequestHead head = good(
        "POST /cases?page=2 HTTP/1.1\r\nHost: waymark.example:8080\r\nX-One: 1\r\nx-one:  \t2 \r\n"
        "X-Empty:\r\nContent-Length: 10\r\n\r\n");
    EXPECT_EQ(head.request.method, Method::post);
    EXPECT_EQ(head.request.path, "/cases");
    EXPECT_EQ(head.request.query, "page=2");
    EXPECT_EQ(head.request.header("HOST"), "waymark.example:8080");
    EXPECT_EQ(head.request.header("x-one"), "1");
    ASSERT_EQ(head.request.headers.size(), 5U);
    EXPECT_EQ(head.request.headers[2].name, "x-one");
    EXPECT_EQ(head.request.headers[2].value, "2");
    EXPECT_EQ(head.request.header("X-Empty"), "");
    EXPECT_EQ(head.body_bytes, 10U);
    EXPECT_TRUE(head.keeps_alive);
    EXPECT_FALSE(head.expects_continue);
}

TEST(HttpRequestHead, says_whether_the_connection_stays) {
    EXPECT_TRUE(good("GET / HTTP/1.1\r\nHost: a\r\n\r\n").keeps_alive);
    EXPECT_FALSE(good("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").keeps_alive);
    EXPECT_FALSE(good("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade, Close\r\n\r\n").keeps_alive);
    EXPECT_FALSE(good("GET / HTTP/1.0\r\n\r\n").keeps_alive);
    EXPECT_TRUE(good("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keeps_alive);
}

TEST(HttpRequestHead, takes_the_form_that_proxies_get_for_its_own_host) {
    EXPECT_EQ(good("GET http://a:80/x?y HTTP/1.1\r\nHost: A:80\r\n\r\n").request.path, "/x");
    EXPECT_EQ(good("GET https://a HTTP/1.1\r\nHost: a\r\n\r\n").request.path, "/");
    EXPECT_EQ(refused("GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(refused("GET http://user@a/x HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(refused("GET ftp://a/x HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(refused("GET http://a/x HTTP/1.0\r\n\r\n"), 400);
    EXPECT_EQ(refused("GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
}

TEST(HttpRequestHead, refuses_a_body_larger_than_is_allowed) {
    EXPECT_EQ(good("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n").body_bytes, 1000U);
    EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n"), 413);
    EXPECT_EQ(good("POST / HTTP/1.1\r\nHost: a\r\n\r\n").body_bytes, 0U);
    EXPECT_EQ(good("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").body_bytes, 0U);
}

TEST(HttpRequestHead, refuses_control_characters_everywhere) {
    for (int symbol = 0; symbol < 0x20; ++symbol) {
        if (symbol == '\t') continue;
        const std::string one(1, static_cast<char>(symbol));
        EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nX: b" + one + "c\r\n\r\n"), 400) << symbol;
        EXPECT_EQ(refused("GET /" + one + " HTTP/1.1\r\nHost: a\r\n\r\n"), 400) << symbol;
        EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nX" + one + ": b\r\n\r\n"), 400) << symbol;
    }
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nX: b\x7F\r\n\r\n"), 400);
}

TEST(HttpRequestHead, refuses_what_is_not_exactly_one_head) {
    EXPECT_EQ(refused(""), 400);
    EXPECT_EQ(refused("\r\n\r\n"), 400);
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\n"), 400);
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\n\r\nmore"), 400);
}

TEST(HttpRequestHead, every_refusal_is_an_answer_with_its_status) {
    for (const Refusal refusal :
         {Refusal::malformed, Refusal::method_not_allowed, Refusal::too_slow, Refusal::length_required,
          Refusal::body_too_large, Refusal::expectation_failed, Refusal::head_too_large,
          Refusal::version_not_supported, Refusal::overloaded}) {
        const Response answer = answer_to(refusal);
        EXPECT_EQ(answer.status, status_of(refusal));
        EXPECT_GE(answer.status, 400);
        EXPECT_FALSE(answer.body.empty());
    }
}

// However the bytes are cut into pieces, the end is found at the same place.
RC_GTEST_PROP(HttpHeadScanner, finds_the_same_end_in_every_cut, ()) {
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nCookie: session=1\r\n\r\n";
    const std::string bytes = head + *rc::gen::string<std::string>();
    HeadScanner scanner;
    auto found = HeadScanner::Found::nothing_yet;
    for (std::size_t size = 0; found == HeadScanner::Found::nothing_yet;) {
        size = std::min(bytes.size(), size + *rc::gen::inRange<std::size_t>(1, 30));
        found = scanner.look(std::string_view(bytes).substr(0, size));
    }
    RC_ASSERT(found == HeadScanner::Found::end);
    RC_ASSERT(scanner.size() == head.size());
}

}  // namespace
