#include "web/directory_manage_pages.hpp"

#include "casework/case_codes.hpp"
#include "directory/manage_service.hpp"
#include "directory/need.hpp"
#include "web/choices.hpp"
#include "web/http/percent.hpp"
#include "web/service_cards.hpp"

#include <utility>

namespace web {
namespace {

using directory::Service;
using guard::Permission;
using guard::Purpose;

constexpr std::string_view kManagePath = "/directory/manage";

std::string path_of(const directory::ServiceId& id) {
    return std::string(kManagePath) + "/services/" + id.text();
}

// Where it is no number: no rule lets it through.
constexpr std::int64_t kNone = -1;

Service service_from(const http::Form& form) {
    Service service;
    service.name = form.text("name");
    service.description = form.text("description");
    service.needs = form.all("needs");
    service.languages = form.all("languages");
    service.eligibility = {.genders = form.all("genders"),
                           .age_bands = form.all("age_bands"),
                           .households = form.all("households"),
                           .statuses = form.all("statuses"),
                           .words = form.text("eligibility_words")};
    service.site = {
        .kind = form.checked("shelter") ? directory::SiteKind::shelter : directory::SiteKind::open,
        .area = form.text("area"),
        .address = form.text("address")};
    service.answers_today = form.checked("answers_today");
    service.opening_hours = form.text("opening_hours");
    service.contact = form.text("contact");
    service.active = !form.checked("no_longer_offered");
    service.version = form.number("version").value_or(kNone);
    if (const auto organisation = guard::OrganisationId::from_text(form.text("organisation")))
        service.organisation = *organisation;
    return service;
}

page::TextField field(const base::Words& words, const char* name, const char* label, const std::string& value,
                      const char* hint = nullptr) {
    return {.name = name,
            .label = words.text(label),
            .hint = hint == nullptr ? std::string{} : words.text(hint),
            .value = value};
}

page::Checkboxes boxes(const base::Words& words, const char* name, const char* legend, const Codes& codes,
                       std::string_view family, const Codes& chosen) {
    return {.name = name,
            .legend = words.text(legend),
            .hint = {},
            .choices = choices(words, codes, family, chosen),
            .error = {},
            .small = true};
}

page::Checkboxes one_box(const base::Words& words, const char* name, const char* text, bool chosen) {
    return {.name = name,
            .legend = {},
            .hint = {},
            .choices = {{.value = "yes", .text = words.text(text), .hint = {}, .chosen = chosen}},
            .error = {},
            .small = false};
}

void add_service_fields(const base::Words& words, const Service& service, std::vector<page::Block>& items) {
    items.push_back(field(words, "name", "directory.name", service.name));
    items.push_back(page::TextArea{.name = "description",
                                   .label = words.text("directory.description"),
                                   .hint = words.text("directory.description_hint"),
                                   .value = service.description,
                                   .error = {},
                                   .rows = 3});
    items.push_back(
        boxes(words, "needs", "directory.needs", directory::need_codes(), "directory.need.", service.needs));
    items.push_back(boxes(words, "languages", "directory.languages", casework::language_codes(),
                          "casework.language.", service.languages));
    items.push_back(page::Heading{words.text("directory.serves"), 2});
    items.push_back(page::Paragraph{.text = words.text("directory.serves_hint"), .quiet = true});
    items.push_back(boxes(words, "genders", "directory.gender_label", directory::gender_codes(),
                          "directory.gender.", service.eligibility.genders));
    items.push_back(boxes(words, "age_bands", "directory.age_label", directory::age_band_codes(),
                          "directory.age_band.", service.eligibility.age_bands));
    items.push_back(boxes(words, "households", "directory.household_label", directory::household_codes(),
                          "directory.household.", service.eligibility.households));
    items.push_back(boxes(words, "statuses", "directory.status_label", directory::status_codes(),
                          "directory.status.", service.eligibility.statuses));
    items.push_back(
        field(words, "eligibility_words", "directory.eligibility_words", service.eligibility.words));
    items.push_back(page::Heading{words.text("directory.where_and_when"), 2});
    items.push_back(one_box(words, "shelter", "directory.is_shelter", service.is_shelter()));
    items.push_back(field(words, "area", "directory.area", service.site.area, "directory.area_hint"));
    items.push_back(
        field(words, "address", "directory.address", service.site.address, "directory.address_hint"));
    items.push_back(field(words, "opening_hours", "directory.opening_hours", service.opening_hours));
    items.push_back(one_box(words, "answers_today", "directory.answers_today", service.answers_today));
    items.push_back(field(words, "contact", "directory.contact", service.contact, "directory.contact_hint"));
}

page::Select organisation_select(const base::Words& words, const std::vector<guard::Organisation>& all,
                                 guard::OrganisationId chosen) {
    page::Select select{.name = "organisation",
                        .label = words.text("directory.organisation"),
                        .hint = {},
                        .choices = {},
                        .error = {}};
    for (const guard::Organisation& one : all) {
        select.choices.push_back(
            {.value = one.id.text(), .text = one.name, .hint = {}, .chosen = one.id == chosen});
    }
    return select;
}

// --- The list ---

base::Result<Answer> list(const WebDesk& desk, Visit& visit) {
    std::optional<directory::ServicePlace> place;
    if (const auto after = directory::ServiceId::from_text(visit.query().text("after"))) {
        place = directory::ServicePlace{.name = visit.query().text("after_name"), .id = *after};
    }
    const auto found = directory::read_managed_services(desk.desk.workplace, visit.actor(), place);
    if (!found) return base::fail(found.error());
    const base::Words& words = visit.words();
    page::Page page{.title = visit.text("directory.manage.title")};
    page.wide = true;
    page.add(page::Buttons{{{visit.text("directory.manage.add"), std::string(kManagePath) + "/new"}}});
    page::Table table{
        .caption = visit.text("directory.manage.caption"),
        .columns = {visit.text("directory.name"), visit.text("directory.organisation"),
                    visit.text("directory.capacity_label"), visit.text("directory.manage.places")},
        .rows = {},
        .when_empty = visit.text("directory.nothing_found")};
    for (const Service& service : found->services) {
        page::Cell name{.text = service.name, .href = path_of(service.id)};
        if (!service.active) name.detail = visit.text("directory.no_longer_offered");
        const directory::Room room = directory::room_of(service, visit.now());
        table.rows.push_back(
            {std::move(name),
             {.text = service.organisation_name},
             {.text = capacity_text(words, service), .tag = capacity_tag(words, room)},
             {.text = visit.text("directory.manage.count"), .href = path_of(service.id) + "/places"}});
    }
    page.add(std::move(table));
    if (found->more) {
        const Service& last = found->services.back();
        page::Pager pager;
        pager.next =
            page::Link{visit.text("common.next"), std::string(kManagePath) + "?after=" + last.id.text() +
                                                      "&after_name=" + http::percent_encoded(last.name)};
        page.add(std::move(pager));
    }
    return Answer{std::move(page)};
}

// --- Adding ---

page::Page new_page(const Visit& visit, const Service& service,
                    const std::vector<guard::Organisation>& organisations) {
    page::Page page{.title = visit.text("directory.manage.add")};
    page.back = page::Link{visit.text("common.back"), std::string(kManagePath)};
    page::Form form{.action = {}, .items = {}, .buttons = {}, .links = {}};
    form.items.push_back(organisation_select(visit.words(), organisations, service.organisation));
    add_service_fields(visit.words(), service, form.items);
    form.buttons.push_back({.text = visit.text("common.save")});
    form.links.push_back({visit.text("common.cancel"), std::string(kManagePath)});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_new(const WebDesk& desk, Visit& visit) {
    const auto organisations = directory::organisations_to_choose(desk.desk.workplace, visit.actor());
    if (!organisations) return base::fail(organisations.error());
    return Answer{new_page(visit, {}, *organisations)};
}

base::Result<Answer> add(const WebDesk& desk, Visit& visit) {
    const Service service = service_from(visit.form());
    const auto added = directory::add_service(desk.desk.workplace, visit.actor(), service);
    if (added) return Answer{Redirect{path_of(*added) + "/places", "service_added"}};
    if (added.error().fields.empty()) return base::fail(added.error());
    const auto organisations = directory::organisations_to_choose(desk.desk.workplace, visit.actor());
    if (!organisations) return base::fail(organisations.error());
    return Answer{page::with_errors(new_page(visit, service, *organisations), added.error(), visit.words())};
}

// --- Editing ---

page::Page edit_page(const Visit& visit, const Service& service) {
    page::Page page{.title = service.name, .caption = service.organisation_name};
    page.back = page::Link{visit.text("common.back"), std::string(kManagePath)};
    page::Form form{.action = {}, .items = {}, .buttons = {}, .links = {}};
    form.items.push_back(page::Hidden{"version", std::to_string(service.version)});
    add_service_fields(visit.words(), service, form.items);
    form.items.push_back(
        one_box(visit.words(), "no_longer_offered", "directory.manage.end", !service.active));
    form.buttons.push_back({.text = visit.text("common.save")});
    form.links.push_back({visit.text("directory.manage.count"), path_of(service.id) + "/places"});
    form.links.push_back({visit.text("common.cancel"), std::string(kManagePath)});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_edit(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Service>("service");
    if (!id) return base::fail(id.error());
    const auto service = directory::read_managed_service(desk.desk.workplace, visit.actor(), *id);
    if (!service) return base::fail(service.error());
    return Answer{edit_page(visit, *service)};
}

// Both versions: theirs as it is stored, one's own in the form, to be saved over it or not.
base::Result<Answer> both_versions(const WebDesk& desk, Visit& visit, Service mine,
                                   const base::Problem& problem) {
    const auto theirs = directory::read_managed_service(desk.desk.workplace, visit.actor(), mine.id);
    if (!theirs) return base::fail(theirs.error());
    mine.version = theirs->version;
    mine.organisation_name = theirs->organisation_name;
    page::Page page = edit_page(visit, mine);
    page.status = problem.kind().http_status;
    std::vector<page::Block> above;
    above.push_back(page::Notice{.tone = page::Tone::warning,
                                 .title = visit.text("directory.manage.edited_meanwhile"),
                                 .lines = {visit.text("directory.manage.both_versions")}});
    above.push_back(page::Heading{visit.text("directory.manage.their_version"), 2});
    above.push_back(page::Paragraph{.text = theirs->name});
    above.push_back(service_summary(visit.words(), *theirs, directory::room_of(*theirs, visit.now())));
    above.push_back(page::Heading{visit.text("directory.manage.your_version"), 2});
    page.blocks.insert(page.blocks.begin(), above.begin(), above.end());
    return Answer{std::move(page)};
}

base::Result<Answer> edit(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Service>("service");
    if (!id) return base::fail(id.error());
    Service service = service_from(visit.form());
    service.id = *id;
    const auto edited = directory::edit_service(desk.desk.workplace, visit.actor(), service);
    if (edited) return Answer{Redirect{std::string(kManagePath), "service_saved"}};
    if (edited.error().code == base::ProblemCode::edited_meanwhile)
        return both_versions(desk, visit, std::move(service), edited.error());
    if (edited.error().fields.empty()) return base::fail(edited.error());
    return Answer{page::with_errors(edit_page(visit, service), edited.error(), visit.words())};
}

// --- Counting places ---

struct CountAsTyped {
    std::string total;
    std::string free;
    std::string note;
};

page::Page places_page(const Visit& visit, const Service& service, const CountAsTyped& typed) {
    const base::Words& words = visit.words();
    page::Page page{.title = visit.text("directory.manage.count"), .caption = service.name};
    page.back = page::Link{visit.text("common.back"), std::string(kManagePath)};
    page.add(page::Paragraph{.text = capacity_text(words, service)});
    page::Form form{.action = {}, .items = {}, .buttons = {}, .links = {}};
    form.items.push_back(page::Hidden{"version", std::to_string(service.version)});
    auto total = field(words, "capacity_total", "directory.manage.total", typed.total);
    auto free = field(words, "capacity_free", "directory.manage.free", typed.free);
    total.kind = free.kind = page::InputKind::number;
    total.width_characters = free.width_characters = 5;
    form.items.push_back(std::move(total));
    form.items.push_back(std::move(free));
    form.items.push_back(field(words, "note", "directory.manage.note", typed.note));
    form.buttons.push_back({.text = visit.text("common.save")});
    form.links.push_back({visit.text("common.cancel"), std::string(kManagePath)});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_places(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Service>("service");
    if (!id) return base::fail(id.error());
    const auto service = directory::read_managed_service(desk.desk.workplace, visit.actor(), *id);
    if (!service) return base::fail(service.error());
    CountAsTyped typed;
    if (service->capacity) {
        typed = {.total = std::to_string(service->capacity->total),
                 .free = std::to_string(service->capacity->free),
                 .note = service->capacity->note};
    }
    return Answer{places_page(visit, *service, typed)};
}

base::Result<Answer> count_places(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Service>("service");
    if (!id) return base::fail(id.error());
    const CountAsTyped typed{.total = visit.form().text("capacity_total"),
                             .free = visit.form().text("capacity_free"),
                             .note = visit.form().text("note")};
    const std::int64_t version = visit.form().number("version").value_or(kNone);
    const auto counted =
        directory::record_capacity(desk.desk.workplace, visit.actor(),
                                   {.service = *id,
                                    .version = version,
                                    .total = visit.form().number("capacity_total").value_or(kNone),
                                    .free = visit.form().number("capacity_free").value_or(kNone),
                                    .note = typed.note});
    if (counted) return Answer{Redirect{std::string(kManagePath), "places_counted"}};
    auto service = directory::read_managed_service(desk.desk.workplace, visit.actor(), *id);
    if (!service) return base::fail(service.error());
    // The stored count stands above the form, one's own in it: both versions again. What was wrong in itself
    // still answers to the version it was typed over.
    if (counted.error().code != base::ProblemCode::edited_meanwhile) service->version = version;
    return Answer{page::with_errors(places_page(visit, *service, typed), counted.error(), visit.words())};
}

Route managing(http::Method method, std::string_view pattern,
               base::Result<Answer> (*handler)(const WebDesk&, Visit&)) {
    return {.method = method,
            .pattern = pattern,
            .permission = Permission::directory_manage,
            .purpose = Purpose::co_ordination,
            .handler = handler};
}

}  // namespace

std::vector<Route> directory_manage_routes() {
    using enum http::Method;
    return {managing(get, "/directory/manage", list),
            managing(get, "/directory/manage/new", show_new),
            managing(post, "/directory/manage/new", add),
            managing(get, "/directory/manage/services/{service}", show_edit),
            managing(post, "/directory/manage/services/{service}", edit),
            managing(get, "/directory/manage/services/{service}/places", show_places),
            managing(post, "/directory/manage/services/{service}/places", count_places)};
}

}  // namespace web
