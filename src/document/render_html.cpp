#include "document/render_html.hpp"

#include "document/markup.hpp"
#include "document/render_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace document {

namespace {

std::string_view name_of(Direction direction) {
    return direction == Direction::left_to_right ? "ltr" : "rtl";
}

std::string_view class_of(Alignment alignment) {
    switch (alignment) {
        case Alignment::start: return "";
        case Alignment::end: return R"( class="wm-numeric")";
        case Alignment::middle: return R"( class="wm-middle")";
    }
    return "";
}

class HtmlWriter {
public:
    HtmlWriter(const Document& document, const HtmlPlace& place) : document_(document), place_(place) {}

    std::string run() {
        out_ = fmt::format(R"(<article class="wm-document" lang="{}" dir="{}">)", escaped(document_.language),
                           name_of(document_.direction));
        if (place_.title_level > 0) {
            const int level = std::min(place_.title_level, 6);
            out_ += fmt::format("<h{0}>{1}</h{0}>", level, escaped(document_.title));
        }
        if (!document_.subtitle.empty()) {
            out_ += fmt::format(R"(<p class="wm-document__subtitle">{}</p>)", escaped(document_.subtitle));
        }
        for (const Block& block : document_.blocks) std::visit([&](const auto& made) { write(made); }, block);
        footnotes();
        return out_ + "</article>\n";
    }

private:
    std::string id(const std::string& name) const { return escaped(place_.id_prefix + name); }
    std::string id_attribute(const std::string& name) const {
        return name.empty() ? "" : fmt::format(R"( id="{}")", id(name));
    }
    int heading_level(int level) const { return std::min(std::max(place_.title_level, 1) + level, 6); }

    std::string href(const std::string& href) const {
        if (href.starts_with("#")) return "#" + id(href.substr(1));
        return escaped(href);
    }

    std::string text(const Text& text) {
        std::string out;
        for (const TextRun& run : text.runs) {
            std::string words = escaped(run.text);
            if (run.emphasis == Emphasis::strong) words = "<strong>" + words + "</strong>";
            if (run.emphasis == Emphasis::emphasised) words = "<em>" + words + "</em>";
            if (!run.href.empty()) {
                words = fmt::format(R"(<a class="govuk-link" href="{}">{}</a>)", href(run.href), words);
            }
            out += words;
            if (run.footnote) out += footnote_mark(*run.footnote);
        }
        return out;
    }

    // A note may be marked several times; the way back leads to the first.
    std::string footnote_mark(std::size_t footnote) {
        const bool first = std::find(marked_.begin(), marked_.end(), footnote) == marked_.end();
        marked_.push_back(footnote);
        const std::size_t shown = footnote + 1;
        return fmt::format(R"(<sup><a{} class="govuk-link" href="#{}" role="doc-noteref">{}</a></sup>)",
                           first ? fmt::format(R"( id="{}")", id(fmt::format("mark-{}", shown))) : "",
                           id(fmt::format("note-{}", shown)), shown);
    }

