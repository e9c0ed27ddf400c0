#pragma once
// What is known of a person's age, as JSON. Any doubt makes a child (INV-06). Pure.

#include "screening/person_age.hpp"
#include "web/api/call.hpp"
#include "web/api/schema.hpp"

namespace web::api {

Schema person_age_schema();
Json person_age_json(const screening::PersonAge& age);
screening::PersonAge person_age_from(const Json& body);

// The names of an enum that screening names, as the codes of a schema.
template <class Value>
std::vector<std::string> codes_of() {
    const auto all = screening::names<Value>();
    return {all.begin(), all.end()};
}

// Of a field whose schema is those codes, and that is there.
template <class Value>
Value named_in(const Json& object, std::string_view key) {
    return screening::from_name<Value>(text_in(object, key)).value_or(Value{});
}

}  // namespace web::api
