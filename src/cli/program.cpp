#include "cli/program.hpp"

#include "cli/archive_commands.hpp"
#include "cli/commands.hpp"
#include "cli/demo_command.hpp"
#include "cli/estimate_command.hpp"
#include "cli/people_commands.hpp"
#include "cli/plain_problem.hpp"
#include "cli/program_commands.hpp"
#include "cli/recovery_commands.hpp"
#include "cli/serve.hpp"
#include "cli/survey_commands.hpp"

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
    OrganisationToAdd organisation;
    UserToAdd user;
    ProgramToAdd program;
    TokenToIssue token;
    std::string token_id;
    std::string of_organisation;
    DemoWish demo;
    BackupWanted backup;
    RestoreWanted restore;
    std::filesystem::path recovery_key_file;
    std::string copy_to;
    EstimateWanted estimate;
    RoundToImport round;
    FigureWanted figure;
    PercentToInvert percent;
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
    offered->add_option("--data", asked.data, "the data directory; otherwise WAYMARK_DATA, or \"data\"")
        ->type_name("DIR");
    offered->callback([&asked, run = std::move(command)] { asked.command = run; });
    return *offered;
}

void offer_organisations(CLI::App& app, Asked& asked) {
    CLI::App* organisations = app.add_subcommand("org", "Organisations");
    organisations->require_subcommand(1);
    CLI::App& add = offer(*organisations, asked, "add", "Add an organisation, and make its key",
                          [&asked](const Task& task) { return add_organisation(task, asked.organisation); });
    OrganisationToAdd& wanted = asked.organisation;
    add.add_option("--name", wanted.name, "its name, which is public")->required();
    add.add_option("--kind", wanted.kind, "NGO, LawEnforcement, HealthServiceOrganisation ...")->required();
    add.add_flag("--first-responder", wanted.first_responder, "may be the first to identify");
    add.add_option("--agreement-until", wanted.agreement_until, "a date; two years from now by default");
    offer_settings(add, asked, {"database"});
}

void offer_duties(CLI::App& add, DutiesToGive& wanted) {
    add.add_option("--role", wanted.roles, "RECEPTION, NGO_CASE, COORD, SYSADMIN ...; may be given again")
        ->required();
    add.add_option("--training", wanted.training, "frontline_id, interview, child ...; may be given again");
    add.add_option("--trained-until", wanted.trained_until, "a date; two years from now by default");
    add.add_flag("--vetted-for-children", wanted.vetted_for_children, "may handle the cases of children");
    add.add_flag("--supervisor", wanted.supervisor, "sees what was not answered in time");
}

void offer_users(CLI::App& app, Asked& asked) {
    CLI::App* users = app.add_subcommand("user", "People who sign in");
    users->require_subcommand(1);
    UserToAdd& wanted = asked.user;

    CLI::App& add = offer(*users, asked, "add", "Add somebody, and print a one-time password",
                          [&asked](const Task& task) { return add_user(task, asked.user); });
    add.add_option("sign_in_name", wanted.sign_in_name, "what they type to sign in")->required();
    add.add_option("--display-name", wanted.display_name, "what colleagues see")->required();
    add.add_option("--organisation", wanted.organisation, "the name of their organisation")->required();
    offer_duties(add, wanted.duties);
    add.add_option("--language", wanted.language, "en, uk or ar");
    offer_settings(add, asked, {"database"});

    CLI::App& list = offer(*users, asked, "list", "List the accounts",
                           [&asked](const Task& task) { return list_users(task, asked.of_organisation); });
    list.add_option("--organisation", asked.of_organisation, "of this one only");
    offer_settings(list, asked, {"database"});

    CLI::App& disable =
        offer(*users, asked, "disable", "Close an account and end its sessions",
              [&asked](const Task& task) { return disable_user(task, asked.user.sign_in_name); });
    disable.add_option("sign_in_name", wanted.sign_in_name)->required();
    offer_settings(disable, asked, {"database"});

    CLI::App& reset =
        offer(*users, asked, "reset", "Print a new one-time password and take the second factor away",
              [&asked](const Task& task) { return reset_user(task, asked.user.sign_in_name); });
    reset.add_option("sign_in_name", wanted.sign_in_name)->required();
    offer_settings(reset, asked, {"database"});
}

