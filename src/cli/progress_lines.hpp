#pragma once
// How far a long command is, a line for every tenth of the way, and its end when somebody pressed Ctrl-C.
// Outlives the progress it gives; one thread.

#include "archive/content.hpp"
#include "cli/stop_signals.hpp"

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>

namespace cli {

class ProgressLines {
public:
    ProgressLines(std::ostream& out, std::string step, const StopSignals& signals)
        : out_(out), step_(std::move(step)), signals_(signals) {}

    archive::Progress progress() {
        return [this](std::int64_t done, std::int64_t total) -> base::Done {
            if (signals_.came()) return base::fail(base::ProblemCode::shutting_down, step_);
            const std::int64_t tenth = total == 0 ? 10 : done * 10 / total;
            if (tenth < tenth_) tenth_ = 0;  // it began again
            if (tenth == tenth_) return {};
            tenth_ = tenth;
            out_ << "  " << step_ << ": " << tenth * 10 << " % (" << done << " of " << total << " rows)"
                 << std::endl;
            return {};
        };
    }

private:
    std::ostream& out_;
    std::string step_;
    const StopSignals& signals_;
    std::int64_t tenth_ = 0;
};

}  // namespace cli
