#pragma once
// Pages for tests: every kind of block, filled by `say`, so that one test can show them in a language (the
// gallery) and another can put a dangerous text everywhere. For tests only.

#include "ui_assets.hpp"
#include "ui_templates.hpp"
#include "ui_words.hpp"
#include "web/page/renderer.hpp"

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace web::page::testing {

inline const base::Messages& messages() {
    static const base::Messages loaded = [] {
        auto result = base::Messages::load(ui_words_files());
        if (!result) throw std::runtime_error(base::to_text(result.error()));
        return std::move(*result);
    }();
    return loaded;
}

inline const Renderer& renderer() {
    static const Renderer loaded = [] {
        auto result = Renderer::load(ui_templates_files(), ui_assets_files());
        if (!result) throw std::runtime_error(base::to_text(result.error()));
        return std::move(*result);
    }();
    return loaded;
}

struct Sample {
    std::string name;
    Page page;
    Surroundings around;
};

// The text for a key of ours, or whatever a test wants to see in its place.
using Say = std::function<std::string(std::string_view key)>;

Surroundings sample_surroundings(const Say& say);
std::vector<Sample> sample_pages(const Say& say, const base::Words& words);

}  // namespace web::page::testing
