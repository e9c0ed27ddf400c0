#include "document/charts/charts_for_test.hpp"
#include "document/charts/label_column.hpp"
#include "document/render_html.hpp"
#include "document/render_svg.hpp"
#include "document/text_measure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <cmath>

namespace {

using namespace document;
using namespace document::charts;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <class Value>
std::string refusal(const base::Result<Value>& result) {
    if (result) return "";
    return result.error().fields.at(0).field + ":" + result.error().fields.at(0).rule;
}

struct Place {
    Direction direction;
    double width;
};

// Widths: a phone of 320 px, one of 375 px, a printed page.
const Place kPlaces[] = {{Direction::left_to_right, 288}, {Direction::left_to_right, 343},
                         {Direction::left_to_right, 580}, {Direction::right_to_left, 288},
                         {Direction::right_to_left, 343}, {Direction::right_to_left, 580}};

struct Written {
    Box box;
    std::string text;
};

// A label in a font that is a twentieth wider than ours.
std::vector<Written> labels_of(const Drawing& drawing) {
    std::vector<Written> out;
    for (const Shape& shape : drawing.shapes) {
        const auto* label = std::get_if<Label>(&shape);
        if (label == nullptr || label->text.empty()) continue;
        Box box = box_of(*label, drawing.direction);
        const double more = (box.right - box.left) * 0.05;
        const bool rightwards =
            (label->anchor == Anchor::start) == (drawing.direction == Direction::left_to_right);
        if (label->anchor == Anchor::middle) {
            box.left -= more / 2;
            box.right += more / 2;
        } else if (rightwards) {
            box.right += more;
        } else {
            box.left -= more;
        }
        out.push_back({box, label->text});
    }
    return out;
}

TEST(Charts, no_label_covers_another_or_leaves_the_drawing) {
    for (const Place& place : kPlaces) {
        for (const Figure& figure : sample_figures({place.direction, place.width})) {
            const auto labels = labels_of(figure.drawing);
            EXPECT_GT(labels.size(), 3U);
            for (std::size_t one = 0; one < labels.size(); ++one) {
                const Box& box = labels[one].box;
                EXPECT_GE(box.left, -0.5) << labels[one].text << " at " << place.width;
                EXPECT_LE(box.right, figure.drawing.width + 0.5) << labels[one].text << " at " << place.width;
                EXPECT_GE(box.top, -0.5) << labels[one].text;
                EXPECT_LE(box.bottom, figure.drawing.height + 0.5) << labels[one].text;
                for (std::size_t other = 0; other < one; ++other) {
                    EXPECT_FALSE(box.overlaps(labels[other].box))
                        << figure.title << " at " << place.width << ": " << labels[one].text << " and "
                        << labels[other].text;
                }
            }
        }
    }
}

TEST(Charts, are_read_the_same_way_from_right_to_left) {
    const auto english = sample_figures({Direction::left_to_right, 343});
    const auto arabic = sample_figures({Direction::right_to_left, 343});
    ASSERT_EQ(english.size(), arabic.size());
    for (std::size_t index = 0; index < english.size(); ++index) {
        EXPECT_EQ(arabic[index].drawing.direction, Direction::right_to_left);
        EXPECT_EQ(english[index].table.rows.size(), arabic[index].table.rows.size());
    }
}

TEST(Charts, are_the_same_each_time_and_stand_in_a_document) {
    for (const Place& place : kPlaces) {
        Document document;
        document.title = "Charts";
        document.direction = place.direction;
        for (const Figure& figure : sample_figures({place.direction, place.width}))
            document.blocks.emplace_back(figure);
        const auto html = render_html(document);
        ASSERT_TRUE(html) << to_text(html.error());
        Document again = document;
        again.blocks.clear();
        for (const Figure& figure : sample_figures({place.direction, place.width}))
            again.blocks.emplace_back(figure);
        EXPECT_EQ(html, render_html(again));
    }
}

TEST(DistinctPaints, can_be_told_apart_without_colours) {
    for (std::size_t count = 1; count <= 8; ++count) {
        const auto paints = distinct_paints(count, true);
        ASSERT_EQ(paints.size(), count);
        EXPECT_EQ(paints.back().fill, Fill::empty);
        for (std::size_t one = 0; one < count; ++one) {
            for (std::size_t other = 0; other < one; ++other) {
                EXPECT_TRUE(can_be_told_apart(paints[one], paints[other])) << one << " " << other;
            }
        }
    }
}

TEST(StackedBar, is_as_long_as_its_total_and_refuses_what_does_not_add_up_to_it) {
    StackedBars bars = sample_bars({});
    const Figure figure = stacked_bar(bars).value();
    EXPECT_EQ(figure.table.columns.size(), 7U);
    EXPECT_EQ(without_marks(figure.table.rows[0][1]), "35");
    EXPECT_EQ(without_marks(figure.table.rows[0][6]), "57");
    double right = 0;
    for (const Shape& shape : figure.drawing.shapes) {
        const auto* bar = std::get_if<Rectangle>(&shape);
        if (bar != nullptr && bar->height == 24) right = std::max(right, bar->at.x + bar->width);
    }
    EXPECT_NEAR(right, 342, 1.5);

    bars.rows[1].counts = {34, 1, 1, 1, 19};
    EXPECT_EQ(refusal(stacked_bar(bars)), "row 2:adds_up_to_total");
    bars.rows[1].counts = {34, 1, 1, 1, 21};
    EXPECT_EQ(refusal(stacked_bar(bars)), "row 2:adds_up_to_total");
    bars.rows[1].counts = {58, -1, 0, 0, 0};
    EXPECT_EQ(refusal(stacked_bar(bars)), "row 2:out_of_range");
    bars.rows[1].counts = {57};
    EXPECT_EQ(refusal(stacked_bar(bars)), "row 2:columns_differ");
    bars.total = 0;
    EXPECT_EQ(refusal(stacked_bar(bars)), "total:out_of_range");
    bars.kinds[1].paint = bars.kinds[0].paint;
    EXPECT_EQ(refusal(stacked_bar(bars)), "kinds:told_apart");
    bars.kinds.clear();
    EXPECT_EQ(refusal(stacked_bar(bars)), "kinds:required");
}

TEST(SlopeChart, draws_falling_lines_dashed_and_refuses_what_is_no_number) {
    Slopes slopes = sample_slopes({});
    const Figure figure = slope_chart(slopes).value();
    int dashed = 0;
    for (const Shape& shape : figure.drawing.shapes) {
        const auto* line = std::get_if<Line>(&shape);
        if (line != nullptr && line->stroke.dashed) ++dashed;
    }
    EXPECT_EQ(dashed, 2);  // the one that falls, and the legend
    slopes.pairs[3].after = std::nan("");
    EXPECT_EQ(refusal(slope_chart(slopes)), "row 4:out_of_range");
    slopes.pairs.clear();
    EXPECT_EQ(refusal(slope_chart(slopes)), "pairs:required");
}

RC_GTEST_PROP(Spread, keeps_the_order_and_covers_nothing, ()) {
    const auto wanted = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 300));
    std::vector<PlacedLabel> labels;
    double needed = 0;
    for (const int at : wanted) {
        labels.push_back({static_cast<double>(at), 10.0 + at % 3, 5.0 + at % 2});
        needed += labels.back().height;
    }
    spread(labels, 0, std::max(300.0, needed));
    for (const PlacedLabel& one : labels) {
        RC_ASSERT(one.top >= -1e-6);
        RC_ASSERT(one.top + one.height <= std::max(300.0, needed) + 1e-6);
        for (const PlacedLabel& other : labels) {
            if (&one == &other) continue;
            RC_ASSERT(one.top + one.height <= other.top + 1e-6 || other.top + other.height <= one.top + 1e-6);
            if (one.wanted < other.wanted) RC_ASSERT(one.top < other.top);
        }
    }
}

