#pragma once
// A document as HTML: a fragment that stands in a page of the site (its classes are those of ui/styles), or a
// whole page in one file, which asks nothing from anywhere. Headings in order, tables with their headings,
// figures with their table behind, footnotes with the way back. Pure; safe from any thread.

#include "base/result.hpp"
#include "document/document.hpp"

#include <string>

namespace document {

struct HtmlPlace {
    int title_level = 1;    // of the document's title; 0 leaves it to the page around
    std::string id_prefix;  // before every id, where a page holds several documents
};

// Problems: those of check().
base::Result<std::string> render_html(const Document& document, const HtmlPlace& place = {});
base::Result<std::string> render_html_page(const Document& document);

}  // namespace document
