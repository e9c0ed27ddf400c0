#pragma once
// A document as a value: what stands in a report, without saying how it looks. render_html, render_pdf and
// render_docx each draw the same value. All texts are words already, in the document's language; a renderer
// adds no word of its own but those of Words. The order of the blocks is the order of reading. Thread rule:
// plain values.

#include "base/result.hpp"
#include "base/time.hpp"
#include "document/drawing.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace document {

enum class Emphasis { plain, strong, emphasised };

// Some text in one hand. `href`: https:, http:, mailto:, "#id" of a block of this document, or "/path" on the
// site (Document::site). `footnote`: its mark follows the text; counts from 0 in Document::footnotes.
struct TextRun {
    std::string text;
    Emphasis emphasis = Emphasis::plain;
    std::string href = {};
    std::optional<std::size_t> footnote = {};
};

struct Text {
    std::vector<TextRun> runs;

    Text() = default;
    Text(const char* text) { runs.push_back({text}); }             // implicit: most texts are plain
    Text(std::string text) { runs.push_back({std::move(text)}); }  // implicit
    Text(std::vector<TextRun> made) : runs(std::move(made)) {}     // implicit
};
std::string without_marks(const Text& text);

// Level 1 is a chapter; the document's title stands above all. Levels go down one at a time.
struct Heading {
    int level = 1;
    std::string text;
    std::string id = {};
};

struct Paragraph {
    Text text;
    bool quiet = false;  // sources, methods in small
};

struct List {
    std::vector<Text> items;
    bool numbered = false;
};

enum class Alignment { start, end, middle };  // start is where reading begins

struct Column {
    std::string heading;
    Alignment alignment = Alignment::start;
    double share = 1;  // of the width, against the other columns
};

// The first cell of each row is its heading unless row_headings is off.
struct Table {
    std::string caption;
    std::vector<Column> columns;
    std::vector<std::vector<Text>> rows;
    bool row_headings = true;
    std::string id = {};
};

// A drawing, what it says in words (for whoever cannot see it), and the figures it was drawn from.
struct Figure {
    std::string title;
    std::string alternative;
    Drawing drawing;
    Table table;
    std::vector<Text> notes = {};  // beneath: base, source
    std::string id = {};
};

// A box that stands out: what to know before the rest.
struct Note {
    std::string title;
    std::vector<Text> paragraphs;
};

struct PageBreak {};

using Block = std::variant<Heading, Paragraph, List, Table, Figure, Note, PageBreak>;

// The words a renderer needs, in the document's language.
struct Words {
    std::string page = "{page} / {pages}";  // beneath each page
    std::string figures_behind;             // the table of a chart, opened by whoever wants it
    std::string footnotes;                  // heading of the notes at the end of a page of the web
    std::string back_to_text;               // from a note to its mark
};

struct Document {
    std::string title;
    std::string subtitle = {};
    std::string language = "en";  // BCP 47
    Direction direction = Direction::left_to_right;
    std::string author = {};
    std::string subject = {};
    base::Time created = {};
    std::string site = {};  // "https://waymark.example": before "/path" links where a file leaves the site
    std::vector<Block> blocks = {};
    std::vector<Text> footnotes = {};
    Words words = {};
};

// Whether a document can be drawn. Problem: invalid_fields, each "block 3, row 2": heading_level_skipped,
// required (a title, a caption, an alternative), columns_differ, link_scheme, no_such_id, id_twice, id_form,
// no_such_footnote, footnote_unused, footnote_in_footnote, out_of_range.
base::Done check(const Document& document);

// Where a link leads from a file that left the site; nothing where it leads nowhere from there.
std::optional<std::string> address_outside(const Document& document, const std::string& href);

}  // namespace document
