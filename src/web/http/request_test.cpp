#include "web/http/request.hpp"

#include "base/text.hpp"
#include "web/http/percent.hpp"
#include "web/http/proxy.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace web::http;

TEST(HttpTarget, is_split_into_path_and_query) {
    struct Row {
        const char* target;
        const char* path;
        const char* query;
    };
    for (const Row& row :
         {Row{"/", "/", ""}, Row{"/a", "/a", ""}, Row{"/a/", "/a/", ""}, Row{"/a?", "/a", ""},
          Row{"/a?b=c&d", "/a", "b=c&d"}, Row{"/a?b?c", "/a", "b?c"}, Row{"/a%20b", "/a b", ""},
          Row{"/a+b?c+d", "/a+b", "c+d"}, Row{"/%D0%9E", "/О", ""}, Row{"/?%2F%2E", "/", "%2F%2E"},
          Row{"/.well-known/x", "/.well-known/x", ""}, Row{"/a..b/...", "/a..b/...", ""},
          Row{"/?/../", "/", "/../"}}) {
        Request request;
        ASSERT_TRUE(set_target(request, row.target)) << row.target;
        EXPECT_EQ(request.path, row.path);
        EXPECT_EQ(request.query, row.query);
    }
}

TEST(HttpTarget, is_refused_where_it_could_mean_another) {
    for (const char* target :
         {"",          "a",       "*",      "?a",     "a:443", "http://a/", "//",     "//evil.example/",
          "/a//b",     "/.",      "/..",    "/../a",  "/a/.",  "/a/..",     "/a/./b", "/%2e",
          "/%2E%2e/a", "/a/.%2e", "/a%2fb", "/a%2Fb", "/a\\b", "/a%5Cb",    "/a%5cb", "/a%00",
          "/a%0d%0a",  "/a%7f",   "/a%",    "/a%1",   "/a%zz", "/%ff",      "/\xff",  "/a#b",
          "/a b",      "/a\tb",   "/a\x01", "/?\xff", "/?a b", "/?a#b",     "/?\x7f"}) {
        Request request{.path = "/before"};
        const auto done = set_target(request, target);
        ASSERT_FALSE(done) << target;
        EXPECT_EQ(done.error().code, base::ProblemCode::malformed_request);
        EXPECT_EQ(request.path, "/before");
        // A target may hold a name; a problem may not.
        if (std::string_view(target).size() > 2) {
            EXPECT_EQ(done.error().detail.find(target), std::string::npos);
        }
    }
}

RC_GTEST_PROP(HttpTarget, is_always_a_plain_path, ()) {
    Request request;
    const auto alphabet = rc::gen::elementOf(std::string("/.%2eEfF0aс?#\\\xd1\x81"));
    if (!set_target(request, "/" + *rc::gen::container<std::string>(alphabet))) return;
    RC_ASSERT(request.path.front() == '/');
    RC_ASSERT(base::is_valid_utf8(request.path));
    RC_ASSERT((request.path + "/").find("/./") == std::string::npos);
    RC_ASSERT((request.path + "/").find("/../") == std::string::npos);
    RC_ASSERT(request.path.find("//") == std::string::npos);
    RC_ASSERT(request.path.find('\\') == std::string::npos);
}

RC_GTEST_PROP(HttpTarget, gives_back_every_segment_that_was_encoded, ()) {
    std::string segment = *rc::gen::string<std::string>();
    std::erase_if(segment, [](char symbol) {
        return static_cast<unsigned char>(symbol) < 0x20 || symbol == 0x7F || symbol == '/' || symbol == '\\';
    });
    segment = "x" + segment;
    if (!base::is_valid_utf8(segment)) return;
    Request request;
    RC_ASSERT(set_target(request, "/" + percent_encoded(segment)).has_value());
    RC_ASSERT(request.path == "/" + segment);
}

TEST(HttpRequest, finds_its_headers_without_regard_to_case) {
    Request request;
    request.headers = {{"Accept-Language", "uk"}, {"accept-language", "en"}};
    EXPECT_EQ(request.header("ACCEPT-LANGUAGE"), "uk");
    EXPECT_EQ(request.header("Accept"), std::nullopt);
}

TEST(HttpRequest, finds_its_cookies) {
    Request request;
    request.headers = {{"Cookie", "a=1; b=two ;c=x=y; ; d; =e; f="}, {"X", "g=1"}, {"cookie", "h=8; a=9"}};
    struct Row {
        const char* name;
        std::optional<std::string_view> value;
    };
    for (const Row& row :
         {Row{"a", "1"}, Row{"b", "two"}, Row{"c", "x=y"}, Row{"d", std::nullopt}, Row{"f", ""},
          Row{"g", std::nullopt}, Row{"h", "8"}, Row{"A", std::nullopt}, Row{"two", std::nullopt}}) {
        EXPECT_EQ(request.cookie(row.name), row.value) << row.name;
    }
}

TEST(HttpProxy, leaves_only_cookies_no_neighbour_could_plant) {
    Request request;
    request.headers = {
        {"Cookie", "session=planted; __Host-session=real;__Host-language=uk; __host-x=1; __Secure-y=2"},
        {"Cookie", "z=3"}};
    keep_host_cookies(request);
    EXPECT_EQ(request.headers[0].value, "session=real; language=uk");
    EXPECT_EQ(request.headers[1].value, "");
    EXPECT_EQ(request.cookie("session"), "real");
    EXPECT_EQ(request.cookie("z"), std::nullopt);
}

TEST(HttpProxy, believes_only_the_address_the_proxy_wrote) {
    Request request;
    EXPECT_EQ(peer_by_proxy(request), std::nullopt);
    request.headers = {{"X-Forwarded-For", "6.6.6.6"}, {"x-forwarded-for", "7.7.7.7, 10.0.0.1 "}};
    EXPECT_EQ(peer_by_proxy(request), "10.0.0.1");
    request.headers = {{"X-Forwarded-For", "::1"}};
    EXPECT_EQ(peer_by_proxy(request), "::1");
}

}  // namespace
