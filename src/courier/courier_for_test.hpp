#pragma once
// Cases, a program of the organisation that leads them, and a webhook of it, for the tests of this room.

#include "casework/casework_for_test.hpp"
#include "courier/manage_webhooks.hpp"
#include "guard/manage_programs.hpp"

#include <string>

namespace courier {

using casework::must;

class CourierTest : public casework::CaseworkTest {
protected:
    static constexpr const char* kAddress = "https://hooks.example.org/waymark";

    void SetUp() override {
        CaseworkTest::SetUp();
        if (IsSkipped()) return;
        program_ = add_program(reception_, sender_.user);
        token_ = issue(program_);
    }

    guard::UserId add_program(guard::OrganisationId organisation, guard::UserId responsible) {
        guard::ProgramParts parts;
        parts.display_name = "Registration system";
        parts.duties.roles = {guard::Role::reception};
        parts.responsible = responsible;
        return must(guard::create_program(workplace(), admin_, organisation, parts));
    }
    guard::ProgramTokenId issue(guard::UserId program, guard::ScopeSet scopes = {guard::Scope::cases_read}) {
        return must(guard::issue_token(workplace(), admin_, program,
                                       {.name = "server",
                                        .scopes = scopes,
                                        .expires_at = clock_.now() + std::chrono::days(90)}))
            .id;
    }
    AddedWebhook add(const std::vector<std::string>& topics = {}, const std::string& address = kAddress) {
        return must(add_webhook(workplace(), admin_, program_, {.address = address, .topics = topics}));
    }

    // Something that the feed tells of the case of the organisation.
    void act(const std::string& action = "consent.record", const base::Uuid& subject = {}) {
        must(guard::write(workplace(), sender_, [&](guard::WriteWork& work) -> base::Done {
            work.record({.action = action,
                         .subject_kind = "consent",
                         .subject = subject,
                         .concerned_case = file_.id,
                         .rule = "TEST"});
            return {};
        }));
    }

    WebhookView webhook(WebhookId id) { return must(read_webhook(workplace(), admin_, id)); }
    // Newest first.
    std::vector<Delivery> deliveries(WebhookId id) {
        return must(read_deliveries(workplace(), admin_, id, {}, 1000));
    }
    std::int64_t audited(const std::string& action) {
        return look([&](store::ReadSession& session) {
                   return session.query("select count(*) as n from audit_event where action = $1",
                                        {store::value(action)});
               })
            .front()
            .integer("n");
    }

    guard::Actor admin_ = guard::command_line_actor();
    guard::UserId program_;
    guard::ProgramTokenId token_;
};

}  // namespace courier
