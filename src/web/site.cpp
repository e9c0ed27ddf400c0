#include "web/site.hpp"

#include "guard/authorise.hpp"
#include "guard/unit_of_work.hpp"
#include "web/caller.hpp"
#include "web/cookies.hpp"
#include "web/form_guard.hpp"
#include "web/http/percent.hpp"
#include "web/http/request_record.hpp"
#include "web/menu.hpp"
#include "web/refusal_page.hpp"
#include "web/router.hpp"
#include "web/sign_in_paths.hpp"

#include <exception>
#include <utility>

namespace web {

namespace {

using base::ProblemCode;

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

bool posts(const http::Request& request) {
    return request.method == http::Method::post;
}

std::string full_path(const http::Request& request) {
    return request.query.empty() ? request.path : request.path + "?" + request.query;
}

// One request on its way through the frame.
class Passage {
public:
    Passage(const WebDesk& desk, const std::vector<Route>& routes, const http::Request& request)
        : desk_(desk),
          routes_(routes),
          request_(request),
          match_(find_route(routes, request.method, request.path)),
          record_({.log = desk.log,
                   .metrics = desk.metrics,
                   .clock = desk.desk.workplace.clock,
                   .random = desk.desk.workplace.random},
                  request, match_.route == nullptr ? std::string_view() : match_.route->pattern),
          now_(record_.came_at()) {
        caller_.language = language_of(request);
    }

    http::Response run() {
        http::Response response = answer_or_incident();
        record_.finish(response.status);
        return response;
    }

private:
    base::Words words() const { return {desk_.messages, caller_.language, desk_.time_zone}; }

    http::Response answer_or_incident() {
        try {
            if (match_.route != nullptr && match_.route->door == Door::bare) return bare();
            auto caller = find_caller(desk_, request_);
            if (!caller) return respond(caller.error());
            caller_ = *std::move(caller);
            auto answer = pass();
            if (!answer) return respond(answer.error());
            return respond(*std::move(answer));
        } catch (const std::exception& mistake) {
            return draw_incident(record_.incident(mistake));
        }
    }

    http::Response draw_incident(const std::string& incident) {
        try {
            return draw(page::page_of(base::problem(ProblemCode::internal), words(), incident));
        } catch (const std::exception&) {
            return http::plain_text(500, incident + "\n");
        }
    }

    // Everything that is asked before a handler runs, in this order; denied unless each says yes.
    base::Result<Answer> pass() {
        if (match_.route == nullptr) {
            return base::fail(match_.allowed.empty() ? ProblemCode::not_found
                                                     : ProblemCode::method_not_allowed);
        }
        if (auto elsewhere = missing_sign_in()) return *std::move(elsewhere);
        http::Form form;
        if (posts(request_)) {
            auto read = read_form();
            if (!read) return base::fail(std::move(read.error()));
            form = *std::move(read);
        }
        if (match_.route->door == Door::signed_in) {
            if (auto refused = ask_at_the_door()) return Answer(*std::move(refused));
        }
        auto query = http::Form::parse(request_.query);
        if (!query) return base::fail(std::move(query.error()));
        Visit visit(request_, caller_.signed_in ? caller_.signed_in->actor : guard::Actor{},
                    caller_.signed_in ? caller_.signed_in->user.display_name : std::string(), words(),
                    std::move(form), *std::move(query), match_.parameters, now_);
        auto answer = match_.route->handler(desk_, visit);
        caller_.cookies.insert(caller_.cookies.end(), visit.cookies().begin(), visit.cookies().end());
        return answer;
    }

    // Where to go, or what to say, when the route asks for more of a session than there is.
    std::optional<base::Result<Answer>> missing_sign_in() {
        const Door door = match_.route->door;
        if (door == Door::open || door == Door::bare) return std::nullopt;
        if (!caller_.signed_in) {
            if (posts(request_)) return base::fail(ProblemCode::not_signed_in);
            return Answer(Redirect{sign_in_path(routes_, full_path(request_))});
        }
        if (door == Door::signed_in && !caller_.is_complete()) {
            return Answer(Redirect{path_of(caller_.signed_in->stage)});
        }
        return std::nullopt;
    }

    base::Result<http::Form> read_form() const {
        if (!comes_from_our_pages(request_)) return base::fail(ProblemCode::form_expired, "another site");
        const auto type = request_.header("Content-Type");
        if (!type || type->substr(0, type->find(';')) != kFormType) {
            return base::fail(ProblemCode::malformed_request, "content type");
        }
        auto form = http::Form::parse(request_.body);
        if (!form) return form;
        const base::crypto::SealingKey& key = desk_.desk.workplace.keys.form_key();
        if (!is_form_token(key, caller_.bound_to(), form->text(kFormTokenField))) {
            return base::fail(ProblemCode::form_expired, "token");
        }
        return form;
    }

