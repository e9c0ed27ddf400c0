#include "speed/operations.hpp"

#include "speed/cpu_meter.hpp"
#include "speed/ground.hpp"
#include "speed/must.hpp"
#include "store/sqlite_database.hpp"

#include <valgrind/callgrind.h>

#include <algorithm>
#include <chrono>
#include <functional>

namespace speed {
namespace {

struct Operation {
    std::string name;
    std::function<void()> once;
    std::function<void()> before = {};         // made ready, and not measured
    std::function<std::string()> target = {};  // of a page
};

std::vector<Operation> operations_on(Ground& ground) {
    const auto page = [&ground](std::string name, const std::function<std::string()>& target) {
        return Operation{
            .name = std::move(name), .once = [&ground, target] { ground.page(target()); }, .target = target};
    };
    return {
        {.name = "create a case of 40 facts", .once = [&] { ground.create(); }},
        {.name = "the same in three steps", .once = [&] { ground.create_by_steps(); }},
        {.name = "read one", .once = [&] { ground.read(); }},
        {.name = "update, its version compared", .once = [&] { ground.update(); }},
        page("worklist of 50 as HTML, page 1", [&] { return ground.first_page(); }),
        page("worklist of 50 as HTML, page 200", [&] { return ground.far_page(); }),
        {.name = "search by name", .once = [&] { ground.search(); }},
        {.name = "referral and acceptance",
         .once = [&] { ground.refer_and_accept(); },
         .before = [&] { ground.prepare_referral(); }},
        {.name = "history", .once = [&] { ground.history(); }},
        page("the case as HTML", [&] { return ground.case_page(); }),
        page("the history as HTML", [&] { return ground.timeline_page(); }),
    };
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

class Stopwatch {
public:
    Stopwatch(CpuMeter& meter, const Plan& plan) : meter_(meter), plan_(plan) {}

    Measured take(const Operation& operation) {
        using clock = std::chrono::steady_clock;
        std::vector<double> cpu;
        std::vector<double> wall;
        for (int batch = 0; batch <= plan_.batches; ++batch) {
            for (int number = 0; operation.before && number < plan_.per_batch; ++number) operation.before();
            meter_.begin();
            const auto began = clock::now();
            for (int number = 0; number < plan_.per_batch; ++number) operation.once();
            const std::chrono::duration<double, std::milli> took = clock::now() - began;
            const double spent = meter_.end();
            if (batch == 0) continue;  // warms the caches
            cpu.push_back(spent / 1000 / plan_.per_batch);
            wall.push_back(took.count() / plan_.per_batch);
        }
        return {.name = operation.name,
                .cpu_ms = median(std::move(cpu)),
                .wall_ms = median(std::move(wall)),
                .bytes = {},
                .bytes_packed = {}};
    }

    int times() const { return (plan_.batches + 1) * plan_.per_batch; }

private:
    CpuMeter& meter_;
    Plan plan_;
};

double bytes_stored(store::Database& database) {
    const char* sql =
        database.engine() == store::Engine::sqlite
            ? "select (page_count - freelist_count) * page_size as bytes from pragma_page_count, "
              "pragma_freelist_count, pragma_page_size"
            : "select pg_database_size(current_database()) as bytes";
    const auto row = must(database.read([&](store::ReadSession& session) { return session.query_one(sql); }));
    return static_cast<double>(row->integer("bytes"));
}

// The least that keeping these bytes can cost: one row, one commit, one sync.
Measured bare_insert(Stopwatch& watch, const std::filesystem::path& scratch, double bytes) {
    std::filesystem::remove_all(scratch);
    std::filesystem::create_directories(scratch);
    Measured measured;
    {
        const auto bare = must(store::open_sqlite(scratch / "bare.db"));
        must(bare->run_write([](store::WriteSession& session) -> base::Done {
            must(session.execute("create table bare (number integer primary key, body blob not null)"));
            return {};
        }));
        std::int64_t number = 0;
        const base::Bytes body(static_cast<std::size_t>(bytes), 7);
        const auto insert = [&](store::WriteSession& session) -> base::Done {
            must(session.execute("insert into bare (number, body) values ($1, $2)",
                                 {store::value(++number), store::value(body)}));
            return {};
        };
        measured = watch.take({.name = "bare durable insert of its bytes in SQLite",
                               .once = [&] { must(bare->run_write(insert)); }});
    }
    std::filesystem::remove_all(scratch);
    measured.bytes = bytes;
    return measured;
}

}  // namespace

std::vector<Measured> measure_all(Country& country, const Plan& plan, const std::filesystem::path& scratch) {
    CpuMeter meter(country.database());
    Stopwatch watch(meter, plan);
    Ground ground(country);
    ground.prepare_update();
    std::vector<Measured> all;
    for (const Operation& operation : operations_on(ground)) {
        if (operation.name.find(plan.only) == std::string::npos) continue;
        const double before = bytes_stored(country.database());
        all.push_back(watch.take(operation));
        if (operation.target) {
            all.back().bytes = static_cast<double>(ground.page(operation.target()));
            all.back().bytes_packed = static_cast<double>(ground.packed(operation.target()));
        }
        if (all.size() > 1 || !plan.only.empty()) continue;
        all.front().bytes = (bytes_stored(country.database()) - before) / watch.times();
        all.push_back(bare_insert(watch, scratch, *all.front().bytes));
    }
    return all;
}

void run_script(Country& country, int times) {
    Ground ground(country);
    ground.prepare_update();
    for (const Operation& operation : operations_on(ground)) {
        // Once to prepare statements; what is made ready beforehand is not counted either.
        for (int number = 0; operation.before && number <= times; ++number) operation.before();
        operation.once();
        CALLGRIND_ZERO_STATS;
        for (int number = 0; number < times; ++number) operation.once();
        CALLGRIND_DUMP_STATS_AT(operation.name.c_str());
    }
}

}  // namespace speed
