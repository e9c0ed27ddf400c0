#include "web/api/schema.hpp"

#include <utility>

namespace web::api {

namespace {

Schema of_kind(Schema::Kind kind) {
    Schema schema;
    schema.kind = kind;
    return schema;
}

}  // namespace

Schema Schema::saying(std::string words) const {
    Schema changed = *this;
    changed.about = std::move(words);
    return changed;
}

Schema Schema::or_null() const {
    Schema changed = *this;
    changed.nullable = true;
    return changed;
}

Schema Schema::between(std::int64_t lowest, std::int64_t highest) const {
    Schema changed = *this;
    changed.least = lowest;
    changed.most = highest;
    return changed;
}

Schema Schema::called(std::string component) const {
    Schema changed = *this;
    changed.name = std::move(component);
    return changed;
}

Schema text(std::int64_t characters_max) {
    return of_kind(Schema::Kind::text).between(0, characters_max);
}

Schema code(std::vector<std::string> codes) {
    Schema schema = of_kind(Schema::Kind::text);
    schema.codes = std::move(codes);
    return schema;
}

Schema code_or_empty(std::vector<std::string> codes) {
    codes.emplace_back();
    return code(std::move(codes));
}

Schema id() {
    Schema schema = of_kind(Schema::Kind::text).between(36, 36);
    schema.format = "uuid";
    return schema;
}

Schema moment() {
    Schema schema = of_kind(Schema::Kind::text).between(10, 40);
    schema.format = "date-time";
    return schema;
}

Schema whole(std::int64_t least, std::int64_t most) {
    return of_kind(Schema::Kind::whole).between(least, most);
}

Schema number() {
    return of_kind(Schema::Kind::number);
}

Schema flag() {
    return of_kind(Schema::Kind::flag);
}

Schema list(Schema items, std::int64_t most) {
    Schema schema = of_kind(Schema::Kind::list).between(0, most);
    schema.inside.push_back(std::move(items));
    return schema;
}

Schema map(Schema values, std::int64_t most) {
    Schema schema = of_kind(Schema::Kind::map).between(0, most);
    schema.inside.push_back(std::move(values));
    return schema;
}

Schema object(std::vector<Property> properties) {
    Schema schema = of_kind(Schema::Kind::object);
    schema.properties = std::move(properties);
    return schema;
}

Schema anything() {
    return of_kind(Schema::Kind::anything);
}

Property required(std::string name, Schema schema) {
    return {std::move(name), std::move(schema), true};
}

Property optional(std::string name, Schema schema) {
    return {std::move(name), std::move(schema), false};
}

}  // namespace web::api
