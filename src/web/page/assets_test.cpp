#include "web/page/assets.hpp"

#include "ui_assets.hpp"
#include "web/page/asset_manifest.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace web::page {

namespace {

std::string hashed(std::string_view name) {
    return hashed_name(ui_assets_files(), name).value_or("missing");
}

TEST(Assets, are_found_by_the_name_with_their_hash_and_by_no_other) {
    const std::string name = hashed("app.css");
    ASSERT_NE(name, "missing");
    EXPECT_TRUE(find_asset(ui_assets_files(), name, ""));
    for (const std::string other :
         {"app.css", "app-000000000000.css", "manifest.json", "app.css.br", "", "../app.css"}) {
        EXPECT_FALSE(find_asset(ui_assets_files(), other, "")) << other;
    }
}

TEST(Assets, say_what_they_are) {
    const auto type = [](std::string_view name) {
        return find_asset(ui_assets_files(), hashed(name), "")->content_type;
    };
    EXPECT_EQ(type("app.css"), "text/css; charset=utf-8");
    EXPECT_EQ(type("app.rtl.css"), "text/css; charset=utf-8");
    EXPECT_EQ(type("app.js"), "text/javascript; charset=utf-8");
    EXPECT_EQ(type("icon.svg"), "image/svg+xml");
}

TEST(Assets, come_in_the_best_encoding_the_browser_takes) {
    const auto encoding = [](std::string_view accept) {
        return find_asset(ui_assets_files(), hashed("app.css"), accept)->encoding;
    };
    EXPECT_EQ(encoding("gzip, deflate, br"), "br");
    EXPECT_EQ(encoding("gzip;q=0.5, deflate"), "gzip");
    EXPECT_EQ(encoding("br;q=0, gzip"), "gzip");
    EXPECT_EQ(encoding("br;q=0.000, gzip;q=0"), "");
    EXPECT_EQ(encoding("abr, xgzip"), "");
    EXPECT_EQ(encoding(""), "");
}

TEST(Assets, are_smaller_when_compressed) {
    const std::string name = hashed("app.css");
    const auto plain = find_asset(ui_assets_files(), name, "");
    const auto gzip = find_asset(ui_assets_files(), name, "gzip");
    const auto brotli = find_asset(ui_assets_files(), name, "br");
    EXPECT_LT(gzip->bytes.size(), plain->bytes.size());
    EXPECT_LT(brotli->bytes.size(), gzip->bytes.size());
    EXPECT_EQ(gzip->bytes.substr(0, 2), "\x1f\x8b");
}

TEST(Assets, are_none_where_the_manifest_is_missing_or_broken) {
    EXPECT_FALSE(find_asset({}, "app.css", ""));
    const std::vector<base::EmbeddedFile> broken{{"manifest.json", "{"}, {"app.css", "a{}"}};
    EXPECT_FALSE(find_asset(broken, "app.css", ""));
}

}  // namespace

}  // namespace web::page
