#include "cli/settings.hpp"

#include "base/time_zone.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

namespace cli {
namespace {

using base::FieldProblem;
using base::ProblemCode;

constexpr std::string_view kLowerCase = "abcdefghijklmnopqrstuvwxyz_";

// What the file calls a setting, as far as it may be repeated: a name, not whatever stands there.
std::string name_to_show(std::string_view key) {
    const bool is_name =
        !key.empty() && key.size() <= 40 && key.find_first_not_of(kLowerCase) == std::string_view::npos;
    return is_name ? std::string(key) : "?";
}

std::string all_names() {
    std::string names;
    for (const SettingKind& kind : all_settings()) {
        names += (names.empty() ? "" : ", ") + std::string(kind.name);
    }
    return names;
}

base::Problem wrong_settings(std::vector<FieldProblem> fields) {
    return {
        .code = ProblemCode::invalid_configuration, .rule = {}, .detail = {}, .fields = std::move(fields)};
}

std::optional<std::string> text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
    return std::nullopt;
}

base::Result<std::string> content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    if (stream) content << stream.rdbuf();
    if (!stream) return base::fail(ProblemCode::no_permission, "cannot read " + file.filename().string());
    return content.str();
}

base::Done add_file(SettingValues& values, const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        if (error) return base::fail(ProblemCode::no_permission, "cannot read " + file.filename().string());
        return {};
    }
    if (!std::filesystem::is_regular_file(file, error))
        return base::fail(ProblemCode::invalid_file, file.filename().string() + " is no file");
    const auto content = content_of(file);
    if (!content) return base::fail(content.error());
    if (content->empty()) return {};
    toml::table table;
    try {
        table = toml::parse(*content);
    } catch (const toml::parse_error& mistake) {
        // Its place, not its words: what stands there may be a password.
        return base::fail(ProblemCode::invalid_file, file.filename().string() + ", line " +
                                                         std::to_string(mistake.source().begin.line) +
                                                         ": not TOML");
    }
    std::vector<FieldProblem> wrong;
    for (const auto& [key, node] : table) {
        const auto known = std::ranges::find(all_settings(), key.str(), &SettingKind::name);
        if (known == all_settings().end()) {
            wrong.push_back({name_to_show(key.str()), "unknown_setting", all_names()});
        } else if (const auto text = text_of(node)) {
            values[std::string(known->name)] = {*text, SettingSource::file};
        } else {
            wrong.push_back({std::string(known->name), "not_accepted", std::string(known->accepted)});
        }
    }
    if (!wrong.empty()) return base::fail(wrong_settings(std::move(wrong)));
    return {};
}

std::optional<int> number_in(std::string_view text, int least, int most) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most) {
        return std::nullopt;
    }
    return number;
}

std::optional<bool> truth_in(std::string_view text) {
    if (text == "true") return true;
    if (text == "false") return false;
    return std::nullopt;
}

std::optional<base::LogLevel> level_in(std::string_view text) {
    if (text == "debug") return base::LogLevel::debug;
    if (text == "info") return base::LogLevel::info;
    if (text == "warning") return base::LogLevel::warning;
    if (text == "error") return base::LogLevel::error;
    return std::nullopt;
}

bool is_made_of(std::string_view text, std::string_view others) {
    return !text.empty() && std::ranges::all_of(text, [&](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
               others.find(letter) != std::string_view::npos;
    });
}

// Takes each value out of the map and notes the settings that are at fault.
class Reader {
public:
    explicit Reader(const SettingValues& values) : values_(values) {}

    const std::string& text(std::string_view name) const { return values_.find(name)->second.text; }

    template <class Value>
    Value checked(std::string_view name, std::optional<Value> value) {
        if (value) return *value;
        refuse(name);
        return {};
    }
    std::string checked_text(std::string_view name, bool accepted) {
        if (!accepted) refuse(name);
        return text(name);
    }
    std::vector<FieldProblem>& wrong() { return wrong_; }

private:
    void refuse(std::string_view name) {
        const auto kind = std::ranges::find(all_settings(), name, &SettingKind::name);
        wrong_.push_back({std::string(name), "not_accepted", std::string(kind->accepted)});
    }

    const SettingValues& values_;
    std::vector<FieldProblem> wrong_;
};

}  // namespace

