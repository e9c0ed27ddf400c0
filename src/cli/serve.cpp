#include "cli/serve.hpp"

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "base/messages.hpp"
#include "base/metrics.hpp"
#include "casework/board_statistics.hpp"
#include "cli/demo_country.hpp"
#include "cli/demo_data.hpp"
#include "cli/demo_mark.hpp"
#include "cli/durability_warning.hpp"
#include "cli/figures.hpp"
#include "cli/installation.hpp"
#include "cli/jobs.hpp"
#include "cli/knowledge.hpp"
#include "cli/metrics_page.hpp"
#include "cli/open_files.hpp"
#include "cli/readiness.hpp"
#include "cli/recovery_commands.hpp"
#include "cli/stop_signals.hpp"
#include "cli/systemd_notice.hpp"
#include "courier/courier.hpp"
#include "courier/curl_sender.hpp"
#include "guard/admit_program.hpp"
#include "guard/sign_in_limiter.hpp"
#include "store/migration.hpp"
#include "ui_assets.hpp"
#include "ui_templates.hpp"
#include "ui_words.hpp"
#include "web/api/api.hpp"
#include "web/http/server.hpp"
#include "web/page/renderer.hpp"
#include "web/route.hpp"
#include "web/site.hpp"

#include <chrono>
#include <cstdio>
#include <iomanip>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace cli {
namespace {

using base::LogEvent;
using base::LogField;
using base::ProblemCode;

// Two doors of one house: pages for people, and the interface for programs.
web::http::Handler both_doors(web::http::Handler pages, web::http::Handler programs) {
    return [pages = std::move(pages), programs = std::move(programs)](const web::http::Request& request) {
        return request.path.starts_with(web::api::kApiPrefix) ? programs(request) : pages(request);
    };
}

// What this data directory is: an installation under a profile, or a demo under its own.
struct Country {
    const country::Profile* profile = nullptr;
    std::optional<DemoMark> demo;
};

base::Result<Country> country_of(Installation& installation, const Settings& settings,
                                 const Knowledge& knowledge) {
    auto mark =
        installation.database().read([](store::ReadSession& session) { return load_demo_mark(session); });
    if (!mark) return base::fail(mark.error());
    if (*mark && !(*mark)->finished_at) {
        return base::fail(ProblemCode::wrong_state,
                          "the demo country in this database was not filled to its end; build it again");
    }
    const auto profile = knowledge.profile(*mark ? (*mark)->profile : settings.profile);
    if (!profile) return base::fail(profile.error());
    return Country{.profile = *profile, .demo = std::move(*mark)};
}

// The passwords of a demo are public.
base::Done check_reach(const Settings& settings, const Country& country) {
    if (!country.demo || settings.demo_on_network || is_loopback(settings.address)) return {};
    base::Problem problem = base::problem(ProblemCode::invalid_configuration);
    problem.fields = {{"address", "a_demo_is_for_this_machine_only", "127.0.0.1, or demo_on_network = true"}};
    return base::fail(std::move(problem));
}

std::vector<web::DemoSignIn> sign_ins_of(const DemoData& data, const DemoMark& mark) {
    std::vector<web::DemoSignIn> sign_ins;
    for (const DemoUser& user : data.users) {
        std::string organisation;
        for (const DemoOrganisation& one : data.organisations) {
            if (one.key == user.organisation) organisation = one.name;
        }
        const auto secret = demo_totp_secret(static_cast<std::uint64_t>(mark.seed), user.sign_in_name);
        sign_ins.push_back({.sign_in_name = user.sign_in_name,
                            .display_name = user.display_name,
                            .role = std::string(guard::code_of(user.roles.front())),
                            .organisation = std::move(organisation),
                            .password = std::string(kDemoPassword),
                            .totp_secret = base::to_base32(secret.expose())});
    }
    return sign_ins;
}

void print_sign_ins(std::ostream& out, const std::vector<web::DemoSignIn>& sign_ins) {
    out << "Everything here is invented. Sign in as:\n";
    for (const web::DemoSignIn& one : sign_ins) {
        out << "  " << std::left << std::setw(22) << one.sign_in_name << std::setw(12) << one.role
            << one.organisation << "\n";
    }
    out << "Password of each: " << kDemoPassword << "\nThe second factor: the sign-in page shows the code.\n";
}

void print_programs(std::ostream& out, const DemoData& data, const DemoMark& mark) {
    for (const DemoProgram& program : data.programs) {
        const auto token = demo_program_token(static_cast<std::uint64_t>(mark.seed), program.name);
        out << "A program may come in as \"" << program.name << "\" by the header\n  Authorization: Bearer "
            << token.expose() << "\n";
    }
}

std::string address_shown(const Settings& settings, int port) {
    const bool six = settings.address.find(':') != std::string::npos;
    return "http://" + (six ? "[" + settings.address + "]" : settings.address) + ":" + std::to_string(port) +
           "/";
}

web::http::ServerOptions options_of(const Settings& settings) {
    web::http::ServerOptions options;
    options.address = settings.address == "localhost" ? "127.0.0.1" : settings.address;
    options.port = settings.port;
    options.behind_tls = settings.behind_tls;
    // Each takes tens of megabytes and a tenth of a second: a flood of them must leave room for the others.
    options.is_slow = [](const web::http::Request& request) {
        return request.method == web::http::Method::post && request.path == "/sign-in";
    };
    options.connections_max =
        connections_within(raise_open_files(2 * options.connections_max), options.connections_max);
    return options;
}

// Everything that stands between the database and the network, in the order in which it is needed.
struct Parts {
    Knowledge knowledge;
    base::Messages messages;
    web::page::Renderer renderer;

