#include "web/api/read_query.hpp"

#include "base/id.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace web::api {

namespace {

void check(const Schema& schema, const http::Form& form, const std::string& name,
           std::vector<base::FieldProblem>& problems) {
    const std::string& value = form.text(name);
    if (schema.kind == Schema::Kind::whole) {
        const auto number = form.number(name);
        if (!number || *number < schema.least || *number > schema.most) {
            problems.push_back(
                {name, "out_of_range", std::to_string(schema.least) + " to " + std::to_string(schema.most)});
        }
        return;
    }
    if (!schema.codes.empty()) {
        if (std::ranges::find(schema.codes, value) != schema.codes.end()) return;
        std::string accepted;
        for (const std::string& code : schema.codes) accepted += (accepted.empty() ? "" : ", ") + code;
        problems.push_back({name, "not_one_of", accepted});
        return;
    }
    if (static_cast<std::int64_t>(base::code_point_count(value)) > schema.most)
        problems.push_back({name, "too_long", std::to_string(schema.most)});
    const bool no_id = schema.format == "uuid" && !base::Uuid::from_text(value);
    const bool no_time = schema.format == "date-time" && !base::time_from_iso(value);
    if (no_id || no_time) problems.push_back({name, "wrong_format", schema.format});
}

// A name may be anything in a hostile address: only what looks like one is shown.
std::string shown(const std::string& name) {
    const bool plain = !name.empty() && name.size() <= 40 && std::ranges::all_of(name, [](char symbol) {
        return (symbol >= 'a' && symbol <= 'z') || symbol == '_';
    });
    return plain ? name : "?";
}

}  // namespace

base::Result<http::Form> read_query(const std::vector<Parameter>& parameters, std::string_view query) {
    auto form = http::Form::parse(query);
    if (!form) return form;
    std::vector<base::FieldProblem> problems;
    std::set<std::string> seen;
    for (const auto& [name, value] : form->fields()) {
        const auto known = std::ranges::find(parameters, name, &Parameter::name);
        if (known == parameters.end()) {
            problems.push_back({shown(name), "unknown_key", {}});
        } else if (!seen.insert(name).second) {
            problems.push_back({name, "duplicate_key", "every key once"});
        } else {
            check(known->schema, *form, name, problems);
        }
    }
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    return form;
}

}  // namespace web::api
