// Sealing and the audit chain: the price of every field of Z3 and Z4, and of every write.

#include "base/bytes.hpp"
#include "bench_house.hpp"
#include "guard/audit.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace {

using bench::House;
using bench::must;

void seal_a_note(benchmark::State& state) {
    base::crypto::SystemRandom random;
    const auto key = base::crypto::SealingKey::generate(random);
    const std::string note(static_cast<std::size_t>(state.range(0)), 'x');
    for (auto _ : state) {
        benchmark::DoNotOptimize(base::crypto::seal(key, base::bytes_of(note), "note/1/text"));
    }
    state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(seal_a_note)->Arg(64)->Arg(4096);

void open_a_note(benchmark::State& state) {
    base::crypto::SystemRandom random;
    const auto key = base::crypto::SealingKey::generate(random);
    const std::string note(static_cast<std::size_t>(state.range(0)), 'x');
    const auto sealed = base::crypto::seal(key, base::bytes_of(note), "note/1/text");
    for (auto _ : state) benchmark::DoNotOptimize(must(base::crypto::open(key, sealed, "note/1/text")));
    state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(open_a_note)->Arg(64)->Arg(4096);

void unwrap_a_case_key(benchmark::State& state) {
    base::crypto::SystemRandom random;
    const auto wrapping = base::crypto::SealingKey::generate(random);
    const auto wrapped =
        base::crypto::wrap_key(wrapping, base::crypto::SealingKey::generate(random), "case/1");
    for (auto _ : state)
        benchmark::DoNotOptimize(must(base::crypto::unwrap_key(wrapping, wrapped, "case/1")));
}
BENCHMARK(unwrap_a_case_key);

// Rows of one transaction; the commit is shared by a thousand, so that what is left is the chain itself.
void audit_append(benchmark::State& state) {
    House& house = House::only();
    const std::vector<guard::AuditEvent> events{
        {.action = "bench.append", .subject_kind = "bench", .subject = {}, .rule = "BENCH"}};
    constexpr int kRows = 1000;
    for (auto _ : state) {
        must(house.database().run_write([&](store::WriteSession& session) -> base::Done {
            for (int row = 0; row < kRows; ++row) {
                must(guard::append_audit(session, house.keys().audit_key(), house.actor(), house.now(),
                                         events));
            }
            return {};
        }));
    }
    state.SetItemsProcessed(state.iterations() * kRows);
}
BENCHMARK(audit_append)->Unit(benchmark::kMillisecond);

}  // namespace
