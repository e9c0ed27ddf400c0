#include "base/metrics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using base::Duration;
using base::Metric;
using base::MetricLabel;
using base::Metrics;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

bool has_line(const Metrics& metrics, const std::string& line) {
    return std::ranges::count(lines_of(metrics.text()), line) == 1;
}

// The grammar of the text format 0.0.4, read strictly: a family's lines stand together below its HELP and
// TYPE, no series twice, buckets of a histogram that rise to +Inf and to the count.
class Reader {
public:
    explicit Reader(const std::string& text) {
        EXPECT_TRUE(text.ends_with("\n"));
        for (const std::string& line : lines_of(text)) read(line);
        end_family();
    }

private:
    void read(const std::string& line) {
        static const std::regex kHelp("# HELP ([a-z_]+) [^\\\\\n]+");
        static const std::regex kType("# TYPE ([a-z_]+) (counter|gauge|histogram)");
        static const std::regex kSample(
            "([a-z_]+)(\\{([a-z]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+\\})? (-?[0-9]+(\\.[0-9]+)?)");
        std::smatch match;
        if (std::regex_match(line, match, kHelp)) {
            end_family();
            name_ = match[1];
            EXPECT_TRUE(families_.insert(name_).second) << line << ": twice";
        } else if (std::regex_match(line, match, kType)) {
            EXPECT_EQ(match[1], name_) << line;
            type_ = match[2];
            EXPECT_EQ(type_ == "counter", name_.ends_with("_total")) << line;
        } else if (std::regex_match(line, match, kSample)) {
            sample(match[1], match[2], std::stod(match[5]), line);
        } else {
            ADD_FAILURE() << "not a line of the format: " << line;
        }
    }
    void sample(const std::string& name, const std::string& labels, double value, const std::string& line) {
        EXPECT_TRUE(seen_.insert(name + labels).second) << line << ": twice";
        if (type_ != "histogram") {
            EXPECT_EQ(name, name_) << line;
            return;
        }
        if (name == name_ + "_bucket") {
            EXPECT_GE(value, bucket_) << line;
            bucket_ = value;
            complete_ = labels.find("le=\"+Inf\"") != std::string::npos;
        } else if (name == name_ + "_count") {
            EXPECT_TRUE(complete_) << line;
            EXPECT_EQ(value, bucket_) << line;
            bucket_ = 0;
            complete_ = false;
        } else {
            EXPECT_EQ(name, name_ + "_sum") << line;
        }
    }
    void end_family() {
        EXPECT_EQ(bucket_, 0) << name_ << ": buckets without a count";
        bucket_ = 0;
    }

    std::string name_;
    std::string type_;
    std::set<std::string> families_;
    std::set<std::string> seen_;
    double bucket_ = 0;
    bool complete_ = false;
};

class Figures : public testing::Test {
protected:
    Metrics metrics_{{{"GET", "/"}, {"GET", "/cases/{case}"}, {"POST", "/cases/{case}"}}, "0.1.0", "sqlite"};
};

TEST_F(Figures, are_text_that_prometheus_reads) {
    metrics_.count_request("GET", "/cases/{case}", 200, std::chrono::milliseconds(7));
    metrics_.count_request("GET", "/cases/{case}", 503, std::chrono::seconds(70));
    metrics_.add(Metric::http_incidents);
    metrics_.set(Metric::clock_oldest, Duration(1'500'000));
    metrics_.observe(Metric::database_wait_seconds, Duration(1), {MetricLabel::operation_write});
    const Reader reader(metrics_.text());
    EXPECT_TRUE(has_line(metrics_, "waymark_build_info{version=\"0.1.0\",database=\"sqlite\"} 1"));
    EXPECT_TRUE(has_line(
        metrics_, "waymark_http_requests_total{method=\"GET\",route=\"/cases/{case}\",status=\"5xx\"} 1"));
    EXPECT_TRUE(has_line(metrics_, "waymark_clock_oldest_overdue_seconds 1.500000"));
    EXPECT_TRUE(has_line(metrics_, "# TYPE waymark_clock_oldest_overdue_seconds gauge"));
}

