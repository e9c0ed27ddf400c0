#include "web/page/page.hpp"

#include <type_traits>

namespace web::page {

namespace {

// The sentence for a rule. `accepted` is "none" where there is no limit to tell, so that a text can leave it
// out.
std::string text_of(const base::FieldProblem& field, const base::Words& words) {
    const std::string key = "rule." + field.rule;
    return words.text(words.has(key) ? key : "rule.other",
                      {{"accepted", field.accepted.empty() ? std::string("none") : field.accepted}});
}

// Why a rule said no, where it has words of its own.
std::string reason_of(const base::Problem& problem, const base::Words& words) {
    if (problem.rule.empty()) return {};
    for (const std::string_view prefix : {"authorisation.", "rule."}) {
        const std::string key = std::string(prefix) + problem.rule;
        if (words.has(key)) return words.text(key);
    }
    return {};
}

bool set_error(std::vector<Block>& blocks, const std::string& field, const std::string& text);

template <class Content>
bool set_error(Content& content, const std::string& field, const std::string& text) {
    if constexpr (std::is_same_v<Content, Form>) {
        return set_error(content.items, field, text);
    } else if constexpr (requires { content.error; }) {
        if (content.name != field) return false;
        if (content.error.empty()) content.error = text;  // the first problem of a field is enough
        return true;
    } else {
        return false;
    }
}

bool set_error(std::vector<Block>& blocks, const std::string& field, const std::string& text) {
    bool found = false;
    for (Block& block : blocks) {
        found = std::visit([&](auto& content) { return set_error(content, field, text); }, block.content) ||
                found;
    }
    return found;
}

std::string line_of(const base::Problem& problem, const base::Words& words) {
    const std::string text = words.text("problem." + std::string(problem.kind().name) + ".text");
    const std::string reason = reason_of(problem, words);
    return reason.empty() ? text : text + " " + reason;
}

}  // namespace

Page with_errors(Page page, const base::Problem& problem, const base::Words& words) {
    page.status = problem.kind().http_status;
    for (const base::FieldProblem& field : problem.fields) {
        const std::string text = text_of(field, words);
        const bool shown = set_error(page.blocks, field.field, text);
        page.errors.push_back({shown ? field.field : std::string(), text});
    }
    if (problem.fields.empty()) page.errors.push_back({{}, line_of(problem, words)});
    return page;
}

Page page_of(const base::Problem& problem, const base::Words& words, const std::string& incident) {
    const std::string name = "problem." + std::string(problem.kind().name);
    Page page;
    page.title = words.text(name + ".title");
    page.status = problem.kind().http_status;
    page.add(Paragraph{.text = words.text(name + ".text"), .lead = true});
    const std::string reason = reason_of(problem, words);
    if (!reason.empty()) page.add(Inset{{reason}});
    Bullets fields;
    for (const base::FieldProblem& field : problem.fields) fields.items.push_back(text_of(field, words));
    if (!fields.items.empty()) page.add(std::move(fields));
    if (!incident.empty()) {
        page.add(Paragraph{.text = words.text("problem.page.incident")});
        page.add(Code{incident});
    }
    if (!problem.rule.empty()) {
        page.add(Paragraph{.text = words.text("problem.page.rule", {{"rule", problem.rule}}), .quiet = true});
    }
    page.add(Buttons{{{words.text("problem.page.home"), "/"}}});
    return page;
}

}  // namespace web::page
