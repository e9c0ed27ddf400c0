// INV-11: nothing with effect in law happens by itself, and nothing about a person is weighed by a machine.

#include "casework/transition.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace casework {
namespace {

// From presumption on, a state opens or closes rights (domain.md 3.1).
const std::vector<State> kWithEffectInLaw{
    State::presumed,           State::submitted, State::reasonable_grounds, State::no_reasonable_grounds,
    State::conclusive_pending, State::confirmed, State::not_confirmed,      State::under_review};

const std::vector<Requirement> kEverything{
    Requirement::sign_or_self_report,   Requirement::prerequisites_complete,
    Requirement::interview_agreed,      Requirement::reason_given,
    Requirement::second_trained_person, Requirement::information_given,
    Requirement::person_informed,       Requirement::adult,
    Requirement::support_agreed,        Requirement::service_delivered};

TEST(Inv11Moves, a_state_with_effect_in_law_is_reached_only_by_somebody_of_a_named_profession) {
    for (const Transition& transition : all_transitions()) {
        if (std::ranges::find(kWithEffectInLaw, transition.to) == kWithEffectInLaw.end()) continue;
        EXPECT_FALSE(transition.roles.empty()) << transition.number;
        for (const State from : transition.from) {
            // A job has no role, and an account for running the system none of these.
            EXPECT_FALSE(may_move(from, transition.to, {}, kEverything)) << transition.number;
            EXPECT_FALSE(may_move(from, transition.to, {guard::Role::administrator}, kEverything))
                << transition.number;
        }
    }
}

TEST(Inv11Moves, no_formal_decision_is_made_here_yet_by_anybody) {
    for (const Transition& transition : all_transitions()) {
        if (transition.to == State::presumed) continue;
        EXPECT_EQ(std::ranges::find(kWithEffectInLaw, transition.to), kWithEffectInLaw.end())
            << transition.number;
    }
}

// A number somebody could fit or train would be a score of a person; the published sets know strong, medium
// and weak.
TEST(Inv11Sets, a_sign_weighs_by_a_published_word_and_never_by_a_number) {
    const std::regex any_weight("\"weight\"\\s*:");
    const std::regex a_word("\"weight\"\\s*:\\s*\"[SMW]\"");
    const auto count = [](const std::string& text, const std::regex& what) {
        return std::distance(std::sregex_iterator(text.begin(), text.end(), what), std::sregex_iterator());
    };
    int sets = 0;
    for (const auto& entry : std::filesystem::directory_iterator(WAYMARK_SOURCE_DIR "/instruments")) {
        if (entry.path().extension() != ".json" || entry.path().filename() == "schema.json") continue;
        std::ifstream file(entry.path());
        std::stringstream text;
        text << file.rdbuf();
        EXPECT_EQ(count(text.str(), any_weight), count(text.str(), a_word)) << entry.path();
        ++sets;
    }
    EXPECT_GT(sets, 0);
}

}  // namespace
}  // namespace casework
