// What belongs to no journey: the start, the choice of a language, assets, and whether the program is well.

#include "base/language.hpp"
#include "guard/own_account.hpp"
#include "web/cookies.hpp"
#include "web/http/security_headers.hpp"
#include "web/menu.hpp"
#include "web/page/assets.hpp"
#include "web/route.hpp"
#include "web/sign_in_paths.hpp"
#include "web/why_page.hpp"

#include <utility>

namespace web {
namespace {

using guard::Permission;
using guard::Purpose;

base::Result<Answer> start(const WebDesk&, Visit& visit) {
    return Answer{Redirect{start_path_for(all_routes(), visit.actor(), visit.now())}};
}

base::Result<Answer> choose_language(const WebDesk& desk, Visit& visit) {
    const std::string& code = visit.form().text("language");
    const auto language = base::language_from_code(code);
    if (!language) return base::fail(base::invalid_field("language", "not_in_list"));
    if (visit.actor().sign_in) {
        auto chosen = guard::choose_language(desk.desk.workplace, visit.actor(), *language);
        if (!chosen) return base::fail(std::move(chosen.error()));
    }
    http::Response response = http::redirect(own_path(visit.form().text("path")));
    response.cookies.push_back(language_cookie(code));
    return Answer{std::move(response)};
}

base::Result<Answer> asset(const WebDesk& desk, Visit& visit) {
    const auto accepted = visit.request().header("Accept-Encoding");
    const auto found = page::find_asset(desk.assets, visit.parameter("name"), accepted.value_or(""));
    if (!found) return base::fail(base::ProblemCode::not_found);
    http::Response response;
    response.content_type = std::string(found->content_type);
    response.body = std::string(found->bytes);
    response.headers.push_back({"Cache-Control", http::kCacheForAYear});
    response.headers.push_back({"Vary", "Accept-Encoding"});
    if (!found->encoding.empty()) {
        response.headers.push_back({"Content-Encoding", std::string(found->encoding)});
    }
    return Answer{std::move(response)};
}

http::Response json(int status, std::string body) {
    http::Response response = http::plain_text(status, std::move(body));
    response.content_type = "application/json";
    return response;
}

base::Result<Answer> health(const WebDesk&, Visit&) {
    return Answer{json(200, "{\"status\":\"alive\"}\n")};
}

base::Result<Answer> ready(const WebDesk& desk, Visit&) {
    const Readiness now = desk.readiness ? desk.readiness() : Readiness{};
    bool ready = true;
    std::string checks;
    for (const Readiness::Check& check : now.checks) {
        ready = ready && check.state == "ok";
        if (!checks.empty()) checks += ',';
        checks += '"';
        checks += check.name;
        checks += "\":\"";
        checks += check.state;
        checks += '"';
    }
    const std::string status = ready ? "ready" : "not_ready";
    return Answer{json(ready ? 200 : 503, R"({"status":")" + status + R"(","checks":{)" + checks + "}}\n")};
}

}  // namespace

std::vector<Route> frame_routes() {
    return {{.pattern = "/", .handler = start},
            {.pattern = "/why",
             .permission = Permission::why_read,
             .purpose = Purpose::self_access,
             .handler = show_why},
            {.method = http::Method::post,
             .pattern = "/language",
             .door = Door::open,
             .handler = choose_language},
            {.pattern = "/assets/{name}", .door = Door::bare, .handler = asset},
            {.pattern = "/health", .door = Door::bare, .handler = health},
            {.pattern = "/ready", .door = Door::bare, .handler = ready}};
}

}  // namespace web
