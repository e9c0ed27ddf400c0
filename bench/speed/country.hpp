#pragma once
// A demo country opened to be measured: its database, its people signed in as they would sign in, and the
// site as `waymark serve` answers it, but for the sockets. One thread.

#include "base/log.hpp"
#include "base/messages.hpp"
#include "base/metrics.hpp"
#include "casework/case_desk.hpp"
#include "cli/installation.hpp"
#include "cli/knowledge.hpp"
#include "guard/sign_in_limiter.hpp"
#include "web/http/response.hpp"
#include "web/page/renderer.hpp"
#include "web/web_desk.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace speed {

struct Person {
    guard::Actor actor;
    std::string token;  // of the session
};

class NoSink final : public base::LogSink {
public:
    void write(std::string_view) override {}
};

class Country {
public:
    // `postgres` is empty for the SQLite of the folder.
    Country(const std::filesystem::path& folder, const std::string& postgres);

    store::Database& database() { return installation_->database(); }
    guard::Workplace& workplace() { return installation_->workplace(); }
    const casework::CaseDesk& desk() const { return *desk_; }

    // One of demo/users.json, past the second factor.
    Person sign_in(std::string_view sign_in_name);
    // A page as a browser with that session gets it, before it is packed.
    web::http::Response ask(const Person& person, const std::string& target);

private:
    base::SystemClock clock_;
    cli::Knowledge knowledge_;
    base::Messages messages_;
    web::page::Renderer renderer_;
    NoSink sink_;
    base::Logger log_{clock_, sink_};
    base::Metrics metrics_{{}, "bench", "any"};
    guard::SignInLimiter limiter_;
    std::unique_ptr<cli::Installation> installation_;
    std::unique_ptr<casework::CaseDesk> desk_;
    std::unique_ptr<web::WebDesk> web_desk_;
    web::http::Handler site_;
};

}  // namespace speed
