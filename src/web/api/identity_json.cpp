#include "web/api/identity_json.hpp"

#include "casework/case_codes.hpp"
#include "web/api/call.hpp"

namespace web::api {

Schema identity_schema() {
    return object(
               {required("name_used", text(200).saying("What the person wants to be called.")),
                required("other_names", text(500)),
                required("birth_date", text(40).saying("As far as it is known: 2007, about 2007, 2007-05-14; "
                                                       "\"\": not known.")),
                required("contact_channel", code_or_empty(casework::contact_channel_codes())),
                required("contact", text(500)),
                required("safe_to_use", code_or_empty(casework::safe_to_use_codes())),
                required("contact_rules", text(2000).saying("When, and what never to say."))})
        .saying("Zone Z4.")
        .called("Identity");
}

Json identity_json(const casework::Identity& identity) {
    return {{"name_used", identity.name_used},
            {"other_names", identity.other_names},
            {"birth_date", identity.birth_date ? identity.birth_date->text() : ""},
            {"contact_channel", identity.contact_channel},
            {"contact", identity.contact},
            {"safe_to_use", identity.safe_to_use},
            {"contact_rules", identity.contact_rules}};
}

base::Result<casework::Identity> identity_from(const Json& body) {
    casework::Identity identity{.name_used = text_in(body, "name_used"),
                                .other_names = text_in(body, "other_names"),
                                .birth_date = {},
                                .contact_channel = text_in(body, "contact_channel"),
                                .contact = text_in(body, "contact"),
                                .safe_to_use = text_in(body, "safe_to_use"),
                                .contact_rules = text_in(body, "contact_rules")};
    if (const std::string birth_date = text_in(body, "birth_date"); !birth_date.empty()) {
        const auto read_date = base::PartialDate::from_text(birth_date);
        if (!read_date) {
            return base::fail(
                base::invalid_field("birth_date", "not_a_partial_date", "2007, 2007-05, 2007-05-14"));
        }
        identity.birth_date = *read_date;
    }
    return identity;
}

}  // namespace web::api
