#include "base/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace base {

namespace {

enum class Kind { counter, gauge, histogram };
enum class Unit { one, seconds };  // seconds are kept in microseconds

enum class Dimension {
    none,
    endpoint,
#define DIMENSION(id, label) id,
#define LABEL(id, dimension, value)
#include "base/metric_label.def"
#undef LABEL
#undef DIMENSION
};

struct MetricRow {
    Kind kind;
    Unit unit;
    std::string_view name;
    Dimension first;
    Dimension second;
    std::string_view help;
};

constexpr std::array kMetrics{
#define METRIC(id, kind, unit, name, first, second, help) \
    MetricRow{Kind::kind, Unit::unit, name, Dimension::first, Dimension::second, help},
#include "base/metric.def"
#undef METRIC
};

struct LabelRow {
    Dimension dimension;
    std::string_view value;
};

constexpr std::array kLabels{
#define DIMENSION(id, label)
#define LABEL(id, dimension, value) LabelRow{Dimension::dimension, value},
#include "base/metric_label.def"
#undef LABEL
#undef DIMENSION
};

std::string_view name_of(Dimension dimension) {
    static constexpr std::array kNames{
        std::string_view(),
        std::string_view(),
#define DIMENSION(id, label) std::string_view(label),
#define LABEL(id, dimension, value)
#include "base/metric_label.def"
#undef LABEL
#undef DIMENSION
    };
    return kNames.at(static_cast<std::size_t>(dimension));
}

// A gauge that nobody has set.
constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();

// Of a histogram: its buckets, the one beyond the last, and the sum.
constexpr std::size_t kHistogramCells = kMetricBuckets.size() + 2;

const MetricRow& row_of(Metric metric) {
    return kMetrics.at(static_cast<std::size_t>(metric));
}

// The labels of a dimension stand together in the table.
std::size_t first_label_of(Dimension dimension) {
    const auto* const first = std::ranges::find(kLabels, dimension, &LabelRow::dimension);
    return static_cast<std::size_t>(first - kLabels.begin());
}

std::size_t size_of(Dimension dimension, std::size_t endpoints) {
    if (dimension == Dimension::none) return 1;
    if (dimension == Dimension::endpoint) return endpoints;
    return static_cast<std::size_t>(std::ranges::count(kLabels, dimension, &LabelRow::dimension));
}

MetricLabel class_of(int status) {
    if (status < 200) return MetricLabel::status_1xx;
    if (status < 300) return MetricLabel::status_2xx;
    if (status < 400) return MetricLabel::status_3xx;
    return status < 500 ? MetricLabel::status_4xx : MetricLabel::status_5xx;
}

// Where a label stands within its dimension.
std::size_t index_of(MetricLabel label) {
    const auto place = static_cast<std::size_t>(label);
    return place - first_label_of(kLabels.at(place).dimension);
}

std::string shown(Unit unit, std::int64_t value) {
    if (unit == Unit::one) return std::to_string(value);
    const std::uint64_t size =
        value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return fmt::format("{}{}.{:06}", value < 0 ? "-" : "", size / 1'000'000, size % 1'000'000);
}

// A value of a label as the format wants it.
std::string escaped(std::string_view plain) {
    std::string out;
    for (const char symbol : plain) {
        if (symbol == '\\' || symbol == '"') out += '\\';
        if (symbol == '\n') {
            out += "\\n";
        } else {
            out += symbol;
        }
    }
    return out;
}

std::string_view type_of(Kind kind) {
    switch (kind) {
        case Kind::counter: return "counter";
        case Kind::gauge: return "gauge";
        case Kind::histogram: return "histogram";
    }
    return "untyped";
}

std::string in_braces(const std::string& labels) {
    return labels.empty() ? std::string() : "{" + labels + "}";
}

}  // namespace

