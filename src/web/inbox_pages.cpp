// The receiving organisation's side of referrals: its queue, one referral with what it may be told now, and
// the answers. The sender's side stands in sent_pages.cpp.

#include "casework/answer_referral.hpp"
#include "casework/read_referral.hpp"
#include "casework/record_consent.hpp"
#include "web/referral_words.hpp"
#include "web/route.hpp"
#include "web/sent_pages.hpp"
#include "web/two_at_once.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using base::ProblemCode;
using casework::Answering;
using casework::Queue;
using casework::QueuePart;
using casework::ReferralPage;
using casework::ReferralStatus;
using guard::Permission;
using guard::Purpose;
using guard::Relation;
using ReferralId = base::Id<casework::Referral>;

// --- The queue ---

page::Table inbox_table(const Visit& visit, const casework::QueuePage& queue, const char* caption,
                        const char* when_empty) {
    const base::Words& words = visit.words();
    page::Table table{.caption = words.text(caption),
                      .columns = {words.text("inbox.column.case"), words.text("inbox.column.asked_for"),
                                  words.text("inbox.column.from"), words.text("inbox.column.status"),
                                  words.text("inbox.column.due")},
                      .rows = {},
                      .when_empty = words.text(when_empty)};
    for (const casework::QueueLine& line : queue.lines) {
        const casework::Referral& referral = line.referral;
        page::Cell asked_for{.text = line.service_name};
        if (!referral.need.empty()) {
            asked_for = {.text = words.text("directory.need." + referral.need),
                         .href = {},
                         .detail = words.text("casework.urgency." + referral.urgency)};
        }
        table.rows.push_back(
            {{.text = line.pseudonym, .href = "/inbox/" + referral.id.text()},
             std::move(asked_for),
             {.text = line.from_name, .href = {}, .detail = words.relative(referral.sent_at, visit.now())},
             {.text = {}, .href = {}, .detail = {}, .tag = status_tag(words, referral.status)},
             clock_cell(words, line.next_clock, visit.now())});
    }
    return table;
}

base::Result<Answer> show_inbox(const WebDesk& desk, Visit& visit) {
    const auto place = queue_place(visit);
    const bool settled = visit.query().text("part") == "settled";
    page::Page page{.title = visit.text("inbox.title"), .wide = true};
    if (!settled) {
        const auto waiting = read_queue(desk.desk, visit.actor(), Queue::inbox, QueuePart::waiting, place);
        if (!waiting) return base::fail(waiting.error());
        page.add(page::Paragraph{.text = visit.text("inbox.lead"), .lead = true});
        page.add(inbox_table(visit, *waiting, "inbox.waiting", "inbox.nothing_waits"));
        page.add(queue_pager(visit.words(), *waiting, "/inbox"));
        page.add(page::Buttons{.links = {{visit.text("inbox.show_settled"), "/inbox?part=settled"}}});
        return Answer{std::move(page)};
    }
    const auto answered = read_queue(desk.desk, visit.actor(), Queue::inbox, QueuePart::settled, place);
    if (!answered) return base::fail(answered.error());
    page.back = page::Link{visit.text("inbox.show_waiting"), "/inbox"};
    page.add(inbox_table(visit, *answered, "inbox.settled", "inbox.nothing_settled"));
    page.add(queue_pager(visit.words(), *answered, "/inbox?part=settled"));
    return Answer{std::move(page)};
}

// --- One referral ---

std::string address(const casework::QueueLine& line, const char* step = "") {
    return "/inbox/" + line.referral.id.text() + step;
}

page::Form one_button(const casework::QueueLine& referral, const char* step, std::string text,
                      page::Tone tone) {
    return {.action = address(referral, step),
            .items = {version_field(referral.referral.version)},
            .buttons = {{.text = std::move(text), .name = {}, .value = {}, .tone = tone}}};
}

page::SummaryList about(const Visit& visit, const ReferralPage& page) {
    const base::Words& words = visit.words();
    const casework::Referral& referral = page.line.referral;
    page::SummaryList list;
    list.rows.push_back(
        {.key = words.text("inbox.status"), .lines = {}, .tag = status_tag(words, referral.status)});
    list.rows.push_back({.key = words.text("inbox.service"), .lines = {page.line.service_name}});
    list.rows.push_back({.key = words.text("inbox.sent_by"),
                         .lines = {page.sent_by, page.line.from_name, words.date_time(referral.sent_at)}});
    for (page::SummaryRow& row : clock_rows(words, page.clocks, visit.now()))
        list.rows.push_back(std::move(row));
    return list;
}

