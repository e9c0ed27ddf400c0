#include "survey/report/render_report.hpp"

#include "survey/report/figure.hpp"
#include "survey/report/report_charts.hpp"
#include "survey/sentence.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace survey::report {
namespace {

class Drawing {
public:
    Drawing(const ReportTemplate& report, const ReportSource& source, const base::Words& words)
        : report_(report), source_(source), words_(words) {}

    base::Result<document::Document> run(const ReportFacts& facts) {
        document::Document made;
        made.title = report_.title;
        made.subtitle = words_.text("survey.report.subtitle", {{"round", source_.now.label}});
        made.language = base::kind_of(words_.language()).code;
        if (base::kind_of(words_.language()).direction == "rtl")
            made.direction = document::Direction::right_to_left;
        made.author = facts.author;
        made.created = facts.created;
        made.site = facts.site;
        made.words = {.page = words_.text("survey.report.page", {{"page", "{page}"}, {"pages", "{pages}"}}),
                      .figures_behind = words_.text("survey.report.figures_behind"),
                      .footnotes = words_.text("survey.report.footnotes"),
                      .back_to_text = words_.text("survey.report.back_to_text")};
        for (const TemplateBlock& block : report_.blocks) {
            auto added = std::visit([&](const auto& one) { return add(one); }, block);
            if (!added) return base::fail(added.error());
        }
        if (auto added = add_annex(); !added) return base::fail(added.error());
        made.blocks = std::move(blocks_);
        return made;
    }

private:
    base::Done add(const TemplateHeading& heading) {
        blocks_.emplace_back(document::Heading{.level = heading.level - 1, .text = heading.text});
        return {};
    }
    base::Done add(const TemplateParagraph& paragraph) {
        auto text = text_of(paragraph.line);
        if (!text) return base::fail(text.error());
        blocks_.emplace_back(document::Paragraph{.text = *std::move(text)});
        return {};
    }
    base::Done add(const TemplateList& list) {
        document::List made;
        for (const Line& point : list.points) {
            auto text = text_of(point);
            if (!text) return base::fail(text.error());
            made.items.push_back(*std::move(text));
        }
        blocks_.emplace_back(std::move(made));
        return {};
    }
    base::Done add(const TemplateChart& chart) {
        auto block = drawn(report_, source_, chart.reference, words_,
                           "chart-" + std::to_string(chart.reference.offset));
        if (!block) return base::fail(block.error());
        blocks_.push_back(*std::move(block));
        return {};
    }

    base::Result<document::Text> text_of(const Line& line) {
        document::Text text;
        for (const Part& part : line) {
            if (const auto* words = std::get_if<std::string>(&part)) {
                text.runs.push_back({.text = *words});
                continue;
            }
            const Reference& reference = std::get<Reference>(part);
            auto figure = figure_text(report_, source_, reference, words_);
            if (!figure) return base::fail(figure.error());
            if (figure->empty()) continue;  // nobody is left over, nothing is missing
            text.runs.push_back({.text = *std::move(figure), .href = "#" + note_place(reference)});
        }
        if (text.runs.empty()) text.runs.push_back({.text = words_.text("survey.report.nothing_to_say")});
        return text;
    }

    // What is counted, once for all its measures.
    std::string note_place(const Reference& reference) {
        std::string key = reference.item;
        for (const std::string& option : reference.options) key += "\n" + option;
        const auto [found, is_new] = noted_.try_emplace(key, noted_.size() + 1);
        if (is_new) to_note_.push_back(reference);
        return "figure-" + std::to_string(found->second);
    }

    base::Done add_annex() {
        if (to_note_.empty()) return {};
        blocks_.emplace_back(
            document::Heading{.level = 1, .text = words_.text("survey.report.annex"), .id = "figures"});
        blocks_.emplace_back(document::Paragraph{
            .text =
                document::Text(words_.text("survey.report.annex_lead", {{"hash", source_.now.snapshot}}))});
        for (std::size_t place = 0; place < to_note_.size(); ++place) {
            if (auto added = add_definition(to_note_[place], place + 1); !added) return added;
        }
        return {};
    }

    base::Done add_definition(const Reference& reference, std::size_t number) {
        std::vector<std::string> answers;
        for (const std::string& option : reference.options)
            answers.push_back(source_.answer(reference.item, option));
        blocks_.emplace_back(document::Heading{
            .level = 2,
            .text = words_.text("survey.report.figure", {{"number", number}, {"item", reference.item}}),
            .id = "figure-" + std::to_string(number)});
        document::List facts;
        facts.items.emplace_back(source_.question(reference.item));
        if (!answers.empty())
            facts.items.emplace_back(
                words_.text("survey.report.counted_answers", {{"answers", words_.list(answers)}}));
        if (reference.kind != ReferenceKind::share) {
            const auto found = counted(report_, source_, reference);
            if (!found) return base::fail(found.error());
            const MetricKind metric = source_.now.answers->item(found->item).metric;
            facts.items.emplace_back(level_sentence(words_, found->level, metric));
            for (std::string more : {others_sentence(words_, found->level,
                                                     disposition_counts(*source_.now.answers, found->item)),
                                     bounds_sentence(words_, found->level)}) {
                if (!more.empty()) facts.items.emplace_back(std::move(more));
            }
        }
        blocks_.emplace_back(std::move(facts));
        return {};
    }

    const ReportTemplate& report_;
    const ReportSource& source_;
    const base::Words& words_;
    std::vector<document::Block> blocks_;
    std::map<std::string, std::size_t> noted_;
    std::vector<Reference> to_note_;
};

}  // namespace

base::Result<document::Document> render_report(const ReportTemplate& report, const ReportSource& source,
                                               const ReportFacts& facts, const base::Words& words) {
    return Drawing(report, source, words).run(facts);
}

}  // namespace survey::report
