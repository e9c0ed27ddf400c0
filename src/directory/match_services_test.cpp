#include "directory/match_services.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace {

using directory::Fit;
using directory::match_services;
using directory::Point;
using directory::Room;
using directory::Seeker;
using directory::Service;
using std::chrono::hours;
using ::testing::ElementsAre;

constexpr base::Time kNow{1'800'000'000'000'000};

Service shelter(std::string name) {
    Service service;
    service.name = std::move(name);
    service.needs = {"shelter", "safety"};
    service.languages = {"en", "uk"};
    service.site.kind = directory::SiteKind::shelter;
    service.site.area = "Northport";
    service.capacity = directory::Capacity{.total = 10, .free = 2, .as_of = kNow - hours(5), .note = ""};
    return service;
}

Seeker woman_from_kherson() {
    return {.need = "shelter",
            .urgency = "this_week",
            .languages = {"uk"},
            .gender = "woman",
            .age_band = "26_59",
            .household = "with_children",
            .status = "temporary_protection",
            .area = "Northport"};
}

Fit fit_of(const Service& service, const Seeker& seeker, Point point) {
    const auto matches = match_services({service}, seeker, kNow);
    return matches.at(0).reasons.at(static_cast<std::size_t>(point)).fit;
}

std::vector<std::string> names(const std::vector<directory::Match>& matches) {
    std::vector<std::string> out;
    for (const auto& match : matches) out.push_back(match.service.name);
    return out;
}

TEST(MatchServices, gives_one_reason_for_each_point_in_their_order) {
    const auto matches = match_services({shelter("A")}, woman_from_kherson(), kNow);
    ASSERT_EQ(matches.size(), 1U);
    ASSERT_EQ(matches[0].reasons.size(), 9U);
    for (std::size_t index = 0; index < matches[0].reasons.size(); ++index) {
        EXPECT_EQ(matches[0].reasons[index].point, static_cast<Point>(index));
        EXPECT_EQ(matches[0].reasons[index].fit, Fit::fits) << name_of(matches[0].reasons[index].point);
    }
    EXPECT_TRUE(matches[0].suits);
}

TEST(MatchServices, leaves_out_what_answers_another_need_or_is_no_longer_offered) {
    Service lawyers = shelter("Lawyers");
    lawyers.needs = {"legal_info"};
    Service ended = shelter("Ended");
    ended.active = false;
    EXPECT_TRUE(match_services({lawyers, ended}, woman_from_kherson(), kNow).empty());
}

struct EligibilityRow {
    const char* sentence;
    std::vector<std::string> served;
    std::string person;
    Fit expected;
};

class MatchByCodes : public ::testing::TestWithParam<EligibilityRow> {};

TEST_P(MatchByCodes, decides_gender_household_and_status_alike) {
    const auto& row = GetParam();
    Service service = shelter("A");
    Seeker seeker = woman_from_kherson();
    service.eligibility.genders = service.eligibility.households = service.eligibility.statuses = row.served;
    seeker.gender = seeker.household = seeker.status = row.person;
    for (const Point point : {Point::gender, Point::household, Point::status}) {
        EXPECT_EQ(fit_of(service, seeker, point), row.expected) << row.sentence << ": " << name_of(point);
    }
}

INSTANTIATE_TEST_SUITE_P(Table, MatchByCodes,
                         ::testing::Values(EligibilityRow{"no limit serves everybody", {}, "x", Fit::fits},
                                           EligibilityRow{"no limit, not known", {}, "", Fit::fits},
                                           EligibilityRow{"served", {"x", "y"}, "y", Fit::fits},
                                           EligibilityRow{"not served", {"x"}, "y", Fit::against},
                                           EligibilityRow{"not known", {"x"}, "", Fit::not_known}));

struct AgeRow {
    const char* sentence;
    std::vector<std::string> served;
    std::string band;
    bool handled_as_child;
    Fit expected;
    bool adult = false;
};

class Inv06MatchByAge : public ::testing::TestWithParam<AgeRow> {};

TEST_P(Inv06MatchByAge, sends_no_child_and_nobody_who_may_be_one_to_a_place_for_adults) {
    const auto& row = GetParam();
    Service service = shelter("A");
    service.eligibility.age_bands = row.served;
    Seeker seeker = woman_from_kherson();
    seeker.age_band = row.band;
    seeker.handled_as_child = row.handled_as_child;
    seeker.adult = row.adult;
    EXPECT_EQ(fit_of(service, seeker, Point::age_band), row.expected) << row.sentence;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Inv06MatchByAge,
    ::testing::Values(AgeRow{"an adult", {"18_25", "26_59"}, "18_25", false, Fit::fits},
                      AgeRow{"age in doubt, adults only", {"18_25"}, "18_25", true, Fit::against},
                      AgeRow{"age in doubt, children", {"16_17"}, "18_25", true, Fit::fits},
                      AgeRow{"a child of unknown age", {"12_15"}, "", true, Fit::fits},
                      AgeRow{"a child of another age", {"12_15"}, "16_17", true, Fit::against},
                      AgeRow{"age not known", {"26_59"}, "", false, Fit::not_known},
                      AgeRow{"adult, for children", {"12_15", "16_17"}, "", false, Fit::against, true},
                      AgeRow{"adult, for some adults", {"16_17", "26_59"}, "", false, Fit::not_known, true},
                      AgeRow{"adult, for everybody", {}, "", false, Fit::fits, true},
                      AgeRow{"adult in doubt, for children", {"16_17"}, "", true, Fit::fits, true}));

struct RoomRow {
    const char* sentence;
    std::optional<directory::Capacity> capacity;
    Room room;
    Fit fit;
};

class MatchByCapacity : public ::testing::TestWithParam<RoomRow> {};

TEST_P(MatchByCapacity, trusts_a_number_no_longer_than_a_week) {
    const auto& row = GetParam();
    Service service = shelter("A");
    service.capacity = row.capacity;
    const auto matches = match_services({service}, woman_from_kherson(), kNow);
    EXPECT_EQ(matches.at(0).room, row.room) << row.sentence;
    EXPECT_EQ(fit_of(service, woman_from_kherson(), Point::capacity), row.fit) << row.sentence;
    EXPECT_TRUE(matches.at(0).suits) << "being full turns nobody away: places come free";
}

INSTANTIATE_TEST_SUITE_P(
    Table, MatchByCapacity,
    ::testing::Values(
        RoomRow{"free", directory::Capacity{9, 1, kNow - hours(1), ""}, Room::free_places, Fit::fits},
        RoomRow{"full", directory::Capacity{9, 0, kNow - hours(1), ""}, Room::full, Fit::limits},
        RoomRow{"a week old", directory::Capacity{9, 1, kNow - hours(168), ""}, Room::free_places, Fit::fits},
        RoomRow{"older", directory::Capacity{9, 1, kNow - hours(169), ""}, Room::stale, Fit::not_known},
        RoomRow{"never told", std::nullopt, Room::not_told, Fit::not_known}));

TEST(MatchServices, says_what_limits_but_can_be_bridged) {
    Seeker seeker = woman_from_kherson();
    seeker.urgency = "today";
    seeker.languages = {"ar"};
    seeker.area = "Southmill";
    const Service service = shelter("A");
    EXPECT_EQ(fit_of(service, seeker, Point::urgency), Fit::limits);
    EXPECT_EQ(fit_of(service, seeker, Point::language), Fit::limits);
    EXPECT_EQ(fit_of(service, seeker, Point::area), Fit::limits);
    EXPECT_TRUE(match_services({service}, seeker, kNow).at(0).suits);
}

TEST(MatchServices, is_content_with_any_of_the_persons_languages_and_with_any_area_when_none_was_chosen) {
    Seeker seeker = woman_from_kherson();
    seeker.languages = {"ar", "uk"};
    seeker.area.clear();
    EXPECT_EQ(fit_of(shelter("A"), seeker, Point::language), Fit::fits);
    EXPECT_EQ(fit_of(shelter("A"), seeker, Point::area), Fit::fits);
}

TEST(MatchServices, puts_first_what_suits_then_what_has_room_then_who_speaks_the_language) {
    Service men_only = shelter("1 men only");
    men_only.eligibility.genders = {"man"};
    Service full = shelter("2 full");
    full.capacity->free = 0;
    Service no_ukrainian = shelter("3 no Ukrainian");
    no_ukrainian.languages = {"en"};
    const Service good = shelter("4 good");
    const auto matches = match_services({men_only, full, no_ukrainian, good}, woman_from_kherson(), kNow);
    EXPECT_THAT(names(matches), ElementsAre("4 good", "3 no Ukrainian", "2 full", "1 men only"));
    EXPECT_FALSE(matches.back().suits);
}

TEST(MatchServices, holds_what_nobody_knows_of_the_person_against_nobody) {
    Service choosy = shelter("A");
    choosy.eligibility = {.genders = {"woman"},
                          .age_bands = {"26_59"},
                          .households = {"alone"},
                          .statuses = {"asylum_seeker"},
                          .words = ""};
    const auto matches = match_services({choosy}, {.need = "shelter"}, kNow);
    EXPECT_TRUE(matches.at(0).suits);
}

}  // namespace
