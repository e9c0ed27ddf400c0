#include "web/why_page.hpp"

#include "casework/explain_access.hpp"
#include "guard/authorise.hpp"
#include "web/router.hpp"

#include <optional>
#include <utility>

namespace web {

namespace {

// The case or referral in the address, where there is one.
template <class Thing>
std::optional<base::Id<Thing>> id_in(const PathParameters& parameters, const char* name) {
    const auto text = parameters.find(name);
    if (text == parameters.end()) return std::nullopt;
    const auto id = base::Id<Thing>::from_text(text->second);
    if (!id) return std::nullopt;
    return *id;
}

base::Result<std::optional<casework::Standing>> standing_of(const WebDesk& desk, const Visit& visit,
                                                            const PathParameters& parameters) {
    using Found = std::optional<casework::Standing>;
    const auto found = [](base::Result<casework::Standing> standing) -> base::Result<Found> {
        if (!standing) return base::fail(std::move(standing.error()));
        return Found(*standing);
    };
    if (const auto id = id_in<guard::Case>(parameters, "case"))
        return found(casework::standing_to_case(desk.desk, visit.actor(), *id));
    if (const auto id = id_in<casework::Referral>(parameters, "referral"))
        return found(casework::standing_to_referral(desk.desk, visit.actor(), *id));
    return Found{};
}

// What is confirmed is confirmed by somebody else of the organisation that leads the case (INV-17, INV-02);
// who proposed it is told so by the page itself.
guard::Relation relation_asked(guard::Permission permission, guard::Relation relation) {
    const bool confirms = permission == guard::Permission::band_lower_confirm ||
                          permission == guard::Permission::exception_confirm;
    return confirms && relation == guard::Relation::lead ? guard::Relation::second_person : relation;
}

std::string_view code_of(guard::Relation relation) {
    switch (relation) {
        case guard::Relation::lead: return "lead";
        case guard::Relation::author: return "author";
        case guard::Relation::recipient_pending: return "recipient_pending";
        case guard::Relation::recipient_accepted: return "recipient_accepted";
        case guard::Relation::supervisor: return "supervisor";
        case guard::Relation::at_the_door:
        case guard::Relation::none:
        case guard::Relation::second_person:
        case guard::Relation::own:
        case guard::Relation::own_state: break;
    }
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
    const auto standing = standing_of(desk, visit, match.parameters);
    if (!standing) return base::fail(standing.error());
    if (*standing) {
        ask.relation = relation_asked(ask.permission, (*standing)->relation);
        ask.consent = (*standing)->consent;
        ask.concerns_child = (*standing)->concerns_child;
    }
    const guard::Decision decision = guard::authorise(visit.actor(), ask, visit.now());
    return Answer{page_of(visit, path, decision, ask.purpose, *standing)};
}

}  // namespace web