TEST_F(Figures, count_a_request_by_the_pattern_of_its_route_and_never_by_what_was_asked_for) {
    metrics_.count_request("GET", "/Olena Melnyk", 404, Duration(1));
    metrics_.count_request("BREW", "/", 405, Duration(1));
    EXPECT_TRUE(
        has_line(metrics_, "waymark_http_requests_total{method=\"none\",route=\"none\",status=\"4xx\"} 2"));
    EXPECT_EQ(metrics_.text().find("Olena"), std::string::npos);
    EXPECT_EQ(metrics_.text().find("BREW"), std::string::npos);
}

TEST_F(Figures, put_a_duration_into_the_first_bucket_that_holds_it) {
    metrics_.observe(Metric::database_wait_seconds, Duration(1'000), {MetricLabel::operation_read});
    metrics_.observe(Metric::database_wait_seconds, Duration(1'001), {MetricLabel::operation_read});
    metrics_.observe(Metric::database_wait_seconds, std::chrono::minutes(1), {MetricLabel::operation_read});
    metrics_.observe(Metric::database_wait_seconds, Duration(-5), {MetricLabel::operation_read});
    const std::string name = "waymark_database_wait_seconds";
    EXPECT_TRUE(has_line(metrics_, name + "_bucket{operation=\"read\",le=\"0.0005\"} 1"));
    EXPECT_TRUE(has_line(metrics_, name + "_bucket{operation=\"read\",le=\"0.001\"} 2"));
    EXPECT_TRUE(has_line(metrics_, name + "_bucket{operation=\"read\",le=\"0.0025\"} 3"));
    EXPECT_TRUE(has_line(metrics_, name + "_bucket{operation=\"read\",le=\"10\"} 3"));
    EXPECT_TRUE(has_line(metrics_, name + "_bucket{operation=\"read\",le=\"+Inf\"} 4"));
    EXPECT_TRUE(has_line(metrics_, name + "_count{operation=\"read\"} 4"));
    EXPECT_TRUE(has_line(metrics_, name + "_sum{operation=\"read\"} 60.002001"));
}

TEST_F(Figures, show_a_counter_from_nought_and_a_gauge_only_while_it_is_known) {
    EXPECT_TRUE(has_line(metrics_, "waymark_http_incidents_total 0"));
    EXPECT_EQ(metrics_.text().find("waymark_clocks"), std::string::npos);
    metrics_.set(Metric::clocks, 3, {MetricLabel::clock_overdue});
    EXPECT_TRUE(has_line(metrics_, "waymark_clocks{state=\"overdue\"} 3"));
    metrics_.forget(Metric::clocks);
    EXPECT_EQ(metrics_.text().find("waymark_clocks"), std::string::npos);
    EXPECT_EQ(metrics_.text().find("/cases/{case}"), std::string::npos) << "no request, no series";
}

TEST_F(Figures, take_no_label_of_another_dimension) {
    EXPECT_THROW(metrics_.add(Metric::database_retries, {MetricLabel::clock_due}), std::logic_error);
    EXPECT_THROW(metrics_.add(Metric::database_retries), std::logic_error);
    EXPECT_THROW(metrics_.add(Metric::http_incidents, {MetricLabel::status_2xx}), std::logic_error);
    EXPECT_THROW(metrics_.observe(Metric::http_incidents, Duration(1)), std::logic_error);
}

TEST_F(Figures, lose_no_addition_between_threads) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([this] {
            for (int round = 0; round < 5000; ++round) {
                metrics_.count_request("POST", "/cases/{case}", 303, Duration(20));
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_TRUE(has_line(
        metrics_,
        "waymark_http_requests_total{method=\"POST\",route=\"/cases/{case}\",status=\"3xx\"} 20000"));
    EXPECT_TRUE(has_line(
        metrics_,
        "waymark_http_request_duration_seconds_sum{method=\"POST\",route=\"/cases/{case}\"} 0.400000"));
}

}  // namespace