Metrics::Metrics(const std::vector<Endpoint>& endpoints, std::string_view version, std::string_view database)
    : build_(fmt::format("version=\"{}\",database=\"{}\"", escaped(version), escaped(database))) {
    endpoints_.push_back({"none", "none"});
    for (const Endpoint& endpoint : endpoints) {
        auto [found, is_new] = endpoint_of_[endpoint.method].try_emplace(endpoint.pattern, endpoints_.size());
        if (is_new) endpoints_.push_back(endpoint);
    }
    std::size_t cells = 0;
    for (const MetricRow& row : kMetrics) {
        Family family{.first_cell = cells,
                      .first_size = size_of(row.first, endpoints_.size()),
                      .second_size = size_of(row.second, endpoints_.size()),
                      .cells_each = row.kind == Kind::histogram ? kHistogramCells : 1};
        cells += family.first_size * family.second_size * family.cells_each;
        families_.push_back(family);
    }
    cells_ = std::vector<Cell>(cells);
    for (std::size_t metric = 0; metric < kMetrics.size(); ++metric) {
        if (kMetrics.at(metric).kind == Kind::gauge) forget(static_cast<Metric>(metric));
    }
}

std::size_t Metrics::place(Metric metric, std::initializer_list<MetricLabel> labels) const {
    const MetricRow& row = row_of(metric);
    const Family& of = family(metric);
    const std::array dimensions{row.first, row.second};
    std::array<std::size_t, 2> at{};
    std::size_t given = 0;
    for (const MetricLabel label : labels) {
        const Dimension dimension = kLabels.at(static_cast<std::size_t>(label)).dimension;
        if (given >= dimensions.size() || dimensions.at(given) != dimension) {
            throw std::logic_error("a label that the metric does not have");
        }
        at.at(given++) = index_of(label);
    }
    if (given < dimensions.size() && dimensions.at(given) != Dimension::none) {
        throw std::logic_error("a label of the metric is missing");
    }
    return of.first_cell + (at[0] * of.second_size + at[1]) * of.cells_each;
}

void Metrics::add(Metric metric, std::initializer_list<MetricLabel> labels, std::int64_t by) {
    cells_[place(metric, labels)].fetch_add(by, std::memory_order_relaxed);
}

void Metrics::set(Metric metric, std::int64_t value, std::initializer_list<MetricLabel> labels) {
    cells_[place(metric, labels)].store(value, std::memory_order_relaxed);
}

void Metrics::observe(Metric metric, Duration duration, std::initializer_list<MetricLabel> labels) {
    if (row_of(metric).kind != Kind::histogram) throw std::logic_error("not a histogram");
    observe_at(place(metric, labels), duration);
}

void Metrics::observe_at(std::size_t cell, Duration duration) {
    // A clock that is set back makes no negative time.
    const Duration took = std::max(duration, Duration::zero());
    const auto* const bucket = std::ranges::lower_bound(kMetricBuckets, took);
    const auto at = static_cast<std::size_t>(bucket - kMetricBuckets.begin());
    cells_[cell + at].fetch_add(1, std::memory_order_relaxed);
    cells_[cell + kHistogramCells - 1].fetch_add(took.count(), std::memory_order_relaxed);
}

void Metrics::forget(Metric metric) {
    const Family& of = family(metric);
    const std::size_t end = of.first_cell + of.first_size * of.second_size * of.cells_each;
    for (std::size_t cell = of.first_cell; cell < end; ++cell) {
        cells_[cell].store(kUnknown, std::memory_order_relaxed);
    }
}

void Metrics::count_request(std::string_view method, std::string_view pattern, int status, Duration took) {
    std::size_t endpoint = 0;
    if (const auto of_method = endpoint_of_.find(method); of_method != endpoint_of_.end()) {
        const auto found = of_method->second.find(pattern);
        if (found != of_method->second.end()) endpoint = found->second;
    }
    const Family& counted = family(Metric::http_requests);
    const std::size_t cell = counted.first_cell + endpoint * counted.second_size + index_of(class_of(status));
    cells_[cell].fetch_add(1, std::memory_order_relaxed);
    const Family& timed = family(Metric::http_request_seconds);
    observe_at(timed.first_cell + endpoint * timed.cells_each, took);
}

