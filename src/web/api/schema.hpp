#pragma once
// The shape of a body, once: from it comes what is read (read_body.hpp), what the document says
// (schema_json.hpp) and what tests hold answers against (conforms.hpp). A plain value, built when the program
// starts; lengths of text are in characters.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace web::api {

struct Property;

struct Schema {
    enum class Kind { text, whole, number, flag, list, object, map, anything };

    Kind kind = Kind::object;
    std::string name;                // of a component that others refer to; empty: written out in place
    std::string about;               // in one sentence, for the document
    std::string format;              // of a text: "uuid", "date-time", "uri"
    std::vector<std::string> codes;  // of a text: a closed list; empty: free
    std::int64_t least = 0;          // characters of a text, items of a list, or the number itself
    std::int64_t most = 4096;
    bool nullable = false;
    std::vector<Property> properties;  // of an object
    std::vector<Schema> inside;        // one: of the items of a list or the values of a map

    Schema saying(std::string words) const;
    Schema or_null() const;
    Schema between(std::int64_t lowest, std::int64_t highest) const;
    Schema called(std::string component) const;
};

struct Property {
    std::string name;
    Schema schema;
    bool required = true;
};

Schema text(std::int64_t characters_max = 200);
Schema code(std::vector<std::string> codes);           // exactly one of them
Schema code_or_empty(std::vector<std::string> codes);  // "" where it is not known
Schema id();                                           // a UUID
Schema moment();                                       // RFC 3339, UTC
Schema whole(std::int64_t least, std::int64_t most);
Schema number();
Schema flag();
Schema list(Schema items, std::int64_t most = 1000);
Schema map(Schema values, std::int64_t most = 1000);  // keys are data, as of the answers to questions
Schema object(std::vector<Property> properties);
Schema anything();  // of answers only

Property required(std::string name, Schema schema);
Property optional(std::string name,
                  Schema schema);  // of a body: may be left out; of an answer: may be absent

}  // namespace web::api
