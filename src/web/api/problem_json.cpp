#include "web/api/problem_json.hpp"

#include "base/language.hpp"

namespace web::api {

namespace {

// What a rule says in words, where there are some.
std::string says(const base::Messages& messages, const std::string& key,
                 const base::MessageArguments& arguments = {}) {
    constexpr auto kEnglish = base::kFallbackLanguage;
    return messages.has(kEnglish, key) ? messages.text(kEnglish, key, arguments) : std::string();
}

Json field_json(const base::FieldProblem& field, const base::Messages& messages) {
    Json json = {{"field", field.field}, {"rule", field.rule}};
    if (!field.accepted.empty()) json["accepted"] = field.accepted;
    const std::string accepted = field.accepted.empty() ? "none" : field.accepted;
    if (const auto words = says(messages, "rule." + field.rule, {{"accepted", accepted}}); !words.empty())
        json["says"] = words;
    return json;
}

}  // namespace

Json problem_json(const base::Problem& problem, const base::Messages& messages, const std::string& incident) {
    const base::ProblemKind& kind = problem.kind();
    const std::string name(kind.name);
    Json json = {{"type", "urn:waymark:problem:" + name},
                 {"title", says(messages, "problem." + name + ".title")},
                 {"status", kind.http_status},
                 {"number", kind.number}};
    if (kind.http_status < 500 && !problem.detail.empty()) json["detail"] = problem.detail;
    if (!problem.rule.empty()) {
        json["rule"] = problem.rule;
        std::string words = says(messages, "authorisation." + problem.rule);
        if (words.empty()) words = says(messages, "rule." + problem.rule);
        if (!words.empty()) json["says"] = words;
    }
    if (!problem.fields.empty()) {
        json["fields"] = Json::array();
        for (const base::FieldProblem& field : problem.fields)
            json["fields"].push_back(field_json(field, messages));
    }
    if (!incident.empty()) json["incident"] = incident;
    return json;
}

Schema problem_schema() {
    const Schema field =
        object({required("field", text(500).saying("Where it stands: \"facts[2]\".")),
                required("rule", text(100)),
                optional("accepted", text(2000).saying("What would do: limits, codes, a format.")),
                optional("says", text(2000).saying("The rule in words."))})
            .called("FieldProblem");
    return object(
               {required("type",
                         text(200).saying("urn:waymark:problem:<name>; the names are a closed list.")),
                required("title", text(500)), required("status", whole(400, 599)),
                required("number", text(20).saying("To be quoted when asking for help: \"422.1\".")),
                optional("detail", text(2000).saying("For a developer: names, ids and limits.")),
                optional("rule", text(100).saying("The rule that said no: \"INV-02\", \"AUTH-SCOPE\".")),
                optional("says", text(2000).saying("The rule in words.")),
                optional("fields", list(field, 200)),
                optional("incident", text(100).saying("Of a mistake of ours: what the log calls it.")),
                optional("current", anything().saying("With 412: the record as it stands now.")),
                optional("current_version", whole(0, INT64_MAX).saying("With 412: for the next If-Match.")),
                optional("sent", anything().saying("With 412: what was sent, and not saved."))})
        .saying("What stood in the way (RFC 9457).")
        .called("Problem");
}

}  // namespace web::api
