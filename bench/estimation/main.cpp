// What estimates cost, by processor time of one thread. A benchmark that sets the counter "bar" (seconds) may
// not take longer, by the median of its repetitions, and one that sets "bytes_bar" may not have "bytes" above
// it: else the run fails.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

struct Measured {
    std::vector<double> seconds;
    double bar = 0;
    double bytes = 0;
    double bytes_bar = 0;
};

class KeepsBars final : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.error_occurred) failed_ = true;
            if (run.error_occurred || run.run_type != Run::RT_Iteration || run.iterations == 0) continue;
            const auto counter = [&run](const char* name) {
                const auto found = run.counters.find(name);
                return found == run.counters.end() ? 0.0 : found->second.value;
            };
            Measured& measured = measured_[run.run_name.function_name + run.run_name.args];
            measured.seconds.push_back(run.cpu_accumulated_time / static_cast<double>(run.iterations));
            measured.bar = counter("bar");
            measured.bytes = std::max(measured.bytes, counter("bytes"));
            measured.bytes_bar = counter("bytes_bar");
        }
        ConsoleReporter::ReportRuns(runs);
    }

    bool print_bars() const {
        std::cout << fmt::format("\n{:<52} {:>12} {:>12}\n", "held to a bar", "median", "bar");
        bool held = !failed_;
        for (const auto& [name, measured] : measured_) {
            if (measured.bar == 0) continue;
            std::vector<double> sorted = measured.seconds;
            std::sort(sorted.begin(), sorted.end());
            const double median = sorted[sorted.size() / 2];
            const bool good = median <= measured.bar &&
                              measured.bytes <= measured.bytes_bar + (measured.bytes_bar == 0 ? 1e300 : 0);
            std::cout << fmt::format("{:<52} {:>9.4g} s {:>10.4g} s{}\n", name, median, measured.bar,
                                     good ? "" : "  too much");
            if (measured.bytes_bar > 0) {
                std::cout << fmt::format("{:<52} {:>9.3f} MB {:>8.3f} MB\n", "", measured.bytes / 1e6,
                                         measured.bytes_bar / 1e6);
            }
            held = held && good;
        }
        return held;
    }

private:
    std::map<std::string, Measured> measured_;
    bool failed_ = false;
};

}  // namespace

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
    KeepsBars kept;
    benchmark::RunSpecifiedBenchmarks(&kept);
    return kept.print_bars() ? 0 : 1;
}
