// The route walk: every route with every role, at the door and through the site, against a table that people
// have read (route_table.tsv). To write it anew after a change, and then read what changed:
//   WAYMARK_WRITE_ROUTE_TABLE=1 build/debug/src/web/web_test --gtest_filter='RouteTable.*'

#include "guard/authorisation_rules.hpp"
#include "web/menu.hpp"
#include "web/router.hpp"
#include "web/site_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace web {
namespace {

using guard::Role;
using ::testing::HasSubstr;

constexpr base::Time kNow{1'800'000'000'000'000};
const std::string kTable = WAYMARK_SOURCE_DIR "/src/web/route_table.tsv";

// Somebody with this role who has everything else: training, vetting, second factor, agreement.
guard::Actor fully_equipped(std::vector<Role> roles) {
    guard::Actor actor;
    actor.roles = std::move(roles);
    for (const guard::Function function : guard::all_functions()) {
        actor.training.push_back({function, kNow + std::chrono::hours(24 * 365)});
    }
    actor.vetted_for_children = true;
    actor.supervisor = true;
    actor.second_factor_passed = true;
    return actor;
}

std::string text_of(Door door) {
    switch (door) {
        case Door::bare: return "bare";
        case Door::open: return "open";
        case Door::half_open: return "half open";
        case Door::signed_in: return "signed in";
    }
    return "";
}

std::string roles_of(const Route& route) {
    if (route.door == Door::bare || route.door == Door::open) return "everybody";
    std::string text;
    std::size_t count = 0;
    for (const Role role : guard::all_roles()) {
        if (!is_open_to(route, fully_equipped({role}), kNow)) continue;
        ++count;
        text += (text.empty() ? "" : " ") + std::string(guard::code_of(role));
    }
    if (count == guard::all_roles().size()) return "every role";
    return text.empty() ? "nobody" : text;
}

std::string method_of(const Route& route) {
    return route.method == http::Method::post ? "POST" : "GET";
}

std::string line_of(const Route& route) {
    std::string line =
        method_of(route) + "\t" + std::string(route.pattern) + "\t" + text_of(route.door) + "\t";
    if (route.door == Door::signed_in) {
        line +=
            std::string(guard::name_of(route.permission)) + "\t" + std::string(guard::code_of(route.purpose));
    } else {
        line += "-\t-";
    }
    return line + "\t" + roles_of(route);
}

std::vector<std::string> lines_of(const std::vector<Route>& routes) {
    std::vector<std::string> lines;
    for (const Route& route : routes) lines.push_back(line_of(route));
    std::ranges::sort(lines, {}, [](const std::string& line) {
        const std::size_t tab = line.find('\t');
        return line.substr(tab + 1, line.find('\t', tab + 1) - tab) + line.substr(0, tab);
    });
    lines.insert(lines.begin(), "method\tpath\tdoor\tpermission\tpurpose\topen to");
    return lines;
}

TEST(RouteTable, is_the_one_that_was_read) {
    const std::vector<std::string> lines = lines_of(all_routes());
    if (std::getenv("WAYMARK_WRITE_ROUTE_TABLE") != nullptr) {
        std::ofstream file(kTable);
        for (const std::string& line : lines) file << line << "\n";
        ASSERT_TRUE(file.good());
    }
    std::vector<std::string> kept;
    std::ifstream file(kTable);
    for (std::string line; std::getline(file, line);) kept.push_back(line);
    EXPECT_EQ(lines, kept) << "see the first lines of " << __FILE__;
}

TEST(RouteTable, names_every_route_once) {
    std::set<std::string> seen;
    for (const Route& route : all_routes()) {
        EXPECT_TRUE(seen.insert(method_of(route) + " " + std::string(route.pattern)).second)
            << method_of(route) << " " << route.pattern;
        EXPECT_NE(route.handler, nullptr) << route.pattern;
        EXPECT_TRUE(route.method == http::Method::get || route.method == http::Method::post);
    }
}

// What stands open without a sign-in, or half open, is a closed list: everything else asks authorise().
TEST(RouteTable, holds_nothing_open_but_signing_in_and_whether_the_program_is_well) {
    std::set<std::string> open;
    std::set<std::string> half_open;
    for (const Route& route : all_routes()) {
        if (route.door == Door::open || route.door == Door::bare) open.insert(std::string(route.pattern));
        if (route.door == Door::half_open) half_open.insert(std::string(route.pattern));
    }
    EXPECT_EQ(open, (std::set<std::string>{"/assets/{name}", "/health", "/language", "/ready", "/sign-in",
                                           "/results", "/results/{round}", "/results/{round}/data.zip",
                                           "/results/{round}/items/{number}", "/results/{round}/report",
                                           "/results/{round}/report.docx", "/results/{round}/report.pdf"}));
    EXPECT_EQ(half_open, (std::set<std::string>{"/account/password", "/account/second-factor",
                                                "/sign-in/code", "/sign-in/recovery", "/sign-out"}));
}

// --- INV-09 ---

TEST(Inv09Routes, open_to_immigration_enforcement_only_what_is_its_own) {
    for (const auto& roles : {std::vector{Role::immigration_enforcement},
                              std::vector{Role::immigration_enforcement, Role::ngo_case_worker},
                              std::vector{Role::administrator, Role::immigration_enforcement}}) {
        const guard::Actor actor = fully_equipped(roles);
        for (const Route& route : all_routes()) {
            if (route.door != Door::signed_in) continue;
            if (guard::kBehindTheFirewall.has(route.permission)) continue;
            EXPECT_FALSE(is_open_to(route, actor, kNow)) << route.pattern;
        }
    }
}

// --- Through the site ---

// "/cases/{case}/x" with an id that nobody has.
std::string path_of(const Route& route) {
    std::string path;
    std::string_view rest = route.pattern;
    while (!rest.empty()) {
        const std::size_t brace = rest.find('{');
        path += rest.substr(0, brace);
        if (brace == std::string_view::npos) break;
        path += "01920000-0000-7000-8000-000000000000";
        rest.remove_prefix(rest.find('}') + 1);
    }
    return path;
}

class RouteWalk : public SiteTest {
protected:
    std::int64_t refusals() {
        return count("audit_event where outcome = 'denied' and subject_kind = 'route'");
    }

    // Walks all doors as one person; answers how many were refused.
    void walk(Browser& browser, const guard::Actor& actor) {
        browser.get("/account");
        std::int64_t expected = refusals();
        for (const Route& route : all_routes()) {
            if (route.door != Door::signed_in) continue;
            const std::string path = path_of(route);
            const http::Response& answer =
                route.method == http::Method::get ? browser.get(path) : browser.post(path, {});
            if (is_open_to(route, actor, kNow)) {
                EXPECT_LT(answer.status, 500) << method_of(route) << " " << path << answer.body;
                continue;
            }
            ++expected;
            EXPECT_EQ(answer.status, 403) << method_of(route) << " " << path;
        }
        EXPECT_EQ(refusals(), expected) << "every refusal at a door is logged, and nothing else as one";
    }
};

TEST_P(RouteWalk, every_door_decides_for_every_role_as_the_table_says) {
    // A door asks no database: on PostgreSQL some roles are enough to see that refusals are logged there too.
    const std::size_t step = GetParam() == store::Engine::sqlite ? 1 : 6;
    for (std::size_t index = 0; index < guard::all_roles().size(); index += step) {
        const Role role = guard::all_roles()[index];
        SCOPED_TRACE(std::string(guard::code_of(role)));
        clock_.advance(std::chrono::seconds(60));
        Browser browser = signed_in(role);
        guard::Actor actor = fully_equipped({role});
        actor.supervisor = false;
        walk(browser, actor);
    }
}

TEST_P(RouteWalk, without_a_sign_in_nothing_is_answered_but_the_way_to_it) {
    Browser browser = this->browser();
    browser.get("/sign-in");
    for (const Route& route : all_routes()) {
        if (route.door == Door::bare || route.door == Door::open) continue;
        const std::string path = path_of(route);
        if (route.method == http::Method::get) {
            EXPECT_EQ(browser.get(path).status, 303) << path;
            EXPECT_EQ(browser.location().substr(0, 8), "/sign-in") << path;
        } else {
            EXPECT_EQ(browser.post(path, {}).status, 401) << path;
        }
    }
}

class Inv09Site : public SiteTest {};

TEST_P(Inv09Site, immigration_enforcement_is_told_the_rule_and_nothing_else) {
    add(Role::immigration_enforcement);
    Browser browser = this->browser();
    sign_in(browser, Role::immigration_enforcement);
    EXPECT_EQ(browser.get("/account").status, 200);
    for (const Route& route : all_routes()) {
        if (route.door != Door::signed_in || guard::kBehindTheFirewall.has(route.permission)) continue;
        const std::string path = path_of(route);
        const http::Response& answer =
            route.method == http::Method::get ? browser.get(path) : browser.post(path, {});
        EXPECT_EQ(answer.status, 403) << path;
        EXPECT_THAT(answer.body, HasSubstr("INV-09")) << path;
    }
    EXPECT_EQ(browser.get("/why?path=%2Fworklist").status, 200);
    EXPECT_THAT(browser.last().body, HasSubstr("INV-09"));
}

WAYMARK_ON_EVERY_DATABASE(RouteWalk);
WAYMARK_ON_EVERY_DATABASE(Inv09Site);

}  // namespace
}  // namespace web
