#include "web/api/service_json.hpp"

#include "casework/case_codes.hpp"
#include "directory/need.hpp"
#include "web/api/call.hpp"

#include <utility>

namespace web::api {

namespace {

using directory::Service;

std::vector<Property> service_properties() {
    return {
        required("organisation", id()),
        required("name", text(200)),
        required("description", text(2000)),
        required("needs", list(code(directory::need_codes()), 50)),
        required(
            "languages",
            list(code(casework::language_codes()), 50).saying("That staff speak; an empty list: not known.")),
        required("genders", list(code(directory::gender_codes()), 20)
                                .saying("Whom it serves; an empty list sets no limit, here and below.")),
        required("age_bands", list(code(directory::age_band_codes()), 20)),
        required("households", list(code(directory::household_codes()), 20)),
        required("statuses", list(code(directory::status_codes()), 20)),
        required("eligibility_words", text(1000)),
        required("shelter", flag().saying("Its address is never stored (INV-13).")),
        required("area", text(200)),
        required("address", text(300)),
        required("answers_today", flag()),
        required("opening_hours", text(500)),
        required("contact", text(300)),
        required("active", flag())};
}

std::string_view name_of_room(directory::Room room) {
    switch (room) {
        case directory::Room::free_places: return "free_places";
        case directory::Room::full: return "full";
        case directory::Room::stale: return "stale";
        case directory::Room::not_told: return "not_told";
    }
    return "not_told";
}

}  // namespace

Schema service_body_schema() {
    return object(service_properties()).called("NewService");
}

Service service_from(const Json& body) {
    Service service;
    service.organisation = *guard::OrganisationId::from_text(text_in(body, "organisation"));
    service.name = text_in(body, "name");
    service.description = text_in(body, "description");
    service.needs = texts_in(body, "needs");
    service.languages = texts_in(body, "languages");
    service.eligibility = {.genders = texts_in(body, "genders"),
                           .age_bands = texts_in(body, "age_bands"),
                           .households = texts_in(body, "households"),
                           .statuses = texts_in(body, "statuses"),
                           .words = text_in(body, "eligibility_words")};
    service.site = {
        .kind = flag_in(body, "shelter") ? directory::SiteKind::shelter : directory::SiteKind::open,
        .area = text_in(body, "area"),
        .address = text_in(body, "address")};
    service.answers_today = flag_in(body, "answers_today");
    service.opening_hours = text_in(body, "opening_hours");
    service.contact = text_in(body, "contact");
    service.active = flag_in(body, "active");
    return service;
}

Schema service_schema() {
    std::vector<Property> properties = service_properties();
    properties.insert(properties.begin(), required("id", id()));
    properties.push_back(required("organisation_name", text(200)));
    properties.push_back(required(
        "capacity", object({required("total", whole(0, INT64_MAX)), required("free", whole(0, INT64_MAX)),
                            required("as_of", moment()), required("note", text(1000))})
                        .called("Capacity")
                        .or_null()));
    properties.push_back(required("version", whole(1, INT64_MAX)));
    return object(std::move(properties)).called("Service");
}

Json service_json(const Service& service) {
    Json capacity = nullptr;
    if (service.capacity) {
        capacity = {{"total", service.capacity->total},
                    {"free", service.capacity->free},
                    {"as_of", to_iso(service.capacity->as_of)},
                    {"note", service.capacity->note}};
    }
    return {{"id", service.id.text()},
            {"organisation", service.organisation.text()},
            {"name", service.name},
            {"description", service.description},
            {"needs", service.needs},
            {"languages", service.languages},
            {"genders", service.eligibility.genders},
            {"age_bands", service.eligibility.age_bands},
            {"households", service.eligibility.households},
            {"statuses", service.eligibility.statuses},
            {"eligibility_words", service.eligibility.words},
            {"shelter", service.is_shelter()},
            {"area", service.site.area},
            {"address", service.site.address},
            {"answers_today", service.answers_today},
            {"opening_hours", service.opening_hours},
            {"contact", service.contact},
            {"active", service.active},
            {"organisation_name", service.organisation_name},
            {"capacity", std::move(capacity)},
            {"version", service.version}};
}

Schema match_schema() {
    return object({required("service", service_schema()),
                   required("suits", flag().saying("Nothing speaks against it.")),
                   required("room", code({"free_places", "full", "stale", "not_told"})),
                   required("reasons", list(object({required("point", text(40)), required("fit", text(40))})
                                                .called("MatchReason"),
                                            20))})
        .called("Match");
}

Json match_json(const directory::Match& match) {
    Json reasons = Json::array();
    for (const directory::Reason& reason : match.reasons)
        reasons.push_back({{"point", name_of(reason.point)}, {"fit", name_of(reason.fit)}});
    return {{"service", service_json(match.service)},
            {"suits", match.suits},
            {"room", name_of_room(match.room)},
            {"reasons", std::move(reasons)}};
}

}  // namespace web::api
