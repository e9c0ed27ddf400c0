// One's own account: language, training, sessions, password, second factor and recovery codes. The pages a
// new session may owe (password, second factor) stand half open.

#include "guard/own_account.hpp"
#include "guard/qr_code.hpp"
#include "guard/second_factor.hpp"
#include "web/account_words.hpp"
#include "web/cookies.hpp"
#include "web/route.hpp"

#include <utility>

namespace web {
namespace {

using guard::SignInStage;

base::Secret<std::string> secret_field(const Visit& visit, std::string_view name) {
    return base::Secret<std::string>(visit.form().text(name));
}

// --- The account ---

page::SummaryList about(const Visit& visit, const guard::OwnAccount& account) {
    page::SummaryList list;
    list.rows.push_back({.key = visit.text("account.name"), .lines = {account.user.display_name}});
    list.rows.push_back({.key = visit.text("account.sign_in.name"), .lines = {account.user.sign_in_name}});
    std::vector<std::string> roles;
    for (const guard::Role role : account.user.roles) roles.push_back(role_text(visit.words(), role));
    list.rows.push_back({.key = visit.text("account.roles"), .lines = std::move(roles)});
    list.rows.push_back({.key = visit.text("account.sign_in.password"),
                         .lines = {visit.text("account.password.hidden")},
                         .actions = {{visit.text("account.password.change"), "/account/password"}}});
    page::SummaryRow factor{.key = visit.text("account.factor.name")};
    if (account.user.has_second_factor) {
        factor.lines = {visit.text("account.factor.set_up"),
                        visit.text("account.recovery.left", {{"count", account.recovery_codes_left}})};
        factor.actions = {{visit.text("account.recovery.renew"), "/account/recovery-codes"}};
    } else {
        factor.lines = {visit.text("account.factor.none")};
        factor.actions = {{visit.text("account.factor.title"), "/account/second-factor"}};
    }
    list.rows.push_back(std::move(factor));
    return list;
}

page::Table training(const Visit& visit, const guard::OwnAccount& account) {
    page::Table table{
        .caption = visit.text("account.training"),
        .columns = {visit.text("account.training.course"), visit.text("account.training.until")},
        .rows = {},
        .when_empty = visit.text("account.training.none")};
    for (const guard::Training& held : account.user.training) {
        page::Cell until{.text = visit.words().date(held.valid_to)};
        if (held.valid_to <= visit.now()) {
            until.tag = page::Tag{visit.text("account.training.ended"), page::Tone::warning};
        }
        table.rows.push_back({{.text = function_text(visit.words(), held.function)}, std::move(until)});
    }
    return table;
}

page::Form language(const Visit& visit) {
    page::Form form{.action = "/language", .items = {}, .buttons = {}};
    page::Radios radios{.name = "language", .legend = visit.text("account.language"), .choices = {}};
    for (const base::Language one : base::all_languages()) {
        radios.choices.push_back({.value = std::string(base::kind_of(one).code),
                                  .text = std::string(base::kind_of(one).own_name),
                                  .chosen = one == visit.words().language()});
    }
    radios.in_line = true;
    form.items.push_back(std::move(radios));
    form.items.push_back(page::Hidden{.name = "path", .value = "/account"});
    form.buttons.push_back({.text = visit.text("common.save"), .tone = page::Tone::neutral});
    return form;
}

void add_sessions(const Visit& visit, const guard::OwnAccount& account, page::Page& page) {
    page::Table table{.caption = visit.text("account.sessions"),
                      .columns = {visit.text("account.sessions.since"), visit.text("account.sessions.seen")},
                      .rows = {}};
    for (const guard::OwnSession& session : account.sessions) {
        page::Cell since{.text = visit.words().date_time(session.since)};
        if (session.this_one) {
            since.tag = page::Tag{visit.text("account.sessions.this_one"), page::Tone::info};
        }
        table.rows.push_back({std::move(since), {.text = visit.words().date_time(session.last_seen_at)}});
    }
    page.add(std::move(table));
    if (account.sessions.size() < 2) return;
    page::Form form{.action = "/account/sessions", .items = {}, .buttons = {}};
    form.buttons.push_back({.text = visit.text("account.sessions.end_others"), .tone = page::Tone::neutral});
    page.add(std::move(form));
}

base::Result<Answer> show_account(const WebDesk& desk, Visit& visit) {
    auto account = guard::read_own_account(desk.desk.workplace, visit.actor());
    if (!account) return base::fail(std::move(account.error()));
    page::Page page{.title = visit.text("account.title")};
    page.add(about(visit, *account)).add(training(visit, *account)).add(language(visit));
    add_sessions(visit, *account, page);
    return Answer{std::move(page)};
}

base::Result<Answer> end_others(const WebDesk& desk, Visit& visit) {
    if (auto ended = guard::end_other_sessions(desk.desk.workplace, visit.actor()); !ended) {
        return base::fail(std::move(ended.error()));
    }
    return Answer{Redirect{"/account", "account.sessions_ended"}};
}

// --- The password ---

base::Result<page::Page> password_page(const WebDesk& desk, const Visit& visit) {
    auto account = guard::read_own_account(desk.desk.workplace, visit.actor());
    if (!account) return base::fail(std::move(account.error()));
    const bool owed = account->user.must_change_password;
    page::Page page{.title = visit.text("account.password.title")};
    if (!owed) page.back = page::Link{visit.text("account.title"), "/account"};
    page.add(page::Paragraph{.text = visit.text(owed ? "account.password.owed" : "account.password.lead")});
    page::Form form{.action = "/account/password", .items = {}, .buttons = {}};
    if (!owed) {
        form.items.push_back(page::TextField{.name = "current_password",
                                             .label = visit.text("account.password.current"),
                                             .kind = page::InputKind::password,
                                             .autocomplete = "current-password"});
    }
    form.items.push_back(page::TextField{.name = "new_password",
                                         .label = visit.text("account.password.new"),
                                         .hint = visit.text("account.password.hint"),
                                         .kind = page::InputKind::password,
                                         .autocomplete = "new-password"});
    form.items.push_back(page::TextField{.name = "repeated_password",
                                         .label = visit.text("account.password.repeat"),
                                         .kind = page::InputKind::password,
                                         .autocomplete = "new-password"});
    form.buttons.push_back({.text = visit.text("common.save")});
    page.add(std::move(form));
    return page;
}

// The page a session owes before all others.
std::optional<Redirect> owed_before(const guard::OwnAccount& account, SignInStage stage) {
    if (account.stage == SignInStage::second_factor && stage != SignInStage::second_factor) {
        return Redirect{"/sign-in/code"};
    }
    if (account.stage == SignInStage::new_password && stage == SignInStage::second_factor_set_up) {
        return Redirect{"/account/password"};
    }
    return std::nullopt;
}

// For the handlers of half-open pages: who still owes an earlier step goes there first.
base::Result<std::optional<Redirect>> earlier_step(const WebDesk& desk, const Visit& visit,
                                                   SignInStage stage) {
    auto account = guard::read_own_account(desk.desk.workplace, visit.actor());
    if (!account) return base::fail(std::move(account.error()));
    return owed_before(*account, stage);
}

base::Result<Answer> show_password(const WebDesk& desk, Visit& visit) {
    auto earlier = earlier_step(desk, visit, SignInStage::new_password);
    if (!earlier) return base::fail(std::move(earlier.error()));
    if (*earlier) return Answer{**std::move(earlier)};
    auto page = password_page(desk, visit);
    if (!page) return base::fail(std::move(page.error()));
    return Answer{*std::move(page)};
}

base::Done changed_password(const WebDesk& desk, const Visit& visit) {
    if (visit.form().text("new_password") != visit.form().text("repeated_password")) {
        return base::fail(base::invalid_field("repeated_password", "password_differs"));
    }
    return guard::change_password(desk.desk.workplace, visit.actor(), secret_field(visit, "current_password"),
                                  secret_field(visit, "new_password"));
}

base::Result<Answer> change_password(const WebDesk& desk, Visit& visit) {
    auto earlier = earlier_step(desk, visit, SignInStage::new_password);
    if (!earlier) return base::fail(std::move(earlier.error()));
    if (*earlier) return Answer{**std::move(earlier)};
    auto changed = changed_password(desk, visit);
    if (changed) return Answer{Redirect{"/account", "account.password_changed"}};
    if (changed.error().kind().http_status >= 500) return base::fail(std::move(changed.error()));
    auto page = password_page(desk, visit);
    if (!page) return base::fail(std::move(page.error()));
    return Answer{page::with_errors(*std::move(page), changed.error(), visit.words())};
}

// --- The second factor ---

base::Result<page::Page> factor_page(const WebDesk& desk, const Visit& visit) {
    auto begun = guard::begin_second_factor(desk.desk.workplace, visit.actor());
    if (!begun) return base::fail(std::move(begun.error()));
    page::Page page{.title = visit.text("account.factor.title")};
    page.add(page::Paragraph{.text = visit.text("account.factor.lead"), .lead = true});
    page.add(page::Bullets{
        .items = {visit.text("account.factor.step_install"), visit.text("account.factor.step_scan"),
                  visit.text("account.factor.step_type")},
        .numbered = true});
    page.add(page::Picture{.svg = guard::qr_svg(begun->uri.expose()),
                           .alternative = visit.text("account.factor.picture")});
    page.add(page::Paragraph{.text = visit.text("account.factor.by_hand")});
    page.add(page::Code{begun->secret.expose()});
    page::Form form{.action = "/account/second-factor", .items = {}, .buttons = {}};
    form.items.push_back(page::TextField{.name = "code",
                                         .label = visit.text("account.code.label"),
                                         .kind = page::InputKind::code,
                                         .width_characters = 10,
                                         .autocomplete = "one-time-code"});
    form.buttons.push_back({.text = visit.text("common.continue")});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_factor(const WebDesk& desk, Visit& visit) {
    auto earlier = earlier_step(desk, visit, SignInStage::second_factor_set_up);
    if (!earlier) return base::fail(std::move(earlier.error()));
    if (*earlier) return Answer{**std::move(earlier)};
    auto page = factor_page(desk, visit);
    if (!page) return base::fail(std::move(page.error()));
    return Answer{*std::move(page)};
}

// Shown once, on the answer to the form: what follows a redirect could be asked for again.
page::Page codes_page(const Visit& visit, const guard::RecoveryCodes& codes) {
    page::Page page{.title = visit.text("account.recovery.codes_title")};
    page.add(page::Paragraph{.text = visit.text("account.recovery.codes_lead"), .lead = true});
    for (const base::Secret<std::string>& code : codes) {
        page.add(page::Code{code.expose().substr(0, 5) + "-" + code.expose().substr(5)});
    }
    page.add(page::Buttons{{{visit.text("common.continue"), "/"}}});
    return page;
}

base::Result<Answer> confirm_factor(const WebDesk& desk, Visit& visit) {
    auto earlier = earlier_step(desk, visit, SignInStage::second_factor_set_up);
    if (!earlier) return base::fail(std::move(earlier.error()));
    if (*earlier) return Answer{**std::move(earlier)};
    auto kept = guard::confirm_second_factor(desk.desk.workplace, visit.actor(), visit.form().text("code"));
    if (kept) {
        visit.set_cookie(session_cookie(kept->token.expose()));
        return Answer{codes_page(visit, kept->codes)};
    }
    if (kept.error().code != base::ProblemCode::invalid_input) return base::fail(std::move(kept.error()));
    auto page = factor_page(desk, visit);
    if (!page) return base::fail(std::move(page.error()));
    return Answer{page::with_errors(*std::move(page), kept.error(), visit.words())};
}

page::Page renew_page(const Visit& visit) {
    page::Page page{.title = visit.text("account.recovery.renew")};
    page.back = page::Link{visit.text("account.title"), "/account"};
    page.add(page::Paragraph{.text = visit.text("account.recovery.renew_lead")});
    page::Form form{.action = "/account/recovery-codes", .items = {}, .buttons = {}};
    form.items.push_back(page::TextField{.name = "password",
                                         .label = visit.text("account.sign_in.password"),
                                         .kind = page::InputKind::password,
                                         .autocomplete = "current-password"});
    form.buttons.push_back({.text = visit.text("common.continue")});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_renew(const WebDesk&, Visit& visit) {
    return Answer{renew_page(visit)};
}

base::Result<Answer> renew(const WebDesk& desk, Visit& visit) {
    auto codes =
        guard::renew_recovery_codes(desk.desk.workplace, visit.actor(), secret_field(visit, "password"));
    if (codes) return Answer{codes_page(visit, *codes)};
    if (codes.error().kind().http_status >= 500) return base::fail(std::move(codes.error()));
    return Answer{page::with_errors(renew_page(visit), codes.error(), visit.words())};
}

}  // namespace

std::vector<Route> account_routes() {
    using http::Method;
    const auto purpose = guard::Purpose::self_access;
    return {
        {.pattern = "/account", .purpose = purpose, .handler = show_account},
        {.method = Method::post, .pattern = "/account/sessions", .purpose = purpose, .handler = end_others},
        {.pattern = "/account/password", .door = Door::half_open, .handler = show_password},
        {.method = Method::post,
         .pattern = "/account/password",
         .door = Door::half_open,
         .handler = change_password},
        {.pattern = "/account/second-factor", .door = Door::half_open, .handler = show_factor},
        {.method = Method::post,
         .pattern = "/account/second-factor",
         .door = Door::half_open,
         .handler = confirm_factor},
        {.pattern = "/account/recovery-codes", .purpose = purpose, .handler = show_renew},
        {.method = Method::post, .pattern = "/account/recovery-codes", .purpose = purpose, .handler = renew}};
}

}  // namespace web
