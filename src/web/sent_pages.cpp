// What an organisation sent ("Sent referrals": the status is always in sight), one of its referrals with its
// way, and what nobody answered in time, for those who supervise and for the co-ordinator.

#include "web/sent_pages.hpp"

#include "casework/answer_referral.hpp"
#include "web/referral_words.hpp"
#include "web/two_at_once.hpp"

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

std::string address(const casework::Referral& referral, const char* step = "") {
    return "/sent/" + referral.id.text() + step;
}

// What D's sending form takes: the same need, another service.
std::string reroute_address(const casework::Referral& referral) {
    return "/cases/" + referral.case_id.text() + "/referrals/new?instead_of=" + referral.id.text();
}

bool may_go_elsewhere(ReferralStatus status) {
    return after(status, casework::ReferralAct::reroute).has_value();
}

page::Table sent_table(const Visit& visit, const casework::QueuePage& queue, const char* caption,
                       const char* when_empty) {
    const base::Words& words = visit.words();
    page::Table table{.caption = words.text(caption),
                      .columns = {words.text("inbox.column.case"), words.text("inbox.column.asked_for"),
                                  words.text("inbox.column.to"), words.text("inbox.column.status"),
                                  words.text("inbox.column.due")},
                      .rows = {},
                      .when_empty = words.text(when_empty)};
    for (const casework::QueueLine& line : queue.lines) {
        const casework::Referral& referral = line.referral;
        page::Cell status{.text = {}, .href = {}, .detail = {}, .tag = status_tag(words, referral.status)};
        if (line.escalated) status.detail = words.text("inbox.escalated");
        table.rows.push_back({{.text = line.pseudonym, .href = address(referral)},
                              {.text = words.text("directory.need." + referral.need),
                               .href = {},
                               .detail = words.text("casework.urgency." + referral.urgency)},
                              {.text = line.to_name, .href = {}, .detail = line.service_name},
                              std::move(status),
                              clock_cell(words, line.next_clock, visit.now())});
    }
    return table;
}

base::Result<Answer> show_sent(const WebDesk& desk, Visit& visit) {
    const bool settled = visit.query().text("part") == "settled";
    const auto queue = read_queue(desk.desk, visit.actor(), Queue::outbox,
                                  settled ? QueuePart::settled : QueuePart::waiting, queue_place(visit));
    if (!queue) return base::fail(queue.error());
    page::Page page{.title = visit.text("inbox.sent_title"), .wide = true};
    if (settled) {
        page.back = page::Link{visit.text("inbox.sent_waiting"), "/sent"};
        page.add(sent_table(visit, *queue, "inbox.sent_settled", "inbox.nothing_sent_settled"));
        page.add(queue_pager(visit.words(), *queue, "/sent?part=settled"));
        return Answer{std::move(page)};
    }
    page.add(page::Paragraph{.text = visit.text("inbox.sent_lead"), .lead = true});
    page.add(sent_table(visit, *queue, "inbox.sent_waiting", "inbox.nothing_sent"));
    page.add(queue_pager(visit.words(), *queue, "/sent"));
    std::vector<page::Link> links{{visit.text("inbox.show_sent_settled"), "/sent?part=settled"}};
    if (visit.actor().supervisor) links.push_back({visit.text("inbox.escalations_title"), "/escalations"});
    page.add(page::Buttons{.links = std::move(links)});
    return Answer{std::move(page)};
}

base::Result<Answer> show_escalations(const WebDesk& desk, Visit& visit) {
    const auto queue =
        read_queue(desk.desk, visit.actor(), Queue::escalations, QueuePart::waiting, queue_place(visit));
    if (!queue) return base::fail(queue.error());
    const base::Words& words = visit.words();
    page::Page page{.title = visit.text("inbox.escalations_title")};
    page.add(page::Paragraph{.text = visit.text("inbox.escalations_lead"), .lead = true});
    page::Cards cards{.cards = {}, .when_empty = visit.text("inbox.nothing_escalated")};
    const bool can_act = visit.actor().supervisor;
    for (const casework::QueueLine& line : queue->lines) {
        const casework::Referral& referral = line.referral;
        page::Card card{.title = line.pseudonym};
        card.tags.push_back(status_tag(words, referral.status));
        if (line.next_clock) card.tags.push_back(clock_tag(words, status_of(*line.next_clock, visit.now())));
        if (!referral.need.empty()) card.lines.push_back(words.text("directory.need." + referral.need));
        card.lines.push_back(line.service_name.empty()
                                 ? words.text("inbox.asked_of_organisation", {{"organisation", line.to_name}})
                                 : words.text("inbox.asked_of", {{"organisation", line.to_name},
                                                                 {"service", line.service_name}}));
        card.lines.push_back(
            words.text("inbox.waits_since", {{"time", referral.sent_at},
                                             {"distance", words.relative(referral.sent_at, visit.now())},
                                             {"organisation", line.from_name}}));
        if (can_act && referral.from_organisation == visit.actor().organisation) {
            card.href = address(referral);
            card.actions = {{words.text("inbox.reroute"), reroute_address(referral)}};
        }
        cards.cards.push_back(std::move(card));
    }
    page.add(std::move(cards));
    page.add(queue_pager(words, *queue, "/escalations"));
    page.add(page::Inset{.lines = {visit.text("inbox.alert_only")}});
    return Answer{std::move(page)};
}