const std::vector<SettingKind>& all_settings() {
    static const std::vector<SettingKind> kinds{
        {"address", "127.0.0.1", "an IP address or localhost", "where to listen"},
        {"port", "8080", "a whole number from 0 to 65535; 0 takes any that is free", "where to listen"},
        {"database", "", "postgresql://user:password@host/database; empty for SQLite",
         "empty: SQLite in the data directory"},
        {"profile", "", "the code of a country profile, such as DE or UA", "the law that sets the clocks"},
        {"time_zone", "UTC", "a name such as Europe/Kyiv", "in which times are shown"},
        {"behind_tls", "false", "true or false", "whether a proxy in front speaks TLS"},
        {"log_level", "info", "debug, info, warning or error", "the least that is logged"},
        {"metrics_port", "off", "a whole number from 0 to 65535, or off; 0 takes any that is free",
         "where this machine alone may read figures for Prometheus"},
        {"stop_delay", "0", "a whole number of seconds from 0 to 60",
         "how long it still serves after it was told to stop, with /ready saying no"},
        {"demo_on_network", "false", "true or false",
         "whether a demo, whose passwords are public, may be reached from elsewhere"},
        {"webhooks", "true", "true or false",
         "whether messages are sent to webhooks; false for a copy of an installation"},
        {"webhook_networks", "", "networks such as 10.20.0.0/16, with a space between",
         "networks of your own that webhooks may be in, beside the internet"},
        {"webhook_timeout", "10", "a whole number of seconds from 1 to 30",
         "how long a receiver of webhooks has for its answer"},
        {"webhook_authorities", "", "the path of a file of certificates in PEM; empty: those of the system",
         "who vouches for receivers of webhooks"},
    };
    return kinds;
}

std::string flag_of(const SettingKind& kind) {
    std::string flag = "--" + std::string(kind.name);
    std::ranges::replace(flag, '_', '-');
    return flag;
}

std::string environment_of(const SettingKind& kind) {
    std::string name = "WAYMARK_";
    for (const char letter : kind.name) {
        name += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    }
    return name;
}

base::Result<SettingValues> gather_settings(const std::filesystem::path& file, const Environment& environment,
                                            const std::map<std::string, std::string>& flags) {
    SettingValues values;
    for (const SettingKind& kind : all_settings()) {
        values[std::string(kind.name)] = {std::string(kind.standard), SettingSource::standard};
    }
    if (auto added = add_file(values, file); !added) return base::fail(added.error());
    for (const SettingKind& kind : all_settings()) {
        if (const auto text = environment(environment_of(kind))) {
            values[std::string(kind.name)] = {*text, SettingSource::environment};
        }
    }
    for (const auto& [name, text] : flags) values[name] = {text, SettingSource::flag};
    if (const auto checked = settings_from(values); !checked) return base::fail(checked.error());
    return values;
}

base::Result<Settings> settings_from(const SettingValues& values) {
    Reader reader(values);
    Settings settings;
    settings.address = reader.checked_text("address", is_made_of(reader.text("address"), ".:-"));
    settings.port = reader.checked("port", number_in(reader.text("port"), 0, 65535));
    const std::string& database = reader.text("database");
    settings.database = base::Secret<std::string>(reader.checked_text(
        "database",
        database.empty() || database.starts_with("postgresql://") || database.starts_with("postgres://")));
    const std::string& profile = reader.text("profile");
    settings.profile = reader.checked_text("profile", profile.empty() || is_made_of(profile, "-"));
    settings.time_zone = reader.checked_text("time_zone", base::is_time_zone(reader.text("time_zone")));
    settings.behind_tls = reader.checked("behind_tls", truth_in(reader.text("behind_tls")));
    settings.log_level = reader.checked("log_level", level_in(reader.text("log_level")));
    const std::string& metrics_port = reader.text("metrics_port");
    if (metrics_port != "off") {
        settings.metrics_port = reader.checked("metrics_port", number_in(metrics_port, 0, 65535));
    }
    settings.stop_delay =
        std::chrono::seconds(reader.checked("stop_delay", number_in(reader.text("stop_delay"), 0, 60)));
    settings.demo_on_network = reader.checked("demo_on_network", truth_in(reader.text("demo_on_network")));
    settings.webhooks = reader.checked("webhooks", truth_in(reader.text("webhooks")));
    settings.webhook_networks =
        reader.checked("webhook_networks", courier::networks_from_text(reader.text("webhook_networks")));
    settings.webhook_timeout = std::chrono::seconds(
        reader.checked("webhook_timeout", number_in(reader.text("webhook_timeout"), 1, 30)));
    settings.webhook_authorities = reader.text("webhook_authorities");
    if (!reader.wrong().empty()) return base::fail(wrong_settings(std::move(reader.wrong())));
    return settings;
}

std::string shown_value(std::string_view name, std::string_view text) {
    return name == "database" ? without_password(text) : std::string(text);
}

// postgresql://user:PASSWORD@host/...?password=PASSWORD
std::string without_password(std::string_view database_url) {
    std::string shown(database_url);
    const std::size_t start = shown.find("://");
    if (start == std::string::npos) return shown.empty() ? shown : "(hidden)";
    // The last @ there is: a password may hold one, and a slash too.
    const std::size_t at = shown.rfind('@', shown.find('?'));
    if (at != std::string::npos && at > start) {
        const std::size_t colon = shown.find(':', start + 3);
        if (colon < at) shown.replace(colon + 1, at - colon - 1, "(hidden)");
    }
    const std::size_t query = shown.find('?');
    if (query != std::string::npos && shown.find("password", query) != std::string::npos) {
        shown.replace(query + 1, std::string::npos, "(hidden)");
    }
    return shown;
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address == "localhost";
}

}  // namespace cli
