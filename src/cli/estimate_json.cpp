#include "cli/estimate_output.hpp"

#include <nlohmann/json.hpp>

namespace cli {
namespace {

using Json = nlohmann::ordered_json;
using estimation::Estimate;
using estimation::Limits;

// An infinite limit is null, like one that is not there: JSON has no infinity.
void put_limits(Json& json, const Limits& limits) {
    json["lower"] = limits.lower;
    json["upper"] = limits.upper;
}

Json words_of(const std::vector<estimation::Mask>& terms, const EstimateOrigin& origin) {
    Json words = Json::array();
    for (const auto term : terms) words.push_back(estimation::term_in_words(term, origin.lists));
    return words;
}

Json interval_of(const Estimate& estimate) {
    const auto interval = estimate.interval();
    if (!interval) return nullptr;
    Json json{{"type", estimation::name_of(interval->kind)}, {"level", interval->level}};
    put_limits(json, interval->limits);
    json["includes_selection"] = interval->includes_selection;
    json["replicates"] = interval->replicates;
    json["failed"] = interval->failed;
    if (interval->percentile) put_limits(json["percentile"], *interval->percentile);
    return json;
}

Json model_of(const Estimate& estimate, const EstimateOrigin& origin) {
    if (!estimate.model()) return nullptr;
    const estimation::FittedModel& model = *estimate.model();
    return {{"generators", estimation::generators_in_words(model.model, origin.lists)},
            {"terms", words_of(model.entered, origin)},
            {"minus_infinity", words_of(model.existence.minus_infinity, origin)},
            {"deviance", model.deviance},
            {"df", model.degrees_of_freedom},
            {"parameters", model.parameters},
            {"aic", model.aic},
            {"bic", model.bic}};
}

Json existence_of(const Estimate& estimate, const EstimateOrigin& origin) {
    if (!estimate.model()) return nullptr;
    const estimation::Existence& existence = estimate.model()->existence;
    Json json{{"code", existence.code()}};
    if (!existence.vanishing.empty()) json["vanishing"] = words_of(existence.vanishing, origin);
    return json;
}

Json share_of(const Estimate& estimate) {
    const auto share = estimate.listed_share();
    if (!share) return nullptr;
    Json json{{"estimate", share->estimate}, {"lower", nullptr}, {"upper", nullptr}};
    if (share->limits) put_limits(json, *share->limits);
    return json;
}

Json models_of(const Estimate& estimate, const EstimateOrigin& origin) {
    Json models = Json::array();
    for (const estimation::TopModel& model : estimate.top()) {
        models.push_back({{"generators", estimation::generators_in_words(model.model, origin.lists)},
                          {"estimate", model.estimate},
                          {"aic", model.aic},
                          {"bic", model.bic},
                          {"weight", model.weight}});
    }
    return models;
}

Json anchors_of(const EstimateOrigin& origin) {
    const auto number_or_null = [](std::optional<double> number) { return number ? Json(*number) : Json(); };
    Json anchors;
    anchors["chao_lower_bound"] = origin.chao ? Json(origin.chao->bound) : Json();
    anchors["sample_coverage"] = nullptr;
    if (origin.coverage) {
        anchors["sample_coverage"] = {{"coverage", origin.coverage->coverage},
                                      {"independent", origin.coverage->independent},
                                      {"high", number_or_null(origin.coverage->high_coverage)},
                                      {"low", origin.coverage->low_coverage}};
    }
    anchors["pairs"] = Json::array();
    for (const estimation::PairAnchor& pair : origin.pairs) {
        anchors["pairs"].push_back({{"lists", {origin.lists[pair.first], origin.lists[pair.second]}},
                                    {"on_both", pair.on_both},
                                    {"petersen", number_or_null(pair.petersen)},
                                    {"chapman", pair.chapman},
                                    {"lower", pair.chapman_limits.lower},
                                    {"upper", pair.chapman_limits.upper}});
    }
    return anchors;
}

void put_origin(Json& json, const EstimateOrigin& origin) {
    Json assumptions = Json::array();
    for (const auto& one : estimation::assumptions_to_tick()) {
        assumptions.push_back({{"key", one.key}, {"words", one.words}});
    }
    json["anchors"] = anchors_of(origin);
    json["assumptions_to_confirm"] = std::move(assumptions);
    json["seed"] = origin.seed;
    json["engine"] = origin.engine;
    json["input_sha256"] = origin.input_sha256;
}

Json object_of(const Estimate& estimate, const EstimateOrigin& origin) {
    Json json;
    json["observed"] = static_cast<std::int64_t>(origin.observed);
    json["lists"] = origin.lists;
    json["method"] = estimation::name_of(estimate.method());
    const auto number_or_null = [](std::optional<double> number) { return number ? Json(*number) : Json(); };
    json["estimate"] = number_or_null(estimate.population());
    json["dark_figure"] = number_or_null(estimate.dark_figure());
    const auto interval = estimate.interval();
    json["lower"] = interval ? Json(interval->limits.lower) : Json();
    json["upper"] = interval ? Json(interval->limits.upper) : Json();
    json["level"] = interval ? Json(interval->level) : Json();
    json["interval"] = interval_of(estimate);
    if (const auto conditional = estimate.conditional()) {
        put_limits(json["conditional_interval"], *conditional);
        json["conditional_interval"]["type"] = "profile";
    }
    json["model"] = model_of(estimate, origin);
    json["existence"] = existence_of(estimate, origin);
    if (!estimate.top().empty()) {
        json["models_tried"] = estimate.models_tried();
        json["models"] = models_of(estimate, origin);
    }
    json["listed_share"] = share_of(estimate);
    json["assumption"] = estimate.assumption().sentence();
    json["status"] = estimation::name_of(estimate.status().light());
    json["reasons"] = estimate.status().reasons();
    json["warnings"] = estimate.warnings();
    json["diagnostics"] = Json::object();
    for (const auto& diagnostic : estimate.diagnostics()) {
        json["diagnostics"][diagnostic.name] = diagnostic.value;
    }
    return json;
}

}  // namespace

std::string estimate_as_json(const Estimate& estimate, const EstimateOrigin& origin) {
    Json json = object_of(estimate, origin);
    put_origin(json, origin);
    return json.dump(2);
}

std::string estimates_as_json(const std::vector<Estimate>& estimates, const EstimateOrigin& origin) {
    Json json;
    json["observed"] = static_cast<std::int64_t>(origin.observed);
    json["lists"] = origin.lists;
    json["results"] = Json::array();
    for (const Estimate& estimate : estimates) json["results"].push_back(object_of(estimate, origin));
    put_origin(json, origin);
    return json.dump(2);
}

}  // namespace cli
