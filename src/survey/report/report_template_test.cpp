#include "survey/report/report_template.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace survey::report {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ReportTemplate read_well(const std::string& text) {
    auto read = read_report_template(text);
    if (!read) throw std::runtime_error(base::to_text(read.error()));
    return *std::move(read);
}

TEST(ReportTemplate, IsHeadingsParagraphsListsAndCharts) {
    const ReportTemplate report = read_well(
        "# Progress\n\n## Access\nOf all States, {{stat:P-NGO-ACCESS.yes|sentence}}\nlet NGOs in.\n\n"
        "- one\n- {{stat:P-NGO-ACCESS.no|count}} do not\n\n{{chart:P-NGO-ACCESS|bars}}\n");
    EXPECT_EQ(report.title, "Progress");
    ASSERT_EQ(report.blocks.size(), 4U);
    EXPECT_EQ(std::get<TemplateHeading>(report.blocks[0]).text, "Access");
    const Line& line = std::get<TemplateParagraph>(report.blocks[1]).line;
    ASSERT_EQ(line.size(), 4U);
    EXPECT_EQ(std::get<std::string>(line[0]), "Of all States, ");
    EXPECT_EQ(std::get<Reference>(line[1]).item, "P-NGO-ACCESS");
    EXPECT_THAT(std::get<Reference>(line[1]).options, ElementsAre("yes"));
    EXPECT_EQ(std::get<std::string>(line[3]), "let NGOs in.");
    EXPECT_EQ(std::get<TemplateList>(report.blocks[2]).points.size(), 2U);
    EXPECT_EQ(std::get<TemplateChart>(report.blocks[3]).reference.measure, "bars");
}

TEST(ReportTemplate, ReadsEveryPartOfAReference) {
    const auto only = [](const std::string& inside) {
        const ReportTemplate report = read_well("# T\n\n{{" + inside + "}} x\n");
        return std::get<Reference>(std::get<TemplateParagraph>(report.blocks[0]).line[0]);
    };
    const Reference change = only("change:P-X.agree+strongly_agree@2015/16|verdict");
    EXPECT_EQ(change.kind, ReferenceKind::change);
    EXPECT_THAT(change.options, ElementsAre("agree", "strongly_agree"));
    EXPECT_EQ(change.earlier, "2015/16");
    EXPECT_EQ(change.measure, "verdict");
    const Reference nested = only("share:P-FIRST.ngo/all_cases-law_enforcement|percent");
    EXPECT_EQ(nested.item, "P-FIRST");
    EXPECT_THAT(nested.options, ElementsAre("ngo"));
    EXPECT_THAT(nested.whole, ElementsAre("all_cases"));
    EXPECT_THAT(nested.remainder, ElementsAre("law_enforcement"));
    const Reference quoted = only("stat:\"1.2\".\"Yes, in law (part)\"|count");
    EXPECT_EQ(quoted.item, "1.2");
    EXPECT_THAT(quoted.options, ElementsAre("Yes, in law (part)"));
    EXPECT_THAT(only("stat:V-RECRUIT|sentence").options, IsEmpty());
}

TEST(ReportTemplate, RefusesAtTheLineAndColumn) {
    struct Case {
        std::string text;
        std::string rule;
        std::string where;
    };
    for (const Case& one : {Case{"no title\n", "required", "line 1, column 1"},
                            Case{"# T\n\n# another\n", "heading_level", "line 3, column 1"},
                            Case{"# T\n\n#### deep\n", "heading_level", "line 3, column 1"},
                            Case{"# T\nwords {{stat:A|count\n", "reference_open", "line 2, column 7"},
                            Case{"# T\n{{figure:A|count}}\n", "not_in_list", "line 2, column 3"},
                            Case{"# T\n{{stat:A.b|median}}\n", "not_in_list", "line 2, column 3"},
                            Case{"# T\n{{stat:A.|count}}\n", "reference_form", "line 2, column 3"},
                            Case{"# T\n{{stat:A.\"b|count}}\n", "reference_form", "line 2, column 3"},
                            Case{"# T\n{{stat:A.b@2015|count}}\n", "reference_form", "line 2, column 3"},
                            Case{"# T\n{{change:A.b|delta}}\n", "reference_form", "line 2, column 3"},
                            Case{"# T\n{{share:A.b|count}}\n", "reference_form", "line 2, column 3"},
                            Case{"# T\nsee {{chart:A|bars}}\n", "chart_alone", "line 2, column 7"},
                            Case{"# T\n\xff\n", "not_utf8", "line 1, column 1"}}) {
        const auto read = read_report_template(one.text);
        ASSERT_FALSE(read) << one.text;
        ASSERT_EQ(read.error().fields.size(), 1U) << one.text;
        EXPECT_EQ(read.error().fields.front().rule, one.rule) << one.text;
        EXPECT_THAT(read.error().fields.front().field, ::testing::HasSubstr(one.where)) << one.text;
    }
}

}  // namespace
}  // namespace survey::report
