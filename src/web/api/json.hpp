#pragma once
// JSON as this room builds and reads it: keys keep the order they were given, so that answers and the
// document read as they were written.

#include "base/id.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace web::api {

using Json = nlohmann::ordered_json;

// null where there is none.
template <class Thing>
Json id_or_null(const std::optional<base::Id<Thing>>& id) {
    return id ? Json(id->text()) : Json(nullptr);
}

}  // namespace web::api
