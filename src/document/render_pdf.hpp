#pragma once
// A document as a tagged PDF on A4: structure, language, alternatives of figures, headings of tables, links,
// outline and page numbers; footnotes at the foot of their page; the table behind a figure printed after it.
// Set by Pango in Noto Sans, from right to left where the document is. The same document gives the same bytes
// on a machine with the same fonts. Safe from any thread.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "document/document.hpp"

namespace document {

// Problems: those of check().
base::Result<base::Bytes> render_pdf(const Document& document);

}  // namespace document
