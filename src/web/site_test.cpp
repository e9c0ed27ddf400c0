#include "web/site.hpp"

#include "casework/case_repository.hpp"
#include "guard/sign_in.hpp"
#include "web/cookies.hpp"
#include "web/http/security_headers.hpp"
#include "web/site_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace web {
namespace {

using guard::Role;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Site : public SiteTest {};

// --- Routes ---

TEST_P(Site, answers_what_is_nowhere_and_what_is_asked_for_in_another_way) {
    Browser browser = signed_in(Role::coordinator);
    EXPECT_EQ(browser.get("/nowhere").status, 404);
    EXPECT_THAT(browser.last().body, HasSubstr("Page not found"));
    EXPECT_EQ(browser.get("/account/sessions").status, 405);
    EXPECT_EQ(browser.header("Allow"), "POST");
    EXPECT_EQ(browser.post("/account", {}).status, 405);
    EXPECT_EQ(browser.header("Allow"), "GET, HEAD");
}

TEST_P(Site, answers_head_as_it_would_get) {
    Browser browser = signed_in(Role::coordinator);
    const http::Response got = browser.get("/account");
    const http::Response headed = browser.head("/account");
    EXPECT_EQ(headed.status, 200);
    EXPECT_EQ(headed.body.size(), got.body.size());
    EXPECT_EQ(browser.head("/nowhere").status, 404);
}

TEST_P(Site, says_that_it_lives_and_that_the_database_answers_without_asking_who_knocks) {
    Browser browser = this->browser();
    EXPECT_EQ(browser.get("/health").body, "{\"status\":\"alive\"}\n");
    EXPECT_EQ(browser.get("/ready").body, "{\"status\":\"ready\",\"checks\":{}}\n");
    EXPECT_TRUE(browser.cookies().empty());
}

TEST_P(Site, says_that_it_is_not_ready_with_the_check_that_says_so) {
    desk_->readiness = [] { return Readiness{.checks = {{"database", "ok"}, {"disk", "disk_full"}}}; };
    Browser browser = this->browser();
    EXPECT_EQ(browser.get("/ready").status, 503);
    EXPECT_EQ(browser.last().body,
              "{\"status\":\"not_ready\",\"checks\":{\"database\":\"ok\",\"disk\":\"disk_full\"}}\n");
    EXPECT_EQ(browser.last().content_type, "application/json");
    EXPECT_EQ(browser.get("/health").status, 200);
}

TEST_P(Site, hands_out_assets_to_be_kept_for_a_year_and_nothing_else) {
    Browser browser = this->browser();
    const std::string page = browser.get("/sign-in").body;
    EXPECT_EQ(browser.header("Cache-Control"), "") << "the server adds no-store where nothing is said";
    const std::size_t at = page.find("/assets/app");
    ASSERT_NE(at, std::string::npos);
    const std::string path = page.substr(at, page.find('"', at) - at);
    EXPECT_EQ(browser.get(path).status, 200);
    EXPECT_EQ(browser.header("Cache-Control"), http::kCacheForAYear);
    EXPECT_EQ(browser.get("/assets/other.css").status, 404);
}

// --- Who knocks ---

TEST_P(Site, asks_to_sign_in_first_and_leads_back_to_the_page_that_was_asked_for) {
    add(Role::ngo_case_worker);
    Browser browser = this->browser();
    EXPECT_EQ(browser.get("/account?x=1").status, 303);
    EXPECT_EQ(browser.location(), "/sign-in?next=%2Faccount%3Fx%3D1");
    browser.follow();
    browser.post("/sign-in",
                 {{"sign_in_name", "ngo_case"}, {"password", kPassword}, {"next", "/account?x=1"}});
    EXPECT_EQ(browser.location(), "/sign-in/code?next=%2Faccount%3Fx%3D1");
    browser.follow();
    browser.post("/sign-in/code", {{"code", code_now()}, {"next", "/account?x=1"}});
    EXPECT_EQ(browser.location(), "/account?x=1");
    EXPECT_EQ(browser.follow().status, 200);
}

TEST_P(Site, a_cookie_known_before_the_code_opens_nothing_after_it) {
    add(Role::ngo_case_worker);
    Browser browser = this->browser();
    browser.get("/sign-in");
    browser.post("/sign-in", {{"sign_in_name", "ngo_case"}, {"password", kPassword}});
    browser.follow();
    Browser planted = browser;
    browser.post("/sign-in/code", {{"code", code_now()}});
    EXPECT_NE(browser.cookies().at("waymark_session"), planted.cookies().at("waymark_session"));
    EXPECT_EQ(browser.get("/account").status, 200);
    EXPECT_EQ(planted.get("/account").status, 303);
    EXPECT_EQ(planted.location(), "/sign-in?next=%2Faccount");
    EXPECT_THAT(browser.post("/account/sessions", {}).status, 303)
        << "forms of pages loaded since still count";
}

TEST_P(Site, leads_nowhere_but_to_its_own_pages_after_signing_in) {
    add(Role::coordinator);
    for (const char* next : {"https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example",
                             "/nowhere", "/assets/app.css", "/sign-in", "javascript:alert(1)"}) {
        clock_.advance(std::chrono::seconds(60));
        Browser browser = this->browser();
        browser.get("/sign-in");
        browser.post("/sign-in", {{"sign_in_name", "coord"}, {"password", kPassword}, {"next", next}});
        EXPECT_EQ(browser.location(), "/sign-in/code") << next;
        browser.follow();
        browser.post("/sign-in/code", {{"code", code_now()}, {"next", next}});
        EXPECT_EQ(browser.location(), "/") << next;
    }
}

TEST_P(Site, a_session_that_is_half_open_gets_nothing_but_the_page_it_owes) {
    add(Role::ngo_case_worker);
    Browser browser = this->browser();
    browser.get("/sign-in");
    browser.post("/sign-in", {{"sign_in_name", "ngo_case"}, {"password", kPassword}});
    for (const Route& route : all_routes()) {
        if (route.method != http::Method::get || route.door != Door::signed_in) continue;
        browser.get(std::string(route.pattern.substr(0, route.pattern.find('{'))));
        if (browser.last().status == 404 || browser.last().status == 405) continue;
        EXPECT_EQ(browser.location(), "/sign-in/code") << route.pattern;
    }
    browser.get("/account/password");
    EXPECT_EQ(browser.location(), "/sign-in/code") << "not even a new password";
    browser.get("/sign-in/code");
    browser.post("/account/password",
                 {{"new_password", "another lantern out"}, {"repeated_password", "another lantern out"}});
    EXPECT_EQ(browser.location(), "/sign-in/code");
    EXPECT_EQ(count("audit_event where action = 'password.change'"), 0);
}

TEST_P(Site, the_session_cookie_opens_and_signing_out_closes) {
    Browser browser = signed_in(Role::coordinator);
    const std::string token = browser.cookies()[kSessionCookie];
    EXPECT_EQ(browser.get("/account").status, 200);
    EXPECT_THAT(browser.last().body, HasSubstr("Worker of COORD"));
    EXPECT_THAT(browser.last().body, HasSubstr("Harbour House"));
    EXPECT_EQ(browser.cookies().count(kBrowserCookie), 0U);
    browser.post("/sign-out", {});
    EXPECT_EQ(browser.location(), "/sign-in");
    EXPECT_EQ(browser.cookies().count(kSessionCookie), 0U);
    EXPECT_THAT(browser.follow().body, HasSubstr("You are signed out"));
    browser.cookies()[kSessionCookie] = token;
    EXPECT_EQ(browser.get("/account").status, 303);
    EXPECT_EQ(browser.cookies().count(kSessionCookie), 0U) << "a token that opens nothing is taken away";
}

TEST_P(Site, cookies_are_out_of_reach_of_scripts) {
    Browser browser = this->browser();
    browser.get("/sign-in");
    for (const http::Cookie& cookie : browser.last().cookies) EXPECT_TRUE(cookie.http_only) << cookie.name;
    add(Role::coordinator);
    browser.post("/sign-in", {{"sign_in_name", "coord"}, {"password", kPassword}});
    EXPECT_FALSE(browser.last().cookies.empty());
    for (const http::Cookie& cookie : browser.last().cookies) EXPECT_TRUE(cookie.http_only) << cookie.name;
}

TEST_P(Site, idle_sessions_are_asked_to_sign_in_again_and_nothing_is_saved) {
    Browser browser = signed_in(Role::coordinator);
    browser.get("/account");
    clock_.advance(guard::kSessionIdle);
    EXPECT_EQ(browser.post("/account/sessions", {}).status, 401);
    EXPECT_THAT(browser.last().body, HasSubstr("Please sign in"));
    EXPECT_EQ(browser.get("/account").status, 303);
}

// --- Forms ---

TEST_P(Site, takes_no_form_without_its_token) {
    Browser browser = signed_in(Role::coordinator);
    browser.get("/account");
    EXPECT_EQ(browser.post_without_token("/account/sessions", {}).status, 400);
    EXPECT_THAT(browser.last().body, HasSubstr("This form has expired"));
    EXPECT_EQ(browser.post_without_token("/account/sessions", {{"form_token", ""}}).status, 400);
    EXPECT_EQ(browser.post_without_token("/account/sessions", {{"form_token", "x"}}).status, 400);
    EXPECT_EQ(count("audit_event where action = 'sign_in.end_others'"), 0);
    EXPECT_EQ(browser.post("/account/sessions", {}).status, 303);
}

TEST_P(Site, takes_no_token_of_another_session_nor_one_from_before_signing_in) {
    Browser mine = signed_in(Role::coordinator);
    clock_.advance(std::chrono::seconds(60));
    Browser other = signed_in(Role::auditor);
    mine.get("/account");
    other.get("/account");
    EXPECT_NE(mine.token(), other.token());
    EXPECT_EQ(mine.post_without_token("/account/sessions", {{"form_token", other.token()}}).status, 400);
    Browser nobody = this->browser();
    nobody.get("/sign-in");
    EXPECT_EQ(mine.post_without_token("/account/sessions", {{"form_token", nobody.token()}}).status, 400);
    Browser another = this->browser();
    another.get("/sign-in");
    another.post_without_token(
        "/sign-in", {{"sign_in_name", "coord"}, {"password", kPassword}, {"form_token", nobody.token()}});
    EXPECT_EQ(another.last().status, 400) << "also before signing in a token belongs to one browser";
}

TEST_P(Site, takes_no_form_that_another_site_sent) {
    for (const auto& [name, value] : Fields{{"Sec-Fetch-Site", "cross-site"},
                                            {"Sec-Fetch-Site", "same-site"},
                                            {"Sec-Fetch-Site", "none"},
                                            {"Origin", "https://elsewhere.example"}}) {
        Browser browser = this->browser();
        browser.set_header("Host", "127.0.0.1:8080");
        browser.set_header(name, value);
        browser.get("/sign-in");
        EXPECT_EQ(browser.post("/language", {{"language", "uk"}}).status, 400) << value;
    }
    for (const auto& [name, value] :
         Fields{{"Sec-Fetch-Site", "same-origin"}, {"Origin", "http://127.0.0.1:8080"}, {"Origin", "null"}}) {
        Browser browser = this->browser();
        browser.set_header("Host", "127.0.0.1:8080");
        browser.set_header(name, value);
        browser.get("/sign-in");
        EXPECT_EQ(browser.post("/language", {{"language", "uk"}}).status, 303) << value;
    }
}

TEST_P(Site, takes_no_form_of_another_content_type) {
    Browser browser = this->browser();
    browser.get("/sign-in");
    http::Request request;
    request.method = http::Method::post;
    request.path = "/language";
    request.body = "language=uk&form_token=" + browser.token();
    request.headers = {{"Cookie", std::string(kBrowserCookie) + "=" + browser.cookies()[kBrowserCookie]},
                       {"Content-Type", "text/plain"}};
    EXPECT_EQ(site_(request).status, 400);
    request.headers.back().value = "application/x-www-form-urlencoded; charset=utf-8";
    EXPECT_EQ(site_(request).status, 303);
}

// --- The door ---

TEST_P(Site, tells_a_refusal_with_its_rule_and_what_would_be_needed_and_logs_it) {
    Browser browser = signed_in(Role::coordinator);
    EXPECT_EQ(browser.get("/admin/users").status, 403);
    EXPECT_THAT(browser.last().body, HasSubstr("Accounts are managed by the administrator"));
    EXPECT_THAT(browser.last().body, HasSubstr("A role that includes this task."));
    EXPECT_THAT(browser.last().body, HasSubstr("AUTH-USER-MANAGE"));
    EXPECT_EQ(count("audit_event where outcome = 'denied' and action = 'user.manage' and "
                    "rule = 'AUTH-USER-MANAGE'"),
              1);
}

TEST_P(Site, the_menu_holds_what_is_open_and_nothing_else) {
    Browser administrator = signed_in(Role::administrator);
    administrator.get("/account");
    EXPECT_THAT(administrator.last().body, HasSubstr("href=\"/admin/users\""));
    EXPECT_THAT(administrator.last().body, Not(HasSubstr("href=\"/inbox\"")));
    administrator.get("/");
    EXPECT_EQ(administrator.location(), "/admin/users");
    clock_.advance(std::chrono::seconds(60));
    Browser worker = signed_in(Role::ngo_case_worker);
    worker.get("/account");
    EXPECT_THAT(worker.last().body, HasSubstr("href=\"/inbox\""));
    EXPECT_THAT(worker.last().body, Not(HasSubstr("href=\"/admin/users\"")));
}

// --- Words ---

TEST_P(Site, speaks_the_language_of_the_cookie_then_of_the_browser_before_signing_in) {
    Browser browser = this->browser();
    browser.set_header("Accept-Language", "ar-SY, en;q=0.5");
    EXPECT_THAT(browser.get("/sign-in").body, HasSubstr("<html lang=\"ar\" dir=\"rtl\""));
    browser.post("/language", {{"language", "uk"}, {"path", "/sign-in"}});
    EXPECT_EQ(browser.location(), "/sign-in");
    EXPECT_THAT(browser.follow().body, HasSubstr("<html lang=\"uk\" dir=\"ltr\""));
    EXPECT_EQ(browser.post("/language", {{"language", "xx"}}).status, 400);
    browser.post("/language", {{"language", "en"}, {"path", "https://elsewhere.example"}});
    EXPECT_EQ(browser.location(), "/");
}

TEST_P(Site, speaks_the_language_of_the_person_and_remembers_another_choice) {
    Browser browser = signed_in(Role::coordinator, base::Language::uk);
    EXPECT_THAT(browser.get("/account").body, HasSubstr("<html lang=\"uk\""));
    browser.post("/language", {{"language", "ar"}, {"path", "/account"}});
    EXPECT_THAT(browser.follow().body, HasSubstr("<html lang=\"ar\""));
    browser.cookies().erase(kLanguageCookie);
    EXPECT_THAT(browser.get("/account").body, HasSubstr("<html lang=\"ar\""));
}

TEST_P(Site, says_once_what_was_done_and_only_what_it_has_words_for) {
    Browser browser = signed_in(Role::coordinator);
    browser.get("/account");
    browser.post("/account/sessions", {});
    EXPECT_THAT(browser.follow().body, HasSubstr("You are signed out everywhere else"));
    EXPECT_THAT(browser.get("/account").body, Not(HasSubstr("You are signed out everywhere else")));
    browser.cookies()[kDoneCookie] = "account.sessions_ended/forged";
    EXPECT_THAT(browser.get("/account").body, Not(HasSubstr("You are signed out everywhere else")));
}

TEST_P(Site, says_why_a_page_is_open_or_closed) {
    Browser browser = signed_in(Role::coordinator);
    EXPECT_THAT(browser.get("/account").body, HasSubstr("href=\"/why?path=%2Faccount\""));
    EXPECT_THAT(browser.get("/why?path=%2Faccount").body, HasSubstr("Why you can see this"));
    browser.get("/why?path=%2Fadmin%2Fusers");
    EXPECT_THAT(browser.last().body, HasSubstr("Why you cannot see this"));
    EXPECT_THAT(browser.last().body, HasSubstr("A role that includes this task."));
    EXPECT_EQ(browser.get("/why?path=%2Fnowhere").status, 404);
    EXPECT_EQ(browser.get("/why").status, 404);
}

TEST_P(Site, says_why_a_case_is_open_or_closed_and_nothing_about_a_case_of_others) {
    Browser browser = signed_in(Role::ngo_case_worker);
    const guard::UserId user = add(Role::shelter);
    guard::NewOrganisation other;
    other.name = "Another House";
    other.agreement_valid_to = kNow + std::chrono::hours(24);
    const guard::OrganisationId stranger =
        must(guard::add_organisation(*place_, guard::command_line_actor(), other));
    const auto add_case = [&](guard::OrganisationId lead, bool child) {
        casework::CaseFile file;
        file.id = guard::CaseId::make(clock_.now(), random_);
        file.pseudonym = child ? "AAAA-BBBB" : "CCCC-DDDD";
        if (lead == stranger) file.pseudonym = "EEEE-FFFF";
        file.profile = "DEMO";
        file.author_organisation = lead;
        file.lead_organisation = lead;
        file.lead_user = user;
        file.opened_at = clock_.now();
        file.handled_as_child = child;
        EXPECT_TRUE(database().write(
            [&](store::WriteSession& session) { return casework::insert_case(session, file); }));
        return "/why?path=%2Fcases%2F" + file.id.text();
    };
    EXPECT_THAT(browser.get(add_case(organisation_, false)).body, HasSubstr("Why you can see this"));
    EXPECT_THAT(browser.last().body, HasSubstr("It leads the case"));
    const std::string of_others = browser.get(add_case(stranger, true)).body;
    EXPECT_THAT(of_others, HasSubstr("Why you cannot see this"));
    EXPECT_THAT(of_others, HasSubstr("None, or there is no such thing"));
    browser.get("/why?path=%2Fcases%2F01920000-0000-7000-8000-000000000000");
    const auto without_token = [](std::string body) {
        return std::regex_replace(body, std::regex("value=\"[^\"]*\""), "");
    };
    EXPECT_EQ(without_token(browser.last().body), without_token(of_others))
        << "a case of others looks like one that is not there";
}

// --- When something breaks ---

base::Result<Answer> throws(const WebDesk&, Visit&) {
    throw std::runtime_error("Amina Diallo fell through");
}

base::Result<Answer> damaged(const WebDesk&, Visit&) {
    return base::fail(base::refused_by("INV-02", base::ProblemCode::data_damaged, "case"));
}

TEST_P(Site, an_exception_becomes_a_page_with_a_number_that_the_log_has_too_and_nothing_else) {
    const std::vector<Route> routes{{.pattern = "/broken", .door = Door::open, .handler = throws},
                                    {.pattern = "/damaged", .door = Door::open, .handler = damaged},
                                    {.pattern = "/bare", .door = Door::bare, .handler = throws}};
    const http::Handler site = make_site(*desk_, routes);
    Browser browser(site);
    for (const char* path : {"/broken", "/damaged", "/bare"}) {
        EXPECT_EQ(browser.get(path).status, 500) << path;
        const std::string& body = browser.last().body;
        EXPECT_THAT(body, Not(HasSubstr("Amina"))) << path;
        const std::size_t logged = logged_.text().rfind("\"incident\":\"");
        ASSERT_NE(logged, std::string::npos);
        EXPECT_THAT(body, HasSubstr(logged_.text().substr(logged + 12, 11))) << path;
    }
    EXPECT_THAT(logged_.text(), HasSubstr("exception_caught"));
    EXPECT_THAT(logged_.text(), HasSubstr("request_failed"));
    EXPECT_THAT(logged_.text(), Not(HasSubstr("Amina")));
}

TEST_P(Site, logs_every_request_by_its_pattern_and_no_name_address_or_token) {
    Browser browser = signed_in(Role::administrator);
    const guard::UserId id = add(Role::lawyer);
    browser.get("/admin/users/" + id.text());
    EXPECT_EQ(browser.last().status, 200);
    EXPECT_THAT(logged_.text(), HasSubstr("\"/admin/users/{user}\""));
    for (const std::string& text : {std::string("Worker"), std::string("sysadmin"), std::string("192.0.2.1"),
                                    std::string(kPassword), browser.cookies()[kSessionCookie], id.text()}) {
        EXPECT_THAT(logged_.text(), Not(HasSubstr(text)));
    }
}

WAYMARK_ON_EVERY_DATABASE(Site);

}  // namespace
}  // namespace web
