#pragma once
// The text of a report with places for its figures (survey.md 9). Who writes it writes words; every number
// comes from the answers, by a reference:
//   {{stat:P-NGO-ACCESS.yes|sentence}}                   count, base, percent, percent_answered, others,
//   bounds
//   {{change:P-IDENT-PROACTIVE.agree+strongly_agree@2015/16|sentence}}        delta, verdict
//   {{share:P-IDENT-FIRST.law_enforcement/all_cases|sentence}}                of cases; with a remainder:
//   {{share:P-IDENT-FIRST.ngo/all_cases-law_enforcement|sentence}}            count, percent
//   {{chart:P-NGO-ACCESS|bars}}                          bars, map and bounds; with @2015/16: slope
// Codes with other signs than letters, digits, - and _ stand in double quotes. Lines that begin with #, ## or
// ### are headings, those with "- " points of a list, other lines up to an empty one are a paragraph; a chart
// stands on a line of its own. Pure; safe from any thread.

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace survey::report {

enum class ReferenceKind { stat, change, share, chart };

struct Reference {
    ReferenceKind kind = ReferenceKind::stat;
    std::string item;
    std::vector<std::string> options;    // what is counted, or the parts of a share
    std::vector<std::string> whole;      // of a share
    std::vector<std::string> remainder;  // of a share: what is taken away from the whole first
    std::string earlier;                 // the round that is compared with
    std::string measure;
    std::size_t offset = 0;  // in the text
};

using Part = std::variant<std::string, Reference>;
using Line = std::vector<Part>;

struct TemplateHeading {
    int level = 1;  // 1 is the report's title
    std::string text;
};
struct TemplateParagraph {
    Line line;
};
struct TemplateList {
    std::vector<Line> points;
};
struct TemplateChart {
    Reference reference;
};
using TemplateBlock = std::variant<TemplateHeading, TemplateParagraph, TemplateList, TemplateChart>;

struct ReportTemplate {
    std::string text;  // what it was read from
    std::string title;
    std::vector<TemplateBlock> blocks;
};

// Problems, invalid_file at "line 3, column 12": required (a title: the first line, with one #), not_utf8,
// reference_open, not_in_list (kind, measure), reference_form, heading_level, chart_alone.
base::Result<ReportTemplate> read_report_template(std::string text);

// What is wrong with a reference, at its place in the text.
base::Problem problem_at(const ReportTemplate& report, const Reference& reference, std::string rule,
                         std::string accepted = {});

}  // namespace survey::report
