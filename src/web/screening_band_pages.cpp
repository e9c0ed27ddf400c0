// What a professional makes of a result: a higher band at once, a lower one and "no indication now" when a
// second person agrees (INV-11, INV-17). That person's pages stand in confirmation_pages.cpp.

#include "casework/change_band.hpp"
#include "casework/read_screening.hpp"
#include "web/choices.hpp"
#include "web/route.hpp"
#include "web/screening_parts.hpp"
#include "web/screening_result_parts.hpp"

#include <utility>

namespace web {
namespace {

using casework::Screening;
using casework::ScreeningStatus;
using casework::ScreeningView;
using guard::Permission;
using screening::Band;

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
    const auto changed = casework::change_band(desk.desk, visit.actor(), *id,
                                               {.version = version_in(form),
                                                .to = *to,
                                                .reason = reason,
                                                .words = form.text("words"),
                                                .information_given = form.checked("information_given")});
    if (!changed) {
        if (can_be_mended(changed.error())) return refused(changed.error());
        return base::fail(changed.error());
    }
    return Answer{
        Redirect{case_path(*visit.id<guard::Case>("case")) + "/screenings/" + id->text(),
                 changed->outcome == casework::BandOutcome::raised ? "band_raised" : "second_person_asked"}};
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

}  // namespace

std::vector<Route> screening_band_routes() {
    using enum http::Method;
    return {
        screening_route(get, "/cases/{case}/screenings/{screening}/band", Permission::band_raise, show_band),
        screening_route(post, "/cases/{case}/screenings/{screening}/band", Permission::band_raise, change),
        screening_route(get, "/cases/{case}/screenings/{screening}/no-indication",
                        Permission::band_lower_propose, show_no_indication),
        screening_route(post, "/cases/{case}/screenings/{screening}/no-indication",
                        Permission::band_lower_propose, propose),
    };
}

}  // namespace web
