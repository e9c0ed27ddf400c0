#pragma once
// The settings of an installation and where each value comes from: the program's own, then waymark.toml in
// the data directory, then the environment (WAYMARK_...), then flags; the later wins. Promise: an unknown
// name or a value that is not accepted is refused, naming the setting and what would do, never the value
// (it may hold a password). Plain values; safe from any thread.

#include "base/log.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "courier/network.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

enum class SettingSource { standard, file, environment, flag };

struct SettingKind {
    std::string_view name;  // in the file; "--name" and "WAYMARK_NAME" follow from it
    std::string_view standard;
    std::string_view accepted;
    std::string_view meaning;
};

const std::vector<SettingKind>& all_settings();
std::string flag_of(const SettingKind& kind);         // "--time-zone"
std::string environment_of(const SettingKind& kind);  // "WAYMARK_TIME_ZONE"

struct SettingValue {
    std::string text;
    SettingSource source = SettingSource::standard;
};
using SettingValues = std::map<std::string, SettingValue, std::less<>>;

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// Problem: invalid_configuration, with a field for each setting at fault; invalid_file for a file that is no
// TOML; no_permission. `flags` are by setting name. A file that is not there says nothing.
base::Result<SettingValues> gather_settings(const std::filesystem::path& file, const Environment& environment,
                                            const std::map<std::string, std::string>& flags);

struct Settings {
    std::string address;
    int port = 0;
    base::Secret<std::string> database;  // empty: SQLite in the data directory
    std::string profile;                 // empty: not chosen
    std::string time_zone;
    bool behind_tls = false;
    base::LogLevel log_level = base::LogLevel::info;
    std::optional<int> metrics_port;  // none: no figures are shown
    std::chrono::seconds stop_delay{0};
    bool demo_on_network = false;
    bool webhooks = true;  // whether messages are sent to them
    std::vector<courier::Network> webhook_networks = {};
    std::chrono::seconds webhook_timeout{10};
    std::string webhook_authorities = {};  // empty: those of the system
};

// Problem: invalid_configuration.
base::Result<Settings> settings_from(const SettingValues& values);

// How a value may be shown: the password of a database address is hidden.
std::string shown_value(std::string_view name, std::string_view text);
std::string without_password(std::string_view database_url);

// 127.0.0.0/8, ::1 and localhost: nobody else on the network can reach it.
bool is_loopback(std::string_view address);

}  // namespace cli
