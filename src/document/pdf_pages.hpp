#pragma once
// Pieces onto pages: as many as fit with the footnotes they cite, kept together where they ask for it. Pure.

#include "document/pdf_piece.hpp"

#include <vector>

namespace document {

struct PlacedPiece {
    const PdfPiece* piece;
    double y;  // of its top
};

struct PdfPage {
    std::vector<PlacedPiece> ornaments;  // headings of tables that go on from the page before
    std::vector<PlacedPiece> pieces;
    std::vector<PlacedPiece> footnotes;
};

// At least one page. The pages look into `content`.
std::vector<PdfPage> placed(const PdfContent& content);

}  // namespace document