TEST(IntervalChart, refuses_what_is_out_of_order_or_off_its_axis) {
    Intervals made = sample_intervals({}, false);
    made.rows[0].lower = 12'000;
    EXPECT_EQ(refusal(interval_chart(made)), "row 1:out_of_range");
    made = sample_intervals({}, false);
    made.rows[1].estimate = 25'000;
    EXPECT_EQ(refusal(interval_chart(made)), "row 2:out_of_range");
    made.axis.logarithmic = true;
    EXPECT_EQ(refusal(interval_chart(made)), "axis:out_of_range");
    made = sample_intervals({}, false);
    made.rows[2].upper = std::nan("");
    EXPECT_EQ(refusal(interval_chart(made)), "row 3:out_of_range");
}

TEST(IntervalChart, leaves_out_the_column_of_estimates_where_there_is_none) {
    Intervals made = sample_intervals({}, false);
    made.rows.erase(made.rows.begin(), made.rows.begin() + 2);
    EXPECT_EQ(interval_chart(made).value().table.columns.size(), 3U);
}

TEST(NiceTicks, are_round_and_hold_the_range) {
    EXPECT_THAT(nice_ticks(0, 57, 6, false), ElementsAre(0, 10, 20, 30, 40, 50, 60));
    EXPECT_THAT(nice_ticks(0, 1, 5, false),
                ElementsAre(0, ::testing::DoubleNear(0.2, 1e-9), ::testing::DoubleNear(0.4, 1e-9),
                            ::testing::DoubleNear(0.6, 1e-9), ::testing::DoubleNear(0.8, 1e-9), 1));
    EXPECT_THAT(nice_ticks(1000, 30'000, 5, true), ElementsAre(1000, 2000, 5000, 10'000, 20'000, 50'000));
    EXPECT_THAT(nice_ticks(1500, 4000, 5, true), ElementsAre(1000, 2000, 5000));
    EXPECT_TRUE(nice_ticks(5, 5, 5, false).empty());
    EXPECT_TRUE(nice_ticks(0, 5, 5, true).empty());
}

