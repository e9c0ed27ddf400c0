#pragma once
// One of each chart, with long labels and crowded values, for tests and for looking at. Figures are invented.

#include "document/charts/interval_chart.hpp"
#include "document/charts/slope_chart.hpp"
#include "document/charts/stacked_bar.hpp"
#include "document/charts/tile_map.hpp"
#include "document/charts/upset_plot.hpp"

#include <vector>

namespace document::charts {

struct SampleText {
    Direction direction = Direction::left_to_right;
    double width = kPhoneWidth;
};

StackedBars sample_bars(const SampleText& text);
Slopes sample_slopes(const SampleText& text);
Intervals sample_intervals(const SampleText& text, bool logarithmic);
TileMap sample_map(const SampleText& text);
Overlaps sample_overlaps(const SampleText& text);

std::vector<Figure> sample_figures(const SampleText& text);

}  // namespace document::charts
