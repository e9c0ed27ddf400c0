#include "web/api/conforms.hpp"

#include "base/id.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

#include <algorithm>

namespace web::api {

namespace {

using Misfits = std::vector<std::string>;

bool has_type(const Schema& schema, const Json& value) {
    switch (schema.kind) {
        case Schema::Kind::text: return value.is_string();
        case Schema::Kind::whole: return value.is_number_integer();
        case Schema::Kind::number: return value.is_number();
        case Schema::Kind::flag: return value.is_boolean();
        case Schema::Kind::list: return value.is_array();
        case Schema::Kind::object:
        case Schema::Kind::map: return value.is_object();
        case Schema::Kind::anything: return true;
    }
    return false;
}

std::string wrong_text(const Schema& schema, const std::string& text) {
    if (!schema.codes.empty()) {
        return std::ranges::find(schema.codes, text) == schema.codes.end() ? "not one of the codes" : "";
    }
    if (schema.format == "uuid" && !base::Uuid::from_text(text)) return "no id";
    if (schema.format == "date-time" && !base::time_from_iso(text)) return "no time";
    const auto length = static_cast<std::int64_t>(base::code_point_count(text));
    return length < schema.least || length > schema.most ? "a length outside the limits" : "";
}

void compare(const Schema& schema, const Json& value, const std::string& path, Misfits& found);

void compare_object(const Schema& schema, const Json& value, const std::string& path, Misfits& found) {
    for (const Property& property : schema.properties) {
        const auto inner = value.find(property.name);
        if (inner != value.end()) {
            compare(property.schema, *inner, path + "." + property.name, found);
        } else if (property.required) {
            found.push_back(path + "." + property.name + ": missing");
        }
    }
    for (const auto& [key, inner] : value.items()) {
        if (std::ranges::find(schema.properties, key, &Property::name) == schema.properties.end())
            found.push_back(path + "." + key + ": not in the document");
    }
}

void compare(const Schema& schema, const Json& value, const std::string& path, Misfits& found) {
    if (schema.nullable && value.is_null()) return;
    if (!has_type(schema, value)) {
        found.push_back(path + ": of another type");
        return;
    }
    if (schema.kind == Schema::Kind::text) {
        if (const std::string wrong = wrong_text(schema, value.get<std::string>()); !wrong.empty())
            found.push_back(path + ": " + wrong);
    }
    if (schema.kind == Schema::Kind::whole) {
        const auto number = value.get<std::int64_t>();
        if (number < schema.least || number > schema.most) found.push_back(path + ": outside the limits");
    }
    if (schema.kind == Schema::Kind::list || schema.kind == Schema::Kind::map) {
        if (static_cast<std::int64_t>(value.size()) > schema.most) found.push_back(path + ": too many");
        for (const auto& [key, inner] : value.items())
            compare(schema.inside.front(), inner, path + "[" + key + "]", found);
    }
    if (schema.kind == Schema::Kind::object) compare_object(schema, value, path, found);
}

}  // namespace

std::vector<std::string> misfits(const Schema& schema, const Json& value) {
    Misfits found;
    compare(schema, value, "$", found);
    return found;
}

}  // namespace web::api
