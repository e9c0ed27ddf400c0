#include "directory/need.hpp"

#include <algorithm>

namespace directory {

const std::vector<std::string>& need_codes() {
    static const std::vector<std::string> codes{
        "safety",        "shelter",           "food_clothing",  "urgent_health",        "sexual_health",
        "mental_health", "interpretation",    "legal_info",     "legal_representation", "documents",
        "asylum_advice", "child_care",        "education",      "language_course",      "work",
        "money",         "family_contact",    "family_tracing", "digital_safety",       "debt_help",
        "return_advice", "disability_support"};
    return codes;
}

bool is_need(std::string_view code) {
    return std::ranges::find(need_codes(), code) != need_codes().end();
}

}  // namespace directory
