// The rapporteur's estimates of how many people no list has: the list, a new one, what is made of it, the
// assumptions that somebody answers for, and the report to cite.

#include "document/render_html.hpp"
#include "document/render_pdf.hpp"
#include "estimates/keep_estimate.hpp"
#include "web/estimate_document.hpp"
#include "web/estimate_form.hpp"
#include "web/estimate_sentences.hpp"
#include "web/route.hpp"

#include <charconv>
#include <utility>

namespace web {
namespace {

using estimates::EstimateId;
using estimates::EstimateRead;
using estimates::KeptEstimate;
using estimates::Sight;
using guard::Permission;
using guard::Purpose;

constexpr std::string_view kPath = "/estimates";

std::string path_of(EstimateId id) {
    return std::string(kPath) + "/" + id.text();
}

// --- The list ---

std::optional<estimates::EstimatePlace> place_of(const Visit& visit) {
    const auto id = EstimateId::from_text(visit.query().text("after"));
    const auto at = visit.query().number("at");
    if (!id || !at) return std::nullopt;
    return estimates::EstimatePlace{.kept_at = base::Time(*at), .id = *id};
}

base::Result<Answer> list(const WebDesk& desk, Visit& visit) {
    const auto found = estimates::list_estimates(desk.desk.workplace, visit.actor(), place_of(visit));
    if (!found) return base::fail(found.error());
    const base::Words& words = visit.words();
    page::Page page{.title = visit.text("estimate.title"), .wide = true};
    page.add(page::Paragraph{.text = visit.text("estimate.lead"), .lead = true});
    if (estimates::may_make(visit.actor(), visit.now())) {
        page.add(page::Buttons{{{visit.text("estimate.new"), std::string(kPath) + "/new"}}});
    }
    page::Table table{.caption = visit.text("estimate.kept_estimates"),
                      .columns = {visit.text("estimate.title_label"), visit.text("estimate.territory"),
                                  visit.text("estimate.window"), visit.text("estimate.method_chosen"),
                                  visit.text("estimate.kept")},
                      .rows = {},
                      .when_empty = visit.text("estimate.nothing_kept")};
    for (const KeptEstimate& one : found->estimates) {
        table.rows.push_back({{.text = one.title, .href = path_of(one.id)},
                              {.text = one.territory},
                              {.text = visit.text("estimate.range", {{"lower", words.date(one.window_from)},
                                                                     {"upper", words.date(one.window_to)}})},
                              {.text = method_name(words, one.options.method)},
                              {.text = words.date(one.kept_at)}});
    }
    page.add(std::move(table));
    if (found->more) {
        const KeptEstimate& last = found->estimates.back();
        page.add(page::Pager{.next = page::Link{visit.text("common.next"),
                                                std::string(kPath) + "?after=" + last.id.text() +
                                                    "&at=" + std::to_string(last.kept_at.microseconds())}});
    }
    return Answer{std::move(page)};
}

// --- A new one ---

page::Page new_page(const Visit& visit) {
    page::Page page{.title = visit.text("estimate.new"),
                    .back = page::Link{visit.text("estimate.title"), std::string(kPath)}};
    page.add(page::Paragraph{.text = visit.text("estimate.new_lead"), .lead = true});
    page.add(page::Paragraph{.text = visit.text("estimate.no_linkage"), .quiet = true});
    page.add(new_estimate_form(visit.words(), visit.form()));
    return page;
}

base::Result<Answer> show_new(const WebDesk&, Visit& visit) {
    return Answer{new_page(visit)};
}

base::Result<Answer> keep(const WebDesk& desk, Visit& visit) {
    const auto wanted = estimate_from(visit.form());
    if (!wanted) {
        base::Problem problem = wanted.error();
        if (const auto table = estimates::read_table(visit.form().text("table")); !table) {
            problem.fields.insert(problem.fields.end(), table.error().fields.begin(),
                                  table.error().fields.end());
        }
        return Answer{page::with_errors(new_page(visit), with_places(visit.words(), problem), visit.words())};
    }
    const auto kept =
        estimates::keep_estimate(desk.desk.workplace, visit.actor(), *wanted, visit.form().text("table"));
    if (kept) return Answer{Redirect{path_of(*kept), "estimate.kept"}};
    if (kept.error().fields.empty()) return base::fail(kept.error());
    return Answer{
        page::with_errors(new_page(visit), with_places(visit.words(), kept.error()), visit.words())};
}

// --- What is made of it ---

page::Tone tone_of(estimation::Light light) {
    switch (light) {
        case estimation::Light::none: return page::Tone::danger;
        case estimation::Light::fragile: return page::Tone::warning;
        case estimation::Light::usable_with_care: return page::Tone::info;
    }
    return page::Tone::danger;
}

Sight sight_of(const EstimateRead& read) {
    return read.estimate.is_published() || read.sees_all_cells ? Sight::all : Sight::inside;
}

void add_result(const Visit& visit, const EstimateRead& read, const estimates::Study& study,
                page::Page& page) {
    const base::Words& words = visit.words();
    const EstimateId id = read.estimate.id;
    const estimation::Light light = study.chosen().status().light();
    page.add(page::Notice{.tone = tone_of(light),
                          .title = visit.text("estimate.status_is", {{"light", light_name(words, light)}}),
                          .lines = {visit.text("estimate.status_means"),
                                    visit.text(read.estimate.is_confirmed() ? "estimate.confirmed"
                                                                            : "estimate.not_confirmed")}});
    page::Buttons buttons;
    buttons.links.push_back({visit.text("estimate.report_pdf"), path_of(id) + "/report.pdf"});
    buttons.links.push_back({visit.text("estimate.report_html"), path_of(id) + "/report.html"});
    if (estimates::may_make(visit.actor(), visit.now())) {
        buttons.links.push_back({visit.text("estimate.answer_for"), path_of(id) + "/assumptions"});
    }
    page.add(std::move(buttons));
}

base::Result<Answer> show(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<KeptEstimate>("estimate");
    if (!id) return base::fail(id.error());
    const auto read = estimates::read_estimate(desk.desk.workplace, visit.actor(), *id);
    if (!read) return base::fail(read.error());
    page::Page page{.title = read->estimate.title,
                    .caption = visit.text("estimate.title"),
                    .back = page::Link{visit.text("estimate.title"), std::string(kPath)},
                    .wide = true};
    const auto study = estimates::study(read->estimate);
    if (!study) {
        page.add(page::Notice{.tone = page::Tone::danger,
                              .title = visit.text("estimate.light.none"),
                              .lines = {visit.text("estimate.too_few_people")}});
        return Answer{std::move(page)};
    }
    add_result(visit, *read, *study, page);
    const auto made =
        estimate_document(visit.words(), {read->estimate, read->kept_by_name, *study, sight_of(*read)});
    if (!made) return base::fail(made.error());
    auto fragment = page::Fragment::of(*made, "estimate-");
    if (!fragment) return base::fail(fragment.error());
    page.add(std::move(*fragment));
    return Answer{std::move(page)};
}

// --- The assumptions ---

page::Page assumptions_page(const Visit& visit, const KeptEstimate& kept, const http::Form* typed) {
    page::Page page{.title = visit.text("estimate.answer_for"),
                    .caption = kept.title,
                    .back = page::Link{kept.title, path_of(kept.id)}};
    page.add(page::Paragraph{.text = visit.text("estimate.answer_lead"), .lead = true});
    page.add(assumptions_form(visit.words(), kept, typed));
    return page;
}

base::Result<Answer> show_assumptions(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<KeptEstimate>("estimate");
    if (!id) return base::fail(id.error());
    const auto read = estimates::read_estimate(desk.desk.workplace, visit.actor(), *id);
    if (!read) return base::fail(read.error());
    return Answer{assumptions_page(visit, read->estimate, nullptr)};
}

base::Result<Answer> confirm(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<KeptEstimate>("estimate");
    if (!id) return base::fail(id.error());
    const auto refused = [&](const base::Problem& problem) -> base::Result<Answer> {
        const auto read = estimates::read_estimate(desk.desk.workplace, visit.actor(), *id);
        if (!read) return base::fail(read.error());
        return Answer{page::with_errors(assumptions_page(visit, read->estimate, &visit.form()), problem,
                                        visit.words())};
    };
    const auto reasons = reasons_from(visit.form());
    if (!reasons) return refused(reasons.error());
    const auto confirmed = estimates::confirm_assumptions(
        desk.desk.workplace, visit.actor(), *id, visit.form().number("version").value_or(0), *reasons);
    if (confirmed) return Answer{Redirect{path_of(*id), "estimate.answered"}};
    if (confirmed.error().fields.empty()) return base::fail(confirmed.error());
    return refused(confirmed.error());
}

// --- The report ---

// What leaves the house holds back more, unless the table is there for everybody to read.
base::Result<document::Document> report_of(const WebDesk& desk, const Visit& visit) {
    const auto id = visit.id<KeptEstimate>("estimate");
    if (!id) return base::fail(id.error());
    const auto read = estimates::read_estimate(desk.desk.workplace, visit.actor(), *id);
    if (!read) return base::fail(read.error());
    const auto study = estimates::study(read->estimate);
    if (!study) return base::fail(study.error());
    const Sight sight = read->estimate.is_published() ? Sight::all : Sight::outside;
    return estimate_document(visit.words(), {read->estimate, read->kept_by_name, *study, sight});
}

http::Response file(std::string type, std::string body, const Visit& visit, std::string_view ending) {
    http::Response response{.content_type = std::move(type), .body = std::move(body)};
    response.headers.push_back({"Content-Disposition", "attachment; filename=\"estimate-" +
                                                           visit.parameter("estimate").substr(0, 8) +
                                                           std::string(ending) + "\""});
    return response;
}

base::Result<Answer> report_html(const WebDesk& desk, Visit& visit) {
    const auto made = report_of(desk, visit);
    if (!made) return base::fail(made.error());
    auto html = document::render_html_page(*made);
    if (!html) return base::fail(html.error());
    return Answer{file("text/html; charset=utf-8", std::move(*html), visit, ".html")};
}

base::Result<Answer> report_pdf(const WebDesk& desk, Visit& visit) {
    const auto made = report_of(desk, visit);
    if (!made) return base::fail(made.error());
    const auto pdf = document::render_pdf(*made);
    if (!pdf) return base::fail(pdf.error());
    return Answer{file("application/pdf", std::string(pdf->begin(), pdf->end()), visit, ".pdf")};
}

}  // namespace

std::vector<Route> estimate_routes() {
    using enum http::Method;
    const auto route = [](http::Method method, std::string_view pattern, Permission permission,
                          auto handler) {
        return Route{.method = method,
                     .pattern = pattern,
                     .permission = permission,
                     .purpose = Purpose::oversight,
                     .handler = handler};
    };
    return {route(get, "/estimates", Permission::estimate_read, list),
            route(get, "/estimates/new", Permission::estimate_make, show_new),
            route(post, "/estimates/new", Permission::estimate_make, keep),
            route(get, "/estimates/{estimate}", Permission::estimate_read, show),
            route(get, "/estimates/{estimate}/assumptions", Permission::estimate_make, show_assumptions),
            route(post, "/estimates/{estimate}/assumptions", Permission::estimate_make, confirm),
            route(get, "/estimates/{estimate}/report.html", Permission::estimate_read, report_html),
            route(get, "/estimates/{estimate}/report.pdf", Permission::estimate_read, report_pdf)};
}

}  // namespace web
