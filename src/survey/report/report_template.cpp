#include "survey/report/report_template.hpp"

#include "base/csv_reader.hpp"
#include "base/text.hpp"
#include "survey/report/reference_reader.hpp"

#include <algorithm>
#include <utility>

namespace survey::report {
namespace {

constexpr int kHeadingLevelsMost = 3;

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    base::Result<ReportTemplate> run() {
        while (at_ < text_.size()) {
            const std::size_t end = std::min(text_.find('\n', at_), text_.size());
            const std::string_view line = text_.substr(at_, end - at_);
            if (auto taken = take(line, at_); !taken) return base::fail(taken.error());
            at_ = end + 1;
        }
        end_paragraph();
        if (made_.title.empty()) return base::fail(base::csv_problem(text_, 0, {}, "required", "# Title"));
        return std::move(made_);
    }

private:
    base::Done take(std::string_view line, std::size_t offset) {
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
        if (line.empty()) {
            end_paragraph();
            in_list_ = false;
            return {};
        }
        if (line.front() == '#') return take_heading(line, offset);
        if (line.starts_with("- ")) return take_point(line.substr(2), offset + 2);
        return take_words(line, offset);
    }

    base::Done take_heading(std::string_view line, std::size_t offset) {
        end_paragraph();
        in_list_ = false;
        const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
        const bool is_title = made_.title.empty() && made_.blocks.empty();
        if (level >= line.size() || line[level] != ' ' || level > kHeadingLevelsMost ||
            (level == 1) != is_title)
            return base::fail(base::csv_problem(text_, offset, {}, "heading_level", "# (title), ##, ###"));
        std::string words(line.substr(level + 1));
        if (is_title) {
            made_.title = std::move(words);
        } else {
            made_.blocks.emplace_back(TemplateHeading{static_cast<int>(level), std::move(words)});
        }
        return {};
    }

    base::Done take_point(std::string_view words, std::size_t offset) {
        end_paragraph();
        auto point = read_line(words, offset);
        if (!point) return base::fail(point.error());
        if (!in_list_) made_.blocks.emplace_back(TemplateList{});
        in_list_ = true;
        std::get<TemplateList>(made_.blocks.back()).points.push_back(*std::move(point));
        return {};
    }

    base::Done take_words(std::string_view words, std::size_t offset) {
        in_list_ = false;
        auto line = read_line(words, offset);
        if (!line) return base::fail(line.error());
        const auto* only = line->size() == 1 ? std::get_if<Reference>(&line->front()) : nullptr;
        if (only != nullptr && only->kind == ReferenceKind::chart) {
            end_paragraph();
            made_.blocks.emplace_back(TemplateChart{*only});
            return {};
        }
        for (const Part& part : *line) {
            const auto* reference = std::get_if<Reference>(&part);
            if (reference != nullptr && reference->kind == ReferenceKind::chart)
                return base::fail(base::csv_problem(text_, reference->offset, {}, "chart_alone"));
        }
        if (!paragraph_.empty()) paragraph_.emplace_back(std::string(" "));
        std::ranges::move(*line, std::back_inserter(paragraph_));
        return {};
    }

    base::Result<Line> read_line(std::string_view words, std::size_t offset) const {
        Line line;
        while (!words.empty()) {
            const std::size_t begin = std::min(words.find("{{"), words.size());
            if (begin > 0) line.emplace_back(std::string(words.substr(0, begin)));
            if (begin == words.size()) break;
            const std::size_t end = words.find("}}", begin);
            if (end == std::string_view::npos)
                return base::fail(base::csv_problem(text_, offset + begin, {}, "reference_open", "{{...}}"));
            auto reference =
                read_reference(text_, words.substr(begin + 2, end - begin - 2), offset + begin + 2);
            if (!reference) return base::fail(reference.error());
            line.emplace_back(*std::move(reference));
            words.remove_prefix(end + 2);
            offset += end + 2;
        }
        return line;
    }

    void end_paragraph() {
        if (!paragraph_.empty()) made_.blocks.emplace_back(TemplateParagraph{std::move(paragraph_)});
        paragraph_.clear();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    ReportTemplate made_;
    Line paragraph_;
    bool in_list_ = false;
};

}  // namespace

base::Result<ReportTemplate> read_report_template(std::string text) {
    if (!base::is_valid_utf8(text)) return base::fail(base::csv_problem(text, 0, {}, "not_utf8"));
    auto made = Reader(text).run();
    if (made) made->text = std::move(text);
    return made;
}

base::Problem problem_at(const ReportTemplate& report, const Reference& reference, std::string rule,
                         std::string accepted) {
    return base::csv_problem(report.text, reference.offset, reference.item, std::move(rule),
                             std::move(accepted));
}

}  // namespace survey::report
