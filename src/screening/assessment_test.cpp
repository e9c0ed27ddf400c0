#include "screening/assessment.hpp"

#include "screening/assessment_json.hpp"
#include "screening/instrument_library.hpp"

#include <gtest/gtest.h>

namespace {

using screening::AgeClaim;
using screening::Answer;
using screening::Answers;
using screening::Assessment;
using screening::Band;
using screening::CaseClause;
using screening::Classification;
using screening::DimensionClause;
using screening::ScreeningContext;

const ScreeningContext kAdult{.age = {.claimed = AgeClaim::adult}};
const ScreeningContext kChild{.age = {.claimed = AgeClaim::child}};

const screening::Instrument& set(std::string_view id) {
    static const auto library = screening::shipped_instruments().value();
    return *library.newest(id);
}

Answers yes_to(std::initializer_list<const char*> items) {
    Answers out;
    for (const char* item : items) out[item] = Answer::yes;
    return out;
}

Assessment adult(std::initializer_list<const char*> items) {
    return screening::assess(set("ilo-delphi-adult-labour"), yes_to(items), kAdult).value();
}
Assessment child(std::initializer_list<const char*> items, const ScreeningContext& context = kChild) {
    return screening::assess(set("ilo-delphi-child-labour"), yes_to(items), context).value();
}

// Exploitation, coercion at work and deception on the way, each by the smallest positive set.
TEST(Assessment, reads_the_rows_of_the_published_table) {
    EXPECT_EQ(adult({"EX01", "EX02", "CD01", "CD02", "DR01", "DR02"}).classification,
              Classification::trafficking_for_forced_labour);
    EXPECT_EQ(adult({"EX01", "EX02", "DR01", "DR02"}).classification,
              Classification::deception_and_exploitation);
    EXPECT_EQ(adult({"EX01", "EX02"}).classification, Classification::labour_rights_case);
    EXPECT_EQ(adult({"DR01", "DR02"}).classification, Classification::no_exploitation_found);
    EXPECT_EQ(adult({"EX01", "EX02", "CD01", "CD02", "DR01", "DR02"}).band, Band::strong_concern);
    EXPECT_EQ(adult({"EX01", "EX02"}).band, Band::reason_for_concern);
    EXPECT_EQ(adult({"DR01", "DR02"}).band, Band::at_risk);
}

TEST(Assessment, INV_05_nothing_answered_with_yes_ends_in_no_indication_now) {
    for (const Answer answer : {Answer::no, Answer::unclear, Answer::not_asked, Answer::declined}) {
        Answers answers;
        for (const auto& item : set("ilo-delphi-adult-labour").items) answers[item.id] = answer;
        const auto result = screening::assess(set("ilo-delphi-adult-labour"), answers, kAdult).value();
        EXPECT_EQ(result.band, Band::no_indication_now);
        EXPECT_EQ(result.trace.case_clause, CaseClause::nothing_reported);
    }
}

TEST(Assessment, an_unclear_answer_is_kept_for_review_and_never_counts_against_the_person) {
    Answers answers = yes_to({"EX01", "EX02"});
    const Band before = screening::assess(set("ilo-delphi-adult-labour"), answers, kAdult)->band;
    answers["CD01"] = Answer::unclear;
    answers["CD02"] = Answer::declined;
    const auto after = screening::assess(set("ilo-delphi-adult-labour"), answers, kAdult).value();
    EXPECT_EQ(after.band, before);
    EXPECT_EQ(after.unclear_items, std::vector<std::string>{"CD01"});
    EXPECT_EQ(after.declined_count, 1);
    EXPECT_EQ(after.not_asked_count, 67 - 4);
    EXPECT_TRUE(after.partial_disclosure);
}

TEST(Assessment, a_further_yes_never_lowers_the_band) {
    for (const char* id : {"ilo-delphi-adult-labour", "ilo-delphi-child-labour", "ilo-forced-labour-11"}) {
        const auto& instrument = set(id);
        const auto& context = instrument.age == screening::PopulationAge::child ? kChild : kAdult;
        Answers answers;
        Band before = Band::no_indication_now;
        // A stride prime to every length walks all the items in a mixed order.
        for (std::size_t step = 0; step < instrument.items.size(); ++step) {
            answers[instrument.items[step * 17 % instrument.items.size()].id] = Answer::yes;
            const Band now = screening::assess(instrument, answers, context)->band;
            EXPECT_FALSE(screening::is_lower(now, before)) << id << ' ' << step;
            before = now;
        }
        EXPECT_EQ(answers.size(), instrument.items.size());
        EXPECT_FALSE(screening::is_lower(before, Band::reason_for_concern));
    }
}

TEST(Assessment, the_trace_says_which_answers_made_which_dimension_positive) {
    const auto result = adult({"EX01", "EX02", "VD06"});
    for (const auto& dimension : result.trace.dimensions) {
        if (dimension.dimension == "EX") {
            EXPECT_TRUE(dimension.positive);
            EXPECT_EQ(dimension.clause, DimensionClause::strong_and_another);
            EXPECT_EQ(dimension.strong, std::vector<std::string>{"EX01"});
            EXPECT_EQ(dimension.medium, std::vector<std::string>{"EX02"});
        } else {
            EXPECT_FALSE(dimension.positive) << dimension.dimension;
        }
        if (dimension.dimension == "VD") {
            EXPECT_EQ(dimension.weak, std::vector<std::string>{"VD06"});
        }
    }
}

TEST(Assessment, INV_06_refuses_the_adult_set_for_a_child_and_for_anybody_in_doubt) {
    using screening::PersonAge;
    for (const PersonAge age :
         {PersonAge{.claimed = AgeClaim::child}, PersonAge{.claimed = AgeClaim::unknown},
          PersonAge{.claimed = AgeClaim::adult, .in_doubt = true},
          PersonAge{.claimed = AgeClaim::adult, .looks_like_child = true}}) {
        const auto refused = screening::assess(set("ilo-delphi-adult-labour"), {}, {.age = age});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().rule, "INV-06");
    }
}

