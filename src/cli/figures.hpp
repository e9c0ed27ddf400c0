#pragma once
// Fills the figures that nobody counts in passing: those of the database, read at most every ten seconds
// however often they are asked for, and those of the process. Promise: what the database does not tell is not
// shown, rather than shown as it was. Thread rule: refresh() from one thread at a time.

#include "base/metrics.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

#include <filesystem>
#include <optional>

namespace cli {

class Figures {
public:
    // All outlive it. `data` is the data directory.
    Figures(store::Database& database, const base::Clock& clock, std::filesystem::path data,
            base::Metrics& metrics)
        : database_(database), clock_(clock), data_(std::move(data)), metrics_(metrics) {}

    void refresh();

private:
    bool read_database(base::Time now);
    void forget_database();

    store::Database& database_;
    const base::Clock& clock_;
    std::filesystem::path data_;
    base::Metrics& metrics_;
    std::optional<base::Time> read_at_;
};

// Sizes, times and file descriptors of this process, from /proc/self.
void fill_process_figures(base::Metrics& metrics);

}  // namespace cli
