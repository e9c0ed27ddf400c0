#include "web/api/schema_json.hpp"

namespace web::api {

namespace {

void say_text(const Schema& schema, Json& json) {
    json["type"] = "string";
    if (!schema.codes.empty()) {
        json["enum"] = schema.codes;
        if (schema.nullable) json["enum"].push_back(nullptr);
        return;
    }
    if (!schema.format.empty()) {
        json["format"] = schema.format;
        return;
    }
    if (schema.least > 0) json["minLength"] = schema.least;
    json["maxLength"] = schema.most;
}

void say_object(const Schema& schema, Json& json, Json& components) {
    json["type"] = "object";
    Json properties = Json::object();
    Json needed = Json::array();
    for (const Property& property : schema.properties) {
        properties[property.name] = schema_json(property.schema, components);
        if (property.required) needed.push_back(property.name);
    }
    json["properties"] = std::move(properties);
    if (!needed.empty()) json["required"] = std::move(needed);
    json["additionalProperties"] = false;
}

Json written_out(const Schema& schema, Json& components) {
    Json json = Json::object();
    switch (schema.kind) {
        case Schema::Kind::text: say_text(schema, json); break;
        case Schema::Kind::whole:
            json["type"] = "integer";
            json["minimum"] = schema.least;
            json["maximum"] = schema.most;
            break;
        case Schema::Kind::number: json["type"] = "number"; break;
        case Schema::Kind::flag: json["type"] = "boolean"; break;
        case Schema::Kind::list:
            json["type"] = "array";
            json["items"] = schema_json(schema.inside.front(), components);
            if (schema.least > 0) json["minItems"] = schema.least;
            json["maxItems"] = schema.most;
            break;
        case Schema::Kind::object: say_object(schema, json, components); break;
        case Schema::Kind::map:
            json["type"] = "object";
            json["additionalProperties"] = schema_json(schema.inside.front(), components);
            json["maxProperties"] = schema.most;
            break;
        case Schema::Kind::anything: break;
    }
    if (!schema.about.empty()) json["description"] = schema.about;
    return json;
}

}  // namespace

Json schema_json(const Schema& schema, Json& components) {
    if (schema.name.empty()) {
        Json json = written_out(schema, components);
        if (schema.nullable) json["type"] = Json::array({json["type"], "null"});
        return json;
    }
    if (!components.contains(schema.name)) {
        components[schema.name] = nullptr;  // its place, before what is found inside
        components[schema.name] = written_out(schema, components);
    }
    Json reference = {{"$ref", "#/components/schemas/" + schema.name}};
    if (!schema.nullable) return reference;
    return {{"anyOf", Json::array({reference, {{"type", "null"}}})}};
}

}  // namespace web::api
