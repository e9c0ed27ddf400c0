#include "web/api/person_age_json.hpp"

namespace web::api {

Schema person_age_schema() {
    return object({required("claimed", code(codes_of<screening::AgeClaim>())), required("in_doubt", flag()),
                   required("looks_like_child", flag())})
        .saying("Any doubt makes a child (INV-06).")
        .called("PersonAge");
}

Json person_age_json(const screening::PersonAge& age) {
    return {{"claimed", screening::name_of(age.claimed)},
            {"in_doubt", age.in_doubt},
            {"looks_like_child", age.looks_like_child}};
}

screening::PersonAge person_age_from(const Json& body) {
    return {.claimed = named_in<screening::AgeClaim>(body, "claimed"),
            .in_doubt = flag_in(body, "in_doubt"),
            .looks_like_child = flag_in(body, "looks_like_child")};
}

}  // namespace web::api
