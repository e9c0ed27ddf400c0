#pragma once
// A database: runs bodies inside transactions. A body returns a Result: a value commits, a problem or an
// exception rolls back. A body may be run again after a serialization conflict or a connection lost before
// commit, so it must have no effect but through its session; writes are idempotent by their client-made ids.
// A write that returned a value is durable; one that failed changed nothing, but for outcome_unknown. Thread
// rule: safe to call from any thread.

#include "base/result.hpp"
#include "store/session.hpp"

#include <functional>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace store {

enum class Engine { sqlite, postgresql };

class Database {
public:
    virtual ~Database() = default;

    virtual Engine engine() const = 0;
    // Whether the database answers now. Problem: database_unreachable.
    virtual base::Done check() = 0;

    virtual base::Done run_read(const std::function<base::Done(ReadSession&)>& body) = 0;
    // Reads the whole database as it was at one moment, however long that takes and whatever is written
    // meanwhile.
    virtual base::Done run_snapshot(const std::function<base::Done(ReadSession&)>& body) = 0;
    virtual base::Done run_write(const std::function<base::Done(WriteSession&)>& body) = 0;

    // `body` takes ReadSession& (WriteSession&) and returns Result<T>; so do these.
    template <class Body>
    auto read(Body body) {
        return carry<ReadSession>([this](const auto& run) { return run_read(run); }, std::move(body));
    }
    template <class Body>
    auto snapshot(Body body) {
        return carry<ReadSession>([this](const auto& run) { return run_snapshot(run); }, std::move(body));
    }
    template <class Body>
    auto write(Body body) {
        return carry<WriteSession>([this](const auto& run) { return run_write(run); }, std::move(body));
    }

private:
    template <class Session, class Run, class Body>
    static auto carry(Run run, Body body) -> std::invoke_result_t<Body, Session&> {
        using Outcome = std::invoke_result_t<Body, Session&>;
        if constexpr (std::is_void_v<typename Outcome::value_type>) {
            return run(body);
        } else {
            std::optional<typename Outcome::value_type> value;
            base::Done done = run([&](Session& session) -> base::Done {
                Outcome outcome = body(session);
                if (!outcome) return base::fail(std::move(outcome.error()));
                value.emplace(std::move(*outcome));
                return {};
            });
            if (!done) return base::fail(std::move(done.error()));
            return Outcome(std::move(*value));
        }
    }
};

}  // namespace store