    // Nothing, when the door opens. A refusal is in the audit log before it is told.
    std::optional<page::Page> ask_at_the_door() {
        const guard::Ask ask{.permission = match_.route->permission, .purpose = match_.route->purpose};
        const guard::Actor& actor = caller_.signed_in->actor;
        const guard::Decision decision = guard::authorise(actor, ask, now_);
        if (decision.allowed) return std::nullopt;
        static_cast<void>(guard::read(desk_.desk.workplace, actor,
                                      [&](guard::ReadWork& work) { return work.allow(ask, "route"); }));
        return refusal_page(decision, words());
    }

    http::Response bare() {
        http::Form nothing;
        Visit visit(request_, guard::Actor{}, {}, words(), nothing, nothing, match_.parameters, now_);
        auto answer = match_.route->handler(desk_, visit);
        if (!answer) {
            return http::plain_text(answer.error().kind().http_status,
                                    std::string(answer.error().kind().name) + "\n");
        }
        return std::get<http::Response>(*std::move(answer));
    }

    http::Response respond(const base::Problem& problem) {
        if (is_refusal(problem)) return draw(refusal_page(problem, words()));
        const bool ours = problem.kind().http_status >= 500;
        const std::string incident = ours ? record_.incident(problem) : std::string();
        http::Response response = draw(page::page_of(problem, words(), incident));
        if (problem.kind().retryable) response.headers.push_back({"Retry-After", "60"});
        if (problem.code == ProblemCode::method_not_allowed) {
            response.headers.push_back({"Allow", http::allowed_methods(match_.allowed)});
        }
        return response;
    }

    http::Response respond(Answer answer) {
        if (auto* page = std::get_if<page::Page>(&answer)) return draw(*page);
        if (auto* redirect = std::get_if<Redirect>(&answer)) {
            http::Response response = http::redirect(redirect->path);
            if (!redirect->done.empty()) {
                response.cookies.push_back(done_cookie(desk_.desk.workplace.keys.form_key(), redirect->done));
            }
            return with_cookies(std::move(response));
        }
        return with_cookies(std::get<http::Response>(std::move(answer)));
    }

    // The handler's own cookies come last, so that a session it opens stands.
    http::Response with_cookies(http::Response response) const {
        std::vector<http::Cookie> cookies = caller_.cookies;
        cookies.insert(cookies.end(), response.cookies.begin(), response.cookies.end());
        response.cookies = std::move(cookies);
        return response;
    }

    http::Response draw(const page::Page& page) {
        const base::Words spoken = words();
        page::Surroundings around = surroundings(spoken);
        if (!posts(request_)) around.notice = take_notice(spoken);
        http::Response response;
        response.status = page.status;
        response.body = desk_.renderer.html(page, around, spoken);
        return with_cookies(std::move(response));
    }

    std::optional<page::Notice> take_notice(const base::Words& spoken) {
        const auto cookie = request_.cookie(kDoneCookie);
        if (!cookie) return std::nullopt;
        caller_.cookies.push_back(removed(kDoneCookie));
        const auto done = read_done(desk_.desk.workplace.keys.form_key(), *cookie);
        const std::string key = "done." + done.value_or("");
        if (!done || !spoken.has(key)) return std::nullopt;
        return page::Notice{.tone = page::Tone::good, .title = spoken.text(key)};
    }

    page::Surroundings surroundings(const base::Words& spoken) const {
        page::Surroundings around;
        // A page to come back to: what was posted has none of its own.
        const bool has_page = find_route(routes_, http::Method::get, request_.path).route != nullptr;
        around.path = !has_page ? "/" : posts(request_) ? request_.path : full_path(request_);
        around.form_token = form_token(desk_.desk.workplace.keys.form_key(), caller_.bound_to());
        around.demo = desk_.demo;
        around.signed_in = caller_.signed_in.has_value();
        if (!caller_.signed_in) return around;
        around.display_name = caller_.signed_in->user.display_name;
        around.organisation = caller_.signed_in->organisation.name;
        if (!caller_.is_complete()) return around;
        around.menu = menu_for(routes_, caller_.signed_in->actor, now_, spoken);
        around.menu_current = menu_entry_of(around.menu, request_.path);
        if (match_.route != nullptr && match_.route->door == Door::signed_in) {
            around.why_href = "/why?path=" + http::percent_encoded(request_.path);
        }
        return around;
    }

    const WebDesk& desk_;
    const std::vector<Route>& routes_;
    const http::Request& request_;
    RouteMatch match_;
    http::RequestRecord record_;
    base::Time now_;
    Caller caller_;
};

}  // namespace

http::Handler make_site(WebDesk& desk, const std::vector<Route>& routes) {
    return [&desk, &routes](const http::Request& request) { return Passage(desk, routes, request).run(); };
}

http::Handler make_site(WebDesk& desk) {
    return make_site(desk, all_routes());
}

}  // namespace web
