#include "survey/rounds/concordance_repository.hpp"

#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace survey::rounds {
namespace {

using store::value;
using Json = nlohmann::ordered_json;

base::Problem damaged() {
    return base::problem(base::ProblemCode::data_damaged, "a concordance of the survey");
}

// {"yes":"yes","partly":"yes","other":null}
base::Result<OptionMap> map_from(const std::string& text, const Item& from, const Item& to) {
    std::vector<std::pair<std::string, std::string>> pairs;
    try {
        const Json parsed = Json::parse(text);
        for (const auto& [code, other] : parsed.items()) {
            pairs.emplace_back(code, other.is_null() ? std::string() : other.get<std::string>());
        }
    } catch (const Json::exception&) {
        return base::fail(damaged());
    }
    std::vector<std::pair<std::string_view, std::string_view>> views(pairs.begin(), pairs.end());
    return OptionMap::of(from, to, views);
}

Circumstances circumstances_from(const std::string& text) {
    const std::vector<std::string> codes = base::split_codes(text);
    const auto has = [&](std::string_view code) { return std::ranges::find(codes, code) != codes.end(); };
    return {.population = has("population"),
            .reference_period = has("reference_period"),
            .mode = has("mode"),
            .respondent = has("respondent")};
}

}  // namespace

base::Result<std::optional<Concordance>> find_concordance(store::ReadSession& session,
                                                          const ItemInRound& from, const ItemInRound& to) {
    const auto row = session.query_one(
        "select relation, option_map, rule, circumstances, grade, author, approver from survey_concordance "
        "where from_item = $1 and to_item = $2 and approver is not null",
        {value(from.id), value(to.id)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::optional<Concordance>{};
    const auto relation = from_code<Relation>((*row)->text("relation"));
    const auto grade = from_code<Grade>((*row)->text("grade"));
    if (!relation || !grade) return base::fail(damaged());
    Concordance found{.relation = *relation,
                      .map = {},
                      .has_rule = (*row)->optional_text("rule").has_value(),
                      .changed = circumstances_from((*row)->text("circumstances")),
                      .decided = *grade,
                      .author = (*row)->uuid("author").text(),
                      .approver = (*row)->uuid("approver").text()};
    if (const auto text = (*row)->optional_text("option_map")) {
        auto map = map_from(*text, from.item(), to.item());
        if (!map) return base::fail(map.error());
        found.map = std::move(*map);
    }
    return std::optional(std::move(found));
}

}  // namespace survey::rounds
