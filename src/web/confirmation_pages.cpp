// The second person (INV-17, INV-02): what waits for them, and their answer to a lower band. Their answer to
// a legal exception stands in exception_pages.cpp.

#include "casework/change_band.hpp"
#include "casework/read_screening.hpp"
#include "web/route.hpp"
#include "web/screening_parts.hpp"
#include "web/screening_result_parts.hpp"

#include <utility>

namespace web {
namespace {

using casework::BandStep;
using casework::Screening;
using casework::ScreeningView;
using guard::Permission;

// --- A lower band ---

page::Page confirm_page(const Visit& visit, const ScreeningView& view) {
    const base::Words& words = visit.words();
    const auto& content = view.talk->content;
    const BandStep& step = *casework::pending_step(content);
    const screening::Instrument& instrument = *view.talk->instruments.back();
    page::Page page{.title = words.text("screening.confirm.title"), .caption = view.file.pseudonym};
    page.back = page::Link{words.text("screening.confirm.back"), "/confirmations"};
    page.add(page::Paragraph{.text = words.text("screening.confirm.lead"), .lead = true});
    page::SummaryList asked;
    asked.rows.push_back(
        {.key = words.text("screening.confirm.now"), .lines = {band_name(words, step.from)}});
    asked.rows.push_back(
        {.key = words.text("screening.confirm.proposed"), .lines = {band_name(words, step.to)}});
    asked.rows.push_back({.key = words.text("screening.reason"), .lines = {reason_text(words, step)}});
    if (!step.words.empty()) asked.rows.back().lines.push_back(step.words);
    asked.rows.push_back({.key = words.text("screening.confirm.by"),
                          .lines = {name_in(view, step.by), words.date_time(step.at)}});
    page.add(std::move(asked));
    page.add(page::Heading{.text = words.text("screening.confirm.computed",
                                              {{"band", band_name(words, content.assessment->band)}})});
    add_reasons(page, words, instrument, *content.assessment);
    page.add(page::Heading{.text = words.text("screening.record.title")});
    page.add(record_rows(words, instrument, content));
    page::Form form;
    form.items.push_back(version_field(view.screening.version));
    form.buttons.push_back({.text = words.text("screening.confirm.agree"), .name = "do", .value = "agree"});
    form.buttons.push_back({.text = words.text("screening.confirm.keep"),
                            .name = "do",
                            .value = "keep",
                            .tone = page::Tone::neutral});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_confirm(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_pending_screening(desk.desk, visit.actor(), *id);
    if (!view) return base::fail(view.error());
    return Answer{confirm_page(visit, *view)};
}

base::Result<Answer> confirm(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const bool agreed = visit.form().text("do") == "agree";
    const auto answered =
        casework::answer_step(desk.desk, visit.actor(), *id, version_in(visit.form()), agreed);
    if (!answered) return base::fail(answered.error());
    return Answer{Redirect{case_path(*visit.id<guard::Case>("case")) + "/screenings/" + id->text(),
                           agreed ? "band_lowered" : "band_kept"}};
}

// --- What waits ---

std::optional<casework::PendingPlace> place_in(const http::Form& query) {
    const auto id = casework::ScreeningId::from_text(query.text("after"));
    const auto at = base::time_from_iso(query.text("at"));
    if (!id || !at) return std::nullopt;
    return casework::PendingPlace{*at, *id};
}

page::Card pending_card(const Visit& visit, const casework::PendingLine& line, std::string href) {
    page::Card card{.title = line.pseudonym, .href = std::move(href)};
    card.lines.push_back(
        visit.text("screening.confirmations.since",
                   {{"when", visit.words().date_time(line.proposed_at)}, {"name", line.proposed_by}}));
    if (line.own) card.tags.push_back({visit.text("screening.confirmations.own")});
    return card;
}

base::Result<Answer> show_confirmations(const WebDesk& desk, Visit& visit) {
    const auto pending = casework::pending_confirmations(desk.desk, visit.actor(), place_in(visit.query()));
    if (!pending) return base::fail(pending.error());
    page::Page page{.title = visit.text("screening.confirmations.title")};
    page.add(page::Paragraph{.text = visit.text("screening.confirmations.lead"), .lead = true});
    if (!pending->exceptions.empty()) {
        page.add(page::Heading{.text = visit.text("screening.confirmations.exceptions")});
        page::Cards exceptions;
        for (const casework::PendingLine& line : pending->exceptions)
            exceptions.cards.push_back(
                pending_card(visit, line, "/referrals/" + line.referral->text() + "/confirm"));
        page.add(std::move(exceptions));
        page.add(page::Heading{.text = visit.text("screening.confirmations.results")});
    }
    page::Cards cards{.cards = {}, .when_empty = visit.text("screening.confirmations.empty")};
    for (const casework::PendingLine& line : pending->screenings) {
        const std::string path = case_path(line.case_id) + "/screenings/" + line.screening->text();
        cards.cards.push_back(pending_card(visit, line, line.own ? path : path + "/confirm"));
    }
    page.add(std::move(cards));
    if (pending->more) {
        const auto& last = pending->screenings.back();
        page.add(page::Pager{
            .next = page::Link{visit.text("common.next"), "/confirmations?after=" + last.screening->text() +
                                                              "&at=" + base::to_iso(last.proposed_at)}});
    }
    return Answer{std::move(page)};
}

}  // namespace

std::vector<Route> confirmation_routes() {
    using enum http::Method;
    return {
        screening_route(get, "/cases/{case}/screenings/{screening}/confirm", Permission::band_lower_confirm,
                        show_confirm),
        screening_route(post, "/cases/{case}/screenings/{screening}/confirm", Permission::band_lower_confirm,
                        confirm),
        screening_route(get, "/confirmations", Permission::band_lower_confirm, show_confirmations),
    };
}

}  // namespace web
