#include "survey/rounds/statistic_json.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>

namespace survey::rounds {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kDecimals = 1;

// The double nearest to the decimal, which is written with the same digits again.
Json number(const Decimal& decimal) {
    if (decimal.decimals == 0) return decimal.units;
    return std::strtod(to_text(decimal).c_str(), nullptr);
}

template <class Value>
Json known(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json share_json(const Share& share) {
    const auto shown = percent(share, kDecimals);
    return {{"num", share.part}, {"den", share.whole}, {"percent", shown ? number(*shown) : Json(nullptr)}};
}

Json base_json(const StatisticFound& found, Base base) {
    const bool meant = found.population_known && found.counts_states;
    const auto of = meant ? share(found.level, base) : std::nullopt;
    if (!of) return {{"num", found.level.holding}, {"den", nullptr}, {"percent", nullptr}};
    return share_json(*of);
}

Json range_json(const WholeRange& range) {
    return {{"lower", range.min}, {"upper", range.max}};
}

Json ends(const WholeRange& range) {
    return Json::array({range.min, range.max});
}

}  // namespace

std::string to_json(const StatisticFound& found) {
    Json json = Json::object();
    json["item"] = found.item;
    json["round"] = found.round;
    json["option"] = found.option.empty() ? Json(nullptr) : Json(found.option);
    json["n"] = found.level.holding;
    json["population"] = found.population_known ? Json(found.level.population) : Json(nullptr);
    json["eligible"] = found.population_known ? Json(found.level.eligible) : Json(nullptr);
    json["answered"] = known(found.level.answered);
    Json& bases = json["bases"] = Json::object();
    for (const Base base : kBases) bases[std::string(code_of(base))] = base_json(found, base);
    json["bounds"] = nullptr;
    if (found.bounds) {
        json["bounds"] = {
            {"lower", found.bounds->lower}, {"upper", found.bounds->upper}, {"den", found.bounds->den}};
    }
    Json& dispositions = json["dispositions"] = Json::object();
    for (const auto& [code, count] : found.dispositions) dispositions[code] = count;
    if (found.amounts) {
        json["amounts"] = {
            {"total", number(found.amounts->total)},
            {"part", number(found.amounts->part)},
            {"contributing", found.amounts->contributing},
            {"share", share_json(found.amounts->share)},
            {"remaining", found.amounts->remaining ? number(*found.amounts->remaining) : Json(nullptr)}};
    }
    return json.dump();
}

std::string to_json(const ChangeFound& found) {
    Json json = Json::object();
    for (const char* name :
         {"delta_all", "matched", "entrants", "leavers", "bounds", "bounds_no_backsliding", "sign_test_p"}) {
        json[name] = nullptr;
    }
    if (found.of_answers) {
        const Change& change = *found.of_answers;
        json["delta_all"] = change.delta_all;
        json["matched"] = {{"n", change.matched.n},
                           {"gained", change.matched.gained},
                           {"lost", change.matched.lost},
                           {"delta", change.matched.delta}};
        json["entrants"] = change.entrants;
        json["leavers"] = change.leavers;
        json["bounds"] = range_json(change.bounds);
        json["bounds_no_backsliding"] = range_json(change.bounds_no_backsliding);
        json["sign_test_p"] = found.sign_test_p;
    }
    if (found.of_totals) {
        const ChangeOfTotals& change = *found.of_totals;
        json["delta_all"] = change.delta_all;
        json["bounds"] = range_json(change.bounds);
        json["transitions"] = {{"stay", ends(change.transitions.stay)},
                               {"gained", ends(change.transitions.gained)},
                               {"lost", ends(change.transitions.lost)}};
    }
    json["verdict"] = code_of(found.verdict);
    return json.dump();
}

std::string to_json(const std::optional<CountRange>& fitting) {
    Json json = Json::object();
    json["min"] = fitting ? Json(fitting->min) : Json(nullptr);
    json["max"] = fitting ? Json(fitting->max) : Json(nullptr);
    json["count"] = fitting ? fitting->count() : 0;
    return json.dump();
}

}  // namespace survey::rounds
