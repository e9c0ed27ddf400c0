#include "survey/rounds/wording_json.hpp"

#include <nlohmann/json.hpp>

namespace survey::rounds {

std::string labels_json(const std::vector<std::pair<std::string, std::string>>& labels) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const auto& [option, label] : labels) json[option] = label;
    return json.dump();
}

}  // namespace survey::rounds
