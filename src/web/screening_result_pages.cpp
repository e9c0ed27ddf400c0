// The result of a screening with its reasons, and what a professional makes of it: a higher band at once, a
// lower one and "no indication now" with a second person (INV-05, INV-11, INV-17).

#include "casework/change_band.hpp"
#include "casework/read_screening.hpp"
#include "web/choices.hpp"
#include "web/route.hpp"
#include "web/screening_parts.hpp"

#include <utility>

namespace web {
namespace {

using casework::BandStep;
using casework::Screening;
using casework::ScreeningStatus;
using casework::ScreeningView;
using guard::Permission;
using screening::Band;

std::string band_name(const base::Words& words, Band band) {
    return words.text(screening::name_key(band));
}

std::string reason_text(const base::Words& words, const BandStep& step) {
    if (const auto reason = screening::from_name<screening::OverrideReason>(step.reason))
        return words.text(screening::text_key(*reason));
    return words.text("casework.no_indication." + step.reason);
}

// --- The result ---

void add_steps(std::vector<page::Block>& beside, const base::Words& words, const ScreeningView& view) {
    const auto& content = view.talk->content;
    if (content.steps.empty()) return;
    beside.emplace_back(page::Heading{.text = words.text("screening.steps.title")});
    beside.emplace_back(
        page::Paragraph{.text = words.text("screening.steps.computed",
                                           {{"band", band_name(words, content.assessment->band)}})});
    page::Timeline timeline;
    for (const BandStep& step : content.steps) {
        page::TimelineEntry entry{
            .title = step.from == step.to
                         ? words.text("screening.steps.no_indication")
                         : words.text("screening.steps.change", {{"from", band_name(words, step.from)},
                                                                 {"to", band_name(words, step.to)}}),
            .when = words.date_time(step.at),
            .by = name_in(view, step.by),
            .lines = {reason_text(words, step)}};
        if (!step.words.empty()) entry.lines.push_back(step.words);
        if (step.answer) {
            entry.lines.push_back(words.text(
                step.answer->agreed ? "screening.steps.agreed" : "screening.steps.not_agreed",
                {{"name", name_in(view, step.answer->by)}, {"when", words.date_time(step.answer->at)}}));
        } else if (step.second_person_needed) {
            entry.lines.push_back(words.text("screening.steps.waits"));
        }
        timeline.entries.push_back(std::move(entry));
    }
    beside.emplace_back(std::move(timeline));
}

// T6: from any of these a person may presume; later states have it behind them.
bool may_be_presumed(casework::State state) {
    using casework::State;
    return state == State::concern_raised || state == State::in_screening ||
           state == State::no_indication_now || state == State::at_risk;
}

void add_next(page::Page& page, const base::Words& words, const ScreeningView& view, Band band) {
    const std::string path = screening_path(view.screening);
    page.add(page::Heading{.text = words.text("screening.result.next")});
    page.add(page::Paragraph{.text = words.text(screening::next_step_key(band))});
    page::Buttons buttons;
    const bool waits = casework::pending_step(view.talk->content) != nullptr;
    switch (band) {
        case Band::no_indication_now:
            if (!waits && !casework::closed_without_indication(view.talk->content))
                buttons.links.push_back({words.text("screening.result.close"), path + "/no-indication"});
            break;
        case Band::at_risk: break;
        case Band::reason_for_concern:
        case Band::strong_concern:
        case Band::child_concern:
            if (may_be_presumed(view.file.states.identification))
                buttons.links.push_back(
                    {words.text("screening.result.presume"), case_path(view.file.id) + "/presume"});
            break;
    }
    if (!waits) buttons.links.push_back({words.text("screening.result.change_band"), path + "/band"});
    buttons.links.push_back({words.text("screening.result.copy"), case_path(view.file.id) + "/copy"});
    page.add(std::move(buttons));
}

void add_why(page::Page& page, const base::Words& words, const screening::Instrument& instrument,
             const screening::Assessment& assessment) {
    page.add(page::Heading{.text = words.text("screening.result.why"), .level = 2, .id = "why"});
    page.add(page::Paragraph{.text = words.text(screening::text_key(assessment.trace.case_clause))});
    page::Bullets more;
    for (const screening::CaseClause clause : assessment.trace.also_met)
        more.items.push_back(words.text(screening::text_key(clause)));
    if (!more.items.empty()) page.add(std::move(more));
    if (assessment.classification) {
        page.add(page::Paragraph{
            .text = words.text("screening.result.reading",
                               {{"reading", words.text(screening::name_key(*assessment.classification))}})});
    }
    page.add(trace_rows(words, instrument, assessment));
    page.add(page::Heading{.text = words.text("screening.result.open"), .level = 3});
    page::Bullets open;
    for (const std::string& id : assessment.unclear_items) {
        if (const screening::Item* item = instrument.find_item(id))
            open.items.push_back(
                words.text("screening.result.unclear", {{"question", words.text(item->text_key)}}));
    }
    open.items.push_back(
        words.text("screening.result.not_answered",
                   {{"not_asked", assessment.not_asked_count}, {"declined", assessment.declined_count}}));
    if (assessment.partial_disclosure) open.items.push_back(words.text("screening.result.partial"));
    page.add(std::move(open));
}

void add_earlier_sheets(std::vector<page::Block>& beside, const base::Words& words,
                        const ScreeningView& view) {
    const auto& sheets = view.talk->content.sheets;
    for (std::size_t index = 0; index + 1 < sheets.size(); ++index) {
        page::Details details{words.text("screening.result.earlier_set",
                                         {{"name", words.text(view.talk->instruments[index]->name_key)}}),
                              {}};
        for (const auto& [id, answer] : sheets[index].answers) {
            const screening::Item* item = view.talk->instruments[index]->find_item(id);
            if (item == nullptr) continue;
            details.lines.push_back(
                words.text(item->text_key) + " " +
                words.text("screening_rules.answer." + std::string(screening::name_of(answer))));
        }
        beside.emplace_back(std::move(details));
    }
}

page::Page result_page(const Visit& visit, const ScreeningView& view) {
    const base::Words& words = visit.words();
    const auto& content = view.talk->content;
    const screening::Instrument& instrument = *view.talk->instruments.back();
    const Band band = *casework::band_of(content);
    page::Page page{.title = words.text("screening.result.title"), .caption = view.file.pseudonym};
    page.back = page::Link{words.text("screening.back_to_case"), case_path(view.file.id)};
    page.add(page::Notice{.tone = tone_of(band),
                          .title = band_name(words, band),
                          .lines = {words.text(screening::meaning_key(band))}});
    for (const screening::Escalation reason : content.assessment->escalations) {
        page.add(page::Notice{.tone = page::Tone::danger, .title = words.text(screening::text_key(reason))});
    }
    page.add(page::Inset{{words.text("screening.result.support_not_decision")}});
    if (casework::pending_step(content) != nullptr) {
        page.add(page::Notice{.tone = page::Tone::warning,
                              .title = words.text("screening.result.waits"),
                              .links = {{words.text("screening.result.waits_link"),
                                         screening_path(view.screening) + "/confirm"}}});
    }
    add_next(page, words, view, band);
    add_why(page, words, instrument, *content.assessment);
    add_evidence(page, words, instrument);
    add_steps(page.beside, words, view);
    page.beside.emplace_back(page::Heading{.text = words.text("screening.record.title")});
    page.beside.emplace_back(record_rows(words, instrument, content));
    add_earlier_sheets(page.beside, words, view);
    page.beside.emplace_back(page::Paragraph{
        .text = words.text("screening.result.made_by", {{"name", name_in(view, view.screening.begun_by)},
                                                        {"when", words.date_time(view.screening.begun_at)}}),
        .quiet = true});
    return page;
}

base::Result<Answer> show(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_screening(desk.desk, visit.actor(), *id);
    if (!view) return base::fail(view.error());
    if (view->screening.status != ScreeningStatus::finished) return unfinished_screening(visit, *view);
    return Answer{result_page(visit, *view)};
}

// --- Another band ---

base::Result<ScreeningView> finished_view(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    auto view = casework::read_screening(desk.desk, visit.actor(), *id);
    if (view && view->screening.status != ScreeningStatus::finished)
        return base::fail(base::ProblemCode::wrong_state, "screening");
    return view;
}

page::Checkboxes information_field(const base::Words& words, bool ticked) {
    return {.name = "information_given",
            .legend = words.text("screening.information.legend"),
            .hint = {},
            .choices = {{.value = "yes",
                         .text = words.text("screening.information.given"),
                         .hint = words.text("screening.information.hint"),
                         .chosen = ticked}},
            .error = {}};
}

page::Page band_page(const Visit& visit, const ScreeningView& view, const http::Form& typed) {
    const base::Words& words = visit.words();
    const Band now = *casework::band_of(view.talk->content);
    page::Page page{.title = words.text("screening.band.title"), .caption = view.file.pseudonym};
    page.back = page::Link{words.text("common.back"), screening_path(view.screening)};
    page.add(page::Paragraph{.text = words.text("screening.band.now", {{"band", band_name(words, now)}}),
                             .lead = true});
    page.add(page::Bullets{{words.text("screening.band.upward"), words.text("screening.band.downward"),
                            words.text("screening.band.beside")}});
    page::Form form;
    form.items.push_back(version_field(view.screening.version));
    page::Radios band{
        .name = "band", .legend = words.text("screening.band.legend"), .hint = {}, .choices = {}};
    for (const Band one : casework::bands_for(view.as_child)) {
        if (one == now) continue;
        const std::string name(screening::name_of(one));
        band.choices.push_back(
            {.value = name,
             .text = band_name(words, one),
             .hint = words.text(screening::needs_second_person(now, one) ? "screening.band.lower"
                                                                         : "screening.band.higher"),
             .chosen = typed.text("band") == name});
    }
    form.items.push_back(std::move(band));
    page::Radios reason{
        .name = "reason", .legend = words.text("screening.reason"), .hint = {}, .choices = {}};
    for (const std::string_view name : screening::names<screening::OverrideReason>()) {
        reason.choices.push_back({.value = std::string(name),
                                  .text = words.text("screening_rules.override_reason." + std::string(name)),
                                  .hint = {},
                                  .chosen = typed.text("reason") == name});
    }
    form.items.push_back(std::move(reason));
    form.items.push_back(page::TextArea{.name = "words",
                                        .label = words.text("screening.reason_words"),
                                        .hint = {},
                                        .value = typed.text("words")});
    form.items.push_back(information_field(words, typed.checked("information_given")));
    form.buttons.push_back({.text = words.text("screening.band.save")});
    form.links.push_back({words.text("common.cancel"), screening_path(view.screening)});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_band(const WebDesk& desk, Visit& visit) {
    const auto view = finished_view(desk, visit);
    if (!view) return base::fail(view.error());
    return Answer{band_page(visit, *view, {})};
}

bool can_be_mended(const base::Problem& problem) {
    return problem.code == base::ProblemCode::invalid_input ||
           problem.code == base::ProblemCode::edited_meanwhile;
}

base::Result<Answer> change(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const http::Form& form = visit.form();
    const auto refused = [&](const base::Problem& problem) -> base::Result<Answer> {
        const auto view = finished_view(desk, visit);
        if (!view) return base::fail(view.error());
        return Answer{page::with_errors(band_page(visit, *view, form), problem, visit.words())};
    };
    const auto to = screening::from_name<Band>(form.text("band"));
    const auto reason = screening::from_name<screening::OverrideReason>(form.text("reason"));
    std::vector<base::FieldProblem> missing;
    if (!to) missing.push_back({"band", "required", ""});
    if (!reason) missing.push_back({"reason", "required", ""});
    if (!missing.empty()) return refused(base::invalid_fields(std::move(missing)));
    const auto outcome = casework::change_band(desk.desk, visit.actor(), *id,
                                               {.version = version_in(form),
                                                .to = *to,
                                                .reason = reason,
                                                .words = form.text("words"),
                                                .information_given = form.checked("information_given")});
    if (!outcome) {
        if (can_be_mended(outcome.error())) return refused(outcome.error());
        return base::fail(outcome.error());
    }
    return Answer{
        Redirect{case_path(*visit.id<guard::Case>("case")) + "/screenings/" + id->text(),
                 *outcome == casework::BandOutcome::raised ? "band_raised" : "second_person_asked"}};
}

// --- No indication now (T4) ---

page::Page no_indication_page(const Visit& visit, const ScreeningView& view, const http::Form& typed) {
    const base::Words& words = visit.words();
    page::Page page{.title = words.text("screening.no_indication.title"), .caption = view.file.pseudonym};
    page.back = page::Link{words.text("common.back"), screening_path(view.screening)};
    page.add(page::Paragraph{.text = words.text("screening.no_indication.lead"), .lead = true});
    page.add(page::Paragraph{.text = words.text("screening.no_indication.opens_again")});
    page::Form form;
    form.items.push_back(version_field(view.screening.version));
    form.items.push_back(page::Radios{.name = "reason",
                                      .legend = words.text("screening.reason"),
                                      .hint = {},
                                      .choices = choices(words, casework::no_indication_reasons(),
                                                         "casework.no_indication.", {typed.text("reason")})});
    form.items.push_back(page::TextArea{.name = "words",
                                        .label = words.text("screening.reason_words"),
                                        .hint = {},
                                        .value = typed.text("words")});
    form.items.push_back(information_field(words, typed.checked("information_given")));
    form.buttons.push_back({.text = words.text("screening.no_indication.ask")});
    form.links.push_back({words.text("common.cancel"), screening_path(view.screening)});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_no_indication(const WebDesk& desk, Visit& visit) {
    const auto view = finished_view(desk, visit);
    if (!view) return base::fail(view.error());
    return Answer{no_indication_page(visit, *view, {})};
}

base::Result<Answer> propose(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const http::Form& form = visit.form();
    const auto proposed =
        casework::propose_no_indication(desk.desk, visit.actor(), *id,
                                        {.version = version_in(form),
                                         .reason = form.text("reason"),
                                         .words = form.text("words"),
                                         .information_given = form.checked("information_given")});
    if (proposed) {
        return Answer{Redirect{case_path(*visit.id<guard::Case>("case")) + "/screenings/" + id->text(),
                               "second_person_asked"}};
    }
    if (!can_be_mended(proposed.error())) return base::fail(proposed.error());
    const auto view = finished_view(desk, visit);
    if (!view) return base::fail(view.error());
    return Answer{page::with_errors(no_indication_page(visit, *view, form), proposed.error(), visit.words())};
}

// --- The second person ---

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
    add_why(page, words, instrument, *content.assessment);
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

// --- What waits for a second person ---

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

std::vector<Route> screening_result_routes() {
    using enum http::Method;
    return {
        screening_route(get, "/cases/{case}/screenings/{screening}", Permission::screening_read, show),
        screening_route(get, "/cases/{case}/screenings/{screening}/band", Permission::band_raise, show_band),
        screening_route(post, "/cases/{case}/screenings/{screening}/band", Permission::band_raise, change),
        screening_route(get, "/cases/{case}/screenings/{screening}/no-indication",
                        Permission::band_lower_propose, show_no_indication),
        screening_route(post, "/cases/{case}/screenings/{screening}/no-indication",
                        Permission::band_lower_propose, propose),
        screening_route(get, "/cases/{case}/screenings/{screening}/confirm", Permission::band_lower_confirm,
                        show_confirm),
        screening_route(post, "/cases/{case}/screenings/{screening}/confirm", Permission::band_lower_confirm,
                        confirm),
        screening_route(get, "/confirmations", Permission::band_lower_confirm, show_confirmations),
    };
}

}  // namespace web
