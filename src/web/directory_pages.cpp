// The directory as everybody in the case team searches it. Its keeping stands in directory_manage_pages.cpp.

#include "casework/case_codes.hpp"
#include "casework/referral.hpp"
#include "directory/need.hpp"
#include "directory/search_directory.hpp"
#include "web/choices.hpp"
#include "web/directory_manage_pages.hpp"
#include "web/http/percent.hpp"
#include "web/referral_draft.hpp"
#include "web/route.hpp"
#include "web/service_cards.hpp"

#include <utility>

namespace web {
namespace {

using directory::Seeker;
using guard::Permission;
using guard::Purpose;

Seeker seeker_from(const http::Form& query) {
    return {.need = query.text("need"),
            .urgency = query.text("urgency"),
            .languages = query.text("language").empty() ? Codes{} : Codes{query.text("language")},
            .gender = query.text("gender"),
            .age_band = query.text("age_band"),
            .household = {},
            .status = {},
            .area = query.text("area")};
}

page::Form search_form(const Visit& visit, const Seeker& seeker, const std::vector<std::string>& areas) {
    const base::Words& words = visit.words();
    const auto select = [&](const char* name, const char* label, const Codes& codes, const char* family,
                            const std::string& chosen) {
        return page::Select{.name = name,
                            .label = words.text(label),
                            .hint = {},
                            .choices = choices_or_none(words, codes, family, chosen, "directory.any"),
                            .error = {}};
    };
    page::Select area{.name = "area",
                      .label = words.text("directory.area"),
                      .hint = {},
                      .choices = {{.value = {},
                                   .text = words.text("directory.any"),
                                   .hint = {},
                                   .chosen = seeker.area.empty()}},
                      .error = {}};
    for (const std::string& one : areas) {
        area.choices.push_back({.value = one, .text = one, .hint = {}, .chosen = one == seeker.area});
    }
    page::Form form{.action = {}, .items = {}, .buttons = {}, .links = {}, .sends_by_get = true};
    form.items.push_back(
        select("need", "directory.need_label", directory::need_codes(), "directory.need.", seeker.need));
    form.items.push_back(select("urgency", "directory.urgency_label", casework::urgency_codes(),
                                "casework.urgency.", seeker.urgency));
    form.items.push_back(std::move(area));
    form.items.push_back(select("language", "directory.language_label", casework::language_codes(),
                                "casework.language.",
                                seeker.languages.empty() ? std::string{} : seeker.languages.front()));
    form.items.push_back(select("gender", "directory.gender_label", directory::gender_codes(),
                                "directory.gender.", seeker.gender));
    form.items.push_back(select("age_band", "directory.age_label", directory::age_band_codes(),
                                "directory.age_band.", seeker.age_band));
    form.buttons.push_back({.text = words.text("common.search")});
    return form;
}

std::optional<directory::ServicePlace> place_from(const http::Form& query) {
    const auto id = directory::ServiceId::from_text(query.text("after"));
    if (!id || !query.has("after_name")) return std::nullopt;
    return directory::ServicePlace{.name = query.text("after_name"), .id = *id};
}

// As the menu asks: whether the link is worth showing. The route and the use case ask again.
bool may_manage(const Visit& visit) {
    return guard::authorise(visit.actor(),
                            {.permission = Permission::directory_manage, .purpose = Purpose::co_ordination},
                            visit.now())
        .allowed;
}

base::Result<Answer> search(const WebDesk& desk, Visit& visit) {
    const Seeker seeker = seeker_from(visit.query());
    const auto found =
        directory::search_directory(desk.desk.workplace, visit.actor(), seeker, place_from(visit.query()));
    if (!found) return base::fail(found.error());
    page::Page page{.title = visit.text("directory.title")};
    page.add(page::Paragraph{.text = visit.text("directory.lead"), .lead = true});
    if (may_manage(visit)) {
        page.add(page::Buttons{{{visit.text("directory.manage.title"), "/directory/manage"}}});
    }
    page.add(search_form(visit, seeker, found->areas));
    page.add(page::Heading{.text = seeker.need.empty()
                                       ? visit.text("directory.all_services")
                                       : visit.text("directory.found", {{"count", found->matches.size()}}),
                           .level = 2,
                           .id = "results"});
    page::Cards cards{.cards = {}, .when_empty = visit.text("directory.nothing_found")};
    for (const directory::Match& match : found->matches) {
        cards.cards.push_back(
            service_card(visit.words(), match, "/directory/services/" + match.service.id.text()));
    }
    page.add(std::move(cards));
    if (found->more) {
        const directory::Service& last = found->matches.back().service;
        page::Pager pager;
        pager.next =
            page::Link{visit.text("common.next"), "/directory?after=" + last.id.text() +
                                                      "&after_name=" + http::percent_encoded(last.name)};
        page.add(std::move(pager));
    }
    return Answer{std::move(page)};
}

base::Result<Answer> show_service(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<directory::Service>("service");
    if (!id) return base::fail(id.error());
    const auto service = directory::read_service(desk.desk.workplace, visit.actor(), *id);
    if (!service) return base::fail(service.error());
    page::Page page{.title = service->name};
    page.back = page::Link{visit.text("directory.back_to_search"), "/directory"};
    if (!service->active) {
        page.add(
            page::Notice{.tone = page::Tone::warning, .title = visit.text("directory.no_longer_offered")});
    }
    page.add(service_summary(visit.words(), *service, directory::room_of(*service, visit.now())));
    // Opened from a step of a referral, it leads back there and on: nothing chosen so far is lost.
    if (const auto case_id = guard::CaseId::from_text(visit.query().text("case"))) {
        DraftFields draft = draft_fields(visit.query());
        const std::string referrals = "/cases/" + case_id->text() + "/referrals";
        page.back = page::Link{visit.text("common.back"), referrals + "/services?" + query_of(draft)};
        draft.service = service->id.text();
        if (service->active)
            page.add(page::Buttons{
                {{visit.text("refer.service.choose"), referrals + "/facts?" + query_of(draft)}}});
    }
    return Answer{std::move(page)};
}

}  // namespace

std::vector<Route> directory_routes() {
    std::vector<Route> routes{{.method = http::Method::get,
                               .pattern = "/directory",
                               .permission = Permission::directory_search,
                               .purpose = Purpose::support,
                               .handler = search},
                              {.method = http::Method::get,
                               .pattern = "/directory/services/{service}",
                               .permission = Permission::directory_search,
                               .purpose = Purpose::support,
                               .handler = show_service}};
    for (Route& route : directory_manage_routes()) routes.push_back(route);
    return routes;
}

}  // namespace web
