#include "web/router.hpp"

#include <gtest/gtest.h>

namespace web {
namespace {

using http::Method;

const std::vector<Route> kRoutes{{.pattern = "/"},
                                 {.pattern = "/cases/{case}"},
                                 {.pattern = "/cases/new"},
                                 {.pattern = "/cases/{case}/consents/{consent}"},
                                 {.method = Method::post, .pattern = "/cases/{case}"},
                                 {.method = Method::post, .pattern = "/cases/{case}/close"}};

std::string pattern_of(Method method, std::string_view path) {
    const RouteMatch match = find_route(kRoutes, method, path);
    return match.route == nullptr ? std::string() : std::string(match.route->pattern);
}

TEST(Router, finds_the_route_and_its_parameters) {
    const RouteMatch match = find_route(kRoutes, Method::get, "/cases/7/consents/9");
    ASSERT_NE(match.route, nullptr);
    EXPECT_EQ(match.parameters, (PathParameters{{"case", "7"}, {"consent", "9"}}));
    EXPECT_EQ(pattern_of(Method::get, "/"), "/");
    EXPECT_EQ(pattern_of(Method::head, "/cases/7"), "/cases/{case}");
}

TEST(Router, prefers_the_pattern_with_more_words_of_its_own) {
    EXPECT_EQ(pattern_of(Method::get, "/cases/new"), "/cases/new");
    EXPECT_EQ(pattern_of(Method::post, "/cases/new"), "/cases/{case}");
}

TEST(Router, finds_nothing_for_more_fewer_or_empty_segments) {
    for (const char* path : {"", "cases", "/cases", "/cases/", "/cases/7/", "/cases/7/consents", "/x"}) {
        EXPECT_EQ(pattern_of(Method::get, path), "") << path;
        EXPECT_TRUE(find_route(kRoutes, Method::get, path).allowed.empty()) << path;
    }
}

TEST(Router, says_what_would_be_allowed_where_only_the_method_is_wrong) {
    EXPECT_EQ(find_route(kRoutes, Method::get, "/cases/7/close").allowed, std::vector{Method::post});
    EXPECT_EQ(find_route(kRoutes, Method::post, "/").allowed, std::vector{Method::get});
}

}  // namespace
}  // namespace web
