// The words of cases, in every language: none missing, and none that says who somebody is not (INV-05).

#include "base/messages.hpp"
#include "casework/case_codes.hpp"
#include "casework/state.hpp"
#include "country/clock_kind.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

using namespace casework;

const std::vector<std::string>& languages() {
    static const std::vector<std::string> all{"en", "uk", "ar"};
    return all;
}

nlohmann::json words_of(const std::string& language) {
    nlohmann::json all = nlohmann::json::object();
    const std::filesystem::path folder = std::filesystem::path(WAYMARK_SOURCE_DIR) / "ui/words" / language;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path());
        all.update(nlohmann::json::parse(file));
    }
    return all;
}

TEST(CaseWords, name_every_code_in_every_language) {
    const std::vector<std::pair<std::string, const Codes*>> lists{
        {"first_identifier", &first_identifier_codes()},
        {"route", &route_codes()},
        {"place", &place_codes()},
        {"seen_when", &seen_when_codes()},
        {"source", &source_codes()},
        {"language", &language_codes()},
        {"citizenship", &citizenship_codes()},
        {"access_need", &access_need_codes()},
        {"contact_channel", &contact_channel_codes()},
        {"safe_to_use", &safe_to_use_codes()},
        {"triage", &triage_outcome_codes()},
        {"presumption", &presumption_codes()},
        {"closure", &closure_reason_codes()},
    };
    for (const std::string& language : languages()) {
        const auto words = words_of(language);
        for (const auto& [list, codes] : lists) {
            for (const std::string& code : *codes) {
                EXPECT_TRUE(words.contains("casework." + list + "." + code))
                    << language << " " << list << " " << code;
            }
        }
        for (const State state : all_states()) {
            EXPECT_TRUE(words.contains("casework.state." + std::string(name_of(state)))) << name_of(state);
        }
        for (const country::ClockKind kind : country::all_clock_kinds()) {
            EXPECT_TRUE(words.contains("casework.clock." + std::string(country::name_of(kind))))
                << country::name_of(kind);
        }
    }
}

TEST(Inv05Words, no_text_of_any_language_says_that_somebody_is_not_a_victim) {
    const std::vector<std::string> verdicts{"not a victim", "no victim", "is not trafficked",
                                            "не є жертвою", "не жертва", "не постраждала",
                                            "ليس ضحية",     "ليست ضحية", "لست ضحية"};
    const std::vector<std::string> denials{"never",      "not mean", "cannot",  "does not", "ніколи",
                                           "не означає", "أبد",      "لا يعني", "لا تعني"};
    for (const std::string& language : languages()) {
        const auto words = words_of(language);
        for (const auto& [key, value] : words.items()) {
            const auto text = value.get<std::string>();
            for (const std::string& verdict : verdicts) {
                if (text.find(verdict) == std::string::npos) continue;
                // Allowed only where the text says that this is never said.
                const bool denied = std::any_of(denials.begin(), denials.end(), [&](const auto& denial) {
                    return text.find(denial) != std::string::npos;
                });
                EXPECT_TRUE(denied) << language << " " << key << ": " << text;
            }
        }
    }
}

TEST(Inv05Words, no_state_and_no_code_is_a_verdict_of_ours) {
    for (const State state : all_states()) {
        EXPECT_EQ(name_of(state).find("not_victim"), std::string_view::npos);
        EXPECT_EQ(name_of(state).find("not_a_victim"), std::string_view::npos);
    }
    for (const Codes* codes : {&triage_outcome_codes(), &presumption_codes(), &closure_reason_codes()}) {
        for (const std::string& code : *codes) EXPECT_EQ(code.find("victim"), std::string::npos) << code;
    }
}

}  // namespace
