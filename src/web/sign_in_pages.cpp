// Signing in and out: name and password, then the code of the second factor. What a new session still owes is
// in account_pages.cpp.

#include "base/crypto/totp.hpp"
#include "base/encoding.hpp"
#include "guard/own_account.hpp"
#include "guard/second_factor.hpp"
#include "guard/sign_in.hpp"
#include "web/cookies.hpp"
#include "web/http/percent.hpp"
#include "web/route.hpp"
#include "web/sign_in_paths.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace web {
namespace {

using base::ProblemCode;
using guard::SignInStage;

const DemoSignIn* demo_of(const WebDesk& desk, std::string_view sign_in_name) {
    if (!desk.demo) return nullptr;
    const auto found = std::ranges::find(desk.demo_sign_ins, sign_in_name, &DemoSignIn::sign_in_name);
    return found == desk.demo_sign_ins.end() ? nullptr : &*found;
}

// The people of the demo, by organisation: one press signs in as one of them.
void add_demo(const WebDesk& desk, const Visit& visit, const std::string& next, page::Page& page) {
    if (!desk.demo || desk.demo_sign_ins.empty()) return;
    page.add(page::Heading{.text = visit.text("account.sign_in.demo_title"), .level = 2, .id = "demo"});
    page.add(page::Paragraph{.text = visit.text("account.sign_in.demo_lead")});
    std::vector<std::string> order;
    std::map<std::string, page::Form> forms;
    for (const DemoSignIn& one : desk.demo_sign_ins) {
        auto [form, is_new] = forms.try_emplace(one.organisation);
        if (is_new) {
            order.push_back(one.organisation);
            form->second.action = "/sign-in";
            form->second.items.push_back(page::Hidden{.name = "next", .value = next});
        }
        form->second.buttons.push_back(
            {.text = visit.text("account.sign_in.demo_person",
                                {{"name", one.display_name}, {"role", visit.text("role." + one.role)}}),
             .name = "demo",
             .value = one.sign_in_name,
             .tone = page::Tone::neutral});
    }
    for (const std::string& organisation : order) {
        page.add(page::Heading{.text = organisation, .level = 3});
        page.add(std::move(forms.at(organisation)));
    }
}

page::Page sign_in_page(const WebDesk& desk, const Visit& visit, const std::string& name,
                        const std::string& next) {
    page::Page page{.title = visit.text("account.sign_in.title")};
    page::Form form{.action = "/sign-in", .items = {}, .buttons = {}};
    form.items.push_back(page::TextField{.name = "sign_in_name",
                                         .label = visit.text("account.sign_in.name"),
                                         .value = name,
                                         .autocomplete = "username"});
    form.items.push_back(page::TextField{.name = "password",
                                         .label = visit.text("account.sign_in.password"),
                                         .kind = page::InputKind::password,
                                         .autocomplete = "current-password"});
    form.items.push_back(page::Hidden{.name = "next", .value = next});
    form.buttons.push_back({.text = visit.text("account.sign_in.submit")});
    form.links.push_back({.text = visit.text("results.title"), .href = "/results"});  // for everybody
    page.add(std::move(form));
    page.add(page::Details{
        .summary = visit.text("account.sign_in.help"),
        .lines = {visit.text("account.sign_in.help_forgotten"), visit.text("account.sign_in.help_shared")}});
    add_demo(desk, visit, next, page);
    return page;
}

base::Result<Answer> show_sign_in(const WebDesk& desk, Visit& visit) {
    if (visit.actor().sign_in) return Answer{Redirect{"/"}};
    return Answer{sign_in_page(desk, visit, {}, checked_next(all_routes(), visit.query().text("next")))};
}

std::string path_after(SignInStage stage, const std::string& next) {
    if (stage == SignInStage::complete) return next;
    if (stage == SignInStage::second_factor && next != "/") {
        return path_of(stage) + "?next=" + http::percent_encoded(next);
    }
    return path_of(stage);
}

base::MetricLabel label_of(ProblemCode code) {
    if (code == ProblemCode::locked_out) return base::MetricLabel::sign_in_locked_out;
    return base::kind_of(code).http_status >= 500 ? base::MetricLabel::sign_in_failed
                                                  : base::MetricLabel::sign_in_refused;
}

void note_refusal(const WebDesk& desk, ProblemCode code) {
    desk.log.warning(
        code == ProblemCode::locked_out ? base::LogEvent::account_locked : base::LogEvent::sign_in_refused,
        {base::LogField::problem(code)});
    desk.metrics.add(base::Metric::sign_ins, {label_of(code)});
}

base::Result<Answer> sign_in(const WebDesk& desk, Visit& visit) {
    const std::string next = checked_next(all_routes(), visit.form().text("next"));
    guard::SignInAttempt attempt{.sign_in_name = visit.form().text("sign_in_name"),
                                 .password = base::Secret<std::string>(visit.form().text("password")),
                                 .peer = visit.request().peer};
    if (const DemoSignIn* demo = demo_of(desk, visit.form().text("demo"))) {
        attempt.sign_in_name = demo->sign_in_name;
        attempt.password = base::Secret<std::string>(demo->password);
    }
    if (const auto before = visit.request().cookie(kSessionCookie)) attempt.replaces = std::string(*before);
    auto session = guard::sign_in(desk.desk.workplace, desk.sign_in_limiter, attempt);
    if (!session) {
        note_refusal(desk, session.error().code);
        if (session.error().kind().http_status >= 500) return base::fail(std::move(session.error()));
        return Answer{page::with_errors(sign_in_page(desk, visit, visit.form().text("sign_in_name"), next),
                                        session.error(), visit.words())};
    }
    desk.metrics.add(base::Metric::sign_ins, {base::MetricLabel::sign_in_succeeded});
    desk.log.info(base::LogEvent::sign_in_succeeded,
                  {base::LogField::id(session->signed_in.actor.sign_in->uuid())});
    http::Response response = http::redirect(path_after(session->signed_in.stage, next));
    response.cookies.push_back(removed(kBrowserCookie));
    response.cookies.push_back(session_cookie(session->token.expose()));
    return Answer{std::move(response)};
}

base::Result<Answer> sign_out(const WebDesk& desk, Visit& visit) {
    if (auto ended = guard::sign_out(desk.desk.workplace, visit.actor()); !ended) {
        return base::fail(std::move(ended.error()));
    }
    http::Response response = http::redirect("/sign-in");
    response.cookies.push_back(removed(kSessionCookie));
    response.cookies.push_back(done_cookie(desk.desk.workplace.keys.form_key(), "account.signed_out"));
    return Answer{std::move(response)};
}

// A code of the application is digits, a recovery code has letters too: a page each, for the keyboards of
// phones.
enum class CodeKind { application, recovery };

std::string path_of(CodeKind kind) {
    return kind == CodeKind::application ? "/sign-in/code" : "/sign-in/recovery";
}

// The secret of somebody of the demo, which is public; empty for everybody else.
base::Result<base::Secret<base::Bytes>> demo_secret(const WebDesk& desk, const Visit& visit) {
    auto account = guard::read_own_account(desk.desk.workplace, visit.actor());
    if (!account) return base::fail(std::move(account.error()));
    const DemoSignIn* demo = demo_of(desk, account->user.sign_in_name);
    if (demo == nullptr) return base::Secret<base::Bytes>();
    auto secret = base::from_base32(demo->totp_secret);
    if (!secret) return base::fail(std::move(secret.error()));
    return base::Secret<base::Bytes>(*std::move(secret));
}

// In a demo the code is filled in.
base::Result<std::string> demo_code(const WebDesk& desk, const Visit& visit) {
    auto secret = demo_secret(desk, visit);
    if (!secret) return base::fail(std::move(secret.error()));
    if (secret->expose().empty()) return std::string();
    return guard::code_in_demo(desk.desk.workplace, visit.actor(), *secret);
}

base::Result<guard::SessionToken> pass_factor(const WebDesk& desk, const Visit& visit, CodeKind kind) {
    guard::Workplace& workplace = desk.desk.workplace;
    const std::string& code = visit.form().text("code");
    if (desk.demo && kind == CodeKind::application) {
        auto known = demo_code(desk, visit);
        if (!known) return base::fail(std::move(known.error()));
        auto secret = demo_secret(desk, visit);
        if (!secret) return base::fail(std::move(secret.error()));
        if (!known->empty())
            return guard::pass_second_factor_in_demo(workplace, visit.actor(), code, *secret);
    }
    return guard::pass_second_factor(workplace, visit.actor(), code);
}

page::Form code_form(const Visit& visit, CodeKind kind, const std::string& code, const std::string& next) {
    const bool recovery = kind == CodeKind::recovery;
    page::Form form{.action = path_of(kind), .items = {}, .buttons = {}};
    form.items.push_back(
        page::TextField{.name = "code",
                        .label = visit.text(recovery ? "account.recovery.label" : "account.code.label"),
                        .hint = visit.text(recovery ? "account.recovery.hint" : "account.code.hint"),
                        .value = code,
                        .kind = recovery ? page::InputKind::text : page::InputKind::code,
                        .width_characters = recovery ? 20 : 10,
                        .autocomplete = recovery ? "off" : "one-time-code"});
    form.items.push_back(page::Hidden{.name = "next", .value = next});
    form.buttons.push_back({.text = visit.text("common.continue")});
    if (!recovery)
        form.links.push_back({visit.text("account.code.use_recovery"), path_of(CodeKind::recovery)});
    return form;
}

base::Result<page::Page> code_page(const WebDesk& desk, const Visit& visit, CodeKind kind,
                                   const std::string& next) {
    if (kind == CodeKind::recovery) {
        page::Page page{.title = visit.text("account.recovery.title")};
        page.back = page::Link{visit.text("common.back"), "/sign-in/code"};
        page.add(code_form(visit, kind, {}, next));
        return page;
    }
    auto code = demo_code(desk, visit);
    if (!code) return base::fail(std::move(code.error()));
    page::Page page{.title = visit.text("account.code.title")};
    if (!code->empty()) {
        page.add(page::Notice{.tone = page::Tone::info, .title = visit.text("account.code.demo")});
    }
    page.add(code_form(visit, kind, *code, next));
    page.add(page::Details{.summary = visit.text("account.code.lost"),
                           .lines = {visit.text("account.code.lost_text")}});
    return page;
}

base::Result<Answer> show_code(const WebDesk& desk, Visit& visit, CodeKind kind) {
    if (visit.actor().second_factor_passed) return Answer{Redirect{"/"}};
    auto page = code_page(desk, visit, kind, checked_next(all_routes(), visit.query().text("next")));
    if (!page) return base::fail(std::move(page.error()));
    return Answer{*std::move(page)};
}

base::Result<Answer> pass_code(const WebDesk& desk, Visit& visit, CodeKind kind) {
    const std::string next = checked_next(all_routes(), visit.form().text("next"));
    auto passed = pass_factor(desk, visit, kind);
    if (passed) {
        desk.metrics.add(base::Metric::sign_ins, {base::MetricLabel::sign_in_succeeded});
        visit.set_cookie(session_cookie(passed->expose()));
        return Answer{Redirect{next}};
    }
    note_refusal(desk, passed.error().code);
    if (passed.error().kind().http_status >= 500) return base::fail(std::move(passed.error()));
    auto page = code_page(desk, visit, kind, next);
    if (!page) return base::fail(std::move(page.error()));
    return Answer{page::with_errors(*std::move(page), passed.error(), visit.words())};
}

template <CodeKind Kind>
base::Result<Answer> show(const WebDesk& desk, Visit& visit) {
    return show_code(desk, visit, Kind);
}

template <CodeKind Kind>
base::Result<Answer> pass(const WebDesk& desk, Visit& visit) {
    return pass_code(desk, visit, Kind);
}

}  // namespace

std::vector<Route> sign_in_routes() {
    using http::Method;
    return {{.pattern = "/sign-in", .door = Door::open, .handler = show_sign_in},
            {.method = Method::post, .pattern = "/sign-in", .door = Door::open, .handler = sign_in},
            {.method = Method::post, .pattern = "/sign-out", .door = Door::half_open, .handler = sign_out},
            {.pattern = "/sign-in/code", .door = Door::half_open, .handler = show<CodeKind::application>},
            {.method = Method::post,
             .pattern = "/sign-in/code",
             .door = Door::half_open,
             .handler = pass<CodeKind::application>},
            {.pattern = "/sign-in/recovery", .door = Door::half_open, .handler = show<CodeKind::recovery>},
            {.method = Method::post,
             .pattern = "/sign-in/recovery",
             .door = Door::half_open,
             .handler = pass<CodeKind::recovery>}};
}

}  // namespace web
