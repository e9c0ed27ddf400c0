// Runs the benchmarks and prints, below Google Benchmark's table, what can be compared between machines:
// ratios within this run.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <unistd.h>

#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Times {
    double cpu = 0;  // seconds for one
    double wall = 0;
};

class KeepsTimes final : public benchmark::ConsoleReporter {
public:
    KeepsTimes() : ConsoleReporter(::isatty(STDOUT_FILENO) == 1 ? OO_ColorTabular : OO_Tabular) {}

    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.error_occurred || run.run_type != Run::RT_Iteration || run.iterations == 0) continue;
            const auto count = static_cast<double>(run.iterations);
            times_[run.run_name.function_name + (run.run_name.args.empty() ? "" : "/" + run.run_name.args)] =
                {run.cpu_accumulated_time / count, run.real_accumulated_time / count};
        }
        ConsoleReporter::ReportRuns(runs);
    }
    const Times* find(const std::string& name) const {
        const auto found = times_.find(name);
        return found == times_.end() ? nullptr : &found->second;
    }

private:
    std::map<std::string, Times> times_;
};

struct Ratio {
    const char* one;
    const char* other;
    double times_other = 1;  // how many of the other make up one
};

constexpr Ratio kRatios[] = {
    {"raise_a_concern", "bare_durable_insert"}, {"open_an_identity", "bare_durable_insert"},
    {"read_a_case", "bare_durable_insert"},     {"read_the_worklist", "read_a_case"},
    {"audit_append", "seal_a_note/64", 1000},   {"draw_a_page", "read_a_case"},
    {"ask_for_a_page", "draw_a_page"},          {"ask_for_a_line", "read_a_request_head"},
};

void print_ratios(const KeepsTimes& kept) {
    std::cout << fmt::format("\n{:<52} {:>10} {:>10}\n", "ratios within this run", "CPU", "wall");
    for (const Ratio& ratio : kRatios) {
        const Times* one = kept.find(ratio.one);
        const Times* other = kept.find(ratio.other);
        if (one == nullptr || other == nullptr) continue;
        const std::string name = std::string(ratio.one) + " / " + ratio.other;
        std::cout << fmt::format("{:<52} {:>10.2f} {:>10.2f}\n", name,
                                 one->cpu / other->cpu / ratio.times_other,
                                 one->wall / other->wall / ratio.times_other);
    }
}

}  // namespace

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
    KeepsTimes kept;
    benchmark::RunSpecifiedBenchmarks(&kept);
    print_ratios(kept);
    return 0;
}
