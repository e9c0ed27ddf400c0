#pragma once
// The templates of ui/templates, each parsed once and drawn from data by its name ("blocks/table"). Promise:
// what is put in is escaped; only names ending in "_html" may be written in three braces, and these are given
// nothing but what a template drew or we made ourselves. Thread rule: safe from any thread once parsed.

#include "base/embedded.hpp"
#include "base/result.hpp"

#include <kainjow/mustache.hpp>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace web::page {

using Data = kainjow::mustache::data;
using DataList = kainjow::mustache::list;
using DataObject = kainjow::mustache::object;

// A text as a section that is there only when the text is.
inline Data text_or_none(const std::string& text) {
    return text.empty() ? Data(false) : Data(text);
}

// Names and their values in turn. The values are moved: an initializer list would copy each, with all that is
// in it.
inline void put_into(Data&) {}
template <class Value, class... Rest>
void put_into(Data& object, const char* name, Value&& value, Rest&&... rest) {
    object[name] = Data(std::forward<Value>(value));
    put_into(object, std::forward<Rest>(rest)...);
}
template <class... NamesAndValues>
Data object_of(NamesAndValues&&... names_and_values) {
    Data object;
    put_into(object, std::forward<NamesAndValues>(names_and_values)...);
    return object;
}

class TemplateSet {
public:
    // Problem: invalid_file naming the template that cannot be parsed or writes without escaping.
    static base::Result<TemplateSet> parse(std::span<const base::EmbeddedFile> files);

    bool has(std::string_view name) const { return templates_.find(name) != templates_.end(); }
    std::string draw(std::string_view name, const Data& data) const;

private:
    // mustache::render() is not const, but writes nothing when there are no lambdas and no partials, which
    // parse() refuses.
    mutable std::map<std::string, kainjow::mustache::mustache, std::less<>> templates_;
};

}  // namespace web::page
