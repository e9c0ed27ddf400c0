#include "screening/first_look.hpp"

#include "screening/instrument_library.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using screening::Advice;
using screening::AgeClaim;
using screening::Answer;
using screening::Company;
using screening::FirstLook;

const screening::Instrument& observations() {
    static const auto library = screening::shipped_instruments().value();
    return *library.newest("first-look");
}

screening::FirstLookResult read(const FirstLook& look) {
    return screening::read_first_look(observations(), look).value();
}

FirstLook adult_alone() {
    FirstLook look;
    look.age = {.claimed = AgeClaim::adult};
    look.company = Company::alone;
    return look;
}

bool advises(const screening::FirstLookResult& result, Advice advice) {
    return std::ranges::find(result.do_now, advice) != result.do_now.end();
}

TEST(FirstLook, nothing_seen_is_no_concern_now_and_asks_to_look_again) {
    const auto result = read(adult_alone());
    EXPECT_FALSE(result.concern);
    EXPECT_EQ(result.do_now, (std::vector{Advice::give_information, Advice::look_again_later}));
}

TEST(FirstLook, any_single_sign_makes_a_concern) {
    for (const auto& item : observations().items) {
        FirstLook look = adult_alone();
        look.signs[item.id] = Answer::yes;
        EXPECT_TRUE(read(look).concern) << item.id;
        EXPECT_EQ(read(look).signs_seen, std::vector<std::string>{item.id});
    }
}

TEST(FirstLook, the_persons_own_word_or_a_danger_makes_a_concern_without_any_sign) {
    FirstLook told = adult_alone();
    told.self_report = true;
    EXPECT_TRUE(read(told).concern);
    FirstLook danger = adult_alone();
    danger.immediate_danger = true;
    EXPECT_TRUE(read(danger).concern);
    EXPECT_EQ(read(danger).do_now.front(), Advice::keep_safe_now);
}

TEST(FirstLook, what_is_unclear_is_looked_at_again_and_makes_no_concern) {
    FirstLook look = adult_alone();
    look.signs["LOOK05"] = Answer::unclear;
    EXPECT_FALSE(read(look).concern);
    EXPECT_EQ(read(look).signs_unclear, std::vector<std::string>{"LOOK05"});
}

TEST(FirstLook, INV_06_an_age_not_known_or_in_doubt_takes_the_childs_path) {
    FirstLook look = adult_alone();
    look.age = {};
    EXPECT_TRUE(read(look).handled_as_child);
    EXPECT_TRUE(advises(read(look), Advice::age_benefit_of_doubt));
    look.age = {.claimed = AgeClaim::adult, .looks_like_child = true};
    EXPECT_TRUE(read(look).claimed_adult_looks_like_child);
    EXPECT_TRUE(advises(read(look), Advice::child_path));
    look = adult_alone();
    look.signs["LOOK10"] = Answer::yes;  // "a child alone"
    EXPECT_TRUE(read(look).handled_as_child);
}

TEST(FirstLook, CH_3_a_child_is_never_talked_to_in_front_of_the_companion) {
    FirstLook look = adult_alone();
    look.age = {.claimed = AgeClaim::child};
    EXPECT_FALSE(advises(read(look), Advice::child_not_with_adult));
    for (const Company company : {Company::accompanied, Company::unknown}) {
        look.company = company;
        EXPECT_TRUE(advises(read(look), Advice::child_not_with_adult));
    }
}

TEST(FirstLook, no_advice_is_given_twice_and_a_concern_never_leads_to_questions_about_events) {
    FirstLook look;
    for (const auto& item : observations().items) look.signs[item.id] = Answer::yes;
    look.immediate_danger = true;
    look.interpreter_needed = true;
    auto advice = read(look).do_now;
    EXPECT_TRUE(advises(read(look), Advice::no_questions_about_events));
    std::ranges::sort(advice);
    EXPECT_EQ(std::ranges::adjacent_find(advice), advice.end());
}

TEST(FirstLook, refuses_other_sets_and_signs_that_are_not_of_the_set) {
    static const auto library = screening::shipped_instruments().value();
    EXPECT_FALSE(screening::read_first_look(*library.newest("ilo-forced-labour-11"), adult_alone()));
    FirstLook look = adult_alone();
    look.signs["LOOK99"] = Answer::yes;
    EXPECT_FALSE(screening::read_first_look(observations(), look));
    look = adult_alone();
    look.signs["LOOK01"] = Answer::declined;  // nobody was asked
    EXPECT_EQ(screening::read_first_look(observations(), look).error().fields.at(0).field, "signs.LOOK01");
}

}  // namespace
