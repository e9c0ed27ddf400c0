#include "base/incident.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

namespace {

using base::Incident;

TEST(AnIncident, is_nine_digits_in_threes_also_when_it_begins_with_a_nought) {
    base::SeededRandom random(7);
    int with_nought = 0;
    for (int round = 0; round < 1000; ++round) {
        const std::string text = Incident::make(random).text();
        EXPECT_TRUE(std::regex_match(text, std::regex("[0-9]{3}-[0-9]{3}-[0-9]{3}"))) << text;
        if (text.front() == '0') ++with_nought;
    }
    EXPECT_GT(with_nought, 0);
}

TEST(AnIncident, is_another_each_time) {
    base::SeededRandom random(7);
    std::set<std::string> seen;
    for (int round = 0; round < 2000; ++round) seen.insert(Incident::make(random).text());
    EXPECT_EQ(seen.size(), 2000U);
}

}  // namespace
