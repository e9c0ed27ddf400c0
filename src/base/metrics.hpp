#pragma once
// Figures for Prometheus: counters, gauges and histograms from a closed table (metric.def) with a closed
// table of labels (metric_label.def). Promise: no free text gets in, so that neither a name nor an endless
// number of series can; counting is one addition to an atomic number, without a lock. Thread rule: safe from
// any thread; made once and passed in.

#include "base/time.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace base {

enum class Metric {
#define METRIC(id, kind, unit, name, first, second, help) id,
#include "base/metric.def"
#undef METRIC
};

enum class MetricLabel {
#define DIMENSION(id, label)
#define LABEL(id, dimension, value) id,
#include "base/metric_label.def"
#undef LABEL
#undef DIMENSION
};

// Upper bounds of the buckets of every histogram; beyond the last is +Inf.
inline constexpr std::array<Duration, 14> kMetricBuckets{
    Duration(500),       Duration(1'000),     Duration(2'500),     Duration(5'000),     Duration(10'000),
    Duration(25'000),    Duration(50'000),    Duration(100'000),   Duration(250'000),   Duration(500'000),
    Duration(1'000'000), Duration(2'500'000), Duration(5'000'000), Duration(10'000'000)};

class Metrics {
public:
    // A row of the route table: "GET", "/cases/{case}". Both must outlive the registry.
    struct Endpoint {
        std::string_view method;
        std::string_view pattern;
    };

    // `version` and `database` ("sqlite") go into waymark_build_info.
    Metrics(const std::vector<Endpoint>& endpoints, std::string_view version, std::string_view database);
    Metrics() : Metrics({}, "0", "none") {}

    // Each with one label for each dimension of its row, in order; std::logic_error for others.
    void add(Metric metric, std::initializer_list<MetricLabel> labels = {}, std::int64_t by = 1);
    void set(Metric metric, std::int64_t value, std::initializer_list<MetricLabel> labels = {});
    void set(Metric metric, Time moment, std::initializer_list<MetricLabel> labels = {}) {
        set(metric, moment.microseconds(), labels);
    }
    void set(Metric metric, Duration duration, std::initializer_list<MetricLabel> labels = {}) {
        set(metric, duration.count(), labels);
    }
    void observe(Metric metric, Duration duration, std::initializer_list<MetricLabel> labels = {});
    // A gauge that nobody knows any more is not shown.
    void forget(Metric metric);

    // A method and a pattern that the table does not have count as "none".
    void count_request(std::string_view method, std::string_view pattern, int status, Duration took);

    // 0 where a gauge is not known.
    std::int64_t value(Metric metric, std::initializer_list<MetricLabel> labels = {}) const;

    // Text exposition format 0.0.4. Series by endpoint are shown once they have counted something.
    std::string text() const;

private:
    using Cell = std::atomic<std::int64_t>;
    struct Family {
        std::size_t first_cell = 0;
        std::size_t first_size = 1;  // of its dimensions
        std::size_t second_size = 1;
        std::size_t cells_each = 1;  // of one series: more than one for a histogram
    };

    const Family& family(Metric metric) const { return families_[static_cast<std::size_t>(metric)]; }
    std::size_t place(Metric metric, std::initializer_list<MetricLabel> labels) const;
    void observe_at(std::size_t cell, Duration duration);
    void write_family(Metric metric, std::string& out) const;
    void write_series(Metric metric, const std::string& labels, std::size_t cell, std::string& out) const;
    std::string labels_of(Metric metric, std::size_t first, std::size_t second) const;

    std::vector<Endpoint> endpoints_;  // the first is "none"
    std::map<std::string_view, std::map<std::string_view, std::size_t>> endpoint_of_;
    std::string build_;
    std::vector<Family> families_;
    std::vector<Cell> cells_;
};

}  // namespace base