void add_packet(const Visit& visit, const ReferralPage& referral, page::Page& page) {
    page.add(page::Heading{.text = visit.text("inbox.told_now")});
    page.add(packet_list(visit.words(), referral.minimum));
    if (referral.full) {
        page.add(page::Heading{.text = visit.text(referral.exception_ground.empty()
                                                      ? "inbox.told_on_acceptance"
                                                      : "inbox.told_on_acceptance_exception")});
        page.add(page::Paragraph{.text = visit.text("inbox.look_is_logged"), .quiet = true});
        page.add(packet_list(visit.words(), *referral.full));
        return;
    }
    std::vector<casework::Fact> later;
    for (const casework::Fact fact : referral.line.referral.facts) {
        if (part_of(fact) == casework::PacketPart::full) later.push_back(fact);
    }
    page.add(page::Inset{.lines = {visit.text("inbox.why_minimum")}});
    if (later.empty()) return;
    page.add(page::Details{.summary = visit.text("inbox.opens_on_acceptance"),
                           .lines = fact_names(visit.words(), later)});
}

void add_exchange(const Visit& visit, const ReferralPage& referral, page::Page& page) {
    if (referral.exchange.empty()) return;
    page.add(page::Heading{.text = visit.text("inbox.exchange")});
    page.add(exchange_timeline(visit.words(), referral));
}

// The two answers that need no question are buttons; what asks for something more is a page of its own.
void add_pending_answers(const Visit& visit, const ReferralPage& referral, page::Page& page) {
    const ReferralStatus status = referral.line.referral.status;
    page.add(page::Heading{.text = visit.text("inbox.your_answer")});
    page.add(page::Paragraph{.text = visit.text("inbox.accept_means")});
    page::Form accept = one_button(referral.line, "/accept", visit.text("inbox.accept"), page::Tone::good);
    const page::Link ask{visit.text("inbox.ask_back"), address(referral.line, "/ask-back")};
    if (status == ReferralStatus::acknowledged) accept.links.push_back(ask);
    accept.links.push_back({visit.text("inbox.decline_service"), address(referral.line, "/decline-service")});
    accept.links.push_back({visit.text("inbox.decline_person"), address(referral.line, "/decline-person")});
    page.add(std::move(accept));
    if (status != ReferralStatus::sent) return;
    page.add(page::Paragraph{.text = visit.text("inbox.not_yet")});
    page::Form acknowledge =
        one_button(referral.line, "/acknowledge", visit.text("inbox.acknowledge"), page::Tone::neutral);
    acknowledge.links = {ask};
    page.add(std::move(acknowledge));
}

void add_answers(const Visit& visit, const ReferralPage& referral, page::Page& page) {
    if (referral.relation == Relation::recipient_pending && !referral.line.access_ended) {
        add_pending_answers(visit, referral, page);
    } else if (referral.line.referral.status == ReferralStatus::accepted) {
        page.add(page::Heading{.text = visit.text("inbox.first_service")});
        page.add(page::Paragraph{.text = visit.text("inbox.first_service_means")});
        page::Form serve =
            one_button(referral.line, "/serve", visit.text("inbox.record_service"), page::Tone::good);
        if (!referral.line.access_ended) {
            serve.links = {{visit.text("inbox.decline_person"), address(referral.line, "/decline-person")}};
        }
        page.add(std::move(serve));
    }
    if (referral.line.access_ended || !referral.line.referral.consent) return;
    page.add(page::SummaryList{.rows = {{.key = visit.text("inbox.withdrawal"),
                                         .lines = {visit.text("inbox.withdrawal_lead")},
                                         .tag = {},
                                         .actions = {{visit.text("inbox.withdrawal_heard"),
                                                      address(referral.line, "/withdrawn")}}}}});
}

page::Page page_of(const Visit& visit, const ReferralPage& referral) {
    page::Page page{.title = visit.text("inbox.referral_from", {{"organisation", referral.line.from_name}}),
                    .caption = referral.line.pseudonym,
                    .back = page::Link{visit.text("inbox.title"), "/inbox"}};
    if (referral.line.access_ended) {
        page.add(page::Notice{.tone = page::Tone::info,
                              .title = visit.text("inbox.access_ended"),
                              .lines = {visit.text("inbox.access_ended_means")}});
        page.add(about(visit, referral));
        add_answers(visit, referral, page);
        return page;
    }
    if (!referral.exception_ground.empty()) {
        page.add(page::Notice{.tone = page::Tone::warning,
                              .title = visit.text("inbox.without_consent"),
                              .lines = {visit.text("casework.exception." + referral.exception_ground)}});
    }
    page.add(about(visit, referral));
    add_packet(visit, referral, page);
    add_exchange(visit, referral, page);
    add_answers(visit, referral, page);
    return page;
}