// --- One referral ---

page::Form reply_form(const Visit& visit, const ReferralPage& referral) {
    return {.action = address(referral.line.referral, "/reply"),
            .items = {version_field(referral.line.referral.version),
                      page::TextArea{.name = "words",
                                     .label = visit.text("inbox.reply"),
                                     .hint = visit.text("inbox.reply_hint"),
                                     .value = visit.form().text("words")}},
            .buttons = {{.text = visit.text("common.send")}}};
}

page::SummaryList about(const Visit& visit, const ReferralPage& page) {
    const base::Words& words = visit.words();
    const casework::Referral& referral = page.line.referral;
    page::SummaryList list;
    list.rows.push_back(
        {.key = words.text("inbox.status"), .lines = {}, .tag = status_tag(words, referral.status)});
    list.rows.push_back({.key = words.text("inbox.column.asked_for"),
                         .lines = {words.text("directory.need." + referral.need),
                                   words.text("casework.urgency." + referral.urgency)}});
    list.rows.push_back(
        {.key = words.text("inbox.column.to"), .lines = {page.line.to_name, page.line.service_name}});
    for (page::SummaryRow& row : clock_rows(words, page.clocks, visit.now()))
        list.rows.push_back(std::move(row));
    list.rows.push_back({.key = words.text("inbox.facts_sent"), .lines = fact_names(words, referral.facts)});
    return list;
}

// Without the person's agreement: on which ground, by which two people, and whether the person knows.
page::Notice without_consent(const Visit& visit, const ReferralPage& referral) {
    return {.tone = page::Tone::warning,
            .title = visit.text("inbox.went_without_consent"),
            .lines = {visit.text("casework.exception." + referral.exception_ground),
                      visit.text("inbox.decided_by_two",
                                 {{"first", referral.proposed_by}, {"second", referral.confirmed_by}}),
                      referral.person_told_at
                          ? visit.text("inbox.person_told_on", {{"time", *referral.person_told_at}})
                          : visit.text("refer.person_to_be_told")}};
}

void add_actions(const Visit& visit, const ReferralPage& referral, page::Page& page) {
    const casework::Referral& sent = referral.line.referral;
    const bool writes = sent.from_organisation == visit.actor().organisation;
    if (sent.status == ReferralStatus::asked_back && writes) page.add(reply_form(visit, referral));
    std::vector<page::Link> links;
    if (may_go_elsewhere(sent.status) && writes) {
        links.push_back({visit.text("inbox.reroute"), reroute_address(sent)});
    }
    // Sent without consent: the person is told as soon as it is safe (domain.md 5.2).
    if (!referral.confirmed_by.empty() && !referral.person_told_at && writes) {
        links.push_back({visit.text("inbox.tell_person"), "/referrals/" + sent.id.text() + "/person-told"});
    }
    if (referral.relation != Relation::supervisor) {
        links.push_back({visit.text("inbox.open_case"), "/cases/" + sent.case_id.text()});
    }
    if (after(sent.status, casework::ReferralAct::withdraw)) {
        links.push_back({visit.text("inbox.take_back"), address(sent, "/take-back")});
    }
    if (!links.empty()) page.add(page::Buttons{.links = std::move(links)});
}

page::Page page_of(const Visit& visit, const ReferralPage& referral) {
    page::Page page{.title = visit.text("inbox.referral_to", {{"organisation", referral.line.to_name}}),
                    .caption = referral.line.pseudonym,
                    .back = page::Link{visit.text("inbox.sent_title"), "/sent"}};
    if (referral.line.referral.status == ReferralStatus::awaiting_confirmation) {
        page::Notice notice{.tone = page::Tone::warning,
                            .title = visit.text("inbox.waits_for_second_person"),
                            .lines = {visit.text("casework.exception." + referral.exception_ground)}};
        if (referral.may_confirm) {
            notice.links.push_back({visit.text("inbox.confirm_exception"),
                                    "/referrals/" + referral.line.referral.id.text() + "/confirm"});
        }
        page.add(std::move(notice));
    }
    if (!referral.confirmed_by.empty()) page.add(without_consent(visit, referral));
    if (referral.line.escalated) {
        page.add(page::Notice{.tone = page::Tone::warning,
                              .title = visit.text("inbox.escalated"),
                              .lines = {visit.text("inbox.alert_only")}});
    }
    page.add(about(visit, referral));
    if (!referral.exchange.empty()) {
        page.add(page::Heading{.text = visit.text("inbox.exchange")});
        page.add(exchange_timeline(visit.words(), referral));
    }
    add_actions(visit, referral, page);
    page.add(page::Heading{.text = visit.text("inbox.way")});
    page.add(way_timeline(visit.words(), referral));
    return page;
}

