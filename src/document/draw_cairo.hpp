#pragma once
// A drawing onto a Cairo surface: the PDF's page, or the picture that a DOCX carries. The caller owns the
// surface and has put its origin and scale where the drawing goes. Thread rule: the surface's thread.

#include "base/bytes.hpp"
#include "document/drawing.hpp"
#include "document/pango_objects.hpp"

#include <string>

namespace document {

void set_colour(cairo_t* cairo, Colour colour);
void draw(cairo_t* cairo, const Drawing& drawing, const std::string& language);

// `scale` pixels for each unit of the drawing. The same drawing gives the same bytes.
base::Bytes render_png(const Drawing& drawing, const std::string& language, double scale);

}  // namespace document
