#include "base/json_reader.hpp"
#include "screening/instrument.hpp"
#include "screening/version.hpp"

#include <algorithm>
#include <set>

namespace screening {
namespace {

using base::JsonDocument;
using base::JsonNode;

constexpr std::size_t kItemsMax = 300;
constexpr std::size_t kDimensionsMax = 20;

bool is_lower(char symbol) {
    return symbol >= 'a' && symbol <= 'z';
}
bool is_upper(char symbol) {
    return symbol >= 'A' && symbol <= 'Z';
}
bool is_digit(char symbol) {
    return symbol >= '0' && symbol <= '9';
}

bool is_set_id(std::string_view text) {
    return !text.empty() && text.size() <= 60 && is_lower(text.front()) &&
           std::ranges::all_of(
               text, [](char symbol) { return is_lower(symbol) || is_digit(symbol) || symbol == '-'; });
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 12 && is_upper(text.front()) &&
           std::ranges::all_of(text, [](char symbol) { return is_upper(symbol) || is_digit(symbol); });
}

bool is_text_key(std::string_view text) {
    return text.starts_with("instruments.") && text.size() <= 120 && text.back() != '.' &&
           std::ranges::all_of(text, [](char symbol) {
               return is_lower(symbol) || is_digit(symbol) || symbol == '_' || symbol == '.';
           });
}

// domain.md 0.1: V:S28, S:S28, K or D.
bool is_evidence_tag(std::string_view text) {
    if (text == "K" || text == "D") return true;
    return text.size() == 5 && (text.starts_with("V:S") || text.starts_with("S:S")) && is_digit(text[3]) &&
           is_digit(text[4]);
}

using Shape = bool (*)(std::string_view);

std::string shaped(const JsonNode& node, Shape shape, std::string accepted) {
    std::string text = node.text(200);
    if (node.is_text() && !shape(text)) node.refuse("format", std::move(accepted));
    return text;
}

std::string text_key(const JsonNode& node) {
    return shaped(node, is_text_key, "instruments.set.thing");
}

std::string evidence_tag(const JsonNode& node) {
    return shaped(node, is_evidence_tag, "V:S28, S:S28, K or D");
}

template <class Value>
Value chosen(const JsonNode& node) {
    return static_cast<Value>(node.one_of(names<Value>()));
}

template <class Value>
std::vector<Value> chosen_list(const JsonNode& node) {
    std::vector<Value> out;
    for (const JsonNode& entry : node.items(names<Value>().size())) {
        const auto value = chosen<Value>(entry);
        if (entry.is_text() && std::ranges::find(out, value) != out.end()) entry.refuse("duplicate");
        out.push_back(value);
    }
    return out;
}

Dimension read_dimension(const JsonNode& node) {
    Dimension out;
    out.id = shaped(node.field("id"), is_code, "DR");
    out.element = chosen<Element>(node.field("element"));
    out.phase = chosen<Phase>(node.field("phase"));
    const auto means = node.optional_field("means");
    if (means) out.means = chosen<Means>(*means);
    if (out.means.has_value() != (out.element == Element::means))
        node.refuse("means_and_only_means_have_a_kind");
    out.name_key = text_key(node.field("name_key"));
    out.about_key = text_key(node.field("about_key"));
    if (const auto opening = node.optional_field("opening_key")) out.opening_key = text_key(*opening);
    return out;
}

Item read_item(const JsonNode& node, const Instrument& instrument) {
    Item out;
    out.id = shaped(node.field("id"), is_code, "DR01");
    const JsonNode dimension = node.field("dim");
    out.dimension = dimension.text(12);
    if (dimension.is_text() && instrument.find_dimension(out.dimension) == nullptr) {
        dimension.refuse("not_in_list", "a dimension of this set");
    }
    if (const auto weight = node.optional_field("weight")) out.weight = chosen<Weight>(*weight);
    // A weight the rule would ignore, or a rule without its weight, is a mistake of whoever wrote the file.
    if (out.weight.has_value() != (instrument.dimension_rule == DimensionRule::delphi_v1)) {
        node.refuse("weight_against_rule", "weights with delphi_v1 only");
    }
    out.text_key = text_key(node.field("text_key"));
    if (const auto evidence = node.optional_field("evidence")) out.evidence = evidence_tag(*evidence);
    if (const auto signals = node.optional_field("signals")) out.signals = chosen_list<Signal>(*signals);
    return out;
}

bool has_means(const Instrument& instrument, Means means, Phase phase) {
    return std::ranges::any_of(instrument.dimensions, [&](const Dimension& dimension) {
        return dimension.means == means && dimension.phase == phase;
    });
}

bool has_delphi_shape(const Instrument& instrument) {
    return std::ranges::count(instrument.dimensions, Element::purpose, &Dimension::element) == 1 &&
           has_means(instrument, Means::deception, Phase::recruitment) &&
           has_means(instrument, Means::coercion, Phase::recruitment) &&
           has_means(instrument, Means::vulnerability, Phase::recruitment) &&
           has_means(instrument, Means::coercion, Phase::destination);
}

void check_answer_set(const JsonNode& root, const Instrument& instrument) {
    const JsonNode node = root.field("answer_set");
    const bool observed = instrument.tier == 0;
    // Nobody can be made to answer: every set that asks lets the person decline (domain.md 9.5).
    const std::vector<Answer> needed =
        observed ? std::vector{Answer::yes, Answer::not_asked}
                 : std::vector{Answer::yes, Answer::no, Answer::unclear, Answer::not_asked, Answer::declined};
    for (const Answer answer : needed) {
        if (!instrument.accepts(answer)) node.refuse("answer_missing", std::string(name_of(answer)));
    }
}

void check_rules(const JsonNode& root, const Instrument& instrument) {
    const JsonNode case_rule = root.field("case_rule");
    const JsonNode population = root.field("population");
    switch (instrument.case_rule) {
        case CaseRule::delphi_case_v1:
            if (!has_delphi_shape(instrument)) case_rule.refuse("dimensions_against_rule");
            if (instrument.age != PopulationAge::adult)
                population.refuse("age_against_rule", "adult");  // INV-07
            break;
        case CaseRule::delphi_child_v1:
            if (!has_delphi_shape(instrument)) case_rule.refuse("dimensions_against_rule");
            if (instrument.age != PopulationAge::child) population.refuse("age_against_rule", "child");
            break;
        case CaseRule::any_indicator_v1: break;
        case CaseRule::first_look_v1:
            if (instrument.tier != 0) case_rule.refuse("tier_against_rule", "tier 0");
            break;
    }
    const bool observed = instrument.case_rule == CaseRule::first_look_v1;
    if (instrument.tier == 0 && !observed) case_rule.refuse("tier_against_rule", "first_look_v1");
    const bool weighted =
        instrument.case_rule == CaseRule::delphi_case_v1 || instrument.case_rule == CaseRule::delphi_child_v1;
    if (weighted != (instrument.dimension_rule == DimensionRule::delphi_v1)) {
        root.field("dimension_rule").refuse("rule_against_rule");
    }
}

void read_dimensions(const JsonNode& root, Instrument& out) {
    std::set<std::string> seen;
    for (const JsonNode& node : root.field("dimensions").items(kDimensionsMax)) {
        out.dimensions.push_back(read_dimension(node));
        if (!seen.insert(out.dimensions.back().id).second) node.refuse("duplicate");
    }
}

void read_items(const JsonNode& root, Instrument& out) {
    std::set<std::string> seen;
    for (const JsonNode& node : root.field("items").items(kItemsMax)) {
        out.items.push_back(read_item(node, out));
        if (!seen.insert(out.items.back().id).second) node.refuse("duplicate");
    }
    for (const Dimension& dimension : out.dimensions) {
        if (out.items_of(dimension.id).empty()) root.field("dimensions").refuse("dimension_without_items");
    }
    if (out.items.empty()) root.field("items").refuse("required", "at least one item");
}

void read_head(const JsonNode& root, Instrument& out) {
    out.id = shaped(root.field("id"), is_set_id, "lower-case-with-hyphens");
    out.version = shaped(root.field("version"), is_version, "2009-09 or 2009-09.2");
    out.tier = static_cast<int>(root.field("tier").whole(0, 3));
    out.licence = root.field("licence").text(400);
    const JsonNode source = root.field("source");
    out.source = {source.field("title").text(300), source.field("reference").text(300)};
    out.evidence = evidence_tag(root.field("evidence"));
    out.verified = root.field("verified").flag();
    out.name_key = text_key(root.field("name_key"));
    out.about_key = text_key(root.field("about_key"));
    out.caveat_key = text_key(root.field("caveat_key"));
    const JsonNode population = root.field("population");
    out.age = chosen<PopulationAge>(population.field("age"));
    out.purpose = chosen<Purpose>(population.field("purpose"));
    out.answer_set = chosen_list<Answer>(root.field("answer_set"));
    out.dimension_rule = chosen<DimensionRule>(root.field("dimension_rule"));
    out.case_rule = chosen<CaseRule>(root.field("case_rule"));
    out.escalation = chosen_list<Escalation>(root.field("escalation"));
}

}  // namespace

base::Result<Instrument> load_instrument(std::string_view json) {
    const auto document = JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    const JsonNode root = document->root();
    Instrument out;
    read_head(root, out);
    read_dimensions(root, out);
    read_items(root, out);
    check_answer_set(root, out);
    check_rules(root, out);
    if (auto done = document->finish(); !done) return base::fail(done.error());
    return out;
}

}  // namespace screening
