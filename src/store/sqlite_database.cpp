#include "store/sqlite_database.hpp"

#include "store/sqlite_connection.hpp"
#include "store/sqlite_session.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace store {
namespace {

using base::ProblemCode;

// Pages kept in memory by each connection, in KiB (negative is SQLite's way to say so): the upper levels of
// every index of a large country. The log is folded in every 16 MB, not every 4: a page that is written again
// and again, as the end of each index is, goes to the database once for all (docs/decisions/0015).
constexpr const char* kReaderSettings =
    "pragma wal_autocheckpoint = 0; pragma query_only = on; pragma cache_size = -4096";
constexpr const char* kWriterSettings =
    "pragma journal_mode = wal; pragma foreign_keys = on; pragma secure_delete = on; "
    "pragma wal_autocheckpoint = 4000; pragma cache_size = -8192;";

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    File& operator=(File&&) = delete;
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

ProblemCode code_of_errno(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT: return ProblemCode::disk_full;
        case EROFS: return ProblemCode::disk_read_only;
        default: return ProblemCode::no_permission;
    }
}

// Held as long as the database is open: the command line never writes beside a running server.
base::Result<File> lock_beside(const std::filesystem::path& file) {
    const std::string path = file.string() + ".lock";
    File lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.descriptor() < 0)
        return base::fail(code_of_errno(errno), "cannot open the lock beside the database");
    if (::flock(lock.descriptor(), LOCK_EX | LOCK_NB) != 0) {
        return base::fail(ProblemCode::database_busy, "another waymark process holds this data directory");
    }
    return lock;
}

base::Done create_privately(const std::filesystem::path& file) {
    const File created(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (created.descriptor() < 0) return base::fail(code_of_errno(errno), "cannot create the database file");
    return {};
}

// Ends the transaction by rollback unless commit() was reached.
class Transaction {
public:
    explicit Transaction(SqliteConnection& connection) : connection_(connection) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (connection_.in_transaction()) static_cast<void>(connection_.run("rollback"));
    }
    base::Done begin(const char* how) { return prepared(how); }
    base::Done commit() { return prepared("commit"); }

private:
    // Kept like every other statement, instead of being read anew for each transaction.
    base::Done prepared(const char* sql) {
        const auto done = connection_.execute(sql, {});
        if (!done) return base::fail(done.error());
        return {};
    }

    SqliteConnection& connection_;
};

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(std::filesystem::path file, SqliteOptions options, File lock,
                   std::unique_ptr<SqliteConnection> writer)
        : file_(std::move(file)), options_(options), lock_(std::move(lock)), writer_(std::move(writer)) {}

    ~SqliteDatabase() override {
        idle_readers_.clear();  // the writer closes last: its close checkpoints
        static_cast<void>(writer_->run("pragma synchronous = full; pragma wal_checkpoint(truncate)"));
    }

    Engine engine() const override { return Engine::sqlite; }

    base::Done check() override {
        return run_read([](ReadSession& session) -> base::Done {
            const auto rows = session.query("select 1");
            if (!rows) return base::fail(rows.error());
            return {};
        });
    }

    base::Done run_read(const std::function<base::Done(ReadSession&)>& body) override {
        auto reader = take_reader();
        if (!reader) return base::fail(reader.error());
        base::Done done;
        {
            Transaction transaction(**reader);
            SqliteSession session(**reader);
            done = transaction.begin("begin");
            if (done) done = body(session);
        }
        give_back(std::move(*reader));
        return done;
    }

    base::Done run_snapshot(const std::function<base::Done(ReadSession&)>& body) override {
        return run_read(body);  // every reading transaction on SQLite is one
    }

    base::Done run_write(const std::function<base::Done(WriteSession&)>& body) override {
        const std::lock_guard hold(writing_);
        Transaction transaction(*writer_);
        SqliteSession session(*writer_);
        if (auto begun = transaction.begin("begin immediate"); !begun) return begun;
        if (auto done = body(session); !done) return done;
        return transaction.commit();
    }

