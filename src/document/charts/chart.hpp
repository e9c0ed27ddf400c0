#pragma once
// What all charts share. A chart is a pure function from figures to a document::Figure: a drawing, and the
// table it was drawn from. Charts are narrow enough for a phone of 375 px; texts are broken into lines, never
// turned or cut off, and none covers another. All words come from the caller, in the reader's language. From
// right to left a chart is mirrored, letters apart. Thread rule: pure; safe from any thread.

#include "base/result.hpp"
#include "document/document.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace document::charts {

// What remains of 375 px between the margins of a page.
constexpr double kPhoneWidth = 343;

struct ChartText {
    std::string title;
    std::string alternative;    // what the chart shows, in a sentence or two
    std::string table_caption;  // of the figures behind it
    std::string id = {};
    Direction direction = Direction::left_to_right;
    double width = kPhoneWidth;
};

// A kind of answer: its word and how it is filled.
struct Kind {
    std::string label;
    Paint paint;
};

// Paints that can be told apart without colours, in the order of use; with `last_is_missing` the last is
// the outline alone.
std::vector<Paint> distinct_paints(std::size_t count, bool last_is_missing);
// By their pattern, or, where that is the same, by how dark they are.
bool can_be_told_apart(const Paint& one, const Paint& other);

// Problems of a chart: invalid_fields, "kinds" and "row 3" with the rules given beside each chart.
base::Done check_kinds(const std::vector<Kind>& kinds);

}  // namespace document::charts
