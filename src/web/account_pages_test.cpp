// Signing in for the first time, one's own account, and what the administrator does, as a browser sees it.

#include "base/encoding.hpp"
#include "web/cookies.hpp"
#include "web/site_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace web {
namespace {

using guard::Role;
using ::testing::HasSubstr;
using ::testing::Not;

// What stands in the n-th block of a code to copy.
std::string code_block(const std::string& body, int number = 0) {
    std::size_t at = 0;
    for (int count = 0; count <= number; ++count) at = body.find("<code", at + 1);
    const std::size_t begin = body.find('>', at) + 1;
    return body.substr(begin, body.find('<', begin) - begin);
}

class FirstSignIn : public SiteTest {
protected:
    // An account as the administrator makes it in a browser; answers its first password.
    std::string add_by_page(Browser& administrator, const std::string& name, const std::string& role) {
        clock_.advance(std::chrono::seconds(1));  // ids, and with them lists, are in the order of time
        administrator.get("/admin/users/new");
        administrator.post("/admin/users/new", {{"display_name", "Olena Kovalenko"},
                                                {"sign_in_name", name},
                                                {"organisation", organisation_.text()},
                                                {"language", "en"},
                                                {"roles", role},
                                                {"training_interview", "2030-01-01"},
                                                {"flags", "vetted_for_children"}});
        EXPECT_EQ(administrator.last().status, 200) << administrator.last().body;
        EXPECT_THAT(administrator.last().body, HasSubstr("Hand over this password"));
        return code_block(administrator.last().body);
    }
};

TEST_P(FirstSignIn, leads_over_a_password_of_ones_own_and_the_second_factor_to_the_work) {
    Browser administrator = signed_in(Role::administrator);
    const std::string password = add_by_page(administrator, "olena.k", "NGO_CASE");
    Browser browser = this->browser();
    browser.get("/sign-in");
    browser.post("/sign-in", {{"sign_in_name", "Olena.K"}, {"password", password}});
    ASSERT_EQ(browser.location(), "/account/password");
    browser.follow();
    EXPECT_THAT(browser.last().body, Not(HasSubstr("current_password")));
    browser.post("/account/password", {{"new_password", "short"}, {"repeated_password", "short"}});
    EXPECT_THAT(browser.last().body, HasSubstr("at least 12 characters"));
    EXPECT_THAT(browser.last().body, Not(HasSubstr("value=\"short\"")));
    browser.post("/account/password",
                 {{"new_password", "a lighthouse afar"}, {"repeated_password", "a lighthouse near"}});
    EXPECT_EQ(browser.last().status, 400);
    browser.post("/account/password",
                 {{"new_password", "a lighthouse afar"}, {"repeated_password", "a lighthouse afar"}});
    ASSERT_EQ(browser.location(), "/account");
    EXPECT_EQ(browser.follow().status, 303) << "still owed: the second factor";
    ASSERT_EQ(browser.location(), "/account/second-factor");
    browser.follow();
    EXPECT_THAT(browser.last().body, HasSubstr("<svg"));
    const base::Bytes secret = must(base::from_base32(code_block(browser.last().body)));
    EXPECT_EQ(browser.post("/account/second-factor", {{"code", "no"}}).status, 400);
    browser.post("/account/second-factor", {{"code", base::crypto::totp_code(secret, clock_.now())}});
    EXPECT_EQ(browser.last().status, 200);
    EXPECT_THAT(browser.last().body, HasSubstr("Keep these recovery codes"));
    const std::string recovery = code_block(browser.last().body, 9);
    EXPECT_EQ(browser.get("/").status, 303);
    EXPECT_EQ(browser.location(), "/worklist");

    browser.post("/sign-out", {});
    browser.follow();
    browser.post("/sign-in", {{"sign_in_name", "olena.k"}, {"password", "a lighthouse afar"}});
    browser.follow();
    EXPECT_EQ(browser.post("/sign-in/code", {{"code", "000000"}}).status, 400);
    EXPECT_EQ(browser.get("/sign-in/recovery").status, 200);
    browser.post("/sign-in/recovery", {{"code", recovery}});
    EXPECT_EQ(browser.location(), "/");
    EXPECT_THAT(browser.get("/account").body, HasSubstr("9 recovery codes left"));
}

TEST_P(FirstSignIn, an_administrator_changes_duties_and_closes_and_resets_accounts) {
    Browser administrator = signed_in(Role::administrator);
    static_cast<void>(add_by_page(administrator, "olena.k", "NGO_CASE"));
    administrator.get("/admin/users");
    const std::string& list = administrator.last().body;
    EXPECT_THAT(list, HasSubstr("Olena Kovalenko"));
    EXPECT_THAT(list, HasSubstr("Case worker"));
    const std::size_t at = list.rfind("/admin/users/0");
    const std::string path = list.substr(at, std::string("/admin/users/").size() + 36);
    administrator.get(path);
    EXPECT_THAT(administrator.last().body, HasSubstr("value=\"2030-01-01\""));
    administrator.post(path, {{"version", "1"}, {"roles", "SHELTER"}, {"training_child", "2031-02-03"}});
    EXPECT_EQ(administrator.location(), path);
    EXPECT_THAT(administrator.follow().body, HasSubstr("The duties are saved"));
    EXPECT_THAT(administrator.last().body, HasSubstr("value=\"2031-02-03\""));
    administrator.post(path, {{"version", "1"}, {"roles", "HEALTH"}, {"training_awareness", "2032-01-01"}});
    EXPECT_EQ(administrator.last().status, 412) << "somebody else was first";
    EXPECT_THAT(administrator.last().body, HasSubstr("A colleague saved these duties meanwhile"));
    EXPECT_THAT(administrator.last().body, HasSubstr("Shelter worker"));
    EXPECT_THAT(administrator.last().body, HasSubstr(": 2031-02-03")) << "all that the colleague saved";
    EXPECT_THAT(administrator.last().body, HasSubstr("value=\"2032-01-01\"")) << "nothing typed is lost";
    EXPECT_THAT(administrator.last().body, HasSubstr("name=\"version\" value=\"2\""));
    administrator.post(path, {{"version", "1"}, {"roles", "HEALTH"}, {"training_awareness", "soon"}});
    EXPECT_EQ(administrator.last().status, 400);
    EXPECT_THAT(administrator.last().body, HasSubstr("name=\"version\" value=\"1\""))
        << "a slip of the pen is no leave to write over what nobody has seen";
    EXPECT_THAT(administrator.last().body, HasSubstr("value=\"soon\""));
    administrator.post(path + "/disable", {});
    EXPECT_THAT(administrator.follow().body, HasSubstr("The account is closed"));
    administrator.post(path + "/enable", {});
    EXPECT_THAT(administrator.follow().body, HasSubstr("The account is open again"));
    administrator.post(path + "/reset", {});
    EXPECT_THAT(administrator.last().body, HasSubstr("Hand over this password"));
    EXPECT_EQ(administrator.get("/admin/users/01920000-0000-7000-8000-000000000000").status, 404);
    EXPECT_EQ(administrator.get("/admin/users/no-id").status, 404);
}

TEST_P(FirstSignIn, an_administrator_adds_organisations_and_pages_through_long_lists) {
    Browser administrator = signed_in(Role::administrator);
    administrator.get("/admin/organisations/new");
    administrator.post("/admin/organisations/new", {{"name", "Harbour House"}, {"kind", "NGO"}});
    EXPECT_EQ(administrator.last().status, 400);
    for (int number = 0; number < 50; ++number) {
        clock_.advance(std::chrono::milliseconds(1));
        administrator.post("/admin/organisations/new", {{"name", "House " + std::to_string(number)},
                                                        {"kind", "Helpline"},
                                                        {"agreement_valid_to", "2030-01-01"}});
        ASSERT_EQ(administrator.location(), "/admin/organisations") << administrator.last().body;
    }
    administrator.get("/admin/organisations");
    EXPECT_THAT(administrator.last().body, HasSubstr("House 48"));
    EXPECT_THAT(administrator.last().body, Not(HasSubstr("House 49")));
    const std::string& body = administrator.last().body;
    const std::size_t at = body.find("/admin/organisations?after=");
    ASSERT_NE(at, std::string::npos);
    const std::string next = body.substr(at, body.find('"', at) - at);
    EXPECT_THAT(administrator.get(next).body, HasSubstr("House 49"));
    EXPECT_THAT(administrator.last().body, Not(HasSubstr("House 48")));
}

TEST_P(FirstSignIn, a_wrong_password_is_told_without_saying_which_part_was_wrong_and_kept_out_of_the_page) {
    add(Role::coordinator);
    Browser browser = this->browser();
    browser.get("/sign-in");
    const http::Response unknown =
        browser.post("/sign-in", {{"sign_in_name", "nobody"}, {"password", "a wrong lantern"}});
    const http::Response wrong =
        browser.post("/sign-in", {{"sign_in_name", "coord"}, {"password", "a wrong lantern"}});
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.status, 401);
    EXPECT_THAT(wrong.body, HasSubstr("Name or password is not right"));
    EXPECT_THAT(unknown.body, HasSubstr("Name or password is not right"));
    EXPECT_THAT(wrong.body, HasSubstr("value=\"coord\"")) << "the name stays";
    EXPECT_THAT(wrong.body, Not(HasSubstr("a wrong lantern")));
    EXPECT_THAT(logged_.text(), HasSubstr("sign_in_refused"));
    for (int number = 0; number < 5; ++number) {
        browser.post("/sign-in", {{"sign_in_name", "coord"}, {"password", "a wrong lantern"}});
    }
    EXPECT_EQ(browser.last().status, 429);
    EXPECT_THAT(browser.last().body, HasSubstr("too many attempts"));
    EXPECT_THAT(logged_.text(), HasSubstr("account_locked"));
}

