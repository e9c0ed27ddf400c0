#include "screening/instrument.hpp"

#include "screening/instrument_library.hpp"
#include "screening/version.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace {

using screening::Instrument;
using screening::InstrumentLibrary;
using screening::Weight;

const InstrumentLibrary& shipped() {
    static const InstrumentLibrary library = screening::shipped_instruments().value();
    return library;
}

const Instrument& set(std::string_view id) {
    return *shipped().newest(id);
}

std::string file_text(const std::string& path) {
    std::ifstream file(std::string(WAYMARK_SOURCE_DIR) + "/" + path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

constexpr std::string_view kSmall = R"({
  "id": "small", "version": "2026-11", "tier": 1, "licence": "own",
  "source": {"title": "none", "reference": "none"}, "evidence": "D", "verified": false,
  "name_key": "instruments.small.name", "about_key": "instruments.small.about",
  "caveat_key": "instruments.small.caveat", "population": {"age": "adult", "purpose": "labour"},
  "dimensions": [{"id": "A", "element": "purpose", "phase": "any", "name_key": "instruments.a", "about_key": "instruments.b"}],
  "items": [{"id": "A1", "dim": "A", "text_key": "instruments.small.a1"}],
  "answer_set": ["yes", "no", "unclear", "not_asked", "declined"],
  "dimension_rule": "any_yes_v1", "case_rule": "any_indicator_v1", "escalation": []})";

