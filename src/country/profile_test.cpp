#include "country/profile.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using country::ClockKind;
using country::load_profile;
using country::Profile;

// A floor profile with one clock, `clock`, and facts, `facts`.
std::string floor_with(const std::string& clock, const std::string& facts = "{}") {
    return R"({"code": "INT", "name": {"en": "a", "uk": "b", "ar": "c"}, "kind": "floor",
               "sources": {"S09": "a page"}, "clocks": {"C-RRP": )" +
           clock + R"(}, "facts": )" + facts + "}";
}

std::string child_with(const std::string& more) {
    return R"({"code": "XX", "name": {"en": "a", "uk": "b", "ar": "c"}, "kind": "country", "inherits": "INT",
               "complete": false, "sources": {})" +
           more + "}";
}

std::string clock_of(const std::string& value, const std::string& unit, const std::string& least = "null") {
    return R"({"value": )" + value + R"(, "unit": ")" + unit + R"(", "min": )" + least +
           R"(, "max": null, "status": "law", "on_breach": "alert_only", "tag": "V", "source": "S09"})";
}

// "path:rule, ..." of a refusal; empty when it loads.
std::string refusal(const std::string& json, const Profile* parent = nullptr) {
    const auto profile = load_profile(json, parent);
    std::string out;
    if (!profile) {
        for (const auto& field : profile.error().fields)
            out += (out.empty() ? "" : ", ") + field.field + ":" + field.rule;
    }
    return out;
}

TEST(Profile, under_the_30_days_of_ecat_article_13_is_refused) {
    EXPECT_EQ(refusal(floor_with(clock_of("30", "d"))), "");
    EXPECT_EQ(refusal(floor_with(clock_of("29", "d"))), "clocks.C-RRP.value:below_international_minimum");
    EXPECT_EQ(refusal(floor_with(clock_of("719", "h"))), "clocks.C-RRP.value:below_international_minimum");
    EXPECT_EQ(refusal(floor_with(clock_of("720", "h"))), "");
    EXPECT_EQ(refusal(floor_with(clock_of("1", "month"))), "clocks.C-RRP.value:below_international_minimum");
    EXPECT_EQ(refusal(floor_with(clock_of("2", "month"))), "");
    EXPECT_EQ(refusal(floor_with(clock_of("45", "d", "20"))), "clocks.C-RRP.min:below_international_minimum");
}

TEST(Profile, inv_04_a_clock_may_do_nothing_but_alert) {
    std::string clock = clock_of("30", "d");
    clock.replace(clock.find("alert_only"), 10, "end_protection");
    EXPECT_EQ(refusal(floor_with(clock)), "clocks.C-RRP.on_breach:INV-04");
}

TEST(Profile, may_not_contradict_a_floor_of_its_parent) {
    const std::string facts =
        R"({"removal_during_reflection": {"value": "barred", "floor": true, "tag": "V", "source": "S09"},
            "note": {"value": true, "tag": "D", "source": "x"}})";
    const Profile parent = load_profile(floor_with(clock_of("30", "d"), facts)).value();
    const auto child = [](const std::string& value) {
        return child_with(
            R"(, "facts": {"removal_during_reflection": {"value": )" + value +
            R"(, "tag": "D", "source": "x"}, "note": {"value": false, "tag": "D", "source": "x"}})");
    };
    EXPECT_EQ(refusal(child("\"allowed\""), &parent),
              "facts.removal_during_reflection:below_international_minimum");
    const auto same = load_profile(child("\"barred\""), &parent);
    ASSERT_TRUE(same.has_value());
    EXPECT_FALSE(same->holds("note"));
    EXPECT_TRUE(same->fact("removal_during_reflection")->floor);
}

TEST(Profile, inherits_what_it_does_not_say) {
    const Profile parent = load_profile(floor_with(clock_of("30", "d"))).value();
    const Profile child = load_profile(child_with(""), &parent).value();
    ASSERT_NE(child.clock(ClockKind::reflection_period), nullptr);
    EXPECT_EQ(child.clock(ClockKind::reflection_period)->span, (country::Span{30, country::Unit::day}));
    EXPECT_EQ(child.clock(ClockKind::triage), nullptr);
    EXPECT_FALSE(child.due_at(ClockKind::triage, base::Time(0)).has_value());
    EXPECT_EQ(child.due_at(ClockKind::reflection_period, base::Time(0)), base::Time(30 * 86'400'000'000));
    EXPECT_EQ(refusal(child_with("")), "inherits:unknown_parent, kind:needs_parent");
}

TEST(Profile, refuses_a_value_without_evidence) {
    std::string clock = clock_of("30", "d");
    EXPECT_EQ(refusal(floor_with(std::string(clock).replace(clock.find("S09"), 3, "S99"))),
              "clocks.C-RRP.source:unknown_source");
    EXPECT_EQ(refusal(floor_with(std::string(clock).replace(clock.find("\"V\""), 3, "\"K\""))),
              "clocks.C-RRP:unverified");
    const auto cut = clock.find(", \"tag\"");
    EXPECT_EQ(refusal(floor_with(clock.substr(0, cut) + "}")),
              "clocks.C-RRP.tag:required, clocks.C-RRP.source:required");
    EXPECT_EQ(refusal(floor_with(clock_of("30", "d"), R"({"n": {"value": 5, "tag": "D", "source": "x"}})")),
              "facts.n.unit:required");
}

TEST(Profile, that_is_complete_names_who_decides) {
    const Profile parent = load_profile(floor_with(clock_of("30", "d"))).value();
    std::string json = child_with("");
    json.replace(json.find("false"), 5, "true");
    const std::string refused = refusal(json, &parent);
    EXPECT_NE(refused.find("pattern:required, two_step:required"), std::string::npos) << refused;
    EXPECT_NE(refused.find("incomplete"), std::string::npos);
}

TEST(Profile, refuses_unknown_keys_clocks_and_units) {
    const Profile parent = load_profile(floor_with(clock_of("30", "d"))).value();
    EXPECT_EQ(refusal(child_with(R"(, "clock": {})"), &parent), "clock:unknown_key");
    EXPECT_EQ(refusal(child_with(R"(, "clocks": {"C-NEVER": {}})"), &parent), "clocks.C-NEVER:unknown_clock");
    EXPECT_EQ(refusal(floor_with(clock_of("30", "week"))),
              "clocks.C-RRP.unit:not_one_of, clocks.C-RRP.value:below_international_minimum");
}

}  // namespace
