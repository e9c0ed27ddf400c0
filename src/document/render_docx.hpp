#pragma once
// A document as DOCX, to be worked on further: real headings, lists, tables and footnotes, pictures with
// their words, from right to left where the document is. The same document gives the same bytes. Safe from
// any thread.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "document/document.hpp"

namespace document {

// Problems: those of check().
base::Result<base::Bytes> render_docx(const Document& document);

}  // namespace document
