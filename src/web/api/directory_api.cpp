// The directory: services and their capacity, and which of them suit somebody.

#include "casework/offer_services.hpp"
#include "casework/referral.hpp"
#include "directory/manage_service.hpp"
#include "directory/need.hpp"
#include "directory/search_directory.hpp"
#include "web/api/operation.hpp"
#include "web/api/paging.hpp"
#include "web/api/service_json.hpp"

#include <utility>

namespace web::api {
namespace {

using directory::Service;
using directory::ServiceId;
using guard::Permission;
using guard::Purpose;

constexpr std::string_view kNewService = R"({"organisation": "01906f3e-7a00-7000-8000-000000000017",
    "name": "Night shelter", "description": "Rooms for women, also with children.", "needs": ["shelter"],
    "languages": ["uk"], "genders": ["woman"], "age_bands": [], "households": [], "statuses": [],
    "eligibility_words": "", "shelter": true, "area": "Port City", "address": "", "answers_today": true,
    "opening_hours": "At any hour", "contact": "+000 000 00 00", "active": true})";
constexpr std::string_view kService = R"({"id": "01906f3e-7a00-7000-8000-000000000015",
    "organisation": "01906f3e-7a00-7000-8000-000000000017", "name": "Night shelter",
    "description": "Rooms for women, also with children.", "needs": ["shelter"], "languages": ["uk"],
    "genders": ["woman"], "age_bands": [], "households": [], "statuses": [], "eligibility_words": "",
    "shelter": true, "area": "Port City", "address": "", "answers_today": true,
    "opening_hours": "At any hour", "contact": "+000 000 00 00", "active": true,
    "organisation_name": "Safe Steps", "capacity": {"total": 12, "free": 2, "as_of": "2026-11-24T09:00:00Z",
    "note": ""}, "version": 2})";
constexpr std::string_view kServices = R"({"items": [], "next": null})";
constexpr std::string_view kReceipt = R"({"service": "01906f3e-7a00-7000-8000-000000000015"})";
constexpr std::string_view kOffer = R"({"case": "01906f3e-7a00-7000-8000-000000000010", "matches": [],
    "open_already": [], "areas": ["Port City"]})";

base::Result<Reply> list_services(const Call& call) {
    const auto place = name_after(call);
    if (!place) return base::fail(place.error());
    std::optional<directory::ServicePlace> after;
    if (*place) after = directory::ServicePlace{(*place)->name, ServiceId((*place)->id)};
    directory::Seeker seeker;
    seeker.need = call.query.text("need");
    seeker.area = call.query.text("area");
    const auto page = directory::search_directory(call.desk.workplace, call.actor, seeker, after);
    if (!page) return base::fail(page.error());
    Json items = Json::array();
    for (const directory::Match& match : page->matches) items.push_back(match_json(match));
    std::optional<std::string> next;
    if (page->more) {
        const Service& last = page->matches.back().service;
        next = cursor_of(NamePlace{last.name, last.id.uuid()});
    }
    return Reply{.body = page_json(std::move(items), next)};
}

base::Result<Reply> read_service(const Call& call) {
    const auto id = call.id<Service>("service");
    if (!id) return base::fail(id.error());
    const auto service = directory::read_service(call.desk.workplace, call.actor, *id);
    if (!service) return base::fail(service.error());
    return Reply{.body = service_json(*service), .version = service->version};
}

base::Result<Reply> add_service(const Call& call) {
    const auto id = directory::add_service(call.desk.workplace, call.actor, service_from(call.body));
    if (!id) return base::fail(id.error());
    return Reply{
        .body = {{"service", id->text()}}, .version = 1, .location = "/api/v1/services/" + id->text()};
}

// As those who manage the directory see it: also what is no longer offered.
base::Result<Reply> read_managed(const Call& call) {
    const auto id = call.id<Service>("service");
    if (!id) return base::fail(id.error());
    const auto service = directory::read_managed_service(call.desk.workplace, call.actor, *id);
    if (!service) return base::fail(service.error());
    return Reply{.body = service_json(*service), .version = service->version};
}

base::Result<Reply> write_service(const Call& call) {
    const auto id = call.id<Service>("service");
    if (!id) return base::fail(id.error());
    Service service = service_from(call.body);
    service.id = *id;
    service.version = call.version;
    return saved(directory::edit_service(call.desk.workplace, call.actor, std::move(service)));
}

