// The main job's steps through the real use cases on SQLite, beside the least a durable write can cost: one
// row, one commit, one sync. Wall time is mostly the disk's.

#include "bench_house.hpp"
#include "casework/edit_profile.hpp"
#include "casework/open_identity.hpp"
#include "casework/presume.hpp"
#include "casework/raise_concern.hpp"
#include "casework/read_case.hpp"

#include <benchmark/benchmark.h>

namespace {

using bench::House;
using bench::must;

guard::CaseId raised_case() {
    House& house = House::only();
    const guard::CaseId id = house.new_case_id();
    must(casework::raise_concern(house.desk(), house.actor(), id, house.concern()));
    return id;
}

// With a presumption and an identity: what a case in work looks like.
guard::CaseId known_case() {
    static const guard::CaseId id = [] {
        House& house = House::only();
        const guard::CaseId raised = raised_case();
        must(
            casework::presume(house.desk(), house.actor(), raised, {.ground = {}, .note = "Fear was seen."}));
        casework::Identity identity;
        identity.name_used = "Daryna";
        must(casework::write_identity(house.desk(), house.actor(), raised, identity, 0));
        return raised;
    }();
    return id;
}

void bare_durable_insert(benchmark::State& state) {
    House& house = House::only();
    static const bool made = [&house] {
        must(house.database().run_write([](store::WriteSession& session) -> base::Done {
            must(session.execute("create table bench_row (id bytea primary key, body text not null)"));
            return {};
        }));
        return true;
    }();
    benchmark::DoNotOptimize(made);
    for (auto _ : state) {
        must(house.database().run_write([&house](store::WriteSession& session) -> base::Done {
            must(session.execute(
                "insert into bench_row (id, body) values ($1, $2)",
                {store::value(house.new_case_id()), store::value("a note of ordinary length")}));
            return {};
        }));
    }
}
BENCHMARK(bare_durable_insert)->Unit(benchmark::kMicrosecond)->UseRealTime();

void raise_a_concern(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(raised_case());
}
BENCHMARK(raise_a_concern)->Unit(benchmark::kMicrosecond)->UseRealTime();

void read_a_case(benchmark::State& state) {
    House& house = House::only();
    const guard::CaseId id = known_case();
    for (auto _ : state) benchmark::DoNotOptimize(must(casework::read_case(house.desk(), house.actor(), id)));
}
BENCHMARK(read_a_case)->Unit(benchmark::kMicrosecond)->UseRealTime();

// A look into Z4: its row of the access log is durable before anything is shown (INV-10).
void open_an_identity(benchmark::State& state) {
    House& house = House::only();
    const guard::CaseId id = known_case();
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            must(casework::read_identity(house.desk(), house.actor(), id, guard::Purpose::support)));
    }
}
BENCHMARK(open_an_identity)->Unit(benchmark::kMicrosecond)->UseRealTime();

// Behind all the concerns raised above: the first page must not become slower with their number.
void read_the_worklist(benchmark::State& state) {
    House& house = House::only();
    known_case();
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            must(casework::read_worklist(house.desk(), house.actor(), {}, std::nullopt)));
    }
}
BENCHMARK(read_the_worklist)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace
