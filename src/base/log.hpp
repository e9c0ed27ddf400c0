#pragma once
// The log: one JSON object a line, from a closed list of events (log_event.def) and of fields
// (log_field.def). Promise: no free text. A field takes a number, an id, a row of a table or a name written
// in the source, so that nothing a person said or typed can reach the log; there is no function to log a
// string. Thread rule: Logger may be used from any thread; whole lines reach the sink one at a time.

#include "base/id.hpp"
#include "base/incident.hpp"
#include "base/problem.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <cstdio>
#include <exception>
#include <initializer_list>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>

namespace base {

enum class LogLevel { debug, info, warning, error };

enum class LogEvent {
#define EVENT(name, meaning) name,
#include "base/log_event.def"
#undef EVENT
};

enum class LogFieldName {
#define FIELD(name, meaning) name,
#include "base/log_field.def"
#undef FIELD
};

// A name from the program's own source: only a literal makes one, checked when compiling (letters, digits and
// /{}._-).
class LogName {
public:
    consteval LogName(const char* literal) : text_(literal) {  // implicit: a literal is what it is made for
        if (!is_name(text_)) throw std::logic_error("not a name");
    }
    // For names in tables made when the program starts (patterns of routes). Never for anything a request
    // brought; what does not look like a name is shown as "?".
    static LogName from_table(std::string_view text) { return LogName(is_name(text) ? text : "?", 0); }

    std::string_view text() const { return text_; }

private:
    constexpr LogName(std::string_view text, int) : text_(text) {}
    static constexpr bool is_name(std::string_view text) {
        constexpr std::string_view kAllowed =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/{}._-";
        return !text.empty() && text.size() <= 100 &&
               text.find_first_not_of(kAllowed) == std::string_view::npos;
    }
    std::string_view text_;
};

// One field of a line. The functions are the closed list.
class LogField {
public:
    static LogField request(std::uint64_t number);
    static LogField incident(const Incident& incident);
    static LogField exception(const std::exception& mistake);  // its kind, never its words
    static LogField id(const Uuid& id);
    static LogField route(LogName pattern);
    static LogField method(LogName method);
    static LogField component(LogName component);
    static LogField failure(LogName failure);
    static LogField status(int http_status);
    static LogField duration(Duration duration);  // duration_microseconds
    static LogField problem(ProblemCode code);
    static LogField rule(std::string_view rule);  // "INV-02"; what does not look like a rule is shown as "?"
    static LogField count(std::int64_t count);
    static LogField port(int port);

private:
    friend class Logger;
    LogField(LogFieldName name, std::string json) : name_(name), json_(std::move(json)) {}
    LogFieldName name_;
    std::string json_;
};

class LogSink {
public:
    virtual ~LogSink() = default;
    virtual void write(std::string_view line) = 0;  // with its line end
};

// Writes to a C stream (stderr) that outlives it.
class StreamLogSink final : public LogSink {
public:
    explicit StreamLogSink(std::FILE* stream) : stream_(stream) {}
    void write(std::string_view line) override;

private:
    std::FILE* stream_;
};

class Logger {
public:
    // Both outlive the logger.
    Logger(const Clock& clock, LogSink& sink, LogLevel least = LogLevel::info)
        : clock_(clock), sink_(sink), least_(least) {}

    void write(LogLevel level, LogEvent event, std::initializer_list<LogField> fields = {});
    void info(LogEvent event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::info, event, fields);
    }
    void warning(LogEvent event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::warning, event, fields);
    }
    void error(LogEvent event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::error, event, fields);
    }

private:
    const Clock& clock_;
    LogSink& sink_;
    LogLevel least_;
    std::mutex writing_;
};

}  // namespace base
