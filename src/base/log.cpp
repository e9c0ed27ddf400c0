#include "base/log.hpp"

#include <algorithm>
#include <array>

namespace base {

namespace {

std::string quoted(std::string_view plain) {
    // Nothing that needs an escape gets this far: names, ids and table rows only.
    std::string out = "\"";
    out += plain;
    out += '"';
    return out;
}

std::string_view name_of(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return "debug";
        case LogLevel::info: return "info";
        case LogLevel::warning: return "warning";
        case LogLevel::error: return "error";
    }
    return "error";
}

std::string_view name_of(LogEvent event) {
    static constexpr std::array kNames{
#define EVENT(name) std::string_view(#name),
#include "base/log_event.def"
#undef EVENT
    };
    return kNames.at(static_cast<std::size_t>(event));
}

}  // namespace

LogField LogField::incident(const Uuid& id) {
    return {"incident", quoted(id.text())};
}
LogField LogField::id(const Uuid& id) {
    return {"id", quoted(id.text())};
}
LogField LogField::route(LogName pattern) {
    return {"route", quoted(pattern.text())};
}
LogField LogField::method(LogName method) {
    return {"method", quoted(method.text())};
}
LogField LogField::component(LogName component) {
    return {"component", quoted(component.text())};
}
LogField LogField::status(int http_status) {
    return {"status", std::to_string(http_status)};
}
LogField LogField::exit_status(int status) {
    return {"exit_status", std::to_string(status)};
}
LogField LogField::duration(Duration duration) {
    return {"duration_microseconds", std::to_string(duration.count())};
}
LogField LogField::problem(ProblemCode code) {
    return {"problem", quoted(kind_of(code).name)};
}
LogField LogField::count(std::int64_t count) {
    return {"count", std::to_string(count)};
}
LogField LogField::size_bytes(std::int64_t size) {
    return {"size_bytes", std::to_string(size)};
}
LogField LogField::port(int port) {
    return {"port", std::to_string(port)};
}
LogField LogField::version(std::int64_t version) {
    return {"version", std::to_string(version)};
}

LogField LogField::rule(std::string_view rule) {
    // "INV-02", "AUTH-CASE-READ": capitals, digits and hyphens. A name or a note does not look like that.
    const bool plausible = !rule.empty() && rule.size() <= 40 && std::ranges::all_of(rule, [](char symbol) {
        return (symbol >= 'A' && symbol <= 'Z') || (symbol >= '0' && symbol <= '9') || symbol == '-';
    });
    return {"rule", quoted(plausible ? rule : "?")};
}

void StreamLogSink::write(std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stream_);
    std::fflush(stream_);
}

void Logger::write(LogLevel level, LogEvent event, std::initializer_list<LogField> fields) {
    if (level < least_) return;
    std::string line = "{\"time\":" + quoted(to_iso(clock_.now())) + ",\"level\":" + quoted(name_of(level)) +
                       ",\"event\":" + quoted(name_of(event));
    for (const LogField& field : fields) {
        line += ",\"";
        line += field.name_;
        line += "\":";
        line += field.json_;
    }
    line += "}\n";
    const std::lock_guard lock(writing_);
    sink_.write(line);
}

}  // namespace base
