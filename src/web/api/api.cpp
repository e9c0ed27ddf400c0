#include "web/api/api.hpp"

#include "guard/admit_program.hpp"
#include "guard/request_once.hpp"
#include "guard/unit_of_work.hpp"
#include "web/api/openapi.hpp"
#include "web/api/problem_json.hpp"
#include "web/api/read_body.hpp"
#include "web/api/read_query.hpp"
#include "web/api/version_header.hpp"
#include "web/http/path_pattern.hpp"
#include "web/http/request_record.hpp"

#include <exception>
#include <utility>

namespace web::api {

namespace {

using base::ProblemCode;

constexpr std::string_view kJsonType = "application/json";
constexpr std::size_t kKeyMax = 200;

// Bytes that are no UTF-8 would end the answer half-way; what is stored holds none.
std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string_view pattern_of(const http::Matched<Operation>& match, const http::Request& request) {
    if (request.path == kDocumentPath) return kDocumentPath;
    return match.route == nullptr ? std::string_view() : match.route->pattern;
}

// One request on its way through the frame.
class Passage {
public:
    Passage(const ApiDesk& desk, const std::vector<Operation>& operations, const std::string& document,
            const http::Request& request)
        : desk_(desk),
          document_(document),
          request_(request),
          match_(http::find_route(operations, request.method, request.path)),
          record_({.log = desk.log,
                   .metrics = desk.metrics,
                   .clock = desk.desk.workplace.clock,
                   .random = desk.desk.workplace.random},
                  request, pattern_of(match_, request)),
          now_(record_.came_at()) {}

    http::Response run() {
        http::Response response = answer_or_incident();
        record_.finish(response.status);
        return response;
    }

private:
    const Operation& operation() const { return *match_.route; }
    guard::Workplace& workplace() const { return desk_.desk.workplace; }

    http::Response answer_or_incident() {
        try {
            if (request_.path == kDocumentPath) return document();
            auto response = pass();
            return response ? *std::move(response) : respond(response.error());
        } catch (const std::exception& mistake) {
            return of_problem(base::problem(ProblemCode::internal), record_.incident(mistake));
        }
    }

    http::Response document() const {
        if (request_.method != http::Method::get && request_.method != http::Method::head) {
            return of_problem(base::problem(ProblemCode::method_not_allowed), {});
        }
        http::Response response;
        response.content_type = kJsonType;
        response.body = document_;
        return response;
    }

    // Everything that is asked before a handler runs, in this order; denied unless each says yes.
    base::Result<http::Response> pass() {
        if (match_.route == nullptr) {
            return base::fail(match_.allowed.empty() ? ProblemCode::not_found
                                                     : ProblemCode::method_not_allowed);
        }
        if (auto admitted = admit(); !admitted) return base::fail(admitted.error());
        if (auto opened = ask_at_the_door(); !opened) return base::fail(opened.error());
        auto query = read_query(operation().query, request_.query);
        if (!query) return base::fail(query.error());
        if (operation().needs_version) {
            const auto version = version_sent(request_);
            if (!version) return base::fail(version.error());
            version_ = *version;
        }
        if (auto read = read_content(); !read) return base::fail(read.error());
        if (auto told = told_before(); !told || *told) {
            if (!told) return base::fail(told.error());
            return **std::move(told);
        }
        const Call call{.desk = desk_.desk,
                        .messages = desk_.messages,
                        .actor = program_->actor,
                        .display_name = program_->display_name,
                        .token_expires_at = program_->expires_at,
                        .now = now_,
                        .parameters = match_.parameters,
                        .query = *query,
                        .body = body_,
                        .version = version_};
        auto reply = operation().handler(call);
        if (!reply) return refused(call, reply.error());
        return done(*std::move(reply));
    }

    base::Done admit() {
        constexpr std::string_view kScheme = "Bearer ";
        const auto sent = request_.header("Authorization");
        if (!sent || !sent->starts_with(kScheme)) return base::fail(ProblemCode::not_signed_in, "no token");
        auto admitted = guard::admit_program(workplace(), desk_.refused_tokens, sent->substr(kScheme.size()),
                                             request_.peer);
        if (!admitted) return base::fail(std::move(admitted.error()));
        program_ = *std::move(admitted);
        return {};
    }

    // A refusal is in the audit log before it is told.
    base::Done ask_at_the_door() {
        if (operation().for_any_program) return {};
        const guard::Ask ask{.permission = operation().permission, .purpose = operation().purpose};
        if (guard::authorise(program_->actor, ask, now_).allowed) return {};
        return guard::read(workplace(), program_->actor,
                           [&](guard::ReadWork& work) { return work.allow(ask, "operation"); });
    }

    base::Done read_content() {
        if (!operation().body) return {};
        const auto type = request_.header("Content-Type");
        if (!type || type->substr(0, type->find(';')) != kJsonType) {
            return base::fail(ProblemCode::media_type_not_supported, std::string(kJsonType));
        }
        auto body = read_body(operation().body->schema, request_.body);
        if (!body) return base::fail(std::move(body.error()));
        body_ = *std::move(body);
        return {};
    }

