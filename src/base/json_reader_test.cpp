#include "base/json_reader.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <array>

namespace {

using base::JsonDocument;
using base::JsonNode;

JsonDocument parsed(std::string_view text) {
    return JsonDocument::parse(text).value();
}

std::string refusal(std::string_view text) {
    const auto document = JsonDocument::parse(text);
    return document ? "" : document.error().fields.at(0).rule;
}

// "path:rule, path:rule"
std::string problems_of(const JsonDocument& document) {
    const auto done = document.finish();
    std::string out;
    if (!done) {
        EXPECT_EQ(done.error().code, base::ProblemCode::invalid_file);
        for (const auto& field : done.error().fields)
            out += (out.empty() ? "" : ", ") + field.field + ":" + field.rule;
    }
    return out;
}

TEST(JsonReader, gives_what_is_asked_for_in_its_type) {
    const JsonDocument document =
        parsed(R"({"name": "Nino", "age": 7, "share": 0.5, "child": true, "none": null, "list": [1, 2]})");
    const JsonNode root = document.root();
    EXPECT_EQ(root.field("name").text(), "Nino");
    EXPECT_EQ(root.field("age").whole(0, 120), 7);
    EXPECT_EQ(root.field("share").number(), 0.5);
    EXPECT_TRUE(root.field("child").flag());
    EXPECT_FALSE(root.optional_field("none").has_value());
    EXPECT_FALSE(root.optional_field("absent").has_value());
    std::int64_t sum = 0;
    for (const JsonNode& item : root.field("list").items()) sum += item.whole(1, 2);
    EXPECT_EQ(sum, 3);
    EXPECT_EQ(problems_of(document), "");
}

TEST(JsonReader, names_the_path_of_everything_wrong_at_once) {
    const JsonDocument document =
        parsed(R"({"clocks": [{"unit": "week", "value": -1}, {"value": 1.5}], "title": 3})");
    constexpr std::array<std::string_view, 2> kUnits{"h", "d"};
    for (const JsonNode& clock : document.root().field("clocks").items()) {
        (void)clock.field("unit").one_of(kUnits);
        (void)clock.field("value").whole(0, 100);
    }
    (void)document.root().field("title").text();
    EXPECT_EQ(problems_of(document),
              "clocks[0].unit:not_one_of, clocks[0].value:out_of_range, clocks[1].unit:required, "
              "clocks[1].value:wrong_type, "
              "title:wrong_type");
}

TEST(JsonReader, refuses_keys_nobody_asked_for) {
    const JsonDocument document = parsed(R"({"a": {"b": 1, "typo": {"deep": 1}}, "x y": 2})");
    (void)document.root().field("a").field("b").whole(0, 1);
    EXPECT_EQ(problems_of(document), "a.typo:unknown_key, ?:unknown_key");
}

TEST(JsonReader, knows_keys_that_are_data) {
    const JsonDocument document = parsed(R"({"uk": "так", "en": "yes"})");
    const auto entries = document.root().entries();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].first, "en");
    EXPECT_EQ(entries[1].second.text(), "так");
    EXPECT_EQ(problems_of(document), "");
}

TEST(JsonReader, reports_an_absent_branch_once) {
    const JsonDocument document = parsed("{}");
    EXPECT_EQ(document.root().field("a").field("b").field("c").text(), "");
    EXPECT_EQ(problems_of(document), "a:required");
}

TEST(JsonReader, refuses_a_whole_number_that_does_not_fit) {
    const JsonDocument document = parsed(R"([18446744073709551615, 1e3, "1"])");
    for (const JsonNode& item : document.root().items()) EXPECT_EQ(item.whole(INT64_MIN, INT64_MAX), 0);
    EXPECT_EQ(problems_of(document), "[0]:out_of_range, [1]:wrong_type, [2]:wrong_type");
}

TEST(JsonReader, refuses_files_that_are_not_plain_json) {
    EXPECT_EQ(refusal(""), "not_json");
    EXPECT_EQ(refusal("{\"a\": 1,}"), "not_json");
    EXPECT_EQ(refusal("{\"a\": NaN}"), "not_json");
    EXPECT_EQ(refusal("// no\n{}"), "not_json");
    EXPECT_EQ(refusal("\"\xFF\""), "not_json");
    EXPECT_EQ(refusal("{} {}"), "not_json");
    EXPECT_EQ(refusal(R"({"a": {"b": 1, "b": 2}})"), "duplicate_key");
    EXPECT_EQ(refusal(R"({"a": {"b": 1}, "c": {"b": 2}})"), "");
    EXPECT_EQ(refusal(std::string(100000, '[')), "too_deep");
    EXPECT_EQ(refusal(std::string(33, '[') + std::string(33, ']')), "too_deep");
    EXPECT_EQ(refusal(std::string(32, '[') + std::string(32, ']')), "");
    EXPECT_EQ(JsonDocument::parse("[1, 2]", {.bytes_max = 5}).error().fields.at(0).rule, "too_large");
}

RC_GTEST_PROP(JsonReader, survives_any_bytes, (const std::string& text)) {
    if (const auto document = JsonDocument::parse(text)) {
        (void)document->root().field("a").items();
        (void)document->finish();
    }
}

}  // namespace
