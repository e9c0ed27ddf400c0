#include "engines/estimation/capture_table.hpp"

namespace estimation {

double observed(const CaptureTable& table) {
    double sum = 0;
    for (const double count : table.count) sum += count;
    return sum;
}

double overlapping(const CaptureTable& table) {
    double sum = 0;
    for (std::size_t history = 0; history < table.cell_count(); ++history) {
        if (lists_in(static_cast<Mask>(history)) > 1) sum += table.count[history];
    }
    return sum;
}

}  // namespace estimation
