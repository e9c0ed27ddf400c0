#pragma once
// What every handler works with, wired once by cli/ (or a test) and shared by all worker threads; nothing in
// it changes but what is safe to. Outlives the server.

#include "base/log.hpp"
#include "base/messages.hpp"
#include "base/metrics.hpp"
#include "casework/case_desk.hpp"
#include "web/page/renderer.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guard {
class SignInLimiter;
}

namespace web {

// A person of the demo country who may be signed in as; shown on the sign-in page of a demo only.
struct DemoSignIn {
    std::string sign_in_name;
    std::string display_name;
    std::string role;  // code: words under "role.<code>"
    std::string organisation;
    std::string password;
    std::string totp_secret;  // base32; the page of the second factor shows its code
};

// What a balancer asks before it sends people here, and an administrator who wonders why it does not. Names
// of checks and one word each: "ok", or what is wrong.
struct Readiness {
    struct Check {
        std::string_view name;
        std::string_view state;
    };
    std::vector<Check> checks;
};

struct WebDesk {
    const casework::CaseDesk& desk;
    const base::Messages& messages;
    const page::Renderer& renderer;
    std::span<const base::EmbeddedFile> assets;
    guard::SignInLimiter& sign_in_limiter;
    base::Logger& log;
    base::Metrics& metrics;
    std::string time_zone = "UTC";
    bool behind_tls = false;
    bool demo = false;
    std::vector<DemoSignIn> demo_sign_ins = {};
    // Whether requests are welcome, for /ready; none: they are.
    std::function<Readiness()> readiness = {};
};

}  // namespace web
