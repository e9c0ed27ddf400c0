#include "document/pdf_table.hpp"

#include "document/draw_cairo.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace document {

namespace {

constexpr double kCellSide = 5;
constexpr double kCellTop = 3;
constexpr double kRowHeightMost = kTextHeight / 2;
constexpr std::size_t kRowsMeasured = 200;

struct ColumnPlace {
    double left;
    double width;
};

class TableWriter {
public:
    TableWriter(PdfTypesetter& set, const Table& table, const PdfTableStyle& style)
        : set_(set), table_(table), style_(style), table_step_{"Table", set.new_id()} {
        double left = 0;
        for (const double width : column_widths(wanted(), least(), kTextWidth)) {
            places_.push_back({set.right_to_left() ? kTextWidth - left - width : left, width});
            left += width;
        }
    }

    std::vector<PdfPiece> run(std::size_t first) {
        caption();
        const std::size_t header = first + pieces_.size();
        std::vector<Text> headings;
        for (const Column& column : table_.columns) headings.emplace_back(column.heading);
        row(headings, true);
        for (PdfPiece& piece : pieces_) piece.keep_with_next = true;
        const std::size_t rows_from = pieces_.size();
        for (const auto& cells : table_.rows) row(cells, false);
        for (std::size_t index = rows_from; index < pieces_.size(); ++index) pieces_[index].header = header;
        return std::move(pieces_);
    }

private:
    std::vector<double> wanted() const {
        std::vector<double> out;
        for (const Column& column : table_.columns) out.push_back(column.share);
        return out;
    }
    // A column is as wide as the longest word in it; after some hundred rows that is known well enough.
    std::vector<double> least() const {
        std::vector<double> out;
        for (std::size_t index = 0; index < table_.columns.size(); ++index) {
            PdfTextStyle style;
            style.font = {style_.size, true, false};
            double width = set_.longest_word(table_.columns[index].heading, style);
            style.font.strong = false;
            for (std::size_t row = 0; row < std::min(table_.rows.size(), kRowsMeasured); ++row) {
                width = std::max(width, set_.longest_word(table_.rows[row][index], style));
            }
            out.push_back(width + 2 * kCellSide + 0.5);
        }
        return out;
    }

    void caption() {
        PdfTextStyle style;
        style.font = {style_.size, true, false};
        const StructureStep step{"Caption", set_.new_id()};
        for (PdfLine& line : set_.lines(table_.caption, style)) {
            PdfPiece piece;
            piece.height = line.height;
            piece.space_before = pieces_.empty() ? 10 : 0;
            piece.footnotes = std::move(line.footnotes);
            piece.parts.push_back({{table_step_, step}, std::move(line.draw)});
            pieces_.push_back(std::move(piece));
        }
    }

    StructureStep cell_step(std::size_t column, bool is_header) {
        if (is_header) return {"TH", set_.new_id(), "/A << /O /Table /Scope /Column >>"};
        if (column == 0 && table_.row_headings)
            return {"TH", set_.new_id(), "/A << /O /Table /Scope /Row >>"};
        return {"TD", set_.new_id()};
    }

    void row(const std::vector<Text>& cells, bool is_header) {
        std::vector<std::vector<PdfLine>> columns;
        for (std::size_t index = 0; index < cells.size(); ++index) {
            PdfTextStyle style;
            style.font = {style_.size, is_header, false};
            style.left = places_[index].left + kCellSide;
            style.width = std::max(places_[index].width - 2 * kCellSide, 8.0);
            style.alignment = table_.columns[index].alignment;
            columns.push_back(set_.lines(cells[index], style));
        }
        align(columns);
        std::vector<std::size_t> taken(columns.size(), 0);
        do {
            slice(columns, taken, is_header);
        } while (std::exchange(more_, false));
    }

    // The first lines of a row stand on one line, whatever their letters.
    static void align(std::vector<std::vector<PdfLine>>& columns) {
        double lowest = 0;
        for (const auto& lines : columns) lowest = std::max(lowest, lines.front().baseline);
        for (auto& lines : columns) {
            const double by = lowest - lines.front().baseline;
            if (by <= 0) continue;
            lines.front().height += by;
            lines.front() = lowered(std::move(lines.front()), by);
        }
    }

    // As many lines of each cell as a row may be high.
    void slice(std::vector<std::vector<PdfLine>>& columns, std::vector<std::size_t>& taken, bool is_header) {
        const StructureStep row_step{"TR", set_.new_id()};
        PdfPiece piece;
        for (std::size_t index = 0; index < columns.size(); ++index) {
            const std::vector<StructureStep> path{table_step_, row_step, cell_step(index, is_header)};
            double height = kCellTop;
            while (taken[index] < columns[index].size()) {
                PdfLine& line = columns[index][taken[index]];
                if (height > kCellTop && height + line.height > kRowHeightMost) break;
                piece.parts.push_back({path, [inner = std::move(line.draw), height](
                                                 const PdfPen& pen, double y) { inner(pen, y + height); }});
                piece.footnotes.insert(piece.footnotes.end(), line.footnotes.begin(), line.footnotes.end());
                height += line.height;
                ++taken[index];
            }
            piece.height = std::max(piece.height, height + kCellTop);
            if (taken[index] < columns[index].size()) more_ = true;
        }
        piece.behind = [height = piece.height, is_header](cairo_t* cairo, double y) {
            if (is_header) {
                set_colour(cairo, kWash);
                cairo_rectangle(cairo, kPageSide, y, kTextWidth, height);
                cairo_fill(cairo);
            }
            set_colour(cairo, is_header ? kQuiet : kRule);
            cairo_set_line_width(cairo, 0.6);
            cairo_set_dash(cairo, nullptr, 0, 0);
            cairo_move_to(cairo, kPageSide, y + height);
            cairo_rel_line_to(cairo, kTextWidth, 0);
            cairo_stroke(cairo);
        };
        pieces_.push_back(std::move(piece));
    }

    PdfTypesetter& set_;
    const Table& table_;
    const PdfTableStyle& style_;
    StructureStep table_step_;
    std::vector<ColumnPlace> places_;
    std::vector<PdfPiece> pieces_;
    bool more_ = false;
};

}  // namespace

std::vector<double> column_widths(const std::vector<double>& shares, const std::vector<double>& least,
                                  double total) {
    const double needed = std::accumulate(least.begin(), least.end(), 0.0);
    std::vector<double> widths(shares.size(), 0);
    if (needed >= total) {
        for (std::size_t index = 0; index < widths.size(); ++index)
            widths[index] = least[index] * total / needed;
        return widths;
    }
    // Those whose share is too little get what they need; the others share what is left, until none is too
    // narrow.
    std::vector<bool> fixed(shares.size(), false);
    for (bool changed = true; changed;) {
        changed = false;
        double left = total;
        double open = 0;
        for (std::size_t index = 0; index < shares.size(); ++index) {
            (fixed[index] ? left : open) += fixed[index] ? -least[index] : shares[index];
        }
        for (std::size_t index = 0; index < shares.size(); ++index) {
            widths[index] = fixed[index] ? least[index] : left * shares[index] / open;
            if (!fixed[index] && widths[index] < least[index]) fixed[index] = changed = true;
        }
    }
    return widths;
}

std::vector<PdfPiece> table_pieces(PdfTypesetter& set, const Table& table, const PdfTableStyle& style,
                                   std::size_t first) {
    return TableWriter(set, table, style).run(first);
}

}  // namespace document
