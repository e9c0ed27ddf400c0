#include "country/profile_catalogue.hpp"

#include <gtest/gtest.h>
#include <country_profiles.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>

namespace {

using country::ClockKind;
using country::Profile;
using country::ProfileCatalogue;
using Json = nlohmann::json;

const ProfileCatalogue& catalogue() {
    static const ProfileCatalogue loaded = [] {
        auto result = ProfileCatalogue::shipped();
        if (!result) throw std::runtime_error(base::to_text(result.error()));
        return std::move(*result);
    }();
    return loaded;
}

const Profile& profile(std::string_view code) {
    const Profile* const found = catalogue().find(code);
    if (found == nullptr) throw std::runtime_error("no profile " + std::string(code));
    return *found;
}

std::string source_file(const std::string& path) {
    std::ifstream in(std::string(WAYMARK_SOURCE_DIR) + "/" + path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(ShippedProfiles, all_load) {
    std::set<std::string> codes;
    for (const Profile& one : catalogue().all()) codes.insert(one.code());
    EXPECT_EQ(codes, (std::set<std::string>{"BE", "DE", "DEMO", "DK", "ES", "EU", "GB", "INT", "IT", "MD",
                                            "NL", "NO", "PT", "RS", "SE", "UA"}));
    for (const char* code : {"GB", "NL", "PT", "IT", "MD", "UA", "DE", "ES", "DEMO"}) {
        EXPECT_TRUE(profile(code).complete()) << code;
    }
    for (const char* code : {"SE", "DK", "BE", "NO", "RS", "INT", "EU"})
        EXPECT_FALSE(profile(code).complete()) << code;
}

TEST(ShippedProfiles, never_fall_under_the_international_minimum) {
    for (const Profile& one : catalogue().all()) {
        const auto* reflection = one.clock(ClockKind::reflection_period);
        ASSERT_NE(reflection, nullptr) << one.code();
        EXPECT_GE(country::days_at_least(reflection->span), country::kReflectionDaysMin) << one.code();
        EXPECT_EQ(one.text_of("removal_during_reflection", ""), "barred") << one.code();
        EXPECT_TRUE(one.holds("age_in_doubt_presumes_child")) << one.code();
        EXPECT_FALSE(one.holds("assistance_needs_testimony")) << one.code();
    }
}

// Whether every number below `value` has an object around it, below the root, that carries tag and source.
void expect_evidence(const Json& value, bool covered, const std::string& where) {
    if (value.is_number()) {
        EXPECT_TRUE(covered) << where;
    }
    if (value.is_array()) {
        for (const Json& item : value) expect_evidence(item, covered, where);
    }
    if (value.is_object()) {
        const bool here = covered || (value.contains("tag") && value.contains("source"));
        for (const auto& [key, inner] : value.items()) expect_evidence(inner, here, where + "." + key);
    }
}

TEST(ShippedProfiles, carry_tag_and_source_for_every_number) {
    for (const base::EmbeddedFile& file : country_profiles_files()) {
        expect_evidence(Json::parse(file.content), false, std::string(file.path));
    }
}

TEST(ShippedProfiles, name_roles_that_exist) {
    const std::string roles = source_file("src/guard/role.def");
    ASSERT_FALSE(roles.empty());
    for (const Profile& one : catalogue().all()) {
        for (const auto& [transition, known] : one.data().roles) {
            for (const std::string& code : known.value) {
                EXPECT_NE(roles.find("\"" + code + "\""), std::string::npos)
                    << one.code() << " " << transition << " " << code;
                // INV-09: immigration enforcement takes part in no transition.
                EXPECT_NE(code, "IMM_ENF") << one.code();
            }
        }
    }
}

TEST(ShippedProfiles, say_what_the_specification_says) {
    using country::Span;
    using country::Unit;
    const auto reflection = [](const char* code) {
        return profile(code).clock(ClockKind::reflection_period)->span;
    };
    EXPECT_EQ(reflection("GB"), (Span{30, Unit::day}));
    EXPECT_EQ(reflection("NL"), (Span{3, Unit::month}));
    EXPECT_EQ(reflection("PT"), (Span{30, Unit::day}));
    EXPECT_EQ(profile("PT").clock(ClockKind::reflection_period)->most, 60);
    EXPECT_EQ(reflection("UA"), (Span{30, Unit::day}));  // from INT
    EXPECT_EQ(reflection("ES"), (Span{90, Unit::day}));
    EXPECT_EQ(reflection("BE"), (Span{45, Unit::day}));
    EXPECT_EQ(reflection("NO"), (Span{6, Unit::month}));
    EXPECT_EQ(profile("GB").clock(ClockKind::reasonable_grounds)->span, (Span{5, Unit::working_day}));
    EXPECT_EQ(profile("GB").clock(ClockKind::border_screening), nullptr);
    EXPECT_EQ(profile("DE").clock(ClockKind::border_screening)->span, (Span{7, Unit::day}));
    EXPECT_TRUE(profile("GB").two_step());
    EXPECT_FALSE(profile("NL").two_step());
    EXPECT_TRUE(profile("GB").holds("duty_to_notify_if_adult_refuses"));
    EXPECT_FALSE(profile("DEMO").holds("duty_to_notify_if_adult_refuses"));
    EXPECT_TRUE(std::holds_alternative<std::monostate>(profile("GB").fact("conclusive_target")->value));
    EXPECT_TRUE(profile("MD").clock(ClockKind::reflection_period)->evidence.needs_check());
    EXPECT_FALSE(profile("GB").clock(ClockKind::reflection_period)->evidence.needs_check());
}

TEST(DemoProfile, is_invented_and_sets_every_clock_itself) {
    const Profile& demo = profile("DEMO");
    EXPECT_TRUE(demo.invented());
    EXPECT_EQ(demo.data().pattern->value, country::Pattern::authority_with_ngo);
    for (const ClockKind kind : country::all_clock_kinds()) {
        const auto* clock = demo.clock(kind);
        ASSERT_NE(clock, nullptr) << code_of(kind);
        EXPECT_NE(clock->evidence.source.find("invented"), std::string::npos) << code_of(kind);
    }
    const base::Time start = base::time_from_iso("2026-11-24T14:30:00Z").value();
    EXPECT_EQ(demo.due_at(ClockKind::triage, start), start + std::chrono::hours(24));
    EXPECT_EQ(demo.due_at(ClockKind::triage, start, country::Urgency::danger), start + std::chrono::hours(1));
    EXPECT_EQ(std::ranges::count(demo.roles_for("T8"), "NGO_CASE"), 1);
    EXPECT_EQ(demo.name("uk"), "Арвандія (вигадана)");
    EXPECT_EQ(demo.name("xx"), demo.name("en"));
}

TEST(Calendars, know_the_days_that_are_free) {
    const auto on = [](const char* text) { return base::date_from_iso(text).value(); };
    EXPECT_FALSE(profile("GB").calendar().is_working_day(on("2026-12-28")));  // for Boxing Day, a Saturday
    EXPECT_FALSE(profile("DE").calendar().is_working_day(on("2026-05-14")));  // Ascension
    EXPECT_FALSE(profile("MD").calendar().is_working_day(on("2026-04-20")));  // Memorial Easter
    EXPECT_TRUE(profile("UA").calendar().is_working_day(on("2026-08-24")));   // martial law
    EXPECT_FALSE(profile("DEMO").calendar().is_working_day(on("2026-09-21")));
}

TEST(ProfileCatalogue, names_the_file_that_does_not_load) {
    const std::array<base::EmbeddedFile, 2> circle{
        {{"A.json", R"({"code": "A", "inherits": "B"})"}, {"B.json", R"({"code": "B", "inherits": "A"})"}}};
    const auto result = ProfileCatalogue::from_files(circle);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().detail, "A.json");
    EXPECT_EQ(result.error().fields.at(0).rule, "unknown_parent");
}

TEST(Schema, lists_the_same_codes_as_the_program) {
    const Json schema = Json::parse(source_file("profiles/schema.json"));
    std::vector<std::string> clocks;
    for (const ClockKind kind : country::all_clock_kinds()) clocks.emplace_back(code_of(kind));
    EXPECT_EQ(schema["properties"]["clocks"]["propertyNames"]["enum"].get<std::vector<std::string>>(),
              clocks);
    std::vector<std::string> patterns;
    for (int index = 0; index < 10; ++index)
        patterns.emplace_back(code_of(static_cast<country::Pattern>(index)));
    EXPECT_EQ(schema["properties"]["pattern"]["properties"]["value"]["enum"].get<std::vector<std::string>>(),
              patterns);
}

}  // namespace
