#include "document/pdf_pages.hpp"

#include <algorithm>
#include <set>

namespace document {

namespace {

constexpr double kAboveFootnotes = 14;

class Paginator {
public:
    explicit Paginator(const PdfContent& content) : content_(content), pages_(1) {}

    std::vector<PdfPage> run() {
        const auto& pieces = content_.pieces;
        for (std::size_t first = 0; first < pieces.size();) {
            std::size_t last = first;
            while (pieces[last].keep_with_next && last + 1 < pieces.size() && !pieces[last + 1].starts_page)
                ++last;
            if (pieces[first].starts_page && !is_empty()) next_page();
            // What belongs together and does not fit goes to the next page, if a page can hold it at all.
            if (!fits(first, last) && !is_empty()) next_page();
            for (; first <= last; ++first) {
                if (!fits(first, first) && !is_empty()) next_page();
                place(first);
            }
        }
        finish_page();
        return std::move(pages_);
    }

private:
    bool is_empty() const { return pages_.back().pieces.empty(); }

    double footnote_height(std::size_t footnote) const {
        double height = 0;
        for (const PdfPiece& line : content_.footnotes[footnote]) height += line.height;
        return height;
    }
    // Of footnotes cited by these pieces and on no page yet.
    double new_footnotes(std::size_t first, std::size_t last) const {
        std::set<std::size_t> cited;
        for (std::size_t index = first; index <= last; ++index) {
            for (const std::size_t footnote : content_.pieces[index].footnotes) {
                if (!shown_.contains(footnote)) cited.insert(footnote);
            }
        }
        double height = cited.empty() || !here_.empty() ? 0 : kAboveFootnotes;
        for (const std::size_t footnote : cited) height += footnote_height(footnote);
        return height;
    }
    bool fits(std::size_t first, std::size_t last) const {
        double height = y_ + footnotes_height_ + new_footnotes(first, last);
        for (std::size_t index = first; index <= last; ++index) {
            const PdfPiece& piece = content_.pieces[index];
            height += piece.height + (index == first && is_empty() ? 0 : piece.space_before);
        }
        return height <= kTextHeight + 0.01;
    }

    void place(std::size_t index) {
        const PdfPiece& piece = content_.pieces[index];
        if (is_empty() && piece.header && index > 0 && pages_.size() > 1) {
            const PdfPiece& header = content_.pieces[*piece.header];
            pages_.back().ornaments.push_back({&header, kPageTop});
            y_ += header.height;
        }
        if (!is_empty()) y_ += piece.space_before;
        footnotes_height_ += new_footnotes(index, index);
        for (const std::size_t footnote : piece.footnotes) {
            if (shown_.insert(footnote).second) here_.push_back(footnote);
        }
        pages_.back().pieces.push_back({&piece, kPageTop + y_});
        y_ += piece.height;
    }

    void finish_page() {
        double y = kPageTop + kTextHeight - footnotes_height_ + kAboveFootnotes;
        for (const std::size_t footnote : here_) {
            for (const PdfPiece& line : content_.footnotes[footnote]) {
                pages_.back().footnotes.push_back({&line, y});
                y += line.height;
            }
        }
        here_.clear();
        footnotes_height_ = 0;
        y_ = 0;
    }
    void next_page() {
        finish_page();
        pages_.emplace_back();
    }

    const PdfContent& content_;
    std::vector<PdfPage> pages_;
    double y_ = 0;
    double footnotes_height_ = 0;
    std::set<std::size_t> shown_;
    std::vector<std::size_t> here_;  // footnotes of this page, as cited
};

}  // namespace

std::vector<PdfPage> placed(const PdfContent& content) {
    return Paginator(content).run();
}

}  // namespace document
