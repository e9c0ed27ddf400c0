#include "store/measured_database.hpp"

#include <chrono>

namespace store {

namespace {

using base::Metric;
using base::MetricLabel;
using Stopwatch = std::chrono::steady_clock;

// A rule that says no or a record that is not there ends a transaction as it should.
MetricLabel outcome_of(const base::Done& done) {
    if (done) return MetricLabel::outcome_committed;
    return done.error().kind().http_status >= 500 ? MetricLabel::outcome_failed
                                                  : MetricLabel::outcome_refused;
}

// One transaction from the call to its end; a body that runs again was run again after a conflict.
class Measure {
public:
    Measure(base::Metrics& metrics, MetricLabel operation)
        : metrics_(metrics), operation_(operation), called_at_(Stopwatch::now()) {}

    void body_begins() {
        if (++attempts_ == 1) {
            metrics_.observe(Metric::database_wait_seconds, since_call(), {operation_});
        } else {
            metrics_.add(Metric::database_retries, {operation_});
        }
    }

    base::Done end(base::Done done) {
        metrics_.observe(Metric::database_seconds, since_call(), {operation_});
        metrics_.add(Metric::database_transactions, {operation_, outcome_of(done)});
        return done;
    }

private:
    base::Duration since_call() const {
        return std::chrono::duration_cast<base::Duration>(Stopwatch::now() - called_at_);
    }
    base::Metrics& metrics_;
    MetricLabel operation_;
    Stopwatch::time_point called_at_;
    int attempts_ = 0;
};

}  // namespace

base::Done MeasuredDatabase::check() {
    base::Done answers = database_->check();
    metrics_.set(Metric::database_up, answers ? 1 : 0);
    return answers;
}

base::Done MeasuredDatabase::run_read(const std::function<base::Done(ReadSession&)>& body) {
    Measure measure(metrics_, MetricLabel::operation_read);
    return measure.end(database_->run_read([&](ReadSession& session) {
        measure.body_begins();
        return body(session);
    }));
}

base::Done MeasuredDatabase::run_snapshot(const std::function<base::Done(ReadSession&)>& body) {
    base::Done done = database_->run_snapshot(body);
    metrics_.add(Metric::database_transactions, {MetricLabel::operation_read, outcome_of(done)});
    return done;
}

base::Done MeasuredDatabase::run_write(const std::function<base::Done(WriteSession&)>& body) {
    Measure measure(metrics_, MetricLabel::operation_write);
    return measure.end(database_->run_write([&](WriteSession& session) {
        measure.body_begins();
        return body(session);
    }));
}

}  // namespace store
