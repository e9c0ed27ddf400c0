#include "store/postgres_database.hpp"

#include "store/postgres_connection.hpp"
#include "store/postgres_session.hpp"
#include "store/writer_turn.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace store {
namespace {

using base::ProblemCode;

constexpr int kOldestServer = 150000;
// How long a lost commit is asked after: a restart takes seconds, a failover about as long as this.
constexpr auto kDoubtMax = std::chrono::seconds(20);
constexpr auto kDoubtPause = std::chrono::milliseconds(100);
// A server that did not even refuse is not tried again by everybody who waits behind the one that tried.
constexpr auto kSilent = std::chrono::seconds(1);

class PostgresDatabase final : public Database {
public:
    PostgresDatabase(base::Secret<std::string> url, PostgresOptions options)
        : url_(std::move(url)), options_(options) {}

    Engine engine() const override { return Engine::postgresql; }

    base::Done check() override {
        return run_read([](ReadSession& session) -> base::Done {
            const auto rows = session.query("select 1");
            if (!rows) return base::fail(rows.error());
            return {};
        });
    }

    base::Done run_read(const std::function<base::Done(ReadSession&)>& body) override {
        return with_retries(Kind::reading, [&](PostgresSession& session) { return body(session); });
    }

    base::Done run_snapshot(const std::function<base::Done(ReadSession&)>& body) override {
        return run_read(body);  // every transaction reads the database as it was at one moment
    }

    base::Done run_write(const std::function<base::Done(WriteSession&)>& body) override {
        const std::lock_guard hold(writing_);
        return with_retries(Kind::writing, [&](PostgresSession& session) { return body(session); });
    }

    base::Done connect_once() {
        auto connection = take();
        if (!connection) return base::fail(connection.error());
        const Return returning{*this, *connection};
        const int version = (*connection)->server_version();
        if (version < kOldestServer) {
            return base::fail(
                ProblemCode::invalid_configuration,
                "postgresql " + std::to_string(version / 10000) + " is too old: 15 or newer is needed");
        }
        return turn_.prepare(**connection);
    }

private:
    enum class Kind { reading, writing };
    using Moment = std::chrono::steady_clock::time_point;

    base::Done begin(PostgresConnection& connection, Kind kind) {
        if (kind == Kind::writing) return turn_.begin(connection);
        return connection.post("begin read only", {});
    }

    base::Done with_retries(Kind kind, const std::function<base::Done(PostgresSession&)>& body) {
        base::Done done;
        for (int attempt = 0; attempt < options_.attempts_max; ++attempt) {
            std::optional<base::Problem> again;
            done = attempt_once(kind, body, again);
            if (done || !again) return done;
        }
        return done;
    }

    base::Done attempt_once(Kind kind, const std::function<base::Done(PostgresSession&)>& body,
                            std::optional<base::Problem>& again) {
        auto connection = take();
        if (!connection) return base::fail(connection.error());
        PostgresSession session(**connection);
        // Whatever way this is left, an open transaction is rolled back and a broken connection dropped.
        const Return returning{*this, *connection};
        base::Done done = begin(**connection, kind);
        if (done) done = body(session);
        if (session.worth_retrying()) done = base::fail(*session.worth_retrying());
        if (done) done = end(**connection, kind);
        if (!done && is_worth_retrying(done.error())) again = done.error();
        // It may have died while idle, or be one to a standby, which was the primary.
        if (again && again->code == ProblemCode::database_unreachable) (*connection)->drop();
        return done;
    }

    base::Done end(PostgresConnection& connection, Kind kind) {
        base::Done done = connection.commit();
        if (done || kind == Kind::reading || done.error().code != ProblemCode::database_unreachable)
            return done;
        const auto kept = was_kept();
        if (!kept) return base::fail(kept.error());
        if (*kept) return {};
        return done;
    }

    // The connection went while the commit was under way. Whether it was kept is asked of the database: to
    // run the body again on a guess could do twice what was done once.
    base::Result<bool> was_kept() {
        const auto until = std::chrono::steady_clock::now() + kDoubtMax;
        do {
            if (auto connection = PostgresConnection::open(url_.expose())) {
                if (auto kept = turn_.was_kept(**connection)) return kept;
            }
            std::this_thread::sleep_for(kDoubtPause);
        } while (std::chrono::steady_clock::now() < until);
        return base::fail(ProblemCode::outcome_unknown, "postgresql went away while it committed");
    }

    struct Return {
        PostgresDatabase& database;
        std::unique_ptr<PostgresConnection>& connection;
        ~Return() { database.give_back(std::move(connection)); }
    };

    base::Result<std::unique_ptr<PostgresConnection>> take() {
        {
            std::unique_lock hold(mutex_);
            free_.wait(hold, [&] { return !idle_.empty() || connections_ < options_.connections_max; });
            if (!idle_.empty()) {
                auto connection = std::move(idle_.back());
                idle_.pop_back();
                return connection;
            }
            if (Moment::clock::now() < silent_until_) {
                return base::fail(ProblemCode::database_unreachable, "postgresql is silent");
            }
            connections_ += 1;
        }
        const Moment began = Moment::clock::now();
        auto connection = PostgresConnection::open(url_.expose());
        if (!connection) {
            lost_one();
            note_silence(Moment::clock::now() - began);
        }
        return connection;
    }

    void give_back(std::unique_ptr<PostgresConnection> connection) {
        if (connection->in_transaction()) static_cast<void>(connection->roll_back());
        if (!connection->alive()) {
            lost_one();
            return;
        }
        {
            const std::lock_guard hold(mutex_);
            idle_.push_back(std::move(connection));
        }
        free_.notify_one();
    }

    void note_silence(Moment::duration waited) {
        if (waited < kSilent) return;
        const std::lock_guard hold(mutex_);
        silent_until_ = Moment::clock::now() + waited;
    }

    void lost_one() {
        {
            const std::lock_guard hold(mutex_);
            // Its idle sisters were opened to the same server: they are gone as well, or cheap to open again.
            connections_ -= 1 + idle_.size();
            idle_.clear();
        }
        free_.notify_all();
    }

    const base::Secret<std::string> url_;
    const PostgresOptions options_;
    std::mutex writing_;  // until it is known what became of the write
    WriterTurn turn_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    std::size_t connections_ = 0;
    Moment silent_until_;
};

}  // namespace

base::Result<std::unique_ptr<Database>> open_postgres(const base::Secret<std::string>& url,
                                                      const PostgresOptions& options) {
    auto database = std::make_unique<PostgresDatabase>(url, options);
    if (auto connected = database->connect_once(); !connected) return base::fail(connected.error());
    return database;
}

}  // namespace store
