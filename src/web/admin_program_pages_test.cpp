// Connecting a program, as the administrator's browser sees it.

#include "guard/admit_program.hpp"
#include "web/site_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace web {
namespace {

using guard::Role;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ConnectedPrograms : public SiteTest {
protected:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    // The path of a new program that the case worker answers for.
    std::string add_program(Browser& administrator, const std::string& name = "Intake portal") {
        clock_.advance(std::chrono::seconds(1));
        administrator.get("/admin/programs/new");
        administrator.post("/admin/programs/new", {{"display_name", name},
                                                   {"responsible", sign_in_name(Role::ngo_case_worker)},
                                                   {"roles", "NGO_CASE"}});
        EXPECT_EQ(administrator.last().status, 303) << administrator.last().body;
        const std::string path = administrator.location();
        EXPECT_THAT(administrator.follow().body, HasSubstr("The program is added"));
        return path;
    }
    std::string issue(Browser& administrator, const std::string& program) {
        administrator.get(program + "/tokens/new");
        administrator.post(program + "/tokens/new",
                           {{"name", "intake server"},
                            {"scopes", "cases:read"},
                            {"expires_at", base::to_iso_date(clock_.now() + std::chrono::days(90))}});
        std::smatch found;
        const std::string body = administrator.last().body;
        EXPECT_TRUE(std::regex_search(body, found, std::regex("wm_[A-Za-z0-9_-]{48}"))) << body;
        return found.str();
    }
    bool opens(const std::string& token) {
        return guard::admit_program(*place_, refused_, token, "192.0.2.1").has_value();
    }
    static std::string revoke_path(const std::string& body) {
        const std::size_t end = body.find("/revoke\"");
        EXPECT_NE(end, std::string::npos);
        const std::size_t begin = body.rfind('"', end) + 1;
        return body.substr(begin, end + std::string("/revoke").size() - begin);
    }

    guard::RefusedTokens refused_{log_};
};

TEST_P(ConnectedPrograms, are_let_in_by_a_token_that_is_shown_once_until_it_is_taken_back) {
    add(Role::ngo_case_worker);
    Browser administrator = signed_in(Role::administrator);
    const std::string program = add_program(administrator);
    const std::string token = issue(administrator, program);
    EXPECT_TRUE(opens(token));
    administrator.get(program);
    EXPECT_THAT(administrator.last().body, Not(HasSubstr(token.substr(0, 20))));
    const std::string revoke = revoke_path(administrator.last().body);
    EXPECT_THAT(administrator.get(revoke).body, HasSubstr("intake server"));
    EXPECT_TRUE(opens(token)) << "looking takes nothing back";
    administrator.post(revoke, {});
    EXPECT_THAT(administrator.follow().body, HasSubstr("The token is taken back"));
    EXPECT_FALSE(opens(token));
    EXPECT_THAT(logged_.text(), Not(HasSubstr(token.substr(3, 20))));
}

TEST_P(ConnectedPrograms, a_token_is_taken_back_only_on_the_page_of_its_own_program) {
    add(Role::ngo_case_worker);
    Browser administrator = signed_in(Role::administrator);
    const std::string one = add_program(administrator, "One portal");
    const std::string other = add_program(administrator, "Other portal");
    const std::string token = issue(administrator, one);
    administrator.get(one);
    std::string revoke = revoke_path(administrator.last().body);
    revoke.replace(0, one.size(), other);
    EXPECT_EQ(administrator.get(revoke).status, 404);
    EXPECT_EQ(administrator.post(revoke, {}).status, 404);
    EXPECT_TRUE(opens(token));
}

TEST_P(ConnectedPrograms, a_token_that_ends_within_a_fortnight_stands_at_the_head_of_their_list) {
    add(Role::ngo_case_worker);
    Browser administrator = signed_in(Role::administrator);
    const std::string program = add_program(administrator);
    issue(administrator, program);
    const char* const head = "Tokens that end soon";
    EXPECT_THAT(administrator.get("/admin/programs").body, Not(HasSubstr(head)));
    clock_.advance(std::chrono::days(80));
    Browser later(site_);
    sign_in(later, Role::administrator);
    EXPECT_THAT(later.get("/admin/programs").body,
                AllOf(HasSubstr(head), HasSubstr("Intake portal: intake server"), HasSubstr(program)));
}

TEST_P(ConnectedPrograms, are_changed_only_by_who_saw_what_is_there_now_and_are_no_people) {
    add(Role::ngo_case_worker);
    Browser administrator = signed_in(Role::administrator);
    const std::string program = add_program(administrator);
    const std::string responsible = sign_in_name(Role::ngo_case_worker);
    administrator.get(program);
    const Fields wanted{
        {"version", "1"}, {"display_name", "New name"}, {"responsible", responsible}, {"roles", "SHELTER"}};
    administrator.post(program, wanted);
    EXPECT_THAT(administrator.follow().body, HasSubstr("New name"));
    administrator.post(program, wanted);
    EXPECT_EQ(administrator.last().status, 412);
    EXPECT_THAT(administrator.last().body, HasSubstr("name=\"version\" value=\"2\""));
    administrator.post(program, {{"version", "2"}, {"display_name", ""}, {"responsible", "nobody"}});
    EXPECT_EQ(administrator.last().status, 400);
    const std::string as_user = "/admin/users" + program.substr(std::string("/admin/programs").size());
    EXPECT_EQ(administrator.get(as_user).status, 404);
    administrator.get(program);
    administrator.post(program + "/disable", {});
    EXPECT_THAT(administrator.follow().body, HasSubstr("The program is closed"));
    administrator.post(program + "/enable", {});
    EXPECT_THAT(administrator.follow().body, HasSubstr("The program is open again"));
}

WAYMARK_ON_EVERY_DATABASE(ConnectedPrograms);

}  // namespace
}  // namespace web
