// Draws every kind of block in English and Arabic into build/gallery, for eyes (ui/gallery_shots.mjs) and for
// the check that a page comes out whole.
#include "web/page/asset_manifest.hpp"
#include "web/page/assets.hpp"
#include "web/page/page_samples.hpp"

#include <gtest/gtest.h>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace web::page::testing {

namespace {

namespace files = std::filesystem;

const files::path kGallery = files::path(WAYMARK_SOURCE_DIR) / "build" / "gallery";

std::string read(const files::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void write(const files::path& path, std::string_view text) {
    files::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

base::Messages gallery_messages() {
    const files::path folder = files::path(WAYMARK_SOURCE_DIR) / "ui" / "gallery";
    const std::string english = read(folder / "en.json");
    const std::string arabic = read(folder / "ar.json");
    const std::vector<base::EmbeddedFile> texts{{"en/gallery.json", english}, {"ar/gallery.json", arabic}};
    auto loaded = base::Messages::load(texts);
    if (!loaded) throw std::runtime_error(base::to_text(loaded.error()));
    return std::move(*loaded);
}

TEST(Gallery, shows_every_block_in_both_directions) {
    files::remove_all(kGallery);
    const base::Messages texts = gallery_messages();
    for (const base::Language language : {base::Language::en, base::Language::ar}) {
        const std::string code(base::kind_of(language).code);
        const base::Words words(messages(), language);
        const Say say = [&](std::string_view key) {
            return texts.text(language, "gallery." + std::string(key));
        };
        for (const Sample& sample : sample_pages(say, words)) {
            const std::string html = renderer().html(sample.page, sample.around, words);
            EXPECT_NE(html.find("</html>"), std::string::npos) << sample.name;
            EXPECT_EQ(html.find("gallery."), std::string::npos) << sample.name << " shows a key";
            EXPECT_EQ(html.find("common."), std::string::npos) << sample.name << " shows a key";
            write(kGallery / code / (sample.name + ".html"), html);
        }
    }
    for (const auto name : {"app.css", "app.rtl.css", "app.js", "icon.svg", "page.svg"}) {
        const auto hashed = hashed_name(ui_assets_files(), name);
        ASSERT_TRUE(hashed);
        write(kGallery / "assets" / *hashed, find_asset(ui_assets_files(), *hashed, "")->bytes);
    }
}

}  // namespace

}  // namespace web::page::testing
