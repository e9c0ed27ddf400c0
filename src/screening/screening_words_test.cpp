// The words of screening, held against what the rules and the sets ask for, and against INV-05.

#include "screening/instrument_library.hpp"
#include "screening/text_keys.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace {

using Texts = std::map<std::string, std::string>;

const std::vector<std::string> kLanguages{"en", "uk", "ar"};

Texts words(const std::string& language, const std::string& module) {
    std::ifstream file(std::string(WAYMARK_SOURCE_DIR) + "/ui/words/" + language + "/" + module + ".json");
    const auto json = nlohmann::json::parse(file);
    Texts out;
    for (const auto& [key, text] : json.items()) out[key] = text.get<std::string>();
    return out;
}

std::set<std::string> keys_of(const Texts& texts) {
    std::set<std::string> out;
    for (const auto& [key, text] : texts) {
        EXPECT_FALSE(text.empty()) << key;
        out.insert(key);
    }
    return out;
}

// Who somebody is, and every phrase that would say who they are not. A result speaks of answers and of now.
bool labels_a_person(const std::string& text) {
    for (const char* word : {"victim",
                             "Victim",
                             "not trafficked",
                             "was not exploited",
                             "were not exploited",
                             "not a person",
                             "unfounded",
                             "cleared",
                             "жертв",
                             "Жертв",
                             "потерпіл",
                             "Потерпіл",
                             "постраждал",
                             "Постраждал",
                             "не експлуат",
                             "безпідставн",
                             "ضحية",
                             "ضحايا",
                             "لم يتعرض",
                             "لم يتعرّض",
                             "لم يُستغل",
                             "غير متاجر"}) {
        if (text.find(word) != std::string::npos) return true;
    }
    return false;
}

TEST(ScreeningWords, are_complete_in_every_language_with_none_left_over) {
    const auto rules = screening::rule_text_keys();
    std::set<std::string> instruments;
    const auto library = screening::shipped_instruments().value();
    for (const auto& one : library.all()) {
        const auto keys = one.text_keys();
        instruments.insert(keys.begin(), keys.end());
    }
    for (const std::string& language : kLanguages) {
        const std::set<std::string> wanted(rules.begin(), rules.end());
        EXPECT_EQ(keys_of(words(language, "screening_rules")), wanted) << language;
        EXPECT_EQ(keys_of(words(language, "instruments")), instruments) << language;
    }
}

TEST(ScreeningWords, INV_05_the_check_finds_the_words_it_looks_for) {
    EXPECT_TRUE(labels_a_person("Not a victim"));
    EXPECT_TRUE(labels_a_person("Людина не є жертвою"));
    EXPECT_TRUE(labels_a_person("هذا الشخص ليس ضحية"));
    EXPECT_FALSE(labels_a_person("No indication now"));
}

TEST(ScreeningWords, INV_05_no_result_says_in_any_language_who_a_person_is_not) {
    for (const std::string& language : kLanguages) {
        int checked = 0;
        for (const auto& [key, text] : words(language, "screening_rules")) {
            // Notes on the evidence speak of what sets get wrong, not of anybody; all else can stand in a
            // result.
            if (key.starts_with("screening_rules.evidence.")) continue;
            EXPECT_FALSE(labels_a_person(text)) << language << ' ' << key << ": " << text;
            ++checked;
        }
        EXPECT_GT(checked, 80) << language;
    }
}

}  // namespace
