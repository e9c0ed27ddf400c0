#include "guard/authorisation_rules.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace guard {
namespace {

TEST(AuthorisationWords, say_why_and_what_is_needed_in_every_language_and_nothing_else) {
    std::set<std::string> wanted;
    for (const std::string_view rule : all_rule_ids()) wanted.insert("authorisation." + std::string(rule));
    for (const std::string_view needed : all_needs()) wanted.emplace(needed);
    for (const std::string language : {"en", "uk", "ar"}) {
        std::ifstream file(std::string(WAYMARK_SOURCE_DIR) + "/ui/words/" + language + "/authorisation.json");
        const auto words = nlohmann::json::parse(file);
        std::set<std::string> found;
        for (const auto& [key, text] : words.items()) {
            found.insert(key);
            EXPECT_FALSE(text.get<std::string>().empty()) << language << ' ' << key;
        }
        EXPECT_EQ(found, wanted) << language;
    }
}

}  // namespace
}  // namespace guard
