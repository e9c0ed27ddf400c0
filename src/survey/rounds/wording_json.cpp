#include "survey/rounds/wording_json.hpp"

#include <nlohmann/json.hpp>

namespace survey::rounds {

std::string labels_json(const OptionLabels& labels) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const auto& [option, label] : labels) json[option] = label;
    return json.dump();
}

base::Result<OptionLabels> labels_from_json(std::string_view json) {
    const auto read = nlohmann::ordered_json::parse(json, nullptr, false);
    if (!read.is_object()) return base::fail(base::ProblemCode::data_damaged, "option labels");
    OptionLabels labels;
    for (const auto& [option, label] : read.items()) {
        if (!label.is_string()) return base::fail(base::ProblemCode::data_damaged, "option labels");
        labels.emplace_back(option, label.get<std::string>());
    }
    return labels;
}

}  // namespace survey::rounds
