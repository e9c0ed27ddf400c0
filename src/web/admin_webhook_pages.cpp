// Webhooks of a program: added with a secret that is shown once, tested, paused, given another secret,
// removed after a second look; and what became of each message.

#include "courier/manage_webhooks.hpp"
#include "guard/manage_programs.hpp"
#include "web/action_words.hpp"
#include "web/admin_program_pages.hpp"
#include "web/program_parts.hpp"
#include "web/webhook_parts.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace web {
namespace {

using courier::WebhookId;

constexpr int kRowsOfPage = 30;

// The program of the address, and the webhook of the address, which is one of its own.
struct Found {
    guard::User program;
    courier::WebhookView view;

    std::string path() const { return webhook_path(program.id, view.webhook.id); }
    std::string host() const { return host_of(view.webhook.address); }
};

base::Result<guard::User> program_of(const WebDesk& desk, const Visit& visit) {
    const auto id = visit.id<guard::User>("program");
    if (!id) return base::fail(id.error());
    auto view = guard::read_program(desk.desk.workplace, visit.actor(), *id);
    if (!view) return base::fail(std::move(view.error()));
    return std::move(view->program);
}

base::Result<Found> find(const WebDesk& desk, const Visit& visit) {
    auto program = program_of(desk, visit);
    if (!program) return base::fail(std::move(program.error()));
    const auto id = visit.id<courier::Webhook>("webhook");
    if (!id) return base::fail(id.error());
    auto view = courier::read_webhook(desk.desk.workplace, visit.actor(), *id);
    if (!view) return base::fail(std::move(view.error()));
    if (view->webhook.program != program->id) return base::fail(base::ProblemCode::not_found, "webhook");
    return Found{.program = *std::move(program), .view = *std::move(view)};
}

// --- Adding one ---

page::Page new_page(const Visit& visit, const guard::User& program) {
    page::Page page{.title = visit.text("webhook.add"), .caption = program.display_name};
    page.back = page::Link{program.display_name, program_path(program.id)};
    page.add(page::Paragraph{.text = visit.text("webhook.add_lead"), .lead = true});
    page::Form form{.action = program_path(program.id) + "/webhooks/new",
                    .items = webhook_fields(visit.words(), visit.form()),
                    .buttons = {}};
    form.buttons.push_back({.text = visit.text("webhook.add")});
    page.add(std::move(form));
    return page;
}

// Shown once, on the answer to the form.
page::Page secret_page(const Visit& visit, const guard::User& program, WebhookId id,
                       const base::Secret<std::string>& secret) {
    page::Page page{.title = visit.text("webhook.shown_title"), .caption = program.display_name};
    page.add(page::Paragraph{.text = visit.text("webhook.shown_lead"), .lead = true});
    page.add(page::Code{secret.expose()});
    page.add(page::Paragraph{.text = visit.text("webhook.shown_use")});
    page.add(page::Buttons{{{visit.text("common.continue"), webhook_path(program.id, id)}}});
    return page;
}

base::Result<Answer> show_new(const WebDesk& desk, Visit& visit) {
    const auto program = program_of(desk, visit);
    if (!program) return base::fail(program.error());
    return Answer{new_page(visit, *program)};
}

base::Result<Answer> add(const WebDesk& desk, Visit& visit) {
    const auto program = program_of(desk, visit);
    if (!program) return base::fail(program.error());
    const auto added =
        courier::add_webhook(desk.desk.workplace, visit.actor(), program->id, webhook_from(visit.form()));
    if (added) return Answer{secret_page(visit, *program, added->id, added->secret)};
    if (added.error().code != base::ProblemCode::invalid_input) return base::fail(added.error());
    return Answer{page::with_errors(new_page(visit, *program), added.error(), visit.words())};
}

// --- One webhook ---

page::Form actions_form(const Visit& visit, const Found& found) {
    const bool on = found.view.webhook.state == courier::WebhookState::on;
    page::Form form{.action = found.path(), .items = {}, .buttons = {}};
    const auto button = [&](const char* text, const char* value, page::Tone tone) {
        form.buttons.push_back({.text = visit.text(text), .name = "do", .value = value, .tone = tone});
    };
    if (on) button("webhook.test", "test", page::Tone::good);
    if (!on) button("webhook.resume", "resume", page::Tone::good);
    if (on) button("webhook.pause", "pause", page::Tone::neutral);
    form.links.push_back({visit.text("webhook.renew"), found.path() + "/renew"});
    form.links.push_back({visit.text("webhook.remove"), found.path() + "/remove"});
    return form;
}

base::Result<Answer> show_one(const WebDesk& desk, Visit& visit) {
    const auto found = find(desk, visit);
    if (!found) return base::fail(found.error());
    std::optional<courier::DeliveryId> before;
    if (const auto id = courier::DeliveryId::from_text(visit.query().text("before"))) before = *id;
    auto deliveries = courier::read_deliveries(desk.desk.workplace, visit.actor(), found->view.webhook.id,
                                               before, kRowsOfPage + 1);
    if (!deliveries) return base::fail(std::move(deliveries.error()));
    const bool more = deliveries->size() > static_cast<std::size_t>(kRowsOfPage);
    if (more) deliveries->pop_back();

    page::Page page{.title = visit.text("webhook.title", {{"host", found->host()}}),
                    .caption = found->program.display_name,
                    .wide = true};
    page.back = page::Link{found->program.display_name, program_path(found->program.id)};
    page.add(webhook_summary(visit.words(), found->view, visit.now()));
    page.add(actions_form(visit, *found));
    page.add(delivery_table(visit.words(), found->program.id, *deliveries));
    if (more) {
        page::Pager pager;
        pager.next = page::Link{visit.text("access_log.older"),
                                found->path() + "?before=" + deliveries->back().id.text()};
        page.add(std::move(pager));
    }
    return Answer{std::move(page)};
}

// What the buttons of the page say, and what is told when it is done.
base::Result<std::string> carry_out(const WebDesk& desk, const Visit& visit, WebhookId id) {
    guard::Workplace& workplace = desk.desk.workplace;
    const std::string wanted = visit.form().text("do");
    const auto told = [](const base::Done& done, const char* words) -> base::Result<std::string> {
        if (!done) return base::fail(done.error());
        return std::string(words);
    };
    if (wanted == "pause")
        return told(courier::pause_webhook(workplace, visit.actor(), id), "webhook.paused");
    if (wanted == "resume")
        return told(courier::resume_webhook(workplace, visit.actor(), id), "webhook.resumed");
    if (wanted != "test") return base::fail(base::invalid_field("do", "not_in_list"));
    const auto sent = courier::send_test(workplace, visit.actor(), id);
    if (!sent) return base::fail(sent.error());
    return std::string("webhook.tested");
}

base::Result<Answer> act(const WebDesk& desk, Visit& visit) {
    const auto found = find(desk, visit);
    if (!found) return base::fail(found.error());
    auto told = carry_out(desk, visit, found->view.webhook.id);
    if (!told) return base::fail(std::move(told.error()));
    return Answer{Redirect{found->path(), *std::move(told)}};
}

// --- What is asked about first ---

page::Page second_look(const Visit& visit, const Found& found, const char* step, page::Tone tone) {
    const std::string key = std::string("webhook.") + step;
    page::Page page{.title = visit.text(key + "_title", {{"host", found.host()}}),
                    .caption = found.program.display_name};
    page.back = page::Link{visit.text("webhook.title", {{"host", found.host()}}), found.path()};
    page.add(page::Paragraph{.text = visit.text(key + "_lead"), .lead = true});
    page::Form form{.action = found.path() + "/" + step, .items = {}, .buttons = {}};
    form.buttons.push_back({.text = visit.text(key), .tone = tone});
    form.links.push_back({visit.text("common.cancel"), found.path()});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_renew(const WebDesk& desk, Visit& visit) {
    const auto found = find(desk, visit);
    if (!found) return base::fail(found.error());
    return Answer{second_look(visit, *found, "renew", page::Tone::good)};
}

base::Result<Answer> renew(const WebDesk& desk, Visit& visit) {
    const auto found = find(desk, visit);
    if (!found) return base::fail(found.error());
    const WebhookId id = found->view.webhook.id;
    const auto secret = courier::renew_secret(desk.desk.workplace, visit.actor(), id);
    if (!secret) return base::fail(secret.error());
    return Answer{secret_page(visit, found->program, id, *secret)};
}

base::Result<Answer> show_remove(const WebDesk& desk, Visit& visit) {
    const auto found = find(desk, visit);
    if (!found) return base::fail(found.error());
    return Answer{second_look(visit, *found, "remove", page::Tone::danger)};
}

base::Result<Answer> remove(const WebDesk& desk, Visit& visit) {
    const auto found = find(desk, visit);
    if (!found) return base::fail(found.error());
    auto done = courier::remove_webhook(desk.desk.workplace, visit.actor(), found->view.webhook.id);
    if (!done) return base::fail(std::move(done.error()));
    return Answer{Redirect{program_path(found->program.id), "webhook.removed"}};
}

// --- One message ---

base::Result<courier::Delivery> delivery_of(const WebDesk& desk, const Visit& visit, const Found& found) {
    const auto id = visit.id<courier::Delivery>("delivery");
    if (!id) return base::fail(id.error());
    return courier::read_delivery(desk.desk.workplace, visit.actor(), found.view.webhook.id, *id);
}

base::Result<Answer> show_delivery(const WebDesk& desk, Visit& visit) {
    const auto found = find(desk, visit);
    if (!found) return base::fail(found.error());
    const auto delivery = delivery_of(desk, visit, *found);
    if (!delivery) return base::fail(delivery.error());
    page::Page page{.title = action_text(visit.words(), delivery->act),
                    .caption = visit.text("webhook.title", {{"host", found->host()}})};
    page.back = page::Link{visit.text("webhook.title", {{"host", found->host()}}), found->path()};
    page.add(delivery_summary(visit.words(), *delivery));
    page.add(page::Paragraph{.text = visit.text("webhook.again_hint")});
    page::Form form{
        .action = delivery_path(found->program.id, *delivery) + "/again", .items = {}, .buttons = {}};
    form.buttons.push_back({.text = visit.text("webhook.again"), .tone = page::Tone::neutral});
    page.add(std::move(form));
    return Answer{std::move(page)};
}

base::Result<Answer> again(const WebDesk& desk, Visit& visit) {
    const auto found = find(desk, visit);
    if (!found) return base::fail(found.error());
    const auto delivery = delivery_of(desk, visit, *found);
    if (!delivery) return base::fail(delivery.error());
    auto done = courier::send_again(desk.desk.workplace, visit.actor(), found->view.webhook.id, delivery->id);
    if (!done) return base::fail(std::move(done.error()));
    return Answer{Redirect{found->path(), "webhook.sent_again"}};
}

}  // namespace

std::vector<Route> admin_webhook_routes() {
    using http::Method;
    return {program_route(Method::get, "/admin/programs/{program}/webhooks/new", show_new),
            program_route(Method::post, "/admin/programs/{program}/webhooks/new", add),
            program_route(Method::get, "/admin/programs/{program}/webhooks/{webhook}", show_one),
            program_route(Method::post, "/admin/programs/{program}/webhooks/{webhook}", act),
            program_route(Method::get, "/admin/programs/{program}/webhooks/{webhook}/renew", show_renew),
            program_route(Method::post, "/admin/programs/{program}/webhooks/{webhook}/renew", renew),
            program_route(Method::get, "/admin/programs/{program}/webhooks/{webhook}/remove", show_remove),
            program_route(Method::post, "/admin/programs/{program}/webhooks/{webhook}/remove", remove),
            program_route(Method::get, "/admin/programs/{program}/webhooks/{webhook}/deliveries/{delivery}",
                          show_delivery),
            program_route(Method::post,
                          "/admin/programs/{program}/webhooks/{webhook}/deliveries/{delivery}/again", again)};
}

}  // namespace web