private:
    base::Result<std::unique_ptr<SqliteConnection>> take_reader() {
        std::unique_lock hold(reading_);
        reader_free_.wait(hold, [&] { return !idle_readers_.empty() || readers_ < options_.readers_max; });
        if (!idle_readers_.empty()) {
            auto reader = std::move(idle_readers_.back());
            idle_readers_.pop_back();
            return reader;
        }
        auto reader = SqliteConnection::open(file_, SqliteAccess::read_only);
        if (!reader) return reader;
        if (auto set = (*reader)->run(kReaderSettings); !set) {
            return base::fail(set.error());
        }
        readers_ += 1;
        return reader;
    }

    void give_back(std::unique_ptr<SqliteConnection> reader) {
        {
            const std::lock_guard hold(reading_);
            idle_readers_.push_back(std::move(reader));
        }
        reader_free_.notify_one();
    }

    const std::filesystem::path file_;
    const SqliteOptions options_;
    const File lock_;
    std::mutex writing_;
    const std::unique_ptr<SqliteConnection> writer_;
    std::mutex reading_;
    std::condition_variable reader_free_;
    std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;
    std::size_t readers_ = 0;
};

// One connection that only reads, beside whoever holds the database.
class SqliteOnlooker final : public Database {
public:
    explicit SqliteOnlooker(std::unique_ptr<SqliteConnection> reader) : reader_(std::move(reader)) {}

    Engine engine() const override { return Engine::sqlite; }

    base::Done check() override {
        return run_read([](ReadSession& session) -> base::Done {
            const auto rows = session.query("select 1");
            if (!rows) return base::fail(rows.error());
            return {};
        });
    }

    base::Done run_read(const std::function<base::Done(ReadSession&)>& body) override {
        const std::lock_guard hold(reading_);
        Transaction transaction(*reader_);
        SqliteSession session(*reader_);
        if (auto begun = transaction.begin("begin"); !begun) return begun;
        return body(session);
    }

    base::Done run_snapshot(const std::function<base::Done(ReadSession&)>& body) override {
        return run_read(body);
    }

    base::Done run_write(const std::function<base::Done(WriteSession&)>& /*body*/) override {
        return base::fail(ProblemCode::no_permission, "the database is open for reading only");
    }

private:
    std::mutex reading_;
    const std::unique_ptr<SqliteConnection> reader_;
};

}  // namespace

base::Result<std::unique_ptr<Database>> open_sqlite_beside(const std::filesystem::path& file) {
    auto reader = SqliteConnection::open(file, SqliteAccess::read_only);
    if (!reader) return base::fail(reader.error());
    (*reader)->leave_the_log_alone();
    if (auto set = (*reader)->run("pragma wal_autocheckpoint = 0; pragma query_only = on"); !set) {
        return base::fail(set.error());
    }
    return std::make_unique<SqliteOnlooker>(std::move(*reader));
}

base::Result<std::unique_ptr<Database>> open_sqlite(const std::filesystem::path& file,
                                                    const SqliteOptions& options) {
    auto lock = lock_beside(file);
    if (!lock) return base::fail(lock.error());
    if (auto created = create_privately(file); !created) return base::fail(created.error());
    auto writer = SqliteConnection::open(file, SqliteAccess::read_write);
    if (!writer) return base::fail(writer.error());
    std::string settings = kWriterSettings;
    settings += options.durable ? "pragma synchronous = full;" : "pragma synchronous = off;";
    if (options.pages_max > 0)
        settings += "pragma max_page_count = " + std::to_string(options.pages_max) + ";";
    if (auto set = (*writer)->run(settings.c_str()); !set) return base::fail(set.error());
    return std::make_unique<SqliteDatabase>(file, options, std::move(*lock), std::move(*writer));
}

}  // namespace store
