#pragma once
// The interface on a fresh database, with a program of each of three organisations, and a caller for each.
// Tests only.

#include "base/log.hpp"
#include "casework/casework_for_test.hpp"
#include "directory/service_repository.hpp"
#include "guard/admit_program.hpp"
#include "guard/manage_programs.hpp"
#include "guard/user.hpp"
#include "ui_words.hpp"
#include "web/api/api.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web::api {

class CapturedLines final : public base::LogSink {
public:
    void write(std::string_view line) override { text_ += line; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

using casework::must;
using Headers = std::vector<http::Header>;

struct Answered {
    http::Response response;
    int status = 0;
    Json body = nullptr;

    std::string header(std::string_view name) const {
        for (const http::Header& header : response.headers) {
            if (header.name == name) return header.value;
        }
        return {};
    }
};

class ApiTest : public casework::CaseworkTest {
protected:
    void SetUp() override {
        CaseworkTest::SetUp();
        if (IsSkipped()) return;
        api_desk_.reset(new ApiDesk{desk(), messages(), refused_, log_, metrics_});
        api_ = make_api(*api_desk_);
        using guard::Role;
        reception_token_ = add_program(reception_, sender_, {Role::reception, Role::social});
        reception_program_ = program_;
        ngo_token_ = add_program(ngo_, receiver_, {Role::ngo_case_worker});
        ngo_program_ = program_;
        oversight_token_ =
            add_program(police_, coordinator_, {Role::coordinator, Role::data_protection_officer});
        oversight_program_ = program_;
        must(database().run_write([&](store::WriteSession& session) -> base::Done {
            directory::Service service;
            service.id = new_id<directory::Service>();
            service.organisation = ngo_;
            service.name = "Night shelter";
            service.needs = {"shelter"};
            service_ = service.id;
            return directory::insert_service(session, service);
        }));
    }
    void TearDown() override {
        api_ = nullptr;
        api_desk_.reset();
        CaseworkTest::TearDown();
    }

    // With every scope, trained and vetted.
    std::string add_program(guard::OrganisationId organisation, const guard::Actor& responsible,
                            std::vector<guard::Role> roles) {
        guard::ProgramParts parts;
        parts.display_name = "Registration system";
        parts.duties.roles = std::move(roles);
        parts.duties.training = responsible.training;
        parts.duties.vetted_for_children = true;
        parts.responsible = responsible.user;
        program_ = must(guard::create_program(workplace(), guard::command_line_actor(), organisation, parts));
        guard::ScopeSet scopes;
        for (const guard::Scope scope : guard::all_scopes()) scopes = scopes.plus({scope});
        return token_for(program_, scopes);
    }
    std::string token_for(guard::UserId program, guard::ScopeSet scopes) {
        auto issued = must(guard::issue_token(
            workplace(), guard::command_line_actor(), program,
            {.name = "test", .scopes = scopes, .expires_at = clock_.now() + kHour * 24 * 90}));
        return issued.text.expose();
    }

    Answered send(const std::string& token, http::Method method, const std::string& target,
                  const std::string& body = {}, Headers headers = {}) {
        http::Request request;
        request.method = method;
        EXPECT_TRUE(http::set_target(request, target)) << target;
        request.headers = std::move(headers);
        if (!token.empty()) request.headers.push_back({"Authorization", "Bearer " + token});
        if (!request.header("Content-Type") && !body.empty())
            request.headers.push_back({"Content-Type", "application/json"});
        request.peer = "192.0.2.1";
        request.body = body;
        Answered answered{.response = api_(request)};
        answered.status = answered.response.status;
        if (!answered.response.body.empty()) answered.body = Json::parse(answered.response.body);
        return answered;
    }
    Answered get(const std::string& token, const std::string& target, Headers headers = {}) {
        return send(token, http::Method::get, "/api/v1" + target, {}, std::move(headers));
    }
    Answered post(const std::string& token, const std::string& target, const Json& body,
                  Headers headers = {}) {
        return send(token, http::Method::post, "/api/v1" + target, body.is_null() ? "" : body.dump(),
                    std::move(headers));
    }
    Answered put(const std::string& token, const std::string& target, const Json& body,
                 Headers headers = {}) {
        return send(token, http::Method::put, "/api/v1" + target, body.dump(), std::move(headers));
    }

    // Of the three tokens the one whose program holds the role that an operation asks for.
    const std::string* opened_by(const Operation& operation) const {
        const bool received = operation.pattern.find("/received/") != std::string_view::npos;
        if (received || operation.name == "listInbox") return &ngo_token_;
        const guard::Permission asked = operation.permission;
        const bool oversight =
            asked == guard::Permission::board_read || asked == guard::Permission::escalations_read ||
            asked == guard::Permission::access_log_read || asked == guard::Permission::directory_manage;
        return oversight ? &oversight_token_ : &reception_token_;
    }

    // An example with records that are there in the place of the invented ones.
    std::string with_real_ids(std::string_view example, const std::string& case_id) const {
        std::string text(example);
        const std::vector<std::pair<std::string, std::string>> real{
            {"01906f3e-7a00-7000-8000-000000000010", case_id},
            {"01906f3e-7a00-7000-8000-000000000015", service_.text()},
            {"01906f3e-7a00-7000-8000-000000000017", ngo_.text()}};
        for (const auto& [shown, found] : real) {
            for (std::size_t at = text.find(shown); at != std::string::npos; at = text.find(shown))
                text.replace(at, shown.size(), found);
        }
        return text;
    }

    static const base::Messages& messages() {
        static const base::Messages loaded = must(base::Messages::load(ui_words_files()));
        return loaded;
    }

    CapturedLines logged_;
    base::Logger log_{clock_, logged_, base::LogLevel::debug};
    base::Metrics metrics_{{}, "test", "test"};
    guard::RefusedTokens refused_{log_};
    std::unique_ptr<ApiDesk> api_desk_;
    http::Handler api_;
    guard::UserId program_;  // the last that was added
    guard::UserId reception_program_;
    guard::UserId ngo_program_;
    guard::UserId oversight_program_;
    std::string reception_token_;
    std::string ngo_token_;
    std::string oversight_token_;
    directory::ServiceId service_;
};

}  // namespace web::api