std::string with(std::string_view from, std::string_view to) {
    std::string text(kSmall);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

// "path:rule" of the first problem; empty where the set is accepted.
std::string refusal(const std::string& json) {
    const auto loaded = screening::load_instrument(json);
    if (loaded) return {};
    EXPECT_EQ(loaded.error().code, base::ProblemCode::invalid_file);
    const auto& first = loaded.error().fields.at(0);
    return first.field + ":" + first.rule;
}

TEST(ShippedInstruments, are_the_four_sets) {
    std::vector<std::string> ids;
    for (const Instrument* one : shipped().all_newest()) ids.push_back(one->id);
    EXPECT_EQ(ids, (std::vector<std::string>{"first-look", "ilo-delphi-adult-labour",
                                             "ilo-delphi-child-labour", "ilo-forced-labour-11"}));
}

TEST(ShippedInstruments, hold_the_published_number_of_items) {
    const std::map<std::string, std::size_t> adult{{"DR", 10}, {"CR", 10}, {"RV", 16},
                                                   {"EX", 9},  {"CD", 15}, {"VD", 7}};
    for (const auto& [dimension, count] : adult) {
        EXPECT_EQ(set("ilo-delphi-adult-labour").items_of(dimension).size(), count) << dimension;
    }
    EXPECT_EQ(set("ilo-delphi-adult-labour").items.size(), 67U);
    EXPECT_EQ(set("ilo-delphi-child-labour").items.size(), 65U);
    EXPECT_EQ(set("ilo-forced-labour-11").items.size(), 11U);
    EXPECT_GE(set("first-look").items.size(), 6U);
    EXPECT_LE(set("first-look").items.size(), 10U);
}

TEST(ShippedInstruments, the_child_set_has_no_weak_item_and_leaves_out_two_of_the_adults) {
    const Instrument& child = set("ilo-delphi-child-labour");
    EXPECT_TRUE(
        std::ranges::none_of(child.items, [](const auto& item) { return item.weight == Weight::weak; }));
    EXPECT_EQ(child.find_item("RV08"), nullptr);
    EXPECT_EQ(child.find_item("EX08"), nullptr);
}

// domain.md 6.3: what is not M/M.
TEST(ShippedInstruments, hold_the_weights_of_the_published_table) {
    const std::map<std::string, std::string> table{
        {"DR01", "SS"}, {"DR10", "WS"}, {"CR01", "SS"}, {"CR02", "MS"}, {"CR03", "MS"}, {"CR04", "MS"},
        {"RV15", "WM"}, {"RV16", "WM"}, {"RV08", "M-"}, {"EX01", "SS"}, {"EX08", "M-"}, {"EX09", "WM"},
        {"VD06", "WM"}, {"VD07", "WM"}, {"CD01", "SS"}, {"CD02", "SS"}, {"CD03", "SS"}, {"CD04", "SS"},
        {"CD05", "MS"}, {"CD06", "MS"}, {"CD07", "MS"}, {"CD08", "MS"}, {"CD15", "WM"}};
    const Instrument& child = set("ilo-delphi-child-labour");
    for (const auto& item : set("ilo-delphi-adult-labour").items) {
        const auto row = table.find(item.id);
        const std::string expected = row == table.end() ? "MM" : row->second;
        const auto* child_item = child.find_item(item.id);
        const std::string found = std::string(screening::name_of(*item.weight)) +
                                  (child_item ? std::string(screening::name_of(*child_item->weight)) : "-");
        EXPECT_EQ(found, expected) << item.id;
    }
}

TEST(ShippedInstruments, say_that_the_weights_are_not_yet_checked_against_the_original) {
    for (const Instrument* one : shipped().all_newest()) EXPECT_FALSE(one->verified) << one->id;
    EXPECT_EQ(set("ilo-delphi-adult-labour").caveat_key, "instruments.caveat.delphi_unverified");
    EXPECT_NE(set("ilo-delphi-child-labour").source.reference.find("WCMS_105023"), std::string::npos);
}

TEST(ShippedInstruments, tag_every_sign_of_the_first_look_with_its_evidence) {
    for (const auto& item : set("first-look").items) EXPECT_FALSE(item.evidence.empty()) << item.id;
}

TEST(InstrumentLoader, accepts_a_small_set) {
    EXPECT_EQ(refusal(std::string(kSmall)), "");
    EXPECT_EQ(screening::load_instrument(kSmall)->items.at(0).id, "A1");
}

TEST(InstrumentLoader, names_the_path_of_what_is_wrong) {
    EXPECT_EQ(refusal(with(R"("tier": 1)", R"("tier": 9)")), "tier:out_of_range");
    EXPECT_EQ(refusal(with(R"("tier": 1)", R"("tier": 1, "score": 5)")), "score:unknown_key");
    EXPECT_EQ(refusal(with(R"("dim": "A")", R"("dim": "B")")), "items[0].dim:not_in_list");
    EXPECT_EQ(refusal(with(R"("dim": "A")", R"("dim": "A", "weight": "S")")), "items[0]:weight_against_rule");
    EXPECT_EQ(refusal(with(R"("dim": "A")", R"("dim": "A", "label": "x")")), "items[0].label:unknown_key");
    EXPECT_EQ(refusal(with(R"("id": "A1")", R"("id": "a<script>")")), "items[0].id:format");
    EXPECT_EQ(refusal(with(R"("2026-11")", R"("new")")), "version:format");
    EXPECT_EQ(refusal(with(R"("evidence": "D")", R"("evidence": "sure")")), "evidence:format");
    EXPECT_EQ(refusal(with(R"("purpose", "phase")", R"("means", "phase")")),
              "dimensions[0]:means_and_only_means_have_a_kind");
    EXPECT_EQ(refusal("[]").substr(0, 1), ":");
    EXPECT_EQ(refusal("{"), ":not_json");
}

TEST(InstrumentLoader, refuses_a_set_that_does_not_let_people_decline) {
    EXPECT_EQ(refusal(with(R"(, "declined")", "")), "answer_set:answer_missing");
}

TEST(InstrumentLoader, refuses_a_rule_whose_dimensions_are_missing) {
    EXPECT_EQ(refusal(with("any_indicator_v1", "delphi_case_v1")), "case_rule:dimensions_against_rule");
    EXPECT_EQ(refusal(with("any_indicator_v1", "first_look_v1")), "case_rule:tier_against_rule");
}

TEST(InstrumentLoader, INV_07_refuses_the_adult_rule_for_a_childs_set) {
    std::string json = file_text("instruments/ilo-delphi-child-labour-2009-09.json");
    json.replace(json.find("delphi_child_v1"), 15, "delphi_case_v1");
    EXPECT_EQ(refusal(json), "population:age_against_rule");
}

TEST(InstrumentLibrary, finds_a_version_and_the_newest) {
    const std::string newer = with("2026-11", "2026-11.2");
    const std::string oldest = with("2026-11", "2025");
    const std::vector<base::EmbeddedFile> files{
        {"b.json", newer}, {"a.json", kSmall}, {"c.json", oldest}, {"schema.json", "{}"}};
    const auto library = InstrumentLibrary::load(files).value();
    EXPECT_EQ(library.newest("small")->version, "2026-11.2");
    EXPECT_EQ(library.find("small", "2025")->version, "2025");
    EXPECT_EQ(library.find("small", "2024"), nullptr);
    EXPECT_EQ(library.newest("other"), nullptr);
    EXPECT_EQ(library.all().size(), 3U);
    EXPECT_EQ(library.all_newest().size(), 1U);
}

TEST(InstrumentLibrary, refuses_the_same_version_twice_and_names_the_file) {
    const std::vector<base::EmbeddedFile> twice{{"a.json", kSmall}, {"b.json", kSmall}};
    EXPECT_EQ(InstrumentLibrary::load(twice).error().fields.at(0).field, "b.json:version");
    const std::vector<base::EmbeddedFile> broken{{"a.json", "{"}};
    EXPECT_EQ(InstrumentLibrary::load(broken).error().fields.at(0).field, "a.json:");
}

TEST(InstrumentVersion, orders_years_months_and_revisions) {
    const std::vector<std::string> ordered{"2009",       "2009-01", "2009-09", "2009-09.1",
                                           "2009-09.10", "2010",    "2010.1"};
    for (std::size_t index = 1; index < ordered.size(); ++index) {
        EXPECT_TRUE(screening::is_older(ordered[index - 1], ordered[index])) << ordered[index];
        EXPECT_FALSE(screening::is_older(ordered[index], ordered[index - 1])) << ordered[index];
    }
    for (const auto* bad :
         {"", "9", "2009-13", "2009-", "2009.", "2009.0", "2009-09.1.1", "v2009", "2009 09"}) {
        EXPECT_FALSE(screening::is_version(bad)) << bad;
    }
}

// The schema is for people and editors; the loader is what holds. They may not part.
TEST(InstrumentSchema, lists_the_same_values_as_the_loader) {
    const std::string schema = file_text("instruments/schema.json");
    ASSERT_FALSE(schema.empty());
    const auto lists = [&](auto values) {
        std::string list = "[";
        for (const std::string_view one : values)
            list += (list.size() > 1 ? ", \"" : "\"") + std::string(one) + "\"";
        EXPECT_NE(schema.find(list + "]"), std::string::npos) << list;
    };
    lists(screening::names<screening::Weight>());
    lists(screening::names<screening::Element>());
    lists(screening::names<screening::Phase>());
    lists(screening::names<screening::Means>());
    lists(screening::names<screening::PopulationAge>());
    lists(screening::names<screening::Purpose>());
    lists(screening::names<screening::Answer>());
    lists(screening::names<screening::DimensionRule>());
    lists(screening::names<screening::CaseRule>());
    lists(screening::names<screening::Escalation>());
    lists(screening::names<screening::Signal>());
}

}  // namespace