void offer_backups(CLI::App& app, Asked& asked) {
    CLI::App& backup =
        offer(app, asked, "backup",
              "Write a sealed backup, also while serving, and read it back; needs a recovery key",
              [&asked](const Task& task) { return back_up(task, asked.backup); });
    backup.add_option("file", asked.backup.file, "a new file; never written over")->required();
    backup.add_flag("--check", asked.backup.check, "write nothing: read FILE and tell whether it is whole");
    offer_settings(backup, asked, {"database"});

    CLI::App& restored =
        offer(app, asked, "restore",
              "Make an installation of a backup, in a new data directory; asks for the recovery key",
              [&asked](const Task& task) { return restore(task, asked.restore); });
    restored.add_option("file", asked.restore.file, "the backup")->required();
    restored.add_option("--recovery-key-file", asked.restore.recovery_key_file,
                        "a file with the recovery key, instead of typing it");
    restored.add_option("--key-file", asked.restore.key_file,
                        "the master.key of the installation, instead of the recovery key");
    restored.add_flag("--accept-broken-audit", asked.restore.accept_broken_audit,
                      "also where the audit log was broken before the backup was made");
    offer_settings(restored, asked, {"database"});

    CLI::App& copy = offer(app, asked, "copy", "Move an installation to the other kind of database",
                           [&asked](const Task& task) { return copy_installation(task, asked.copy_to); });
    copy.add_option("--to", asked.copy_to, "postgresql://user@host/database, which is empty; or sqlite")
        ->envname("WAYMARK_COPY_TO")
        ->required();
    offer_settings(copy, asked, {"database"});

    CLI::App* recovery = app.add_subcommand("recovery", "The recovery key, which opens backups elsewhere");
    recovery->require_subcommand(1);
    offer_settings(offer(*recovery, asked, "new", "Make another recovery key and show it, this once",
                         renew_recovery_key),
                   asked, {"database"});
    CLI::App& check =
        offer(*recovery, asked, "check", "Tell whether a copy of the recovery key is right",
              [&asked](const Task& task) { return check_recovery_key(task, asked.recovery_key_file); });
    check.add_option("--recovery-key-file", asked.recovery_key_file,
                     "a file with the recovery key, instead of typing it");
    offer_settings(check, asked, {"database"});
}

void offer_programs(CLI::App& app, Asked& asked) {
    CLI::App* programs = app.add_subcommand("program", "Programs of others that work here");
    programs->require_subcommand(1);
    ProgramToAdd& wanted = asked.program;
    CLI::App& add = offer(*programs, asked, "add", "Add a program; it comes in by a token",
                          [&asked](const Task& task) { return add_program(task, asked.program); });
    add.add_option("name", wanted.name, "what colleagues see")->required();
    add.add_option("--responsible", wanted.responsible, "sign-in name of the person who answers for it")
        ->required();
    offer_duties(add, wanted.duties);
    offer_settings(add, asked, {"database"});
    offer_settings(offer(*programs, asked, "list", "List the programs", list_programs), asked, {"database"});
    CLI::App& disable =
        offer(*programs, asked, "disable", "Close a program: none of its tokens opens anything",
              [&asked](const Task& task) { return disable_program(task, asked.program.name); });
    disable.add_option("program", wanted.name, "its id or its name")->required();
    offer_settings(disable, asked, {"database"});
    CLI::App& enable = offer(*programs, asked, "enable", "Open a program again",
                             [&asked](const Task& task) { return enable_program(task, asked.program.name); });
    enable.add_option("program", wanted.name, "its id or its name")->required();
    offer_settings(enable, asked, {"database"});
}

