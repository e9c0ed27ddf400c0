#include "cli/program.hpp"

#include "cli/commands.hpp"
#include "cli/plain_problem.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

namespace cli {
namespace {

constexpr std::string_view kDataStandard = "data";
constexpr int kUsageStatus = 2;

// What the arguments ask for, filled in while they are read.
struct Asked {
    std::filesystem::path data;
    std::map<std::string, std::string> flags;
    std::function<base::Done(const Task&)> command;
};

const SettingKind& setting_called(std::string_view name) {
    return *std::ranges::find(all_settings(), name, &SettingKind::name);
}

void offer_settings(CLI::App& app, Asked& asked, const std::vector<std::string_view>& names) {
    for (const std::string_view name : names) {
        const SettingKind& kind = setting_called(name);
        app.add_option_function<std::string>(
               flag_of(kind),
               [&asked, name](const std::string& text) { asked.flags[std::string(name)] = text; },
               std::string(kind.meaning) + " (" + std::string(kind.accepted) + ")")
            ->type_name("VALUE");
    }
}

CLI::App& offer(CLI::App& app, Asked& asked, const std::string& name, const std::string& meaning,
                std::function<base::Done(const Task&)> command) {
    CLI::App* offered = app.add_subcommand(name, meaning);
    offered->add_option("--data", asked.data, "the data directory")->type_name("DIR");
    offered->callback([&asked, run = std::move(command)] { asked.command = run; });
    return *offered;
}

void offer_commands(CLI::App& app, Asked& asked) {
    offer_settings(offer(app, asked, "migrate",
                         "Bring the database to the shape of this program, making it where there is none",
                         migrate_database),
                   asked, {"database"});

    CLI::App* audit = app.add_subcommand("audit", "Look after the audit log");
    audit->require_subcommand(1);
    offer_settings(
        offer(*audit, asked, "verify",
              "Tell whether a row of the audit log was altered, dropped or reordered", verify_audit_log),
        asked, {"database"});

    CLI::App& config =
        offer(app, asked, "config", "Print the settings and where each comes from", show_settings);
    std::vector<std::string_view> names;
    for (const SettingKind& kind : all_settings()) names.push_back(kind.name);
    offer_settings(config, asked, names);

    offer(app, asked, "version", "Print the version", show_version);
}

// CLI11 takes the arguments last one first.
std::vector<std::string> reversed(std::vector<std::string> arguments) {
    std::ranges::reverse(arguments);
    return arguments;
}

}  // namespace

int run(const std::vector<std::string>& arguments, const World& world) {
    CLI::App app("Waymark: from a concern to an answered referral", "waymark");
    app.require_subcommand(1);
    Asked asked;
    asked.data = world.environment("WAYMARK_DATA").value_or(std::string(kDataStandard));
    offer_commands(app, asked);
    try {
        app.parse(reversed(arguments));
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong, world.out, world.err) == 0 ? 0 : kUsageStatus;
    }
    const base::Done done = asked.command(
        {.world = world, .directory = DataDirectory(asked.data), .flags = std::move(asked.flags)});
    if (done) return 0;
    world.err << told(done.error());
    return done.error().kind().exit_status;
}

}  // namespace cli