    // The receipt of the same request, where it was carried out before.
    base::Result<std::optional<http::Response>> told_before() {
        const auto key = request_.header("Idempotency-Key");
        if (!key || !writes(operation())) return std::optional<http::Response>();
        if (key->empty() || key->size() > kKeyMax) {
            return base::fail(base::invalid_field("Idempotency-Key", "out_of_range", "1 to 200 characters"));
        }
        const std::string request = std::string(http::name_of(request_.method)) + " " + request_.path + "?" +
                                    request_.query + "\n" + std::to_string(version_) + "\n" + request_.body;
        program_->actor.once = guard::request_once(workplace().keys.lookup_key(), *key, request);
        auto earlier = guard::find_earlier(workplace(), program_->actor, *program_->actor.once);
        if (!earlier) return base::fail(std::move(earlier.error()));
        if (!*earlier) return std::optional<http::Response>();
        if (!(*earlier)->same_request) {
            return base::fail(ProblemCode::key_used_differently, "Idempotency-Key");
        }
        if (!(*earlier)->receipt) return base::fail(ProblemCode::done_already, "Idempotency-Key");
        const Json kept = Json::parse(*(*earlier)->receipt);
        http::Response response = of_reply({.body = kept.at("body"),
                                            .version = version_in(kept),
                                            .location = kept.at("location"),
                                            .status = kept.at("status").get<int>()});
        response.headers.push_back({"Idempotent-Replayed", "true"});
        return std::optional(std::move(response));
    }

    static std::optional<std::int64_t> version_in(const Json& kept) {
        const Json& version = kept.at("version");
        return version.is_null() ? std::nullopt : std::optional(version.get<std::int64_t>());
    }

    http::Response done(Reply reply) {
        if (!reply.status) reply.status = operation().status;
        if (program_->actor.once) {
            Json kept = {{"status", *reply.status},
                         {"version", nullptr},
                         {"location", reply.location},
                         {"body", reply.body}};
            if (reply.version) kept["version"] = *reply.version;
            // What was done stands, whether the receipt was kept or not: the key is noted.
            static_cast<void>(
                guard::keep_receipt(workplace(), program_->actor, *program_->actor.once, kept.dump()));
        }
        if (!writes(operation()) && reply.version && is_what_they_have(request_, *reply.version)) {
            reply.body = nullptr;
            reply.status = 304;
        }
        return of_reply(reply);
    }

    static http::Response of_reply(const Reply& reply) {
        http::Response response;
        response.status = reply.status.value_or(200);
        response.content_type = kJsonType;
        if (!reply.body.is_null()) response.body = dumped(reply.body);
        if (reply.version) response.headers.push_back({"ETag", etag(*reply.version)});
        if (!reply.location.empty()) response.headers.push_back({"Location", reply.location});
        return response;
    }

    // A lost update shows both versions: what is there now, as far as this program may read it, and what
    // came.
    http::Response refused(const Call& call, const base::Problem& problem) {
        if (problem.code != ProblemCode::edited_meanwhile || operation().current == nullptr) {
            return respond(problem);
        }
        Json json = problem_json(problem, desk_.messages, {});
        const auto current = operation().current(call);
        if (current) {
            json["current"] = current->body;
            if (current->version) json["current_version"] = *current->version;
        }
        json["sent"] = body_;
        http::Response response = of_json(problem, json);
        if (current && current->version) response.headers.push_back({"ETag", etag(*current->version)});
        return response;
    }

    http::Response respond(const base::Problem& problem) {
        const std::string incident =
            problem.kind().http_status >= 500 ? record_.incident(problem) : std::string();
        http::Response response = of_problem(problem, incident);
        if (problem.kind().retryable) response.headers.push_back({"Retry-After", "5"});
        if (problem.code == ProblemCode::not_signed_in) {
            response.headers.push_back({"WWW-Authenticate", "Bearer realm=\"waymark\""});
        }
        if (problem.code == ProblemCode::method_not_allowed) {
            response.headers.push_back({"Allow", http::allowed_methods(match_.allowed)});
        }
        return response;
    }

    http::Response of_problem(const base::Problem& problem, const std::string& incident) const {
        return of_json(problem, problem_json(problem, desk_.messages, incident));
    }

    static http::Response of_json(const base::Problem& problem, const Json& json) {
        http::Response response;
        response.status = problem.kind().http_status;
        response.content_type = kProblemType;
        response.body = dumped(json);
        return response;
    }

    const ApiDesk& desk_;
    const std::string& document_;
    const http::Request& request_;
    http::Matched<Operation> match_;
    http::RequestRecord record_;
    base::Time now_;
    std::optional<guard::AdmittedProgram> program_;
    Json body_ = nullptr;
    std::int64_t version_ = 0;
};

}  // namespace

http::Handler make_api(const ApiDesk& desk) {
    return make_api(desk, all_operations());
}

http::Handler make_api(const ApiDesk& desk, const std::vector<Operation>& operations) {
    return [&desk, &operations, document = openapi_text(operations)](const http::Request& request) {
        return Passage(desk, operations, document, request).run();
    };
}

}  // namespace web::api
