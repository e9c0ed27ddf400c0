#pragma once
// What pages are filled with: pieces that are not broken, each as high as it is, with the parts drawn in it
// and where each part stands in the structure that a screen reader follows. Thread rule: one thread.

#include "document/pango_objects.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace document {

// A4 in points of 1/72 inch.
constexpr double kPageWidth = 595.28;
constexpr double kPageHeight = 841.89;
constexpr double kPageSide = 62;
constexpr double kPageTop = 60;
constexpr double kPageBottom = 72;
constexpr double kTextWidth = kPageWidth - 2 * kPageSide;
constexpr double kTextHeight = kPageHeight - kPageTop - kPageBottom;

// An element of the structure, by its name in PDF. The same `id` in the next part means it goes on.
struct StructureStep {
    const char* tag;
    int id;
    std::string extra = {};  // entries of its dictionary that Cairo has no way to say
};

// What is drawn with: without marks where it is seen again and not to be read again.
struct PdfPen {
    cairo_t* cairo;
    bool marked = true;
};

struct PdfPart {
    std::vector<StructureStep> path;
    std::function<void(const PdfPen&, double y)> draw;  // y: top of the piece on its page
};

struct PdfOutline {
    int level;
    std::string text;
};

struct PdfPiece {
    double height = 0;
    double space_before = 0;  // not at the top of a page
    bool keep_with_next = false;
    bool starts_page = false;
    std::vector<PdfPart> parts = {};
    std::function<void(cairo_t*, double y)> behind = {};  // ornaments, under the parts and in no structure
    std::vector<std::size_t> footnotes = {};
    std::vector<std::string> destinations = {};
    std::optional<PdfOutline> outline = {};
    std::optional<std::size_t> header = {};  // the piece drawn again above this one on a new page
};

// Everything to be placed, and the layouts that the pieces look into.
struct PdfContent {
    std::vector<PdfPiece> pieces;
    std::vector<std::vector<PdfPiece>> footnotes;  // the lines of each
    std::deque<Owned<PangoLayout>> layouts;
};

}  // namespace document
