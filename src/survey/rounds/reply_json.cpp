#include "survey/rounds/reply.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace survey::rounds {
namespace {

using Json = nlohmann::ordered_json;
using Types = std::map<std::string, ItemType, std::less<>>;

Json json_of(ItemType type, const WrittenAnswer& answer) {
    Json json = Json::object();
    if (answer.disposition) json["d"] = code_of(*answer.disposition);
    if (const std::string content = to_json(type, answer.content); !content.empty()) {
        json["c"] = Json::parse(content);
    }
    for (const KeptCell& cell : answer.cells) {
        json["cells"].push_back({{"r", cell.row}, {"k", cell.column}, {"a", survey::to_text(cell.amount)}});
    }
    json["n"] = answer.note;
    if (answer.confidentiality) json["s"] = code_of(*answer.confidentiality);
    json["l"] = answer.language;
    json["carried"] = answer.carried;
    json["confirmed"] = answer.confirmed;
    return json;
}

// Throws what nlohmann throws.
std::optional<WrittenAnswer> answer_from(ItemType type, const Json& json) {
    WrittenAnswer answer;
    if (json.contains("d")) {
        answer.disposition = from_code<Disposition>(json.at("d").get<std::string>());
        if (!answer.disposition) return std::nullopt;
    }
    const bool answered = answer.disposition == Disposition::answered;
    if (answered && json.contains("c")) {
        auto content = content_from_json(type, json.at("c").dump());
        if (!content) return std::nullopt;
        answer.content = std::move(*content);
    }
    if (json.contains("cells")) {
        for (const Json& cell : json.at("cells")) {
            const auto amount = decimal_from_text(cell.at("a").get<std::string>());
            if (!amount) return std::nullopt;
            answer.cells.push_back(
                {cell.at("r").get<std::string>(), cell.at("k").get<std::string>(), *amount});
        }
    }
    answer.note = json.at("n").get<std::string>();
    if (json.contains("s"))
        answer.confidentiality = from_code<Confidentiality>(json.at("s").get<std::string>());
    answer.language = json.at("l").get<std::string>();
    answer.carried = json.at("carried").get<bool>();
    answer.confirmed = json.at("confirmed").get<bool>();
    return answer;
}

}  // namespace

EnteredAnswer entered(const Item& item, const WrittenAnswer& answer) {
    EnteredAnswer shown;
    shown.disposition = answer.disposition;
    shown.chosen = answer.content.chosen;
    shown.denied = answer.content.denied;
    shown.text = answer.content.text;
    shown.comment = answer.note;
    for (const auto& [code, text] : answer.content.beside) {
        const auto option = option_index(item, code);
        if (option && item.options[*option].is_other) shown.other_text = text;
    }
    for (const KeptCell& cell : answer.cells) shown.amounts.push_back(cell.amount);
    return shown;
}

std::string to_json(const Types& types, const WrittenAnswers& answers) {
    Json json = Json::object();
    for (const auto& [item, answer] : answers) {
        const auto type = types.find(item);
        if (type != types.end()) json[item] = json_of(type->second, answer);
    }
    return json.dump();
}

base::Result<WrittenAnswers> written_from_json(const Types& types, std::string_view json) {
    const auto damaged = [] { return base::fail(base::ProblemCode::data_damaged, "a contribution"); };
    try {
        WrittenAnswers answers;
        const Json parsed = Json::parse(json);
        for (const auto& [item, one] : parsed.items()) {
            const auto type = types.find(item);
            if (type == types.end()) return damaged();
            auto answer = answer_from(type->second, one);
            if (!answer) return damaged();
            answers.emplace(item, std::move(*answer));
        }
        return answers;
    } catch (const Json::exception&) {
        return damaged();
    }
}

}  // namespace survey::rounds
