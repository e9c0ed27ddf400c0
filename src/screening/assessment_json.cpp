#include "screening/assessment_json.hpp"

#include "base/json_reader.hpp"

#include <nlohmann/json.hpp>

namespace screening {
namespace {

using base::JsonDocument;
using base::JsonNode;
using Json = nlohmann::ordered_json;

constexpr int kCountMax = 10'000;

template <class Value>
Json name_list(const std::vector<Value>& values) {
    Json out = Json::array();
    for (const Value value : values) out.push_back(name_of(value));
    return out;
}

template <class Value>
Value named(const JsonNode& node) {
    return static_cast<Value>(node.one_of(names<Value>()));
}

template <class Value>
std::vector<Value> named_list(const JsonNode& node) {
    std::vector<Value> out;
    for (const JsonNode& entry : node.items()) out.push_back(named<Value>(entry));
    return out;
}

std::vector<std::string> text_list(const JsonNode& node) {
    std::vector<std::string> out;
    for (const JsonNode& entry : node.items()) out.push_back(entry.text(60));
    return out;
}

Json dimension_json(const DimensionTrace& trace) {
    return {{"dimension", trace.dimension},  {"positive", trace.positive}, {"clause", name_of(trace.clause)},
            {"strong", trace.strong},        {"medium", trace.medium},     {"weak", trace.weak},
            {"unweighted", trace.unweighted}};
}

DimensionTrace read_dimension(const JsonNode& node) {
    return {.dimension = node.field("dimension").text(12),
            .positive = node.field("positive").flag(),
            .clause = named<DimensionClause>(node.field("clause")),
            .strong = text_list(node.field("strong")),
            .medium = text_list(node.field("medium")),
            .weak = text_list(node.field("weak")),
            .unweighted = text_list(node.field("unweighted"))};
}

Json trace_json(const Trace& trace) {
    Json dimensions = Json::array();
    for (const DimensionTrace& one : trace.dimensions) dimensions.push_back(dimension_json(one));
    return {{"instrument", trace.instrument},
            {"version", trace.version},
            {"dimension_rule", name_of(trace.dimension_rule)},
            {"case_rule", name_of(trace.case_rule)},
            {"dimensions", std::move(dimensions)},
            {"case_clause", name_of(trace.case_clause)},
            {"also_met", name_list(trace.also_met)},
            {"deciding_items", trace.deciding_items}};
}

Trace read_trace(const JsonNode& node) {
    Trace out{.instrument = node.field("instrument").text(60),
              .version = node.field("version").text(20),
              .dimension_rule = named<DimensionRule>(node.field("dimension_rule")),
              .case_rule = named<CaseRule>(node.field("case_rule"))};
    for (const JsonNode& one : node.field("dimensions").items())
        out.dimensions.push_back(read_dimension(one));
    out.case_clause = named<CaseClause>(node.field("case_clause"));
    out.also_met = named_list<CaseClause>(node.field("also_met"));
    out.deciding_items = text_list(node.field("deciding_items"));
    return out;
}

int count_of(const JsonNode& node) {
    return static_cast<int>(node.whole(0, kCountMax));
}

}  // namespace

std::string to_json(const Answers& answers) {
    Json out = Json::object();
    for (const auto& [item, answer] : answers) out[item] = name_of(answer);
    return out.dump();
}

base::Result<Answers> answers_from_json(std::string_view json) {
    const auto document = JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    Answers out;
    for (const auto& [item, node] : document->root().entries()) out.emplace(item, named<Answer>(node));
    if (auto done = document->finish(); !done) return base::fail(done.error());
    return out;
}

std::string to_json(const Assessment& assessment) {
    Json out{{"band", name_of(assessment.band)}};
    if (assessment.classification) out["classification"] = name_of(*assessment.classification);
    out["trace"] = trace_json(assessment.trace);
    out["unclear_items"] = assessment.unclear_items;
    out["not_asked_count"] = assessment.not_asked_count;
    out["declined_count"] = assessment.declined_count;
    out["partial_disclosure"] = assessment.partial_disclosure;
    out["escalations"] = name_list(assessment.escalations);
    return out.dump();
}

base::Result<Assessment> assessment_from_json(std::string_view json) {
    const auto document = JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    const JsonNode root = document->root();
    Assessment out;
    out.band = named<Band>(root.field("band"));
    if (const auto node = root.optional_field("classification"))
        out.classification = named<Classification>(*node);
    out.trace = read_trace(root.field("trace"));
    out.unclear_items = text_list(root.field("unclear_items"));
    out.not_asked_count = count_of(root.field("not_asked_count"));
    out.declined_count = count_of(root.field("declined_count"));
    out.partial_disclosure = root.field("partial_disclosure").flag();
    out.escalations = named_list<Escalation>(root.field("escalations"));
    if (auto done = document->finish(); !done) return base::fail(done.error());
    return out;
}

}  // namespace screening
