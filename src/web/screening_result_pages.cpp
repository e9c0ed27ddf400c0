// The result of a screening: the band, what to do next, which answers made it, what stays open, and what the
// evidence can and cannot say (INV-05, INV-11).

#include "casework/read_screening.hpp"
#include "web/route.hpp"
#include "web/screening_parts.hpp"
#include "web/screening_result_parts.hpp"

#include <utility>

namespace web {
namespace {

using casework::BandStep;
using casework::Screening;
using casework::ScreeningStatus;
using casework::ScreeningView;
using guard::Permission;
using screening::Band;

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
    add_reasons(page, words, instrument, *content.assessment);
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

}  // namespace

std::vector<Route> screening_result_routes() {
    return {screening_route(http::Method::get, "/cases/{case}/screenings/{screening}",
                            Permission::screening_read, show)};
}

}  // namespace web