    static base::Result<Parts> load() {
        auto knowledge = Knowledge::shipped();
        if (!knowledge) return base::fail(knowledge.error());
        auto messages = base::Messages::load(ui_words_files());
        if (!messages) return base::fail(messages.error());
        auto renderer = web::page::Renderer::load(ui_templates_files(), ui_assets_files());
        if (!renderer) return base::fail(renderer.error());
        return Parts{std::move(*knowledge), std::move(*messages), std::move(*renderer)};
    }
};

// What requests are counted by.
std::vector<base::Metrics::Endpoint> endpoints() {
    std::vector<base::Metrics::Endpoint> all;
    for (const web::Route& route : web::all_routes()) {
        all.push_back({name_of(route.method), route.pattern});
    }
    for (const web::api::Operation& operation : web::api::all_operations())
        all.push_back({name_of(operation.method), operation.pattern});
    all.push_back({"GET", web::api::kDocumentPath});
    return all;
}

// The figures on their own port, when that is wanted. Nobody counts who reads them.
class FiguresServer {
public:
    FiguresServer(const Task& task, Installation& installation, base::Metrics& metrics)
        : figures_(installation.database(), task.world.clock, task.directory.folder(), metrics) {}

    base::Done start(int port, Installation& installation, const base::Clock& clock, base::Metrics& metrics,
                     base::Logger& log) {
        auto server = web::http::Server::listen(metrics_options(port), metrics_page(figures_, metrics), clock,
                                                installation.workplace().random, log, uncounted_);
        if (!server) return base::fail(server.error());
        server_.emplace(*std::move(server));
        server_->start();
        return {};
    }
    std::optional<int> port() const { return server_ ? std::optional(server_->port()) : std::nullopt; }

private:
    Figures figures_;
    base::Metrics uncounted_;
    std::optional<web::http::Server> server_;
};

// Messages to webhooks, when they are wanted.
class Messages {
public:
    Messages(const casework::CaseDesk& desk, const Settings& settings, base::Logger& log,
             base::Metrics& metrics) {
        if (!settings.webhooks) return;
        sender_.emplace(courier::SenderOptions{.networks = settings.webhook_networks,
                                               .patience = settings.webhook_timeout,
                                               .authorities = settings.webhook_authorities});
        thread_.emplace(desk, *sender_, log, metrics,
                        courier::CourierOptions{.lease = settings.webhook_timeout + kLeaseBeyondPatience});
    }

private:
    // For writing down the answer. Later than that another server may send it once more.
    static constexpr std::chrono::seconds kLeaseBeyondPatience{5};

