// The end of a talk: what the screener knows beside the answers, then the result.

#include "casework/answer_screening.hpp"
#include "casework/read_screening.hpp"
#include "web/route.hpp"
#include "web/screening_parts.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using casework::Screening;
using casework::ScreeningStatus;
using guard::Permission;

page::Checkboxes remarks_field(const base::Words& words, const casework::ScreeningContent& content,
                               bool as_child) {
    page::Checkboxes field{.name = "remarks",
                           .legend = words.text("screening.closing.remarks"),
                           .hint = words.text("screening.closing.remarks_hint"),
                           .choices = {}};
    const auto add = [&](const char* name, bool chosen) {
        field.choices.push_back({.value = name,
                                 .text = words.text("screening.closing.remark." + std::string(name)),
                                 .hint = {},
                                 .chosen = chosen});
    };
    add("immediate_danger", content.immediate_danger);
    add("more_left_unsaid", content.more_left_unsaid);
    // INV-07, CH-7: what is asked of a child's case only.
    if (as_child) {
        add("adult_controls_child", content.adult_controls_child);
        add("act_shown", content.act_shown);
        add("intent_shown", content.intent_shown);
    }
    return field;
}

page::Page closing_page(const Visit& visit, const casework::ScreeningView& view) {
    const base::Words& words = visit.words();
    const screening::Instrument& instrument = *view.talk->instruments.back();
    page::Page page{.title = words.text("screening.closing.title"), .caption = view.file.pseudonym};
    page.back = page::Link{words.text("common.previous"),
                           question_path(view.screening, instrument.dimensions.back().id)};
    page.add(talk_steps(words, instrument, instrument.dimensions.size()));
    page.add(page::Paragraph{.text = words.text("screening.closing.lead"), .lead = true});
    page::Form form;
    form.items.push_back(version_field(view.screening.version));
    form.items.push_back(remarks_field(words, view.talk->content, view.as_child));
    add_observations(form, words, view.talk->content.observations, view.talk->content.distress);
    form.buttons.push_back({.text = words.text("screening.closing.finish")});
    form.links.push_back({words.text("screening.closing.not_yet"), case_path(view.file.id)});
    page.add(std::move(form));
    return page;
}

base::Result<casework::ScreeningView> talk_going_on(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    auto view = casework::read_screening(desk.desk, visit.actor(), *id);
    if (!view) return view;
    if (!view->talk || view->screening.status != ScreeningStatus::in_progress)
        return base::fail(base::ProblemCode::wrong_state, "screening");
    return view;
}

base::Result<Answer> show_closing(const WebDesk& desk, Visit& visit) {
    const auto view = talk_going_on(desk, visit);
    if (!view) return base::fail(view.error());
    return Answer{closing_page(visit, *view)};
}

casework::ClosingRemarks remarks_in(const http::Form& form) {
    const auto remarks = form.all("remarks");
    const auto said = [&](const char* name) { return std::ranges::find(remarks, name) != remarks.end(); };
    return {
        .version = version_in(form),
        .immediate_danger = said("immediate_danger"),
        .adult_controls_child = said("adult_controls_child"),
        .act_shown = said("act_shown"),
        .intent_shown = said("intent_shown"),
        .more_left_unsaid = said("more_left_unsaid"),
        .distress = casework::distress_from(form.text("distress")).value_or(casework::Distress::none_seen),
        .observations = form.text("observations")};
}

base::Result<Answer> finish(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const casework::ClosingRemarks remarks = remarks_in(visit.form());
    const auto finished = casework::finish_screening(desk.desk, visit.actor(), *id, remarks);
    if (finished)
        return Answer{Redirect{case_path(*visit.id<guard::Case>("case")) + "/screenings/" + id->text()}};
    const auto code = finished.error().code;
    if (code != base::ProblemCode::invalid_input && code != base::ProblemCode::edited_meanwhile)
        return base::fail(finished.error());
    auto view = talk_going_on(desk, visit);
    if (!view) return base::fail(view.error());
    auto& content = view->talk->content;
    content.immediate_danger = remarks.immediate_danger;
    content.adult_controls_child = remarks.adult_controls_child;
    content.act_shown = remarks.act_shown;
    content.intent_shown = remarks.intent_shown;
    content.more_left_unsaid = remarks.more_left_unsaid;
    content.distress = remarks.distress;
    content.observations = remarks.observations;
    return Answer{page::with_errors(closing_page(visit, *view), finished.error(), visit.words())};
}

}  // namespace

std::vector<Route> screening_closing_routes() {
    using enum http::Method;
    return {screening_route(get, "/cases/{case}/screenings/{screening}/closing", Permission::screening_do,
                            show_closing),
            screening_route(post, "/cases/{case}/screenings/{screening}/closing", Permission::screening_do,
                            finish)};
}

}  // namespace web
