// The program itself: who it is, what its token opens, and until when.

#include "web/api/operation.hpp"

namespace web::api {
namespace {

constexpr std::string_view kSelf = R"({
    "id": "01906f3e-7a00-7000-8000-000000000001", "name": "Registration system of Harbour House",
    "organisation": "01906f3e-7a00-7000-8000-000000000002", "roles": ["RECEPTION"],
    "permissions": ["case_read", "concern_raise", "worklist_read"], "token_expires_at": "2027-02-01T00:00:00Z"})";

Schema self_schema() {
    return object({required("id", id()), required("name", text(200)), required("organisation", id()),
                   required("roles", list(text(40), 50)),
                   required("permissions",
                            list(text(40), 200).saying("What its roles and its scopes open at the door.")),
                   required("token_expires_at", moment())})
        .called("Self");
}

base::Result<Reply> read_self(const Call& call) {
    Json roles = Json::array();
    for (const guard::Role role : call.actor.roles) roles.push_back(guard::code_of(role));
    Json permissions = Json::array();
    for (const guard::Permission permission : guard::all_permissions()) {
        const guard::Ask ask{.permission = permission, .purpose = guard::Purpose::support};
        if (guard::authorise(call.actor, ask, call.now).allowed)
            permissions.push_back(guard::name_of(permission));
    }
    return Reply{.body = {{"id", call.actor.user.text()},
                          {"name", call.display_name},
                          {"organisation", call.actor.organisation.text()},
                          {"roles", std::move(roles)},
                          {"permissions", std::move(permissions)},
                          {"token_expires_at", to_iso(call.token_expires_at)}}};
}

}  // namespace

std::vector<Operation> own_operations() {
    return {{.pattern = "/api/v1/self",
             .name = "readSelf",
             .tag = "own",
             .summary = "Who this program is and what its token opens",
             .for_any_program = true,
             .answer = Body{self_schema(), kSelf},
             .handler = read_self}};
}

}  // namespace web::api
