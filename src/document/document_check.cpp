#include "document/document.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace document {

namespace {

bool is_id(const std::string& id) {
    return !id.empty() && id.size() <= 100 && std::isalpha(static_cast<unsigned char>(id.front())) != 0 &&
           std::all_of(id.begin(), id.end(), [](unsigned char letter) {
               return std::isalnum(letter) != 0 || letter == '-' || letter == '_' || letter == '.';
           });
}

// Whatever could run a script or look elsewhere than it says is no link.
bool is_link(const std::string& href) {
    if (std::any_of(href.begin(), href.end(), [](unsigned char letter) { return letter <= ' '; }))
        return false;
    if (href.starts_with("//")) return false;
    return href.starts_with("https://") || href.starts_with("http://") || href.starts_with("mailto:") ||
           href.starts_with("#") || href.starts_with("/");
}

class Checker {
public:
    explicit Checker(const Document& document) : document_(document), used_(document.footnotes.size()) {}

    base::Done run() {
        required("title", document_.title);
        required("language", document_.language);
        for (const Block& block : document_.blocks) {
            std::visit([&](const auto& made) { note_id(made); }, block);
        }
        for (std::size_t index = 0; index < document_.blocks.size(); ++index) {
            where_ = fmt::format("block {}", index + 1);
            std::visit([&](const auto& made) { check(made); }, document_.blocks[index]);
        }
        for (std::size_t index = 0; index < document_.footnotes.size(); ++index) {
            where_ = fmt::format("footnote {}", index + 1);
            check_text(where_, document_.footnotes[index], true);
            if (!used_[index]) refuse(where_, "footnote_unused");
        }
        if (problems_.empty()) return {};
        return base::fail(base::invalid_fields(std::move(problems_)));
    }

private:
    void refuse(std::string field, std::string rule, std::string accepted = {}) {
        problems_.push_back({std::move(field), std::move(rule), std::move(accepted)});
    }
    void required(const std::string& field, const std::string& text) {
        if (text.empty()) refuse(field, "required");
        if (!base::is_valid_utf8(text)) refuse(field, "not_utf8");
    }

    template <class Made>
    void note_id(const Made& made) {
        if constexpr (requires { made.id; }) {
            if (made.id.empty()) return;
            if (!is_id(made.id)) refuse(made.id, "id_form", "a-z A-Z 0-9 - _ .");
            if (!ids_.insert(made.id).second) refuse(made.id, "id_twice");
        }
    }

    void check_text(const std::string& where, const Text& text, bool in_footnote = false) {
        for (const TextRun& run : text.runs) {
            if (!base::is_valid_utf8(run.text)) refuse(where, "not_utf8");
            if (!run.href.empty() && !is_link(run.href))
                refuse(where, "link_scheme", "https: http: mailto: # /");
            if (run.href.starts_with("#") && !ids_.contains(run.href.substr(1))) refuse(where, "no_such_id");
            if (!run.footnote) continue;
            if (in_footnote) {
                refuse(where, "footnote_in_footnote");
            } else if (*run.footnote >= used_.size()) {
                refuse(where, "no_such_footnote");
            } else {
                used_[*run.footnote] = true;
            }
        }
    }

    void check(const Heading& heading) {
        required(where_, heading.text);
        if (heading.level < 1 || heading.level > 4) refuse(where_, "out_of_range", "1-4");
        if (heading.level > level_ + 1) refuse(where_, "heading_level_skipped");
        level_ = heading.level;
    }
    void check(const Paragraph& paragraph) { check_text(where_, paragraph.text); }
    void check(const List& list) {
        for (const Text& item : list.items) check_text(where_, item);
    }
    void check(const Table& table) {
        required(where_, table.caption);
        if (table.columns.empty()) refuse(where_, "required");
        for (const Column& column : table.columns) {
            required(where_, column.heading);
            if (!(column.share > 0 && column.share <= 1000)) refuse(where_, "out_of_range", "0-1000");
        }
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const std::string where = fmt::format("{}, row {}", where_, row + 1);
            if (table.rows[row].size() != table.columns.size()) refuse(where, "columns_differ");
            for (const Text& cell : table.rows[row]) check_text(where, cell);
        }
    }
    void check(const Figure& figure) {
        required(where_, figure.title);
        required(where_, figure.alternative);
        // A page is 10,000 at most in any form; beyond that a number is a mistake.
        for (const double size : {figure.drawing.width, figure.drawing.height}) {
            if (!(size >= 1 && size <= 10'000)) refuse(where_, "out_of_range", "1-10000");
        }
        for (const Text& note : figure.notes) check_text(where_, note);
        check(figure.table);
    }
    void check(const Note& note) {
        for (const Text& paragraph : note.paragraphs) check_text(where_, paragraph);
    }
    void check(const PageBreak&) {}

    const Document& document_;
    std::vector<bool> used_;  // footnotes
    std::set<std::string> ids_;
    std::string where_;
    int level_ = 0;
    std::vector<base::FieldProblem> problems_;
};

}  // namespace

std::string without_marks(const Text& text) {
    std::string out;
    for (const TextRun& run : text.runs) out += run.text;
    return out;
}

base::Done check(const Document& document) {
    return Checker(document).run();
}

std::optional<std::string> address_outside(const Document& document, const std::string& href) {
    if (href.empty()) return {};
    if (!href.starts_with("/")) return href;
    if (document.site.empty()) return {};
    return document.site + href;
}

}  // namespace document