std::int64_t Metrics::value(Metric metric, std::initializer_list<MetricLabel> labels) const {
    const std::size_t cell = place(metric, labels);
    std::int64_t sum = 0;
    if (row_of(metric).kind == Kind::histogram) {
        for (std::size_t bucket = 0; bucket + 1 < kHistogramCells; ++bucket) {
            sum += cells_[cell + bucket].load(std::memory_order_relaxed);
        }
        return sum;
    }
    const std::int64_t found = cells_[cell].load(std::memory_order_relaxed);
    return found == kUnknown ? 0 : found;
}

std::string Metrics::labels_of(Metric metric, std::size_t first, std::size_t second) const {
    const MetricRow& row = row_of(metric);
    std::string labels;
    const auto append = [&](Dimension dimension, std::size_t index) {
        if (dimension == Dimension::none) return;
        if (!labels.empty()) labels += ',';
        if (dimension == Dimension::endpoint) {
            labels += fmt::format("method=\"{}\",route=\"{}\"", escaped(endpoints_[index].method),
                                  escaped(endpoints_[index].pattern));
        } else {
            labels += fmt::format("{}=\"{}\"", name_of(dimension),
                                  escaped(kLabels.at(first_label_of(dimension) + index).value));
        }
    };
    append(row.first, first);
    append(row.second, second);
    return labels;
}

void Metrics::write_series(Metric metric, const std::string& labels, std::size_t cell,
                           std::string& out) const {
    const MetricRow& row = row_of(metric);
    const auto at = [&](std::size_t index) { return cells_[cell + index].load(std::memory_order_relaxed); };
    if (row.kind != Kind::histogram) {
        const std::int64_t value = at(0);
        if (value == kUnknown || (value == 0 && row.first == Dimension::endpoint)) return;
        out += fmt::format("{}{} {}\n", row.name, in_braces(labels), shown(row.unit, value));
        return;
    }
    std::int64_t count = 0;
    std::string lines;
    const std::string before = labels.empty() ? std::string() : labels + ",";
    for (std::size_t bucket = 0; bucket <= kMetricBuckets.size(); ++bucket) {
        count += at(bucket);
        const std::string bound =
            bucket < kMetricBuckets.size()
                ? fmt::format("{}", static_cast<double>(kMetricBuckets.at(bucket).count()) / 1e6)
                : "+Inf";
        lines += fmt::format("{}_bucket{{{}le=\"{}\"}} {}\n", row.name, before, bound, count);
    }
    if (count == 0 && row.first == Dimension::endpoint) return;
    out += lines;
    out +=
        fmt::format("{}_sum{} {}\n", row.name, in_braces(labels), shown(row.unit, at(kHistogramCells - 1)));
    out += fmt::format("{}_count{} {}\n", row.name, in_braces(labels), count);
}

void Metrics::write_family(Metric metric, std::string& out) const {
    const MetricRow& row = row_of(metric);
    const Family& of = family(metric);
    std::string series;
    for (std::size_t first = 0; first < of.first_size; ++first) {
        for (std::size_t second = 0; second < of.second_size; ++second) {
            write_series(metric, labels_of(metric, first, second),
                         of.first_cell + (first * of.second_size + second) * of.cells_each, series);
        }
    }
    if (series.empty()) return;
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", row.name, row.help, row.name, type_of(row.kind));
    out += series;
}

std::string Metrics::text() const {
    std::string out = fmt::format(
        "# HELP waymark_build_info Which program runs on which database\n# TYPE waymark_build_info gauge\n"
        "waymark_build_info{{{}}} 1\n",
        build_);
    for (std::size_t metric = 0; metric < kMetrics.size(); ++metric) {
        write_family(static_cast<Metric>(metric), out);
    }
    return out;
}

}  // namespace base
