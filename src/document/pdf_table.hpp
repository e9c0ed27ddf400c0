#pragma once
// A table as pieces: its caption, its row of headings (drawn again on every page), a piece for each row. A
// row higher than half a page goes on in a second one. Thread rule: one thread.

#include "document/document.hpp"
#include "document/pdf_piece.hpp"
#include "document/pdf_text.hpp"

#include <cstddef>
#include <vector>

namespace document {

struct PdfTableStyle {
    double size = 9.5;  // of its letters
};

// Widths by their shares, none below its least where all of them fit; they add up to `total`.
std::vector<double> column_widths(const std::vector<double>& shares, const std::vector<double>& least,
                                  double total);

// `first`: where the first of them will stand among the pieces.
std::vector<PdfPiece> table_pieces(PdfTypesetter& set, const Table& table, const PdfTableStyle& style,
                                   std::size_t first);

}  // namespace document