void offer_tokens(CLI::App& app, Asked& asked) {
    CLI::App* tokens = app.add_subcommand("token", "Tokens by which programs come in");
    tokens->require_subcommand(1);
    TokenToIssue& wanted = asked.token;
    CLI::App& issue = offer(*tokens, asked, "issue", "Issue a token, and print it once",
                            [&asked](const Task& task) { return issue_token(task, asked.token); });
    issue.add_option("program", wanted.program, "its id or its name")->required();
    issue.add_option("--name", wanted.name, "where the token is kept")->required();
    issue
        .add_option("--scope", wanted.scopes,
                    "concerns:write, cases:read ...; may be given again (a wrong one prints the list)")
        ->required();
    issue.add_option("--days", wanted.days, "how long it is valid")->check(CLI::Range(1, 366));
    offer_settings(issue, asked, {"database"});
    CLI::App& list = offer(*tokens, asked, "list", "List the tokens, without what opens the door",
                           [&asked](const Task& task) { return list_tokens(task, asked.token.program); });
    list.add_option("program", wanted.program, "of this one only: its id or its name");
    offer_settings(list, asked, {"database"});
    CLI::App& revoke = offer(*tokens, asked, "revoke", "Take a token back for good",
                             [&asked](const Task& task) { return revoke_token(task, asked.token_id); });
    revoke.add_option("token", asked.token_id, "its id, as listed")->required();
    offer_settings(revoke, asked, {"database"});
}

