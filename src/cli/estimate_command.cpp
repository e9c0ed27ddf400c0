#include "cli/estimate_command.hpp"

#include "base/crypto/sha256.hpp"
#include "base/encoding.hpp"
#include "cli/estimate_output.hpp"
#include "cli/stop_signals.hpp"
#include "engines/estimation/capture_table_csv.hpp"
#include "engines/estimation/estimate_population.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <iostream>
#include <iterator>
#include <mutex>
#include <thread>

namespace cli {
namespace {

using estimation::CaptureTable;
using estimation::Estimate;
using estimation::EstimateWish;
using estimation::Method;

constexpr std::string_view kAll = "all";
// Side by side with the others the sampler gets a quarter of its time.
constexpr std::size_t kSweepsAmongAll = 1'000'000;

std::string list_of_methods() {
    std::string list;
    for (const Method method : estimation::methods()) list += std::string(estimation::name_of(method)) + ", ";
    return list + std::string(kAll);
}

// "-" is the standard input.
base::Result<std::string> contents_of(const Task& task, const std::filesystem::path& file) {
    std::string text;
    if (file == "-") {
        text.assign(std::istreambuf_iterator<char>(task.world.in), {});
        return text;
    }
    std::error_code error;
    std::ifstream stream(file, std::ios::binary);
    if (std::filesystem::is_directory(file, error) || !stream) {
        return base::fail(base::invalid_field("FILE", "cannot_be_read", "a CSV file"));
    }
    text.assign(std::istreambuf_iterator<char>(stream), {});
    return text;
}

base::Result<std::vector<Method>> methods_wanted(const EstimateWanted& wanted) {
    if (wanted.method == kAll) {
        std::vector<Method> all = estimation::methods();
        std::erase(all, Method::fixed);
        return all;
    }
    const auto method = estimation::method_called(wanted.method);
    if (!method || std::ranges::find(estimation::methods(), *method) == estimation::methods().end()) {
        return base::fail(base::invalid_field("--method", "not_in_list", list_of_methods()));
    }
    if ((*method == Method::fixed) == wanted.model.empty()) {
        return base::fail(base::invalid_field("--model",
                                              wanted.model.empty() ? "required" : "only_with_fixed",
                                              "--method fixed --model [12,3]"));
    }
    return std::vector<Method>{*method};
}

base::Result<EstimateWish> wish_of(const EstimateWanted& wanted, const CaptureTable& table) {
    EstimateWish wish;
    const auto interval = estimation::interval_called(wanted.interval);
    if (!interval || *interval == estimation::Interval::Kind::credible) {
        return base::fail(base::invalid_field("--ci", "not_in_list", "bca, profile, wald"));
    }
    if (!wanted.model.empty()) {
        const auto model = estimation::read_model(wanted.model, table.lists);
        if (!model) return base::fail(model.error());
        wish.model = *model;
    }
    wish.p = wanted.p;
    wish.max_order = std::min(wanted.max_order, static_cast<int>(table.list_count()));
    wish.interval = *interval;
    wish.replicates = wanted.replicates;
    wish.seed = wanted.seed;
    wish.threads = wanted.threads > 0 ? wanted.threads : std::max(1U, std::thread::hardware_concurrency());
    wish.level = wanted.level;
    wish.nmax_factor = wanted.nmax_factor;
    return wish;
}

// Looks for Ctrl-C ten times a second, and asks the work to stop.
class StopAtSignal {
public:
    StopAtSignal() : watch_([this](const std::stop_token& over) { watch(over); }) {}

    std::stop_token token() const { return source_.get_token(); }

private:
    void watch(const std::stop_token& over) {
        std::unique_lock hold(lock_);
        while (!over.stop_requested()) {
            if (signals_.came()) {
                source_.request_stop();
                return;
            }
            wake_.wait_for(hold, over, std::chrono::milliseconds(100), [] { return false; });
        }
    }

    StopSignals signals_;
    std::stop_source source_;
    std::mutex lock_;
    std::condition_variable_any wake_;
    std::jthread watch_;
};

// A line that is written over, where somebody looks at it.
class ProgressOnTerminal {
public:
    explicit ProgressOnTerminal(std::ostream& out) : out_(out), on_(&out == &std::cerr && ::isatty(2) == 1) {}
    ProgressOnTerminal(const ProgressOnTerminal&) = delete;
    ProgressOnTerminal& operator=(const ProgressOnTerminal&) = delete;
    ~ProgressOnTerminal() {
        if (on_ && written_) out_ << "\r\033[K" << std::flush;
    }

    std::function<void(std::string_view, std::size_t, std::size_t)> progress() {
        if (!on_) return {};
        return [this](std::string_view step, std::size_t done, std::size_t total) {
            const std::size_t percent = total == 0 ? 100 : 100 * done / total;
            if (percent == percent_ && step == step_) return;
            percent_ = percent;
            step_ = step;
            written_ = true;
            out_ << fmt::format("\r\033[K  {}: {} % of {}", step, percent, total) << std::flush;
        };
    }

private:
    std::ostream& out_;
    bool on_;
    bool written_ = false;
    std::size_t percent_ = 0;
    std::string step_;
};

}  // namespace

base::Done estimate(const Task& task, const EstimateWanted& wanted) {
    const auto chosen = methods_wanted(wanted);
    if (!chosen) return base::fail(chosen.error());
    const auto text = contents_of(task, wanted.file);
    if (!text) return base::fail(text.error());
    const auto table = estimation::read_capture_table(*text);
    if (!table) return base::fail(table.error());
    auto wish = wish_of(wanted, *table);
    if (!wish) return base::fail(wish.error());

    const StopAtSignal stop;
    wish->stop = stop.token();
    if (wanted.method == kAll) wish->sweeps_most = kSweepsAmongAll;
    std::vector<Estimate> estimates;
    {
        ProgressOnTerminal progress(task.world.err);
        wish->progress = progress.progress();
        const auto panel = estimation::method_panel(*table, *wish);
        for (const Method method : *chosen) {
            auto made = estimation::estimate_population(*table, method, *wish, panel);
            if (!made) return base::fail(base::ProblemCode::shutting_down, "estimate");
            estimates.push_back(std::move(*made));
        }
    }
    const EstimateOrigin origin{.lists = table->lists,
                                .observed = estimation::observed(*table),
                                .seed = wanted.seed,
                                .engine = "waymark " WAYMARK_VERSION,
                                .input_sha256 = base::to_hex(base::crypto::sha256(base::bytes_of(*text))),
                                .chao = estimation::chao_bound(*table, wanted.level),
                                .pairs = estimation::pair_anchors(*table, wanted.level),
                                .coverage = estimation::sample_coverage(*table)};
    if (!wanted.json) {
        task.world.out << estimates_as_text(estimates, origin);
    } else if (wanted.method == kAll) {
        task.world.out << estimates_as_json(estimates, origin) << "\n";
    } else {
        task.world.out << estimate_as_json(estimates.front(), origin) << "\n";
    }
    return {};
}

}  // namespace cli
