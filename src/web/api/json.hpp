#pragma once
// JSON as this room builds and reads it: keys keep the order they were given, so that answers and the
// document read as they were written.

#include <nlohmann/json.hpp>

namespace web::api {

using Json = nlohmann::ordered_json;

}  // namespace web::api
