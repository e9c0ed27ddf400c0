#include "screening/choose_instrument.hpp"

#include <gtest/gtest.h>

namespace {

using screening::AgeClaim;
using screening::PersonAge;
using screening::SuspectedPurpose;

const screening::InstrumentLibrary& shipped() {
    static const auto library = screening::shipped_instruments().value();
    return library;
}

std::vector<std::string> offered(const PersonAge& age, SuspectedPurpose purpose = SuspectedPurpose::unknown) {
    std::vector<std::string> ids;
    for (const auto* one : screening::choose_instrument(shipped(), age, purpose).offered)
        ids.push_back(one->id);
    return ids;
}

// Every way an age can be known or doubted.
std::vector<PersonAge> every_age() {
    std::vector<PersonAge> ages;
    for (const AgeClaim claimed : {AgeClaim::adult, AgeClaim::child, AgeClaim::unknown}) {
        for (const bool in_doubt : {false, true}) {
            for (const bool looks : {false, true}) ages.push_back({claimed, in_doubt, looks});
        }
    }
    return ages;
}

TEST(ChooseInstrument, INV_06_only_an_undoubted_adult_is_offered_the_adult_set) {
    for (const PersonAge& age : every_age()) {
        const bool undoubted = age == PersonAge{.claimed = AgeClaim::adult};
        for (const auto* one :
             screening::choose_instrument(shipped(), age, SuspectedPurpose::labour).offered) {
            const auto never = undoubted ? screening::PopulationAge::child : screening::PopulationAge::adult;
            EXPECT_NE(one->age, never) << one->id;
        }
        EXPECT_EQ(screening::handled_as_child(age), !undoubted);
    }
}

TEST(ChooseInstrument, CH_6_a_child_is_offered_the_childs_set_and_an_adult_the_longer_set_first) {
    EXPECT_EQ(offered({.claimed = AgeClaim::child}), std::vector<std::string>{"ilo-delphi-child-labour"});
    EXPECT_EQ(offered({.claimed = AgeClaim::adult}),
              (std::vector<std::string>{"ilo-delphi-adult-labour", "ilo-forced-labour-11"}));
}

TEST(ChooseInstrument, names_the_rule_that_narrowed_the_choice) {
    const auto rule = [](const PersonAge& age) {
        return screening::choose_instrument(shipped(), age, SuspectedPurpose::labour).rule;
    };
    EXPECT_EQ(rule({.claimed = AgeClaim::adult}), "");
    EXPECT_EQ(rule({.claimed = AgeClaim::child}), "CH-6");
    EXPECT_EQ(rule({.claimed = AgeClaim::unknown}), "INV-06");
    EXPECT_EQ(rule({.claimed = AgeClaim::adult, .in_doubt = true}), "INV-06");
    EXPECT_EQ(rule({.claimed = AgeClaim::adult, .looks_like_child = true}), "CH-9");
}

TEST(ChooseInstrument, observations_are_never_offered_as_questions) {
    for (const PersonAge& age : every_age()) {
        for (const std::string& id : offered(age)) EXPECT_NE(id, "first-look");
    }
}

TEST(ChooseInstrument, says_that_other_purposes_are_not_covered_and_leads_with_the_general_set) {
    const PersonAge adult{.claimed = AgeClaim::adult};
    const auto choice = screening::choose_instrument(shipped(), adult, SuspectedPurpose::sexual);
    EXPECT_TRUE(choice.purpose_not_covered);
    EXPECT_EQ(choice.offered.at(0)->id, "ilo-forced-labour-11");
    EXPECT_FALSE(
        screening::choose_instrument(shipped(), adult, SuspectedPurpose::labour).purpose_not_covered);
}

}  // namespace
