#include "web/why_page.hpp"

#include "casework/explain_access.hpp"
#include "guard/authorise.hpp"
#include "web/router.hpp"

#include <optional>
#include <utility>

namespace web {

namespace {

// The case in the address, where there is one.
std::optional<guard::CaseId> case_of(const PathParameters& parameters) {
    const auto text = parameters.find("case");
    if (text == parameters.end()) return std::nullopt;
    const auto id = guard::CaseId::from_text(text->second);
    if (!id) return std::nullopt;
    return *id;
}

std::string_view code_of(guard::Relation relation) {
    if (relation == guard::Relation::lead) return "lead";
    if (relation == guard::Relation::author) return "author";
    return "none";
}

page::Page page_of(const Visit& visit, const std::string& path, const guard::Decision& decision,
                   guard::Purpose purpose, const std::optional<casework::Standing>& standing) {
    page::Page page{.title =
                        visit.text(decision.allowed ? "frame.why.title_open" : "frame.why.title_closed")};
    if (decision.allowed) page.back = page::Link{visit.text("frame.why.back"), path};
    page.add(page::Paragraph{.text = visit.text("authorisation." + decision.rule), .lead = true});
    page::SummaryList list;
    const auto row = [&](const char* key, std::string value) {
        list.rows.push_back({.key = visit.text(key), .lines = {std::move(value)}});
    };
    row("frame.why.rule", decision.rule);
    if (!decision.needs.empty()) row("frame.refusal.needs", visit.text(decision.needs));
    row("frame.why.purpose", visit.text("frame.purpose." + std::string(guard::code_of(purpose))));
    if (standing) {
        row("frame.why.relation", visit.text("frame.relation." + std::string(code_of(standing->relation))));
    }
    page.add(std::move(list));
    page.add(page::Paragraph{.text = visit.text("frame.why.note"), .quiet = true});
    return page;
}

}  // namespace

base::Result<Answer> show_why(const WebDesk& desk, Visit& visit) {
    const std::string& path = visit.query().text("path");
    const RouteMatch match = find_route(all_routes(), http::Method::get, path);
    if (match.route == nullptr || match.route->door != Door::signed_in) {
        return base::fail(base::ProblemCode::not_found);
    }
    guard::Ask ask{.permission = match.route->permission, .purpose = match.route->purpose};
    std::optional<casework::Standing> standing;
    if (const auto case_id = case_of(match.parameters)) {
        auto found = casework::standing_to_case(desk.desk, visit.actor(), *case_id);
        if (!found) return base::fail(std::move(found.error()));
        standing = *found;
        ask.relation = standing->relation;
        ask.concerns_child = standing->concerns_child;
    }
    const guard::Decision decision = guard::authorise(visit.actor(), ask, visit.now());
    return Answer{page_of(visit, path, decision, ask.purpose, standing)};
}

}  // namespace web
