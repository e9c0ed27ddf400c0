// Measures what one operation costs in a large country: seeds one, copies it to PostgreSQL, measures, and
// prints what it found as JSON for bench/run_speed.mjs, which makes the table.

#include "speed/copy_to_postgres.hpp"
#include "speed/operations.hpp"
#include "speed/seed.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace {

std::string number_or_null(const std::optional<double>& number) {
    return number ? fmt::format("{:.0f}", *number) : "null";
}

void print(const std::vector<speed::Measured>& all) {
    for (const speed::Measured& one : all) {
        std::cout
            << fmt::format(
                   R"({{"name": "{}", "cpu_ms": {:.4f}, "wall_ms": {:.4f}, "bytes": {}, "bytes_packed": {}}})",
                   one.name, one.cpu_ms, one.wall_ms, number_or_null(one.bytes),
                   number_or_null(one.bytes_packed))
            << std::endl;
    }
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app("What one operation costs in a large demo country");
    app.require_subcommand(1);
    std::string data;
    std::string postgres;
    int cases = 1000;
    int times = 20;
    speed::Plan plan;
    CLI::App* seed = app.add_subcommand("seed", "fill a new data directory");
    seed->add_option("--data", data)->required();
    seed->add_option("--cases", cases);
    CLI::App* copy = app.add_subcommand("copy", "fill an empty PostgreSQL database from a data directory");
    copy->add_option("--data", data)->required();
    copy->add_option("--database", postgres)->required();
    CLI::App* measure = app.add_subcommand("measure", "measure every operation, as JSON lines");
    measure->add_option("--data", data)->required();
    measure->add_option("--database", postgres);
    measure->add_option("--batches", plan.batches);
    measure->add_option("--per-batch", plan.per_batch);
    measure->add_option("--only", plan.only, "operations with this in their name");
    CLI::App* script = app.add_subcommand("script", "every operation a fixed number of times, to count");
    script->add_option("--data", data)->required();
    script->add_option("--times", times);
    CLI11_PARSE(app, count, arguments);
    try {
        if (*seed) speed::seed(data, cases);
        if (*copy) speed::copy_to_postgres(std::filesystem::path(data) / "waymark.db", postgres);
        if (*measure) {
            speed::Country country(data, postgres);
            print(speed::measure_all(country, plan, std::filesystem::path(data) / "bare"));
        }
        if (*script) {
            speed::Country country(data, {});
            speed::run_script(country, times);
        }
    } catch (const std::exception& failed) {
        std::cerr << failed.what() << std::endl;
        return 1;
    }
    return 0;
}
