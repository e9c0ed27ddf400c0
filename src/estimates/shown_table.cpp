#include "estimates/shown_table.hpp"

#include "base/crypto/sha256.hpp"
#include "base/encoding.hpp"
#include "estimates/kept_estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace estimates {
namespace {

std::int64_t whole(double count) {
    return std::llround(count);
}

std::int64_t smallest_of(Sight sight) {
    switch (sight) {
        case Sight::all: return 1;
        case Sight::inside: return base::kSmallestShown;
        case Sight::outside: return base::kSmallestPublished;
    }
    return base::kSmallestPublished;
}

// By mask, as canonical_csv() has it, whatever the order of the histories.
std::string csv_of(const estimation::CaptureTable& table, const ShownTable& shown) {
    estimation::CaptureTable empty = table;
    std::ranges::fill(empty.count, 0.0);
    std::string out = canonical_csv(empty);
    std::vector<ShownHistory> by_mask = shown.histories;
    std::ranges::sort(by_mask, {}, &ShownHistory::history);
    for (const ShownHistory& one : by_mask) {
        for (std::size_t list = 0; list < table.list_count(); ++list) {
            out += (one.history >> list & 1U) == 0 ? "0," : "1,";
        }
        out += one.count ? fmt::format("{}\n", *one.count) : std::string("c\n");
    }
    return out;
}

}  // namespace

ShownTable shown_table(const estimation::CaptureTable& table, Sight sight) {
    ShownTable shown{.lists = table.lists, .histories = {}, .observed = {}, .on_list = {}};
    std::vector<base::CountRow> rows;
    std::vector<estimation::Mask> masks;
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        if (table.count[history] == 0) continue;
        masks.push_back(static_cast<estimation::Mask>(history));
        rows.push_back({.label = {}, .counts = {whole(table.count[history])}});
    }
    const base::SafeTable safe = base::safe_table(rows, smallest_of(sight));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        shown.histories.push_back({masks[row], safe.rows[row].counts.front()});
        shown.holds_back = shown.holds_back || !shown.histories.back().count;
    }
    shown.csv = csv_of(table, shown);
    shown.sha256 = base::to_hex(base::crypto::sha256(base::bytes_of(shown.csv)));
    if (!safe.totals.empty()) shown.observed = safe.totals.front();
    std::ranges::stable_sort(shown.histories, std::ranges::greater{},
                             [](const ShownHistory& one) { return one.count.value_or(-1); });
    for (std::size_t list = 0; list < table.list_count(); ++list) {
        double on_it = 0;
        for (std::size_t history = 1; history < table.cell_count(); ++history) {
            if ((history >> list & 1U) != 0) on_it += table.count[history];
        }
        shown.on_list.push_back(shown.holds_back ? base::SafeCount{} : base::SafeCount{whole(on_it)});
    }
    return shown;
}

}  // namespace estimates