base::Result<Reply> record_capacity(const Call& call) {
    const auto id = call.id<Service>("service");
    if (!id) return base::fail(id.error());
    return saved(directory::record_capacity(call.desk.workplace, call.actor,
                                            {.service = *id,
                                             .version = call.version,
                                             .total = call.body.at("total").get<std::int64_t>(),
                                             .free = call.body.at("free").get<std::int64_t>(),
                                             .note = call.text("note")}));
}

base::Result<Reply> offer(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto found = casework::offer_services(
        call.desk, call.actor, *id,
        {call.query.text("need"), call.query.text("urgency"), call.query.text("area")});
    if (!found) return base::fail(found.error());
    Json matches = Json::array();
    for (const directory::Match& match : found->matches) matches.push_back(match_json(match));
    Json open_already = Json::array();
    for (const ServiceId& service : found->open_already) open_already.push_back(service.text());
    return Reply{.body = {{"case", id->text()},
                          {"matches", std::move(matches)},
                          {"open_already", std::move(open_already)},
                          {"areas", found->areas}}};
}

std::vector<Operation> reading() {
    return {{.pattern = "/api/v1/services",
             .name = "listServices",
             .tag = "directory",
             .summary = "Services by name, or those that answer a need, the most suitable first",
             .permission = Permission::directory_search,
             .query = {{"need", code(directory::need_codes())}, {"area", text(200)}, after_parameter()},
             .answer = Body{page_of(match_schema()).called("Services"), kServices},
             .handler = list_services},
            {.pattern = "/api/v1/services/{service}",
             .name = "readService",
             .tag = "directory",
             .summary = "One service",
             .permission = Permission::directory_search,
             .answer = Body{service_schema(), kService},
             .handler = read_service},
            {.pattern = "/api/v1/cases/{case}/services",
             .name = "offerServices",
             .tag = "directory",
             .summary = "Which services suit this person, and why or why not",
             .permission = Permission::needs_read,
             .purpose = Purpose::referral,
             .query = {{"need", code(directory::need_codes()).saying("Must be said.")},
                       {"urgency", code(casework::urgency_codes()).saying("Must be said.")},
                       {"area", text(200)}},
             .answer = Body{object({required("case", id()), required("matches", list(match_schema())),
                                    required("open_already", list(id())), required("areas", list(text(200)))})
                                .called("ServiceOffer"),
                            kOffer},
             .handler = offer}};
}

}  // namespace

std::vector<Operation> directory_operations() {
    std::vector<Operation> operations = reading();
    operations.push_back(
        {.method = http::Method::post,
         .pattern = "/api/v1/services",
         .name = "addService",
         .tag = "directory",
         .summary = "Add a service",
         .permission = Permission::directory_manage,
         .purpose = Purpose::co_ordination,
         .body = Body{service_body_schema(), kNewService},
         .status = 201,
         .answer = Body{object({required("service", id())}).called("ServiceReceipt"), kReceipt},
         .handler = add_service});
    operations.push_back({.method = http::Method::put,
                          .pattern = "/api/v1/services/{service}",
                          .name = "writeService",
                          .tag = "directory",
                          .summary = "Change a service; its organisation stays",
                          .permission = Permission::directory_manage,
                          .purpose = Purpose::co_ordination,
                          .body = Body{service_body_schema(), kNewService},
                          .status = 204,
                          .needs_version = true,
                          .handler = write_service,
                          .current = read_managed});
    operations.push_back(
        {.method = http::Method::put,
         .pattern = "/api/v1/services/{service}/capacity",
         .name = "recordCapacity",
         .tag = "directory",
         .summary = "Say how much room a service has, as of now",
         .permission = Permission::directory_manage,
         .purpose = Purpose::co_ordination,
         .body = Body{object({required("total", whole(0, 100000)), required("free", whole(0, 100000)),
                              required("note", text(1000))})
                          .called("CapacityCount"),
                      R"({"total": 12, "free": 2, "note": ""})"},
         .status = 204,
         .needs_version = true,
         .handler = record_capacity,
         .current = read_managed});
    return operations;
}

}  // namespace web::api
