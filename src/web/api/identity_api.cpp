// Who the person is, and how to reach them safely. Zone Z4: opened only by who needs it, each look logged.

#include "casework/open_identity.hpp"
#include "casework/search_people.hpp"
#include "web/api/case_json.hpp"
#include "web/api/identity_json.hpp"
#include "web/api/operation.hpp"

namespace web::api {
namespace {

using guard::Permission;

constexpr std::string_view kIdentity =
    R"({"name_used": "Olena", "other_names": "", "birth_date": "about 1998",
    "contact_channel": "phone", "contact": "+380 00 000 00 00", "safe_to_use": "yes",
    "contact_rules": "After six in the evening; say it is the library."})";

constexpr std::string_view kFound = R"({"people": [{"name_used": "Olena", "case": {
    "id": "01906f3e-7a00-7000-8000-000000000010", "pseudonym": "7KQ4-M2FX", "profile": "demo",
    "lead_organisation": "01906f3e-7a00-7000-8000-000000000002",
    "author_organisation": "01906f3e-7a00-7000-8000-000000000002", "opened_at": "2026-11-24T14:30:05Z",
    "closed_at": null, "first_identifier": "reception", "identification_route": "reception",
    "handled_as_child": false, "states": {"identification": "concern_raised", "assistance": "no_assistance",
    "protection": "protection_unknown", "justice": "no_proceedings"}, "version": 3}}], "more": false})";

base::Result<Reply> read(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_identity(call.desk, call.actor, *id, guard::Purpose::support);
    if (!view) return base::fail(view.error());
    return Reply{.body = identity_json(view->identity), .version = view->version};
}

base::Result<Reply> write(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto identity = identity_from(call.body);
    if (!identity) return base::fail(identity.error());
    return saved(casework::write_identity(call.desk, call.actor, *id, *identity, call.version));
}

base::Result<Reply> find(const Call& call) {
    const auto found = casework::search_people(call.desk, call.actor, call.text("name"));
    if (!found) return base::fail(found.error());
    Json people = Json::array();
    for (const casework::FoundPerson& person : found->people)
        people.push_back({{"name_used", person.name_used}, {"case", case_json(person.file)}});
    return Reply{.body = {{"people", std::move(people)}, {"more", found->more}}};
}

Schema found_schema() {
    return object({required("people",
                            list(object({required("name_used", text(200)), required("case", case_schema())})
                                     .called("FoundPerson"),
                                 casework::kPeopleFoundMax)),
                   required("more",
                            flag().saying("There are more than are shown: the name needs another word."))})
        .saying("The newest case first. Zone Z4.")
        .called("FoundPeople");
}

}  // namespace

std::vector<Operation> identity_operations() {
    return {{.method = http::Method::post,
             .pattern = "/api/v1/cases/by-name",
             .name = "findPeople",
             .tag = "cases",
             .summary = "Find a person by a name they go by, among the cases that the organisation leads",
             .about = "Every word must be a word of the person's names, in any script and order; no part of "
                      "a word. The "
                      "search and everybody it shows are in the access log. The name stands in the body and "
                      "never in an "
                      "address.",
             .permission = Permission::identity_read,
             .body = Body{object({required("name", text(200).between(1, 200))}).called("NameSearch"),
                          R"({"name": "Olena"})"},
             .answer = Body{found_schema(), kFound},
             .only_looks = true,
             .handler = find},
            {.pattern = "/api/v1/cases/{case}/identity",
             .name = "readIdentity",
             .tag = "cases",
             .summary = "Who the person is and how to reach them safely",
             .about = "Version 0: nothing is stored yet.",
             .permission = Permission::identity_read,
             .answer = Body{identity_schema(), kIdentity},
             .handler = read},
            {.method = http::Method::put,
             .pattern = "/api/v1/cases/{case}/identity",
             .name = "writeIdentity",
             .tag = "cases",
             .summary = "Write who the person is and how to reach them safely",
             .permission = Permission::identity_write,
             .body = Body{identity_schema(), kIdentity},
             .status = 204,
             .needs_version = true,
             .handler = write,
             .current = read}};
}

}  // namespace web::api
