// The site behind the real server: what stands in the head of every answer, and cookies as a browser gets
// them.

#include "web/http/server_for_test.hpp"
#include "web/site_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace web {
namespace {

using guard::Role;
using http::testing::Answer;
using http::testing::ServerForTest;
using ::testing::HasSubstr;
using ::testing::Not;

class SiteServer : public SiteTest {
protected:
    static std::string value_after(const std::string& text, const std::string& before) {
        const std::size_t at = text.find(before);
        if (at == std::string::npos) return {};
        const std::size_t begin = at + before.size();
        return text.substr(begin, text.find_first_of(";\"\r", begin) - begin);
    }
    static Answer ask(const ServerForTest& server, const std::string& request) {
        auto client = server.client();
        const auto answer = client.ask(request);
        EXPECT_TRUE(answer);
        return answer.value_or(Answer{});
    }
    static std::string get(const std::string& path, const std::string& cookies = {}) {
        return "GET " + path + " HTTP/1.1\r\nHost: waymark.example\r\n" +
               (cookies.empty() ? "" : "Cookie: " + cookies + "\r\n") + "\r\n";
    }
    static std::string post(const std::string& path, const std::string& body, const std::string& cookies) {
        return "POST " + path + " HTTP/1.1\r\nHost: waymark.example\r\nCookie: " + cookies +
               "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }
};

TEST_P(SiteServer, every_answer_carries_the_strict_headers_and_stays_in_no_cache) {
    const ServerForTest server(site_);
    for (const char* path : {"/sign-in", "/nowhere", "/account", "/health", "/assets/nothing.css"}) {
        const Answer answer = ask(server, get(path));
        EXPECT_EQ(answer.header("Cache-Control"), "no-store") << path;
        EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer") << path;
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(answer.header("X-Frame-Options"), "DENY") << path;
        const std::string policy = answer.header("Content-Security-Policy").value_or("");
        EXPECT_THAT(policy, HasSubstr("default-src 'none'")) << path;
        EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'")) << path;
        EXPECT_THAT(policy, HasSubstr("form-action 'self'")) << path;
        EXPECT_THAT(policy, Not(HasSubstr("unsafe"))) << path;
    }
}

TEST_P(SiteServer, a_page_holds_nothing_that_its_own_policy_forbids) {
    Browser browser = signed_in(Role::administrator);
    for (const char* path : {"/account", "/account/password", "/admin/users", "/admin/users/new",
                             "/admin/organisations", "/why?path=%2Faccount", "/worklist"}) {
        const std::string& body = browser.get(path).body;
        EXPECT_FALSE(std::regex_search(body, std::regex("<style|\\sstyle=|\\son[a-z]+=|javascript:")))
            << path;
        EXPECT_FALSE(std::regex_search(body, std::regex("<script(?![^>]*\\ssrc=\"/assets/)"))) << path;
        EXPECT_FALSE(std::regex_search(body, std::regex("(src|href)=\"(https?:)?//"))) << path;
    }
}

TEST_P(SiteServer, head_answers_with_the_length_and_without_the_page) {
    const ServerForTest server(site_);
    auto client = server.client();
    client.send("HEAD /sign-in HTTP/1.1\r\nHost: waymark.example\r\nConnection: close\r\n\r\n");
    const auto answer = client.read(true);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_NE(answer->header("Content-Length"), "0");
    EXPECT_TRUE(client.is_closed()) << "nothing followed";
}

TEST_P(SiteServer, signs_in_behind_tls_with_cookies_that_no_other_host_can_plant) {
    add(Role::coordinator);
    const ServerForTest server(site_, {.behind_tls = true});
    const Answer page = ask(server, get("/sign-in"));
    const std::string browser = value_after(page.head, "Set-Cookie: __Host-waymark_browser=");
    ASSERT_FALSE(browser.empty()) << page.head;
    const std::string fields = "sign_in_name=coord&password=" + http::percent_encoded(kPassword) +
                               "&form_token=" + value_after(page.body, "name=\"form_token\" value=\"");
    const Answer planted = ask(server, post("/sign-in", fields, "waymark_browser=" + browser));
    EXPECT_EQ(planted.status, 400) << "a cookie without its prefix is not ours";
    const Answer opened = ask(server, post("/sign-in", fields, "__Host-waymark_browser=" + browser));
    EXPECT_EQ(opened.status, 303);
    EXPECT_EQ(opened.header("Location"), "/sign-in/code");
    const std::string token = value_after(opened.head, "Set-Cookie: __Host-waymark_session=");
    ASSERT_FALSE(token.empty()) << opened.head;
    EXPECT_THAT(opened.head, HasSubstr("__Host-waymark_session=" + token +
                                       "; Path=/; SameSite=Strict; HttpOnly; Secure\r\n"));
    EXPECT_TRUE(opened.header("Strict-Transport-Security"));
    EXPECT_EQ(ask(server, get("/account", "__Host-waymark_session=" + token)).header("Location"),
              "/sign-in/code");
    EXPECT_THAT(server.log(), Not(HasSubstr(token)));
}

WAYMARK_ON_EVERY_DATABASE(SiteServer);

}  // namespace
}  // namespace web
