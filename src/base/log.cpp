#include "base/log.hpp"

#include <algorithm>
#include <array>
#include <typeinfo>

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
#define EVENT(name, meaning) std::string_view(#name),
#include "base/log_event.def"
#undef EVENT
    };
    return kNames.at(static_cast<std::size_t>(event));
}

std::string_view name_of(LogFieldName field) {
    static constexpr std::array kNames{
#define FIELD(name, meaning) std::string_view(#name),
#include "base/log_field.def"
#undef FIELD
    };
    return kNames.at(static_cast<std::size_t>(field));
}

// A kind of exception is named by the compiler; of one that is written otherwise only "?" is shown.
std::string_view kind_or_doubt(std::string_view name) {
    const bool plain = !name.empty() && name.size() <= 200 && std::ranges::all_of(name, [](char symbol) {
        return (symbol >= 'A' && symbol <= 'Z') || (symbol >= 'a' && symbol <= 'z') ||
               (symbol >= '0' && symbol <= '9') || symbol == '_';
    });
    return plain ? name : "?";
}

}  // namespace

LogField LogField::request(std::uint64_t number) {
    return {LogFieldName::request, std::to_string(number)};
}
LogField LogField::incident(const Incident& incident) {
    return {LogFieldName::incident, quoted(incident.text())};
}
LogField LogField::exception(const std::exception& mistake) {
    return {LogFieldName::exception, quoted(kind_or_doubt(typeid(mistake).name()))};
}
LogField LogField::id(const Uuid& id) {
    return {LogFieldName::id, quoted(id.text())};
}
LogField LogField::route(LogName pattern) {
    return {LogFieldName::route, quoted(pattern.text())};
}
LogField LogField::method(LogName method) {
    return {LogFieldName::method, quoted(method.text())};
}
LogField LogField::component(LogName component) {
    return {LogFieldName::component, quoted(component.text())};
}
LogField LogField::failure(LogName failure) {
    return {LogFieldName::failure, quoted(failure.text())};
}
LogField LogField::status(int http_status) {
    return {LogFieldName::status, std::to_string(http_status)};
}
LogField LogField::duration(Duration duration) {
    return {LogFieldName::duration_microseconds, std::to_string(duration.count())};
}
LogField LogField::problem(ProblemCode code) {
    return {LogFieldName::problem, quoted(kind_of(code).name)};
}
LogField LogField::count(std::int64_t count) {
    return {LogFieldName::count, std::to_string(count)};
}
LogField LogField::port(int port) {
    return {LogFieldName::port, std::to_string(port)};
}

LogField LogField::rule(std::string_view rule) {
    // "INV-02", "AUTH-CASE-READ": capitals, digits and hyphens. A name or a note does not look like that.
    const bool plausible = !rule.empty() && rule.size() <= 40 && std::ranges::all_of(rule, [](char symbol) {
        return (symbol >= 'A' && symbol <= 'Z') || (symbol >= '0' && symbol <= '9') || symbol == '-';
    });
    return {LogFieldName::rule, quoted(plausible ? rule : "?")};
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
        line += name_of(field.name_);
        line += "\":";
        line += field.json_;
    }
    line += "}\n";
    const std::lock_guard lock(writing_);
    sink_.write(line);
}

}  // namespace base