    std::optional<courier::CurlSender> sender_;
    std::optional<courier::CourierThread> thread_;  // after what it sends by
};

// Told to stop: first nobody new is sent here, then nobody new is taken.
void stop(web::http::Server& server, ReadinessCheck& readiness, const SystemdNotice& systemd,
          const Settings& settings, const StopSignals& signals, base::Logger& log) {
    log.info(LogEvent::program_stopping);
    readiness.begin_stop();
    systemd.stopping();
    if (settings.stop_delay.count() > 0) signals.wait_for(settings.stop_delay);
    server.stop();
}

// Not made here: what a service prints, a log keeps.
void say_if_no_recovery_key(std::ostream& out, Installation& installation) {
    if (const auto has = has_recovery_key(installation.database()); has && !*has) {
        out << "There is no recovery key yet, so no backup can be made: waymark recovery new\n";
    }
}

base::Done run_until_stopped(const Task& task, const Settings& settings, Installation& installation,
                             const Parts& parts, const Country& country, const StopSignals& signals,
                             base::Metrics& metrics, base::Logger& log) {
    casework::BoardMemory board_memory;
    const casework::CaseDesk desk{.workplace = installation.workplace(),
                                  .profile = *country.profile,
                                  .instruments = parts.knowledge.instruments,
                                  .board_memory = &board_memory};
    guard::SignInLimiter limiter;
    web::WebDesk web_desk{.desk = desk,
                          .messages = parts.messages,
                          .renderer = parts.renderer,
                          .assets = ui_assets_files(),
                          .sign_in_limiter = limiter,
                          .log = log,
                          .metrics = metrics,
                          .time_zone = settings.time_zone,
                          .behind_tls = settings.behind_tls,
                          .demo = country.demo.has_value()};
    const auto demo_data = shipped_demo_data();
    if (!demo_data) return base::fail(demo_data.error());
    if (country.demo) web_desk.demo_sign_ins = sign_ins_of(*demo_data, *country.demo);
    const auto migrations = store::program_migrations();
    if (!migrations) return base::fail(migrations.error());
    ReadinessCheck readiness(installation.database(), installation.keys(), task.world.clock,
                             task.directory.folder(), *migrations, log);
    web_desk.readiness = [&readiness] { return readiness.now(); };
    guard::RefusedTokens refused_tokens(log);
    const web::api::ApiDesk api_desk{.desk = desk,
                                     .messages = parts.messages,
                                     .refused_tokens = refused_tokens,
                                     .log = log,
                                     .metrics = metrics};
    auto server = web::http::Server::listen(
        options_of(settings), both_doors(web::make_site(web_desk), web::api::make_api(api_desk)),
        task.world.clock, installation.workplace().random, log, metrics);
    if (!server) return base::fail(server.error());
    FiguresServer figures(task, installation, metrics);
    if (settings.metrics_port) {
        auto started = figures.start(*settings.metrics_port, installation, task.world.clock, metrics, log);
        if (!started) return started;
    }
    Jobs jobs(desk, log, metrics);
    const Messages messages(desk, settings, log, metrics);
    server->start();
    const SystemdNotice systemd(task.world.environment);
    const Watchdog watchdog(systemd,
                            [&](std::chrono::microseconds patience) { return server->gets_on(patience); });
    systemd.ready("Serving on port " + std::to_string(server->port()));
    task.world.out << "Waymark serves on " << address_shown(settings, server->port()) << "\n";
    if (country.demo) {
        print_sign_ins(task.world.out, web_desk.demo_sign_ins);
        print_programs(task.world.out, *demo_data, *country.demo);
    }
    if (figures.port()) {
        task.world.out << "Figures for Prometheus: http://127.0.0.1:" << *figures.port() << "/metrics\n";
    }
    say_if_no_recovery_key(task.world.out, installation);
    task.world.out << "Stop it with Ctrl-C." << std::endl;
    signals.wait();
    stop(*server, readiness, systemd, settings, signals, log);
    return {};
}

}  // namespace

base::Done serve(const Task& task) {
    // Before any thread is there, so that each of them leaves the signals to wait().
    const StopSignals signals;
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    base::StreamLogSink sink(stderr);
    base::Logger log(task.world.clock, sink, settings->log_level);
    log.info(LogEvent::program_started);
    const bool on_sqlite = settings->database.expose().empty();
    base::Metrics metrics(endpoints(), WAYMARK_VERSION, on_sqlite ? "sqlite" : "postgresql");
    metrics.set(base::Metric::process_start, task.world.clock.now());
    const auto installation =
        Installation::open(task.directory, *settings, Opening::migrated, task.world.clock, {}, &metrics);
    if (!installation) return base::fail(installation.error());
    log.info(LogEvent::database_opened, {LogField::count((*installation)->migrations_run())});
    warn_of_durability((*installation)->database(), task.world.out, log);
    const auto parts = Parts::load();
    if (!parts) return base::fail(parts.error());
    const auto country = country_of(**installation, *settings, parts->knowledge);
    if (!country) return base::fail(country.error());
    if (auto checked = check_reach(*settings, *country); !checked) return checked;
    if (auto done =
            run_until_stopped(task, *settings, **installation, *parts, *country, signals, metrics, log);
        !done) {
        return done;
    }
    log.info(LogEvent::program_stopped);
    return {};
}

}  // namespace cli
