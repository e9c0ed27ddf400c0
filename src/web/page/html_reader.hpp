#pragma once
// Reads just enough of our own HTML for tests: tags with their attributes, in order. For tests only.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace web::page::testing {

struct HtmlTag {
    std::string name;  // "/form" for an end tag
    std::map<std::string, std::string, std::less<>> attributes;

    bool has(std::string_view attribute) const { return attributes.find(attribute) != attributes.end(); }
    std::string get(std::string_view attribute) const {
        const auto found = attributes.find(attribute);
        return found == attributes.end() ? std::string() : found->second;
    }
};

inline std::vector<HtmlTag> tags_of(std::string_view html) {
    constexpr std::string_view kSpaces = " \n\t";
    std::vector<HtmlTag> tags;
    for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
        const std::size_t name_end = html.find_first_of(" \n\t>", at);
        HtmlTag tag{std::string(html.substr(at + 1, name_end - at - 1)), {}};
        at = name_end;
        while (at < html.size() && html[at] != '>') {
            at = html.find_first_not_of(kSpaces, at);
            if (at == std::string_view::npos || html[at] == '>') break;
            const std::size_t end = html.find_first_of("=> \n\t", at);
            const std::string attribute(html.substr(at, end - at));
            at = end;
            std::string value;
            if (at < html.size() && html[at] == '=') {
                const std::size_t close = html.find('"', at + 2);
                value = html.substr(at + 2, close - at - 2);
                at = close + 1;
            }
            tag.attributes.emplace(attribute, value);
        }
        tags.push_back(std::move(tag));
    }
    return tags;
}

}  // namespace web::page::testing
