#pragma once
// Labels of options as they are kept: a JSON object, option to label, in the order of the list. Pure.

#include <string>
#include <utility>
#include <vector>

namespace survey::rounds {

std::string labels_json(const std::vector<std::pair<std::string, std::string>>& labels);

}  // namespace survey::rounds
