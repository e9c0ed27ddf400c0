#include "document/pango_objects.hpp"

#include <set>
#include <stdexcept>

namespace document {

std::vector<std::string> font_families() {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
    std::vector<std::string> names;
    // Pango names these four whether or not there is any font behind them.
    const std::set<std::string> generic{"Sans", "Serif", "Monospace", "System-ui"};
    for (int index = 0; index < count; ++index) {
        const std::string name = pango_font_family_get_name(families[index]);
        if (!generic.contains(name)) names.push_back(name);
    }
    g_free(static_cast<void*>(families));
    return names;
}

Owned<PangoContext> text_context(const std::string& language, bool right_to_left) {
    static const bool has_fonts = !font_families().empty();
    if (!has_fonts)
        throw std::runtime_error("no font is installed; documents need the package fonts-noto-core");
    Owned<PangoContext> context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
    const Owned<cairo_font_options_t> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_context_set_language(context.get(), pango_language_from_string(language.c_str()));
    pango_context_set_base_dir(context.get(), right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    return context;
}

Owned<PangoLayout> text_layout(PangoContext* context, const std::string& text, const Font& font) {
    Owned<PangoLayout> layout(pango_layout_new(context));
    const Owned<PangoFontDescription> description(pango_font_description_new());
    pango_font_description_set_family_static(description.get(), kFontFamilies);
    pango_font_description_set_absolute_size(description.get(), font.size * PANGO_SCALE);
    pango_font_description_set_weight(description.get(),
                                      font.strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(description.get(),
                                     font.emphasised ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout.get(), description.get());
    // A document has a direction; a line that begins with "35" or a Latin name keeps it.
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

}  // namespace document
