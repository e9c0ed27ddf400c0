#pragma once
// One SQLite connection with its cache of prepared statements. Used by one thread at a time.

#include "base/result.hpp"
#include "store/row.hpp"
#include "store/value.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace store {

enum class SqliteAccess { read_only, read_write };

class SqliteConnection {
public:
    static base::Result<std::unique_ptr<SqliteConnection>> open(const std::filesystem::path& file,
                                                                SqliteAccess access);

    base::Result<Rows> query(std::string_view sql, const std::vector<Value>& parameters);
    base::Result<std::int64_t> execute(std::string_view sql, const std::vector<Value>& parameters);
    // Statements without parameters or answer, several at once: pragmas, begin, commit.
    base::Done run(const char* sql);
    // The last connection to close folds the log into the database; this one does not.
    void leave_the_log_alone();
    bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using Handle = std::unique_ptr<sqlite3, Close>;
    using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
    struct Prepared {
        Statement statement;
        std::shared_ptr<const ColumnNames> columns;
        std::vector<int> places;  // of $1, $2 ... among the statement's parameters; 0: not in it
    };
    // Found by a view, without making a string first.
    struct HashOfText {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    explicit SqliteConnection(Handle handle) : handle_(std::move(handle)) {}
    base::Result<Prepared*> prepare(std::string_view sql);
    base::Done bind(const Prepared& prepared, const std::vector<Value>& parameters);
    base::Problem problem_now() const;

    Handle handle_;
    std::unordered_map<std::string, Prepared, HashOfText, std::equal_to<>> statements_;
};

}  // namespace store
