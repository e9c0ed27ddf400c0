#include "web/page/fragment.hpp"

#include "document/render_html.hpp"

#include <algorithm>
#include <cctype>

namespace web::page {

namespace {

constexpr int kTitleLevel = 1;  // of the page around

bool is_prefix(std::string_view text) {
    return !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0 &&
           std::all_of(text.begin(), text.end(),
                       [](unsigned char letter) { return std::isalnum(letter) != 0 || letter == '-'; });
}

}  // namespace

base::Result<Fragment> Fragment::of(const document::Document& document, std::string_view id_prefix) {
    if (!is_prefix(id_prefix)) {  // a mistake of the program: no page shows it
        return base::fail(base::invalid_fields({{"id_prefix", "id_form", "letters, digits, hyphens"}}));
    }
    auto html = document::render_html(document, {.title_level = 0, .id_prefix = std::string(id_prefix)});
    if (!html) return base::fail(html.error());
    Fragment fragment;
    fragment.html_ = std::move(*html);
    for (const document::Block& block : document.blocks) {
        if (const auto* heading = std::get_if<document::Heading>(&block)) {
            fragment.last_heading_ = std::min(kTitleLevel + heading->level, 6);
        }
    }
    if (!document.footnotes.empty()) fragment.last_heading_ = kTitleLevel + 1;
    return fragment;
}

}  // namespace web::page
