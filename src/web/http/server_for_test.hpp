#pragma once
// A server on a free port of this machine, with a clock that stands still and a log that can be read.

#include "web/http/client_for_test.hpp"
#include "web/http/server.hpp"

#include <mutex>
#include <stdexcept>
#include <string>

namespace web::http::testing {

class MemorySink final : public base::LogSink {
public:
    void write(std::string_view line) override {
        const std::lock_guard lock(guard_);
        text_ += line;
    }
    std::string text() const {
        const std::lock_guard lock(guard_);
        return text_;
    }

private:
    mutable std::mutex guard_;
    std::string text_;
};

class ServerForTest {
public:
    explicit ServerForTest(Handler handler, const ServerOptions& options = {})
        : server_(listen(std::move(handler), options)) {
        server_.start();
    }

    int port() const { return server_.port(); }
    Client client() const { return Client(port()); }
    const base::Metrics& metrics() const { return metrics_; }
    std::string log() const { return sink_.text(); }
    bool gets_on(base::Duration workers_patience) {
        return server_.gets_on(std::chrono::seconds(10), workers_patience);
    }
    void stop() { server_.stop(); }

private:
    Server listen(Handler handler, const ServerOptions& options) {
        auto server = Server::listen(options, std::move(handler), clock_, random_, log_, metrics_);
        if (!server) throw std::runtime_error(base::to_text(server.error()));
        return *std::move(server);
    }

    base::ManualClock clock_{base::time_from_iso("2026-11-24T14:30:05Z").value()};
    base::SeededRandom random_{1};
    MemorySink sink_;
    base::Logger log_{clock_, sink_, base::LogLevel::debug};
    base::Metrics metrics_;
    Server server_;
};

// What a request was, as text.
inline Response echo(const Request& request) {
    return plain_text(200, request.path + "?" + request.query + "\n" + request.body);
}

inline std::string get(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: waymark.example\r\n\r\n";
}

inline std::string post(std::string_view target, std::string_view body) {
    return "POST " + std::string(target) +
           " HTTP/1.1\r\nHost: waymark.example\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + std::string(body);
}

}  // namespace web::http::testing
