#pragma once
// Labels of options as they are kept: a JSON object, option to label, in the order of the list. Pure.

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace survey::rounds {

using OptionLabels = std::vector<std::pair<std::string, std::string>>;

std::string labels_json(const OptionLabels& labels);
// Problem: data_damaged.
base::Result<OptionLabels> labels_from_json(std::string_view json);

}  // namespace survey::rounds