base::Result<Answer> show_referral(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<casework::Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto referral = read_received(desk.desk, visit.actor(), *id);
    if (!referral) return base::fail(referral.error());
    return Answer{page_of(visit, *referral)};
}

// --- Answers ---

Answering answering(const Visit& visit, ReferralId id) {
    return {.referral = id, .version = version_in(visit.form())};
}

using Step = base::Result<std::int64_t> (*)(const casework::CaseDesk&, const guard::Actor&, const Answering&);

base::Result<Answer> take(const WebDesk& desk, Visit& visit, Step step, const char* done) {
    const auto id = visit.id<casework::Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto taken = step(desk.desk, visit.actor(), answering(visit, *id));
    if (taken) return Answer{Redirect{"/inbox/" + id->text(), done}};
    if (!somebody_was_quicker(taken.error())) return base::fail(taken.error());
    const auto referral = read_received(desk.desk, visit.actor(), *id);
    if (!referral) return base::fail(taken.error());
    page::Page page = page_of(visit, *referral);
    page.blocks.insert(page.blocks.begin(), meanwhile(visit, referral->line.referral.status, ""));
    page.status = taken.error().kind().http_status;
    return Answer{std::move(page)};
}

base::Result<Answer> acknowledge(const WebDesk& desk, Visit& visit) {
    return take(desk, visit, casework::acknowledge_referral, "referral_acknowledged");
}

base::Result<Answer> accept(const WebDesk& desk, Visit& visit) {
    return take(desk, visit, casework::accept_referral, "referral_accepted");
}

base::Result<Answer> serve(const WebDesk& desk, Visit& visit) {
    return take(desk, visit, casework::record_service, "service_recorded");
}

// A page with one question, then the answer: declining, and asking back.
struct AskedStep {
    const char* title;
    const char* lead;
    const char* button;
    const char* done;
    page::Block (*field)(const Visit& visit);
    base::Result<std::int64_t> (*take)(const casework::CaseDesk&, const guard::Actor&, const Answering&,
                                       const std::string&);
    const char* field_name;
};

page::Radios reasons(const Visit& visit, const std::vector<std::string>& codes, const std::string& family,
                     const char* hint) {
    page::Radios radios{
        .name = "reason", .legend = visit.text("inbox.reason"), .hint = visit.text(hint), .choices = {}};
    for (const std::string& code : codes) {
        radios.choices.push_back({.value = code,
                                  .text = visit.text(family + code),
                                  .hint = {},
                                  .chosen = visit.form().text("reason") == code});
    }
    return radios;
}

page::Block person_reasons(const Visit& visit) {
    return reasons(visit, casework::person_decline_reasons(), "casework.decline.person.",
                   "inbox.reason_of_person_hint");
}

page::Block service_reasons(const Visit& visit) {
    return reasons(visit, casework::service_decline_reasons(), "casework.decline.service.",
                   "inbox.reason_of_service_hint");
}

page::Block question(const Visit& visit) {
    return page::TextArea{.name = "words",
                          .label = visit.text("inbox.question"),
                          .hint = visit.text("inbox.question_hint"),
                          .value = visit.form().text("words")};
}

page::Page asked_page(const Visit& visit, const casework::QueueLine& line, const AskedStep& step) {
    page::Page page{.title = visit.text(step.title),
                    .caption = line.pseudonym,
                    .back = page::Link{visit.text("common.back"), address(line)}};
    page.add(page::Paragraph{.text = visit.text(step.lead)});
    page.add(page::Form{.action = {},
                        .items = {version_field(line.referral.version), step.field(visit)},
                        .buttons = {{.text = visit.text(step.button)}},
                        .links = {{visit.text("common.cancel"), address(line)}}});
    return page;
}

base::Result<Answer> asked(const WebDesk& desk, Visit& visit, const AskedStep& step) {
    const auto id = visit.id<casework::Referral>("referral");
    if (!id) return base::fail(id.error());
    base::Result<std::int64_t> taken;
    if (visit.posts()) {
        taken =
            step.take(desk.desk, visit.actor(), answering(visit, *id), visit.form().text(step.field_name));
        if (taken) return Answer{Redirect{"/inbox/" + id->text(), step.done}};
        const bool to_show =
            taken.error().code == ProblemCode::invalid_input || somebody_was_quicker(taken.error());
        if (!to_show) return base::fail(taken.error());
    }
    const auto line = read_received_line(desk.desk, visit.actor(), *id);
    if (!line) return base::fail(taken ? line.error() : taken.error());
    page::Page page = asked_page(visit, *line, step);
    if (taken) return Answer{std::move(page)};
    if (taken.error().code == ProblemCode::invalid_input) {
        return Answer{page::with_errors(std::move(page), taken.error(), visit.words())};
    }
    page.blocks.insert(page.blocks.begin(), meanwhile(visit, line->referral.status, address(*line)));
    page.status = taken.error().kind().http_status;
    return Answer{std::move(page)};
}

