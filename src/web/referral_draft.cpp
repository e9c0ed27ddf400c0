#include "web/referral_draft.hpp"

#include "web/http/percent.hpp"

#include <utility>

namespace web {
namespace {

// Every field that is set, by name, in the order of the steps.
std::vector<std::pair<std::string, std::string>> set_fields(const DraftFields& fields) {
    std::vector<std::pair<std::string, std::string>> set;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) set.emplace_back(name, value);
    };
    add("need", fields.need);
    add("urgency", fields.urgency);
    add("area", fields.area);
    add("service", fields.service);
    add("instead_of", fields.instead_of);
    for (const casework::Fact fact : fields.facts) add("facts", std::string(name_of(fact)));
    return set;
}

}  // namespace

DraftFields draft_fields(const http::Form& fields) {
    DraftFields draft{.need = fields.text("need"),
                      .urgency = fields.text("urgency"),
                      .area = fields.text("area"),
                      .service = fields.text("service"),
                      .instead_of = fields.text("instead_of"),
                      .facts = {}};
    for (const std::string& name : fields.all("facts")) {
        if (const auto fact = casework::fact_from_name(name)) draft.facts.push_back(*fact);
    }
    return draft;
}

std::string query_of(const DraftFields& fields) {
    std::string query;
    for (const auto& [name, value] : set_fields(fields)) {
        if (!query.empty()) query += '&';
        query += name + "=" + http::percent_encoded(value);
    }
    return query;
}

std::string service_path_within(const guard::CaseId& case_id, const DraftFields& fields) {
    DraftFields step = fields;
    step.service.clear();
    return "/directory/services/" + fields.service + "?case=" + case_id.text() + "&" + query_of(step);
}

std::vector<page::Block> hidden_fields(const DraftFields& fields) {
    std::vector<page::Block> blocks;
    for (auto& [name, value] : set_fields(fields)) blocks.push_back(page::Hidden{name, value});
    return blocks;
}

base::Result<casework::ReferralDraft> draft_from(const DraftFields& fields) {
    const auto service = directory::ServiceId::from_text(fields.service);
    if (!service) return base::fail(base::ProblemCode::not_found, "service");
    casework::ReferralDraft draft{.need = fields.need,
                                  .urgency = fields.urgency,
                                  .service = *service,
                                  .facts = fields.facts,
                                  .exception = std::nullopt,
                                  .instead_of = std::nullopt};
    if (!fields.instead_of.empty()) {
        const auto old = base::Id<casework::Referral>::from_text(fields.instead_of);
        if (!old) return base::fail(base::ProblemCode::not_found, "referral");
        draft.instead_of = *old;
    }
    return draft;
}

}  // namespace web
