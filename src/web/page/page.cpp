#include "web/page/page.hpp"

#include <optional>
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

// What a field asks, for the summary of errors.
template <class Field>
std::string question_of(const Field& field) {
    if constexpr (requires { field.legend; }) {
        return field.legend;
    } else {
        return field.label;
    }
}

// Puts the error at every field of that name and returns what the first of them asks; nothing when there is
// no such field.
std::optional<std::string> set_error(std::vector<Block>& blocks, const std::string& field,
                                     const std::string& text);

template <class Content>
std::optional<std::string> set_error(Content& content, const std::string& field, const std::string& text) {
    if constexpr (std::is_same_v<Content, Form>) {
        return set_error(content.items, field, text);
    } else if constexpr (requires { content.error; }) {
        if (content.name != field) return std::nullopt;
        if (content.error.empty()) content.error = text;  // the first problem of a field is enough
        return question_of(content);
    } else {
        return std::nullopt;
    }
}

std::optional<std::string> set_error(std::vector<Block>& blocks, const std::string& field,
                                     const std::string& text) {
    std::optional<std::string> found;
    for (Block& block : blocks) {
        auto question =
            std::visit([&](auto& content) { return set_error(content, field, text); }, block.content);
        if (!found) found = std::move(question);
    }
    return found;
}

// "Where are you now? Answer this question", "Age: Enter a number".
std::string summary_line(const std::string& question, const std::string& text) {
    if (question.empty()) return text;
    for (const std::string_view end : {"?", "؟", ":", "."}) {
        if (question.ends_with(end)) return question + " " + text;
    }
    return question + ": " + text;
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
        const auto question = set_error(page.blocks, field.field, text);
        if (question) {
            page.errors.push_back({field.field, summary_line(*question, text)});
        } else {
            page.errors.push_back({{}, text});
        }
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