base::Result<Answer> decline_person(const WebDesk& desk, Visit& visit) {
    return asked(desk, visit,
                 {.title = "inbox.decline_person",
                  .lead = "inbox.decline_person_lead",
                  .button = "inbox.decline",
                  .done = "referral_declined",
                  .field = person_reasons,
                  .take = casework::decline_by_person,
                  .field_name = "reason"});
}

base::Result<Answer> decline_service(const WebDesk& desk, Visit& visit) {
    return asked(desk, visit,
                 {.title = "inbox.decline_service",
                  .lead = "inbox.decline_service_lead",
                  .button = "inbox.decline",
                  .done = "referral_declined",
                  .field = service_reasons,
                  .take = casework::decline_by_service,
                  .field_name = "reason"});
}

base::Result<Answer> ask(const WebDesk& desk, Visit& visit) {
    return asked(desk, visit,
                 {.title = "inbox.ask_back",
                  .lead = "inbox.ask_back_lead",
                  .button = "common.send",
                  .done = "question_sent",
                  .field = question,
                  .take = casework::ask_back,
                  .field_name = "words"});
}

// --- A withdrawal heard by the receiver (INV-12) ---

base::Result<Answer> withdrawn(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<casework::Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto line = read_received_line(desk.desk, visit.actor(), *id);
    if (!line) return base::fail(line.error());
    if (!line->referral.consent) return base::fail(ProblemCode::not_found, "consent");
    if (visit.posts()) {
        const auto ended = withdraw_consent(desk.desk, visit.actor(), *line->referral.consent);
        if (!ended) return base::fail(ended.error());
        return Answer{Redirect{"/inbox/" + id->text(), "withdrawal_recorded"}};
    }
    page::Page page{.title = visit.text("inbox.withdrawal_title"),
                    .caption = line->pseudonym,
                    .back = page::Link{visit.text("common.back"), address(*line)}};
    page.add(page::Bullets{.items = {visit.text("inbox.withdrawal_ends_access"),
                                     visit.text("inbox.withdrawal_help_goes_on"),
                                     visit.text("inbox.withdrawal_no_reason")}});
    page.add(page::Form{.action = {},
                        .items = {},
                        .buttons = {{.text = visit.text("inbox.withdrawal_record"),
                                     .name = {},
                                     .value = {},
                                     .tone = page::Tone::danger}},
                        .links = {{visit.text("common.cancel"), address(*line)}}});
    return Answer{std::move(page)};
}

Route route(http::Method method, std::string_view pattern, Permission permission, Purpose purpose,
            base::Result<Answer> (*handler)(const WebDesk&, Visit&)) {
    return {.method = method,
            .pattern = pattern,
            .door = Door::signed_in,
            .permission = permission,
            .purpose = purpose,
            .handler = handler};
}

}  // namespace

std::vector<Route> inbox_routes() {
    using enum http::Method;
    const auto answer = Permission::referral_answer;
    const auto purpose = Purpose::referral;
    std::vector<Route> routes{
        route(get, "/inbox", Permission::inbox_read, purpose, show_inbox),
        route(get, "/inbox/{referral}", Permission::inbox_read, purpose, show_referral),
        route(post, "/inbox/{referral}/acknowledge", answer, purpose, acknowledge),
        route(post, "/inbox/{referral}/accept", answer, purpose, accept),
        route(get, "/inbox/{referral}/decline-person", answer, purpose, decline_person),
        route(post, "/inbox/{referral}/decline-person", answer, purpose, decline_person),
        route(get, "/inbox/{referral}/decline-service", answer, purpose, decline_service),
        route(post, "/inbox/{referral}/decline-service", answer, purpose, decline_service),
        route(get, "/inbox/{referral}/ask-back", answer, purpose, ask),
        route(post, "/inbox/{referral}/ask-back", answer, purpose, ask),
        route(post, "/inbox/{referral}/serve", Permission::service_record, purpose, serve),
        route(get, "/inbox/{referral}/withdrawn", Permission::consent_withdraw, Purpose::consent, withdrawn),
        route(post, "/inbox/{referral}/withdrawn", Permission::consent_withdraw, Purpose::consent, withdrawn),
    };
    for (Route& sent : sent_routes()) routes.push_back(sent);
    return routes;
}

}  // namespace web
