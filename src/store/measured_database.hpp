#pragma once
// A database seen from outside: counts and times every transaction and passes it on; only a
// snapshot, which lasts as long as a backup, is counted and not timed. Promise: changes nothing
// about what is done or answered. Thread rule: as the database it wraps.

#include "base/metrics.hpp"
#include "store/database.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace store {

class MeasuredDatabase final : public Database {
public:
    // `metrics` outlives it.
    MeasuredDatabase(std::unique_ptr<Database> database, base::Metrics& metrics)
        : database_(std::move(database)), metrics_(metrics) {}

    Engine engine() const override { return database_->engine(); }
    base::Done check() override;
    base::Done run_read(const std::function<base::Done(ReadSession&)>& body) override;
    base::Done run_snapshot(const std::function<base::Done(ReadSession&)>& body) override;
    base::Done run_write(const std::function<base::Done(WriteSession&)>& body) override;

private:
    std::unique_ptr<Database> database_;
    base::Metrics& metrics_;
};

}  // namespace store
