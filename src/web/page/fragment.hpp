#pragma once
// A document as a part of a page: headings, tables, and figures drawn as inline SVG with their table behind
// (document::render_html). It is HTML that stands in the page as it is, so it is made from a document alone,
// never from a text. The page's title is its title: its chapters are headings of level 2. Styles:
// ui/styles/_document.scss. Thread rule: a plain value.

#include "base/result.hpp"
#include "document/document.hpp"

#include <string>
#include <string_view>

namespace web::page {

class Fragment {
public:
    // `id_prefix` begins every id inside, so that several stand on one page and nothing else has such an id:
    // letters, digits and hyphens, its own for each fragment of a page. Problems: those of document::check();
    // id_prefix: id_form.
    static base::Result<Fragment> of(const document::Document& document,
                                     std::string_view id_prefix = "document-");

    const std::string& html() const { return html_; }
    int last_heading() const { return last_heading_; }  // level, as the page has it; 0: none

private:
    Fragment() = default;

    std::string html_;
    int last_heading_ = 0;
};

}  // namespace web::page
