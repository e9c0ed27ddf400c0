#include "web/page/template_set.hpp"

#include "base/text.hpp"

#include <stdexcept>

namespace web::page {

namespace {

constexpr std::string_view kEnding = ".mustache";

// Templates are written with indentation for their readers; browsers do without it.
std::string without_indentation(std::string_view text) {
    std::string out;
    bool at_start = true;
    for (const char c : text) {
        if (at_start && (c == ' ' || c == '\t')) continue;
        at_start = c == '\n';
        if (c == '\n' && (out.empty() || out.back() == '\n')) continue;
        out.push_back(c);
    }
    return out;
}

// The name inside an unescaped tag starting at `open`, "" when the tag is not closed.
std::string_view tag_name(std::string_view text, std::size_t open, std::string_view close) {
    const std::size_t end = text.find(close, open);
    return end == std::string_view::npos ? std::string_view() : base::trimmed(text.substr(open, end - open));
}

bool only_html_goes_unescaped(std::string_view text) {
    for (std::size_t at = text.find("{{{"); at != std::string_view::npos; at = text.find("{{{", at + 3)) {
        if (!tag_name(text, at + 3, "}}}").ends_with("_html")) return false;
    }
    return text.find("{{&") == std::string_view::npos && text.find("{{>") == std::string_view::npos;
}

}  // namespace

base::Result<TemplateSet> TemplateSet::parse(std::span<const base::EmbeddedFile> files) {
    TemplateSet set;
    for (const auto& file : files) {
        if (!file.path.ends_with(kEnding)) continue;
        const std::string text = without_indentation(file.content);
        kainjow::mustache::mustache parsed(text);
        if (!parsed.is_valid()) {
            return base::fail(base::ProblemCode::invalid_file,
                              std::string(file.path) + ": " + parsed.error_message());
        }
        if (!only_html_goes_unescaped(text)) {
            return base::fail(base::ProblemCode::invalid_file,
                              std::string(file.path) + ": writes a text without escaping it");
        }
        const std::string_view name = file.path.substr(0, file.path.size() - kEnding.size());
        set.templates_.emplace(std::string(name), std::move(parsed));
    }
    return set;
}

std::string TemplateSet::draw(std::string_view name, const Data& data) const {
    const auto found = templates_.find(name);
    if (found == templates_.end()) throw std::logic_error("no template " + std::string(name));
    std::string out;
    found->second.render(data, [&out](const std::string& part) { out += part; });
    return out;
}

}  // namespace web::page