    void write(const Heading& heading) {
        out_ += fmt::format("<h{0}{1}>{2}</h{0}>", heading_level(heading.level), id_attribute(heading.id),
                            escaped(heading.text));
    }
    void write(const Paragraph& paragraph) {
        out_ += fmt::format("<p{}>{}</p>", paragraph.quiet ? R"( class="wm-document__quiet")" : "",
                            text(paragraph.text));
    }
    void write(const List& list) {
        const std::string_view tag = list.numbered ? "ol" : "ul";
        out_ += fmt::format(R"(<{} class="govuk-list govuk-list--{}">)", tag,
                            list.numbered ? "number" : "bullet");
        for (const Text& item : list.items) out_ += fmt::format("<li>{}</li>", text(item));
        out_ += fmt::format("</{}>", tag);
    }
    // Wide tables move inside their own frame, which the keyboard can reach.
    void write(const Table& table) {
        const std::string name = table.id.empty() ? fmt::format("table-{}", ++tables_) : table.id;
        out_ += fmt::format(
            R"(<div class="wm-document__table" role="region" tabindex="0" aria-labelledby="{0}-caption">)"
            R"(<table class="wm-table wm-table--plain" id="{0}"><caption id="{0}-caption">{1}</caption>)",
            id(name), escaped(table.caption));
        rows(table);
        out_ += "</table></div>";
    }
    void rows(const Table& table) {
        out_ += "<thead><tr>";
        for (const Column& column : table.columns) {
            out_ += fmt::format(R"(<th scope="col"{}>{}</th>)", class_of(column.alignment),
                                escaped(column.heading));
        }
        out_ += "</tr></thead><tbody>";
        for (const auto& row : table.rows) {
            out_ += "<tr>";
            for (std::size_t index = 0; index < row.size(); ++index) {
                const std::string_view place = class_of(table.columns[index].alignment);
                if (index == 0 && table.row_headings) {
                    out_ += fmt::format(R"(<th scope="row"{}>{}</th>)", place, text(row[index]));
                } else {
                    out_ += fmt::format("<td{}>{}</td>", place, text(row[index]));
                }
            }
            out_ += "</tr>";
        }
        out_ += "</tbody>";
    }
    void write(const Figure& figure) {
        const std::string name = figure.id.empty() ? fmt::format("figure-{}", ++figures_) : figure.id;
        out_ += fmt::format(R"(<figure class="wm-figure" id="{0}" aria-labelledby="{0}-caption">)"
                            R"(<figcaption class="wm-chart__title" id="{0}-caption">{1}</figcaption>)",
                            id(name), escaped(figure.title));
        out_ += render_svg(figure.drawing, {id(name) + "-drawing", figure.title, figure.alternative});
        for (const Text& note : figure.notes) {
            out_ += fmt::format(R"(<p class="wm-chart__note">{}</p>)", text(note));
        }
        out_ += fmt::format(
            R"(<details class="govuk-details wm-chart__table"><summary class="govuk-details__summary">)"
            R"(<span class="govuk-details__summary-text">{}<span class="govuk-visually-hidden"> {}</span></span>)"
            R"(</summary><div class="govuk-details__text">)",
            escaped(document_.words.figures_behind), escaped(figure.title));
        Table behind = figure.table;
        if (behind.id.empty()) behind.id = name + "-table";
        write(behind);
        out_ += "</div></details></figure>";
    }
    void write(const Note& note) {
        out_ += R"(<div class="govuk-inset-text wm-document__note">)";
        if (!note.title.empty()) out_ += fmt::format("<p><strong>{}</strong></p>", escaped(note.title));
        for (const Text& paragraph : note.paragraphs) out_ += fmt::format("<p>{}</p>", text(paragraph));
        out_ += "</div>";
    }
    void write(const PageBreak&) { out_ += R"(<div class="wm-document__break"></div>)"; }

    void footnotes() {
        if (document_.footnotes.empty()) return;
        out_ += fmt::format(R"(<section class="wm-document__notes" role="doc-endnotes"><h{0}>{1}</h{0}><ol>)",
                            heading_level(1), escaped(document_.words.footnotes));
        for (std::size_t index = 0; index < document_.footnotes.size(); ++index) {
            out_ += fmt::format(
                R"(<li id="{}">{} <a class="govuk-link" href="#{}" role="doc-backlink">{}</a></li>)",
                id(fmt::format("note-{}", index + 1)), text(document_.footnotes[index]),
                id(fmt::format("mark-{}", index + 1)), escaped(document_.words.back_to_text));
        }
        out_ += "</ol></section>";
    }

    const Document& document_;
    const HtmlPlace& place_;
    std::string out_;
    int tables_ = 0;
    int figures_ = 0;
    std::vector<std::size_t> marked_;
};

// Of a page in one file. Logical sides, so that it needs no second sheet for right-to-left.
constexpr std::string_view kPageStyle = R"(
body{max-width:46rem;margin:2rem auto;padding:0 1rem;color:#17272c;background:#fff;
  font:1.05rem/1.55 'Noto Sans','Noto Sans Arabic','Segoe UI',Roboto,Arial,sans-serif}
h1,h2,h3,h4,h5{line-height:1.25;margin:2em 0 .5em}
h1{margin-top:0}
a{color:#0b5c63}
table{border-collapse:collapse;width:100%}
caption,.wm-chart__title{font-weight:700;text-align:start;padding:.4em 0}
th,td{text-align:start;vertical-align:top;padding:.4em .6em;border-bottom:1px solid #c9d1d3}
thead th{background:#f3f6f6}
.wm-numeric{text-align:end}
.wm-middle{text-align:center}
.wm-document__table{overflow-x:auto}
figure{margin:2em 0}
.wm-drawing{display:block;max-width:100%;height:auto}
.wm-document__subtitle,.wm-document__quiet,.wm-chart__note{color:#52626a}
.wm-document__note{border-inline-start:4px solid #0b5c63;padding:.1em 1em;background:#f3f6f6}
.govuk-visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{.wm-document__break{break-after:page}}
)";

}  // namespace

base::Result<std::string> render_html(const Document& document, const HtmlPlace& place) {
    if (base::Done checked = check(document); !checked) return base::fail(checked.error());
    return HtmlWriter(document, place).run();
}

base::Result<std::string> render_html_page(const Document& document) {
    auto inside = render_html(document);
    if (!inside) return inside;
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
        "<style>{}</style>\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
        escaped(document.language), name_of(document.direction), escaped(document.title), kPageStyle,
        *inside);
}

}  // namespace document