TEST(Assessment, INV_07_for_a_child_act_and_purpose_suffice_without_any_means) {
    ScreeningContext moved = kChild;
    moved.act_shown = true;
    const auto result = child({"EX01", "EX02"}, moved);
    EXPECT_EQ(result.classification, Classification::trafficking_for_forced_labour);
    EXPECT_EQ(result.band, Band::child_concern);
    EXPECT_EQ(result.trace.case_clause, CaseClause::child_act_and_purpose);
    // The same answers of an adult need a means.
    ScreeningContext adult_moved = kAdult;
    adult_moved.act_shown = true;
    EXPECT_EQ(screening::assess(set("ilo-delphi-adult-labour"), yes_to({"EX01", "EX02"}), adult_moved)
                  ->classification,
              Classification::labour_rights_case);
}

TEST(Assessment, INV_07_a_clear_intent_stands_for_exploitation) {
    ScreeningContext intent = kChild;
    intent.act_shown = true;
    intent.intent_shown = true;
    EXPECT_EQ(child({}, intent).classification, Classification::trafficking_for_forced_labour);
}

TEST(Assessment, CH_7_one_strong_or_two_medium_signs_or_an_adults_control_is_a_concern_for_a_child) {
    EXPECT_EQ(child({}).band, Band::no_indication_now);
    EXPECT_EQ(child({"DR02"}).band, Band::at_risk);
    EXPECT_EQ(child({"DR02", "RV01"}).band, Band::child_concern);
    EXPECT_EQ(child({"DR01"}).band, Band::child_concern);
    ScreeningContext controlled = kChild;
    controlled.adult_controls_child = true;
    EXPECT_EQ(child({}, controlled).trace.case_clause, CaseClause::child_adult_control);
    EXPECT_EQ(child({}, controlled).band, Band::child_concern);
}

// The eleven signs are an adult's set; a deployer may load one without weights that is for everybody.
TEST(Assessment, CH_7_holds_for_a_set_without_weights_as_well) {
    screening::Instrument eleven = set("ilo-forced-labour-11");
    eleven.age = screening::PopulationAge::any;
    const Answers one{{eleven.items.front().id, Answer::yes}};
    EXPECT_EQ(screening::assess(eleven, one, kAdult)->band, Band::reason_for_concern);
    EXPECT_EQ(screening::assess(eleven, one, kChild)->band, Band::child_concern);
    EXPECT_EQ(screening::assess(eleven, {}, kChild)->band, Band::no_indication_now);
    ScreeningContext controlled = kChild;
    controlled.adult_controls_child = true;
    EXPECT_EQ(screening::assess(eleven, {}, controlled)->band, Band::child_concern);
    EXPECT_EQ(screening::assess(eleven, {}, controlled)->trace.case_clause, CaseClause::child_adult_control);
    ScreeningContext intent = kChild;
    intent.intent_shown = true;
    EXPECT_EQ(screening::assess(eleven, {}, intent)->trace.case_clause, CaseClause::child_intent_shown);
}

TEST(Assessment, a_danger_and_a_child_are_escalated_whatever_the_band) {
    ScreeningContext danger = kAdult;
    danger.immediate_danger = true;
    const auto result = screening::assess(set("ilo-delphi-adult-labour"), {}, danger).value();
    EXPECT_EQ(result.band, Band::no_indication_now);
    EXPECT_EQ(result.escalations, std::vector{screening::Escalation::any_danger});
    EXPECT_EQ(child({}).escalations, std::vector{screening::Escalation::child});
}

TEST(Assessment, refuses_answers_that_are_not_of_the_set_and_observations) {
    EXPECT_EQ(screening::assess(set("ilo-delphi-adult-labour"), yes_to({"XX99"}), kAdult).error().code,
              base::ProblemCode::invalid_input);
    EXPECT_EQ(screening::assess(set("first-look"), {}, kAdult).error().rule, "TIER-0");
}

TEST(AssessmentJson, comes_back_as_it_was) {
    for (const Assessment& one :
         {adult({"EX01", "EX02", "CD01", "CD02", "DR01", "DR02"}), child({"DR01", "CD05"}),
          screening::assess(set("ilo-forced-labour-11"), {}, kAdult).value()}) {
        const auto back = screening::assessment_from_json(screening::to_json(one));
        ASSERT_TRUE(back) << base::to_text(back.error());
        EXPECT_EQ(*back, one);
    }
    const Answers answers{{"EX01", Answer::yes}, {"EX02", Answer::declined}, {"EX03", Answer::unclear}};
    EXPECT_EQ(screening::answers_from_json(screening::to_json(answers)).value(), answers);
}

TEST(AssessmentJson, refuses_names_it_does_not_know) {
    EXPECT_FALSE(screening::answers_from_json(R"({"EX01": "maybe"})"));
    std::string json = screening::to_json(adult({}));
    json.replace(json.find("no_indication_now"), 17, "not_a_victim_at_a");
    EXPECT_FALSE(screening::assessment_from_json(json));
}

}  // namespace
