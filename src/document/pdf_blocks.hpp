#pragma once
// The blocks of a document as pieces for pages. Thread rule: one thread.

#include "document/document.hpp"
#include "document/pdf_piece.hpp"

namespace document {

// `content` looks into `document`, which outlives it.
void make_pieces(const Document& document, PdfContent& content);

}  // namespace document
