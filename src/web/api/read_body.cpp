#include "web/api/read_body.hpp"

#include "base/id.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

#include <algorithm>

namespace web::api {

namespace {

Json read(const Schema& schema, const base::JsonNode& node);

// For a message; a long list of codes is in the document.
std::string listed(const std::vector<std::string>& codes) {
    constexpr std::size_t kShown = 20;
    std::string text;
    for (std::size_t index = 0; index < std::min(codes.size(), kShown); ++index) {
        if (!text.empty()) text += ", ";
        text += codes[index].empty() ? "\"\"" : codes[index];
    }
    return codes.size() > kShown ? text + ", ..." : text;
}

bool has_format(const Schema& schema, const std::string& text) {
    if (schema.format == "uuid") return base::Uuid::from_text(text).has_value();
    if (schema.format == "date-time") return base::time_from_iso(text).has_value();
    return true;
}

Json read_text(const Schema& schema, const base::JsonNode& node) {
    // A character is at most four bytes of UTF-8.
    std::string text = node.text(static_cast<std::size_t>(schema.most) * 4);
    if (!schema.codes.empty()) {
        if (std::ranges::find(schema.codes, text) == schema.codes.end() && node.is_text())
            node.refuse("not_one_of", listed(schema.codes));
        return text;
    }
    const auto length = static_cast<std::int64_t>(base::code_point_count(text));
    if (length > schema.most) node.refuse("too_long", std::to_string(schema.most));
    if (node.is_text() && length < schema.least && schema.format.empty())
        node.refuse("too_short", std::to_string(schema.least));
    if (node.is_text() && !has_format(schema, text)) node.refuse("wrong_format", schema.format);
    return text;
}

Json read_list(const Schema& schema, const base::JsonNode& node) {
    Json list = Json::array();
    const auto items = node.items(static_cast<std::size_t>(schema.most));
    for (const base::JsonNode& item : items) list.push_back(read(schema.inside.front(), item));
    if (node.kind() == base::JsonNode::Kind::list && static_cast<std::int64_t>(items.size()) < schema.least)
        node.refuse("too_few", std::to_string(schema.least));
    return list;
}

Json read_map(const Schema& schema, const base::JsonNode& node) {
    Json map = Json::object();
    for (const auto& [key, value] : node.entries(static_cast<std::size_t>(schema.most)))
        map[key] = read(schema.inside.front(), value);
    return map;
}

Json read_object(const Schema& schema, const base::JsonNode& node) {
    Json object = Json::object();
    for (const Property& property : schema.properties) {
        // A null that says something is not the same as nothing said.
        if (property.required || (property.schema.nullable && node.has(property.name))) {
            object[property.name] = read(property.schema, node.field(property.name));
        } else if (const auto inner = node.optional_field(property.name)) {
            object[property.name] = read(property.schema, *inner);
        }
    }
    // An object that may be empty must still be one.
    if (schema.properties.empty()) static_cast<void>(node.entries(0));
    return object;
}

Json read(const Schema& schema, const base::JsonNode& node) {
    if (schema.nullable && node.is_null()) return nullptr;
    switch (schema.kind) {
        case Schema::Kind::text: return read_text(schema, node);
        case Schema::Kind::whole: return node.whole(schema.least, schema.most);
        case Schema::Kind::number: return node.number();
        case Schema::Kind::flag: return node.flag();
        case Schema::Kind::list: return read_list(schema, node);
        case Schema::Kind::object: return read_object(schema, node);
        case Schema::Kind::map: return read_map(schema, node);
        case Schema::Kind::anything: break;
    }
    return nullptr;
}

// The reader speaks of files.
base::Problem of_input(base::Problem problem) {
    if (problem.code == base::ProblemCode::invalid_file) problem.code = base::ProblemCode::invalid_input;
    return problem;
}

}  // namespace

base::Result<Json> read_body(const Schema& schema, std::string_view text) {
    auto document = base::JsonDocument::parse(text);
    if (!document) return base::fail(of_input(std::move(document.error())));
    Json body = read(schema, document->root());
    if (auto finished = document->finish(); !finished)
        return base::fail(of_input(std::move(finished.error())));
    return body;
}

}  // namespace web::api