base::Result<Answer> show_referral(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<casework::Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto referral = read_sent(desk.desk, visit.actor(), *id);
    if (!referral) return base::fail(referral.error());
    return Answer{page_of(visit, *referral)};
}

base::Result<Answer> reply(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<casework::Referral>("referral");
    if (!id) return base::fail(id.error());
    const Answering answering{.referral = *id, .version = version_in(visit.form())};
    const auto sent = reply_to_question(desk.desk, visit.actor(), answering, visit.form().text("words"));
    if (sent) return Answer{Redirect{"/sent/" + id->text(), "reply_sent"}};
    const bool quicker = somebody_was_quicker(sent.error());
    if (!quicker && sent.error().code != ProblemCode::invalid_input) return base::fail(sent.error());
    const auto referral = read_sent(desk.desk, visit.actor(), *id);
    if (!referral) return base::fail(sent.error());
    page::Page page = page_of(visit, *referral);
    if (!quicker) return Answer{page::with_errors(std::move(page), sent.error(), visit.words())};
    page.blocks.insert(page.blocks.begin(), meanwhile(visit, referral->line.referral.status, ""));
    page.status = sent.error().kind().http_status;
    return Answer{std::move(page)};
}

const char* take_back_lead(const ReferralPage& referral) {
    if (referral.line.referral.status == ReferralStatus::awaiting_confirmation)
        return "inbox.take_back_lead_proposal";
    return referral.exception_ground.empty() ? "inbox.take_back_lead" : "inbox.take_back_lead_exception";
}

base::Result<Answer> take_back(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<casework::Referral>("referral");
    if (!id) return base::fail(id.error());
    base::Result<std::int64_t> taken;
    if (visit.posts()) {
        const Answering answering{.referral = *id, .version = version_in(visit.form())};
        taken = take_back_referral(desk.desk, visit.actor(), answering);
        const bool proposal = visit.form().checked("proposal");
        if (taken)
            return Answer{
                Redirect{"/sent/" + id->text(), proposal ? "proposal_ended" : "referral_taken_back"}};
        if (!somebody_was_quicker(taken.error())) return base::fail(taken.error());
    }
    const auto referral = read_sent(desk.desk, visit.actor(), *id);
    if (!referral) return base::fail(referral.error());
    const bool proposal = referral->line.referral.status == ReferralStatus::awaiting_confirmation;
    const char* const title = proposal ? "refer.confirm.end" : "inbox.take_back";
    page::Page page{.title = visit.text(title),
                    .caption = referral->line.pseudonym,
                    .back = page::Link{visit.text("common.back"), address(referral->line.referral)}};
    if (!taken) {
        page.add(meanwhile(visit, referral->line.referral.status, address(referral->line.referral)));
        page.status = taken.error().kind().http_status;
    }
    page.add(page::Paragraph{.text = visit.text(take_back_lead(*referral))});
    page::Form form{
        .action = {},
        .items = {version_field(referral->line.referral.version)},
        .buttons = {{.text = visit.text(title), .name = {}, .value = {}, .tone = page::Tone::danger}},
        .links = {{visit.text("common.cancel"), address(referral->line.referral)}}};
    if (proposal) form.items.push_back(page::Hidden{.name = "proposal", .value = "yes"});
    page.add(std::move(form));
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

std::optional<casework::ReferralPlace> queue_place(const Visit& visit) {
    const auto id = base::Id<casework::Referral>::from_text(visit.query().text("after"));
    const std::int64_t at = visit.query().number("at").value_or(0);
    if (!id || at == 0) return std::nullopt;
    return casework::ReferralPlace{.sent_at = base::Time(at), .id = *id};
}

bool somebody_was_quicker(const base::Problem& problem) {
    return problem.code == ProblemCode::edited_meanwhile || problem.code == ProblemCode::wrong_state ||
           problem.code == ProblemCode::not_found;
}

page::Notice meanwhile(const Visit& visit, ReferralStatus now, const std::string& href) {
    page::Notice notice{
        .tone = page::Tone::warning,
        .title = visit.text("inbox.meanwhile"),
        .lines = {visit.text("inbox.meanwhile_now", {{"status", status_tag(visit.words(), now).text}}),
                  visit.text("inbox.meanwhile_kept")}};
    if (!href.empty()) notice.links.push_back({visit.text("inbox.meanwhile_open"), href});
    return notice;
}

std::vector<Route> sent_routes() {
    using enum http::Method;
    const auto follow = Permission::referral_follow;
    const auto purpose = Purpose::referral;
    return {
        route(get, "/sent", Permission::worklist_read, purpose, show_sent),
        route(get, "/sent/{referral}", follow, purpose, show_referral),
        route(post, "/sent/{referral}/reply", follow, purpose, reply),
        route(get, "/sent/{referral}/take-back", follow, purpose, take_back),
        route(post, "/sent/{referral}/take-back", follow, purpose, take_back),
        route(get, "/escalations", Permission::escalations_read, Purpose::co_ordination, show_escalations)};
}

}  // namespace web
