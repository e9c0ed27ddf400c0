#pragma once
// Owners of what Pango and Cairo hand out, and the one place that names fonts. Noto Sans covers Latin, Greek
// and Cyrillic; Pango takes what it lacks (Arabic, Georgian, Armenian) from the fonts of the system, so the
// package fonts-noto-core belongs to the program. Positions are not rounded to pixels: a text is as wide on
// paper as on a screen. Thread rule: objects belong to one thread; each thread has its own fonts.

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

namespace document {

struct Unreferrer {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};
template <class Object>
using Owned = std::unique_ptr<Object, Unreferrer>;

constexpr const char* kFontFamilies = "Noto Sans, Noto Sans Arabic";

struct Font {
    double size = 13;  // in units of the drawing or the page
    bool strong = false;
    bool emphasised = false;
};

std::vector<std::string> font_families();

// Throws std::runtime_error where the machine has no font: Pango would set pages without a letter on them.
Owned<PangoContext> text_context(const std::string& language, bool right_to_left);
Owned<PangoLayout> text_layout(PangoContext* context, const std::string& text, const Font& font);

}  // namespace document
