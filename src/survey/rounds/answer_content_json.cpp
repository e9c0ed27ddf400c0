#include "survey/rounds/answer_content.hpp"

#include <nlohmann/json.hpp>

namespace survey::rounds {
namespace {

using Json = nlohmann::ordered_json;

Json object_of(ItemType type, const AnswerContent& content) {
    Json json = Json::object();
    switch (shape_of(type)) {
        case AnswerShape::told: json["t"] = content.text; break;
        case AnswerShape::one: json["o"] = content.chosen.empty() ? "" : content.chosen.front(); break;
        case AnswerShape::ticked: json["o"] = content.chosen; break;
        case AnswerShape::forced:
            for (const std::string& option : content.chosen) json[option] = "yes";
            for (const std::string& option : content.denied) json[option] = "no";
            break;
        case AnswerShape::amounts: break;
    }
    if (!content.beside.empty() && shape_of(type) != AnswerShape::forced) {
        Json& beside = json["v"] = Json::object();
        for (const auto& [option, text] : content.beside) beside[option] = text;
    }
    return json;
}

// Throws what nlohmann throws for what is not there or of another type.
AnswerContent content_of(ItemType type, const Json& json) {
    AnswerContent content;
    switch (shape_of(type)) {
        case AnswerShape::told: content.text = json.at("t").get<std::string>(); break;
        case AnswerShape::one: content.chosen.push_back(json.at("o").get<std::string>()); break;
        case AnswerShape::ticked: content.chosen = json.at("o").get<std::vector<std::string>>(); break;
        case AnswerShape::forced:
            for (const auto& [option, yes] : json.items()) {
                (yes.get<std::string>() == "yes" ? content.chosen : content.denied).push_back(option);
            }
            return content;
        case AnswerShape::amounts: break;
    }
    if (const auto beside = json.find("v"); beside != json.end()) {
        for (const auto& [option, text] : beside->items()) {
            content.beside.emplace_back(option, text.get<std::string>());
        }
    }
    return content;
}

}  // namespace

std::string to_json(ItemType type, const AnswerContent& content) {
    if (shape_of(type) == AnswerShape::amounts) return {};
    return object_of(type, content).dump();
}

base::Result<AnswerContent> content_from_json(ItemType type, std::string_view json) {
    try {
        return content_of(type, Json::parse(json));
    } catch (const Json::exception&) {
        return base::fail(base::ProblemCode::data_damaged, "an answer of the survey");
    }
}

}  // namespace survey::rounds
