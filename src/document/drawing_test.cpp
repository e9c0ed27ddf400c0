#include "document/drawing.hpp"

#include "document/documents_for_test.hpp"
#include "document/render_svg.hpp"
#include "document/text_measure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

namespace {

using namespace document;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Palette, every_colour_stands_out_from_the_paper) {
    for (const Colour colour : {kInk, kQuiet, kLink, kDeep, kTeal, kOchre, kRust, kGrey}) {
        EXPECT_GE(contrast(colour, kPaper), 3.0) << hex(colour);
    }
    for (const Colour text : {kInk, kQuiet, kLink}) {
        EXPECT_GE(contrast(text, kPaper), 4.5) << hex(text);
        EXPECT_GE(contrast(text, kWash), 4.5) << hex(text);
    }
    EXPECT_DOUBLE_EQ(contrast({0, 0, 0}, {255, 255, 255}), 21);
    EXPECT_NEAR(contrast({118, 118, 118}, {255, 255, 255}), 4.54, 0.01);  // the grey that WCAG's readers know
}

TEST(Mirrored, turns_places_and_not_letters) {
    const Drawing drawing = small_drawing();
    const Drawing other = mirrored(drawing);
    EXPECT_EQ(other.direction, Direction::right_to_left);
    const auto& bar = std::get<Rectangle>(other.shapes[0]);
    EXPECT_DOUBLE_EQ(bar.at.x + bar.width, 333);
    const auto& label = std::get<Label>(other.shapes[4]);
    EXPECT_EQ(label.text, "57");
    EXPECT_DOUBLE_EQ(box_of(label, other.direction).right, 333);
    const Drawing back = mirrored(other);
    EXPECT_DOUBLE_EQ(std::get<Rectangle>(back.shapes[1]).at.x, std::get<Rectangle>(drawing.shapes[1]).at.x);
}

TEST(Wrapped, keeps_every_line_within_its_width_and_loses_nothing) {
    const std::string text =
        "Police officers without special training, immigration officers and labour inspectors";
    std::string together;
    for (const std::string& line : wrapped(text, 120, 13)) {
        EXPECT_LE(text_width(line, 13), 120);
        together += (together.empty() ? "" : " ") + line;
    }
    EXPECT_EQ(together, text);
    EXPECT_GT(wrapped("Donaudampfschifffahrtsgesellschaft", 60, 13).size(), 1U);
    const auto cut = wrapped(text, 120, 13, false, 2);
    ASSERT_EQ(cut.size(), 2U);
    EXPECT_THAT(cut.back(), ::testing::EndsWith("…"));
}

TEST(RenderSvg, is_well_formed_says_what_it_shows_and_runs_nothing) {
    const std::string svg = render_svg(small_drawing(), {"a", "Title <1>", "Says \"35\" & more"});
    pugi::xml_document parsed;
    ASSERT_TRUE(parsed.load_string(svg.c_str()));
    const pugi::xml_node root = parsed.child("svg");
    EXPECT_STREQ(root.child_value("title"), "Title <1>");
    EXPECT_STREQ(root.child_value("desc"), "Says \"35\" & more");
    EXPECT_STREQ(root.attribute("aria-labelledby").value(), "a-title a-description");
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
    EXPECT_THAT(svg, Not(HasSubstr("<script")));
    EXPECT_THAT(svg, HasSubstr("url(#a-hatched-a3402a)"));
    EXPECT_EQ(svg, render_svg(small_drawing(), {"a", "Title <1>", "Says \"35\" & more"}));
}

TEST(RenderSvg, is_read_from_right_to_left_where_the_drawing_is) {
    EXPECT_THAT(render_svg(mirrored(small_drawing()), {"a", "T", "D"}), HasSubstr(R"(direction="rtl")"));
    EXPECT_THAT(render_svg(small_drawing(), {"a", "T", "D"}), Not(HasSubstr("rtl")));
}

}  // namespace