TEST(TileLayout, holds_the_57_participating_states_each_in_a_place_of_its_own) {
    const auto layout = tile_layout("osce57");
    ASSERT_TRUE(layout);
    EXPECT_EQ(layout->tiles.size(), 57U);
    EXPECT_LE(layout->columns(), 12);
    ASSERT_NE(layout->find("UKR"), nullptr);
    EXPECT_EQ(layout->find("UKR")->alpha2, "UA");
    EXPECT_EQ(layout->find("XAA"), nullptr);
    // West lies left of east, north above south.
    EXPECT_LT(layout->find("CAN")->column, layout->find("PRT")->column);
    EXPECT_LT(layout->find("PRT")->column, layout->find("UKR")->column);
    EXPECT_LT(layout->find("UKR")->column, layout->find("KGZ")->column);
    EXPECT_LT(layout->find("NOR")->row, layout->find("GRC")->row);
    EXPECT_FALSE(tile_layout("nowhere"));
}

TEST(TileLayout, refuses_what_is_out_of_form) {
    const auto with = [](const std::string& tiles) {
        const auto read = read_tile_layout(R"({"id":"a","title":"t","source":"s","tiles":[)" + tiles + "]}");
        return read ? "" : read.error().fields.at(0).field + ":" + read.error().fields.at(0).rule;
    };
    const std::string one = R"({"alpha3":"UKR","alpha2":"UA","name":"Ukraine","column":1,"row":1})";
    EXPECT_EQ(with(one), "");
    EXPECT_EQ(with(one + "," + one), "tiles[1]:twice");
    EXPECT_EQ(with(R"({"alpha3":"ukr","alpha2":"UA","name":"x","column":1,"row":1})"),
              "tiles[0].alpha3:code_form");
    EXPECT_EQ(with(R"({"alpha3":"UKR","alpha2":"UA","name":"x","column":1,"row":99})").substr(0, 13),
              "tiles[0].row:");
}

TEST(TileMap, asks_for_a_value_for_every_tile) {
    TileMap map = sample_map({});
    map.values.pop_back();
    EXPECT_EQ(refusal(tile_map(map)), "VAT:required");
    map.values.push_back({"XAA", "Nowhere", 0});
    EXPECT_EQ(refusal(tile_map(map)), "XAA:not_in_list");
    map.values.back() = {"ALB", "Albania", 0};
    EXPECT_EQ(refusal(tile_map(map)), "ALB:twice");
    map.values.back() = {"VAT", "Holy See", 4};
    EXPECT_EQ(refusal(tile_map(map)), "VAT:out_of_range");
}

TEST(TileMap, keeps_east_on_the_right_in_both_directions) {
    const auto x_of = [](const Figure& figure, const std::string& code) {
        for (const Shape& shape : figure.drawing.shapes) {
            const auto* label = std::get_if<Label>(&shape);
            if (label != nullptr && label->text == code) return label->at.x;
        }
        return -1.0;
    };
    for (const Direction direction : {Direction::left_to_right, Direction::right_to_left}) {
        const Figure figure = tile_map(sample_map({direction, 343})).value();
        EXPECT_LT(x_of(figure, "CAN"), x_of(figure, "UKR"));
        EXPECT_LT(x_of(figure, "UKR"), x_of(figure, "MNG"));
    }
}

TEST(UpsetPlot, draws_no_bar_for_a_count_that_is_held_back) {
    const Overlaps overlaps = sample_overlaps({});
    const Figure figure = upset_plot(overlaps).value();
    int bars = 0;
    for (const Shape& shape : figure.drawing.shapes) bars += std::holds_alternative<Rectangle>(shape) ? 1 : 0;
    EXPECT_EQ(bars, 3);
    EXPECT_EQ(without_marks(figure.table.rows[2].back()), "under 5");
    EXPECT_EQ(without_marks(figure.table.rows[2][0]), "on it");
    EXPECT_EQ(without_marks(figure.table.rows[2][1]), "not on it");
}

TEST(UpsetPlot, refuses_rows_that_do_not_fit_the_sets) {
    Overlaps overlaps = sample_overlaps({});
    overlaps.rows[1].members.pop_back();
    EXPECT_EQ(refusal(upset_plot(overlaps)), "row 2:columns_differ");
    overlaps = sample_overlaps({});
    overlaps.rows[0].count = -1;
    EXPECT_EQ(refusal(upset_plot(overlaps)), "row 1:out_of_range");
    overlaps.sets.clear();
    EXPECT_EQ(refusal(upset_plot(overlaps)), "sets:out_of_range");
}

}  // namespace
