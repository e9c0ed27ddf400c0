#include "web/program_parts.hpp"

#include <algorithm>
#include <utility>

namespace web {

namespace {

std::string scope_text(const base::Words& words, guard::Scope scope) {
    return words.text("program.scope." + std::string(guard::code_of(scope)));
}

// The most sensitive zone that what a scope opens may hold.
guard::Zone zone_of(guard::Scope scope) {
    guard::Zone zone = guard::Zone::z0;
    for (const guard::Permission permission : guard::all_permissions()) {
        if (guard::scope_of(permission) == scope) zone = std::max(zone, guard::zone_of(permission));
    }
    return zone;
}

std::string zone_text(const base::Words& words, guard::Zone zone) {
    return words.text("program.zone." + std::to_string(static_cast<int>(zone)));
}

page::Checkboxes scope_fields(const base::Words& words, const http::Form& filled) {
    const auto chosen = filled.all("scopes");
    page::Checkboxes scopes{.name = "scopes",
                            .legend = words.text("program.scopes"),
                            .hint = words.text("program.scopes_hint"),
                            .choices = {}};
    for (const guard::Scope scope : guard::all_scopes()) {
        const std::string code(guard::code_of(scope));
        scopes.choices.push_back({.value = code,
                                  .text = scope_text(words, scope),
                                  .hint = zone_text(words, zone_of(scope)),
                                  .chosen = std::ranges::find(chosen, code) != chosen.end()});
    }
    return scopes;
}

}  // namespace

std::string program_path(guard::UserId id) {
    return "/admin/programs/" + id.text();
}

Route program_route(http::Method method, std::string_view pattern,
                    base::Result<Answer> (*handler)(const WebDesk& desk, Visit& visit)) {
    return {.method = method,
            .pattern = pattern,
            .permission = guard::Permission::program_manage,
            .purpose = guard::Purpose::administration,
            .handler = handler};
}

page::Tag token_tag(const base::Words& words, const guard::ProgramToken& token, base::Time now) {
    if (token.revoked_at) return {words.text("program.token.revoked"), page::Tone::neutral};
    if (token.expires_at <= now) return {words.text("program.token.ended"), page::Tone::neutral};
    if (token.ends_soon(now)) {
        return {words.text("program.token.runs_out"), page::Tone::warning};
    }
    return {words.text("program.token.open"), page::Tone::good};
}

page::Cards token_cards(const base::Words& words, const std::vector<guard::ProgramToken>& tokens,
                        base::Time now) {
    page::Cards cards{.cards = {}, .when_empty = words.text("program.token.none")};
    for (const guard::ProgramToken& token : tokens) {
        std::vector<std::string> scopes;
        for (const guard::Scope scope : guard::all_scopes()) {
            if (token.scopes.has(scope)) scopes.push_back(scope_text(words, scope));
        }
        page::Card card{.title = token.name, .tags = {token_tag(words, token, now)}};
        card.lines.push_back(words.text(
            "program.token.dates",
            {{"issued", words.date(token.created_at)}, {"until", base::to_iso_date(token.expires_at)}}));
        card.lines.push_back(token.last_used_at ? words.text("program.token.last_used",
                                                             {{"when", words.date_time(*token.last_used_at)}})
                                                : words.text("program.token.never_used"));
        card.lines.push_back(words.list(scopes));
        if (token.opens(now)) {
            card.actions.push_back({words.text("program.token.revoke"),
                                    program_path(token.program) + "/tokens/" + token.id.text() + "/revoke"});
        }
        cards.cards.push_back(std::move(card));
    }
    return cards;
}

std::vector<page::Block> token_fields(const Visit& visit, const http::Form& filled) {
    std::vector<page::Block> fields;
    fields.emplace_back(page::TextField{.name = "name",
                                        .label = visit.text("program.token.name"),
                                        .hint = visit.text("program.token.name_hint"),
                                        .value = filled.text("name")});
    fields.emplace_back(scope_fields(visit.words(), filled));
    fields.emplace_back(page::TextField{.name = "expires_at",
                                        .label = visit.text("program.token.expires"),
                                        .hint = visit.text("program.token.expires_hint"),
                                        .value = filled.text("expires_at"),
                                        .width_characters = 10});
    return fields;
}

http::Form token_form_offered(base::Time now) {
    http::Form form;
    form.add("expires_at", base::to_iso_date(now + std::chrono::days(guard::kTokenDaysOffered)));
    return form;
}

base::Result<guard::NewToken> token_from(const http::Form& form) {
    std::vector<base::FieldProblem> problems;
    guard::NewToken wanted;
    wanted.name = form.text("name");
    for (const std::string& code : form.all("scopes")) {
        if (const auto scope = guard::scope_from_code(code)) {
            wanted.scopes = wanted.scopes.plus({*scope});
        } else {
            problems.push_back({"scopes", "not_in_list", {}});
        }
    }
    if (const auto until = base::time_from_iso(form.text("expires_at"))) {
        wanted.expires_at = *until;
    } else {
        problems.push_back({"expires_at", "not_a_date", {}});
    }
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    return wanted;
}

}  // namespace web
