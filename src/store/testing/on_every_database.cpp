#include "store/testing/on_every_database.hpp"

#include "base/encoding.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "store/migration.hpp"
#include "store/postgres_connection.hpp"
#include "store/postgres_database.hpp"
#include "store/sqlite_database.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace store::testing {
namespace {

const char* postgres_url() {
    return std::getenv("WAYMARK_TEST_POSTGRES");
}

std::string fresh_name() {
    static std::atomic<int> count{0};
    return "waymark_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

// postgresql://user@host:port/NAME?options
std::string with_database(const std::string& url, const std::string& name) {
    const std::size_t host = url.find("://") + 3;
    const std::size_t slash = url.find('/', host);
    const std::size_t question = url.find('?', host);
    const std::string options = question == std::string::npos ? "" : url.substr(question);
    return url.substr(0, std::min(slash, question)) + "/" + name + options;
}

template <class T>
T value_or_throw(base::Result<T> result) {
    if (!result) throw std::runtime_error(base::to_text(result.error()));
    return std::move(*result);
}

// create and drop database refuse to run in a transaction, and need a connection to another database.
void administer(const std::string& sql) {
    static const auto connection = value_or_throw(PostgresConnection::open(postgres_url()));
    if (const auto done = connection->run(sql.c_str()); !done)
        throw std::runtime_error(base::to_text(done.error()));
}

void migrate_or_throw(Database& database) {
    const auto migrations = value_or_throw(program_migrations());
    value_or_throw(migrate(database, migrations, base::Time(0)));
}

// Migrated once per process, then cloned: a clone takes a tenth of the time.
const std::string& postgres_template() {
    static const std::string name = [] {
        const std::string made = fresh_name() + "_template";
        administer("create database " + made);
        const auto database = value_or_throw(open_postgres(
            base::Secret<std::string>(with_database(postgres_url(), made)), {.connections_max = 1}));
        migrate_or_throw(*database);
        return made;
    }();
    return name;
}

const std::string& sqlite_template() {
    static const std::string bytes = [] {
        const auto folder = std::filesystem::temp_directory_path() / (fresh_name() + "_template");
        std::filesystem::create_directory(folder);
        {
            const auto database = value_or_throw(open_sqlite(folder / "waymark.db"));
            migrate_or_throw(*database);
        }
        std::ifstream file(folder / "waymark.db", std::ios::binary);
        std::ostringstream content;
        content << file.rdbuf();
        std::filesystem::remove_all(folder);
        return content.str();
    }();
    return bytes;
}

std::string output_of(const std::string& command) {
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
    std::string output;
    char buffer[65536];
    std::size_t read = 0;
    while ((read = std::fread(buffer, 1, sizeof buffer, pipe)) > 0) output.append(buffer, read);
    if (::pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
    return output;
}

// A dump shows bytes as hexadecimal text, in which nothing readable would be found: they follow it as they
// are.
std::string with_bytes_readable(const std::string& dump) {
    constexpr std::string_view kOpening = "'\\x";
    std::string readable;
    for (std::size_t at = dump.find(kOpening); at != std::string::npos; at = dump.find(kOpening, at)) {
        at += kOpening.size();
        const std::size_t end = dump.find('\'', at);
        const auto bytes = base::from_hex(std::string_view(dump).substr(at, end - at));
        if (bytes) readable.append(bytes->begin(), bytes->end()).push_back('\n');
    }
    return dump + readable;
}

}  // namespace

void OnEveryDatabase::SetUp() {
    folder_ = std::filesystem::temp_directory_path() / fresh_name();
    std::filesystem::create_directory(folder_);
    if (GetParam() == Engine::sqlite) {
        std::ofstream(folder_ / "waymark.db", std::ios::binary) << sqlite_template();
    } else {
        if (postgres_url() == nullptr) {
            if (std::getenv("WAYMARK_REQUIRE_POSTGRES") != nullptr)
                FAIL() << "WAYMARK_TEST_POSTGRES is not set";
            GTEST_SKIP() << "WAYMARK_TEST_POSTGRES is not set: run by tools/with_postgres";
        }
        const std::string& origin = postgres_template();
        postgres_name_ = fresh_name();
        administer("create database " + postgres_name_ + " template " + origin);
    }
    open();
}

std::unique_ptr<Database> OnEveryDatabase::opened() {
    if (GetParam() == Engine::sqlite) return value_or_throw(open_sqlite(folder_ / "waymark.db"));
    return value_or_throw(
        open_postgres(base::Secret<std::string>(with_database(postgres_url(), postgres_name_)), {}));
}

std::unique_ptr<Database> OnEveryDatabase::of_another_process() {
    return GetParam() == Engine::sqlite ? nullptr : opened();
}

void OnEveryDatabase::open() {
    database_ = opened();
}

void OnEveryDatabase::reopen() {
    database_.reset();
    open();
}

void OnEveryDatabase::TearDown() {
    database_.reset();
    if (!postgres_name_.empty()) administer("drop database if exists " + postgres_name_ + " with (force)");
    for (const std::string& name : others_) administer("drop database if exists " + name + " with (force)");
    std::filesystem::remove_all(folder_);
}

std::unique_ptr<Database> OnEveryDatabase::empty_database(Engine engine) {
    const std::string name = fresh_name();
    if (engine == Engine::sqlite) return value_or_throw(open_sqlite(folder_ / (name + ".db")));
    administer("create database " + name);
    others_.push_back(name);
    return value_or_throw(open_postgres(base::Secret<std::string>(with_database(postgres_url(), name)), {}));
}

std::string OnEveryDatabase::everything_stored() {
    if (GetParam() == Engine::postgresql) {
        return with_bytes_readable(
            output_of("pg_dump --inserts '" + with_database(postgres_url(), postgres_name_) + "'"));
    }
    // A copy that is opened and closed, so that its log is folded in as when the program stops; whoever holds
    // the database of the test goes on with it.
    const auto copy = folder_.parent_path() / (fresh_name() + "_copy");
    std::filesystem::copy(folder_, copy, std::filesystem::copy_options::recursive);
    value_or_throw(open_sqlite(copy / "waymark.db")).reset();
    std::string bytes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(copy)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream content;
        content << file.rdbuf();
        bytes += content.str();
    }
    std::filesystem::remove_all(copy);
    return bytes;
}

std::string engine_name(const ::testing::TestParamInfo<Engine>& info) {
    return info.param == Engine::sqlite ? "sqlite" : "postgresql";
}

}  // namespace store::testing