// --- The demo ---

class DemoSite : public FirstSignIn {
protected:
    void SetUp() override {
        FirstSignIn::SetUp();
        if (IsSkipped()) return;
        add(Role::ngo_case_worker);
        desk_->demo_sign_ins = {{.sign_in_name = "ngo_case",
                                 .display_name = "Worker of NGO_CASE",
                                 .role = "NGO_CASE",
                                 .organisation = "Harbour House",
                                 .password = kPassword,
                                 .totp_secret = base::to_base32(totp_secret().expose())}};
    }
};

TEST_P(DemoSite, one_press_signs_in_and_the_code_is_filled_in_however_often) {
    desk_->demo = true;
    for (int visitor = 0; visitor < 3; ++visitor) {
        Browser browser = this->browser();
        EXPECT_THAT(browser.get("/sign-in").body, HasSubstr("Worker of NGO_CASE, Case worker"));
        EXPECT_THAT(browser.last().body, Not(HasSubstr(kPassword)));
        browser.post("/sign-in", {{"demo", "ngo_case"}});
        ASSERT_EQ(browser.location(), "/sign-in/code");
        EXPECT_THAT(browser.follow().body, HasSubstr("value=\"" + code_now() + "\""));
        browser.post("/sign-in/code", {{"code", code_now()}});
        EXPECT_EQ(browser.location(), "/");
    }
}

TEST_P(DemoSite, none_of_it_is_there_without_a_demo) {
    Browser browser = this->browser();
    EXPECT_THAT(browser.get("/sign-in").body, Not(HasSubstr("Worker of NGO_CASE")));
    browser.post("/sign-in", {{"demo", "ngo_case"}});
    EXPECT_EQ(browser.last().status, 401);
    browser.post("/sign-in", {{"sign_in_name", "ngo_case"}, {"password", kPassword}});
    EXPECT_THAT(browser.follow().body, Not(HasSubstr(code_now())));
    const std::string used = code_now();
    browser.post("/sign-in/code", {{"code", used}});
    EXPECT_EQ(browser.location(), "/");
    Browser again = this->browser();
    again.get("/sign-in");
    again.post("/sign-in", {{"sign_in_name", "ngo_case"}, {"password", kPassword}});
    again.follow();
    EXPECT_EQ(again.post("/sign-in/code", {{"code", used}}).status, 400) << "a code is good once";
}

WAYMARK_ON_EVERY_DATABASE(FirstSignIn);
WAYMARK_ON_EVERY_DATABASE(DemoSite);

}  // namespace
}  // namespace web