void offer_estimate(CLI::App& app, Asked& asked) {
    EstimateWanted& wanted = asked.estimate;
    CLI::App* command =
        app.add_subcommand("estimate", "Estimate from overlapping lists how many people none of them has");
    command->callback(
        [&asked] { asked.command = [&asked](const Task& task) { return estimate(task, asked.estimate); }; });
    command
        ->add_option("file", wanted.file,
                     "CSV: a 0/1 column for each list and count; without count a row is a person; - reads "
                     "the standard input")
        ->required();
    command->add_option("--method", wanted.method,
                        "stepwise, aic-stepwise, aic, bic, bma, lcmcr, chao, independence, fixed or all");
    command->add_option("--model", wanted.model, "with --method fixed: [12,3], or [POLICE:NGO,BORDER]");
    command->add_option("--p", wanted.p, "below it stepwise adds a pair (0.02; aic-stepwise 0.05)")
        ->check(CLI::Range(0.0, 1.0));
    command
        ->add_option("--max-order", wanted.max_order,
                     "how many lists aic and bic let depend on each other (2)")
        ->check(CLI::Range(1, 12));
    command->add_option("--ci", wanted.interval, "bca, profile or wald");
    command->add_option("--bootstrap", wanted.replicates, "resamples of bca (1000)")
        ->check(CLI::Range(20, 10'000'000));
    command->add_option("--seed", wanted.seed, "same seed, same numbers (1)")->check(CLI::NonNegativeNumber);
    command->add_option("--threads", wanted.threads, "otherwise as many as the machine has")
        ->check(CLI::Range(1, 1024));
    command->add_option("--level", wanted.level, "of the interval (0.95)")->check(CLI::Range(0.5, 0.9999));
    command
        ->add_option("--nmax-factor", wanted.nmax_factor,
                     "bma: end the grid at so many times those listed, to compare with dga")
        ->check(CLI::Range(0.01, 10'000.0));
    command->add_flag("--json", wanted.json, "one JSON object");
}

void offer_figure(CLI::App& figure, Asked& asked) {
    FigureWanted& wanted = asked.figure;
    figure.add_option("item", wanted.item, "the item's code")->required();
    figure.add_option(
        "--option", wanted.options,
        "its option, or the answer of a report; several count together. Without: answered at all");
    figure.add_option("--programme", wanted.programme, "of this programme; otherwise the usual or only one");
    figure.add_flag("--json", wanted.json, "one line of JSON, for scripts");
    offer_settings(figure, asked, {"database"});
}

void offer_survey(CLI::App& app, Asked& asked) {
    CLI::App* survey = app.add_subcommand("survey", "The commitments survey: rounds in, statistics out");
    survey->require_subcommand(1);

    RoundToImport& round = asked.round;
    CLI::App& import = offer(*survey, asked, "import", "Read a round from a CSV file: all of it, or nothing",
                             [&asked](const Task& task) { return import_round(task, asked.round); });
    import.add_option("file", round.file, "the file")->required();
    import.add_option("--round", round.round, "its label, such as 2015/16")->required();
    import.add_option("--kind", round.kind, "microdata: the answers; aggregate_only: totals of a report")
        ->required();
    import.add_option("--programme", round.programme, "the programme it belongs to; made where it is new");
    import.add_option("--population", round.population,
                      "of totals: how many States there were; otherwise the largest base printed");
    import.add_flag("--synthetic", round.synthetic, "the answers are invented, and this is said everywhere");
    offer_settings(import, asked, {"database"});

    CLI::App& stat =
        offer(*survey, asked, "stat", "How many States, on four bases, with bounds for what is missing",
              [&asked](const Task& task) { return show_statistic(task, asked.figure); });
    stat.add_option("--round", asked.figure.round, "the label of the round")->required();
    stat.add_option("--remaining-after", asked.figure.remaining_after,
                    "of amounts: the share is of what this option leaves");
    offer_figure(stat, asked);

    CLI::App& change =
        offer(*survey, asked, "change", "What changed between two rounds, and what may be said of it",
              [&asked](const Task& task) { return show_change(task, asked.figure); });
    change.add_option("--from", asked.figure.from, "the label of the earlier round")->required();
    change.add_option("--to", asked.figure.to, "the label of the later round")->required();
    offer_figure(change, asked);

    PercentToInvert& percent = asked.percent;
    CLI::App& invert = offer(*survey, asked, "invert", "Which counts print as a percentage",
                             [&asked](const Task& task) { return invert_percent(task, asked.percent); });
    invert.add_option("--percent", percent.percent, "as it was printed: 71 or 61.4")->required();
    invert.add_option("--base", percent.base, "what it is a percentage of")->required();
    invert.add_option("--decimals", percent.decimals,
                      "how many were printed, where the percentage shows fewer");
    invert.add_option("--rounding", percent.rounding, "half_up, truncate or ceil");
    invert.add_flag("--json", percent.json, "one line of JSON, for scripts");
}

void offer_commands(CLI::App& app, Asked& asked) {
    offer_settings(offer(app, asked, "serve", "Serve Waymark until it is stopped", serve), asked,
                   {"address", "port", "database", "profile", "time_zone", "behind_tls", "log_level",
                    "metrics_port", "stop_delay", "demo_on_network", "webhooks", "webhook_networks",
                    "webhook_timeout", "webhook_authorities"});

    CLI::App& demo = offer(app, asked, "demo", "Fill a new data directory with an invented country",
                           [&asked](const Task& task) { return build_demo(task, asked.demo); });
    demo.add_option("--seed", asked.demo.seed, "another seed, another country");
    demo.add_option("--cases", asked.demo.cases, "how many cases")->check(CLI::Range(0, 5000));
    offer_settings(demo, asked, {"database"});

    offer_users(app, asked);
    offer_organisations(app, asked);
    offer_programs(app, asked);
    offer_tokens(app, asked);
    offer_backups(app, asked);
    offer_survey(app, asked);

    CLI::App* audit = app.add_subcommand("audit", "Look after the audit log");
    audit->require_subcommand(1);
    offer_settings(
        offer(*audit, asked, "verify",
              "Tell whether a row of the audit log was altered, dropped or reordered", verify_audit_log),
        asked, {"database"});

    offer_settings(offer(app, asked, "migrate",
                         "Bring the database to the shape of this program, making it where there is none",
                         migrate_database),
                   asked, {"database"});

    CLI::App& config =
        offer(app, asked, "config", "Print the settings and where each comes from", show_settings);
    std::vector<std::string_view> names;
    for (const SettingKind& kind : all_settings()) names.push_back(kind.name);
    offer_settings(config, asked, names);

    offer_estimate(app, asked);

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
