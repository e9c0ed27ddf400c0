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

namespace web::page {

using Data = kainjow::mustache::data;
using DataList = kainjow::mustache::list;
using DataObject = kainjow::mustache::object;

// A text as a section that is there only when the text is.
inline Data text_or_none(const std::string& text) {
    return text.empty() ? Data(false) : Data(text);
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
