// Every check of survey.md 5.3: what it finds, and what it lets pass.

#include "survey/quality_check.hpp"
#include "survey/answer_checks.hpp"
#include "survey/round_checks.hpp"
#include "survey/rounds_for_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace survey {
namespace {

using Ids = std::vector<std::string_view>;

Ids ids(const std::vector<Check>& checks) {
    Ids found;
    for (const Check check : checks) found.push_back(code_of(check));
    return found;
}

Item yes_no() {
    return {.id = "q", .options = {{.code = "yes"}, {.code = "no"}}};
}
Item ticked() {
    return {
        .id = "q",
        .type = ItemType::multi,
        .options = {{.code = "a"}, {.code = "none", .exclusive = true}, {.code = "other", .is_other = true}}};
}
Item cases() {
    return {.id = "q", .type = ItemType::number, .unit = "cases"};
}

EnteredAnswer chose(std::vector<std::string> options) {
    return {.disposition = Disposition::answered, .chosen = std::move(options)};
}
EnteredAnswer amount(const char* text) {
    return {.disposition = Disposition::answered, .amounts = {decimal_from_text(text).value()}};
}
Operand figure(const char* text) {
    return {.value = decimal_from_text(text).value(), .answered = true};
}
const Operand kOpenCell{.value = {}, .answered = true};
const Operand kNoAnswer{.value = {}, .answered = false};

TEST(QualityCheck, has_nine_that_block_and_nine_that_warn) {
    Ids expected;
    for (const char* id : {"B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "W1", "W2", "W3", "W4", "W5",
                           "W6", "W7", "W8", "W9"})
        expected.emplace_back(id);
    EXPECT_EQ(Ids(codes<Check>().begin(), codes<Check>().end()), expected);
    for (std::size_t index = 0; index < expected.size(); ++index) {
        const auto check = static_cast<Check>(index);
        EXPECT_EQ(level_of(check), index < 9 ? CheckLevel::block : CheckLevel::warn);
        EXPECT_FALSE(meaning_of(check).empty());
    }
}

TEST(QualityCheck, finds_what_is_wrong_with_an_answer_by_itself) {
    EXPECT_EQ(ids(answer_problems(yes_no(), chose({"yes"}))), Ids{});
    EXPECT_EQ(ids(answer_problems(yes_no(), {})), Ids{"B1"});
    EXPECT_EQ(ids(answer_problems(yes_no(), chose({"maybe"}))), Ids{"B2"});
    EXPECT_EQ(ids(answer_problems(ticked(), chose({"a", "none"}))), Ids{"B3"});
    EXPECT_EQ(ids(answer_problems(ticked(), chose({"none"}))), Ids{});
    EXPECT_EQ(ids(answer_problems(ticked(), chose({"other"}))), Ids{"B4"});
    EnteredAnswer said = chose({"other"});
    said.other_text = "  ";
    EXPECT_EQ(ids(answer_problems(ticked(), said)), Ids{"B4"});
    said.other_text = "coast guard";
    EXPECT_EQ(ids(answer_problems(ticked(), said)), Ids{});
    EXPECT_EQ(ids(answer_problems(cases(), amount("-1"))), Ids{"B5"});
    EXPECT_EQ(ids(answer_problems(cases(), amount("1.5"))), Ids{"B5"});
    EXPECT_EQ(ids(answer_problems(cases(), amount("2.0"))), Ids{});
    Item money = cases();
    money.unit = "EUR";
    EXPECT_EQ(ids(answer_problems(money, amount("1.5"))), Ids{});
    EnteredAnswer law{.disposition = Disposition::answered,
                      .laws = {{.title = "Criminal Code", .article = "127"}}};
    const Item cited{.id = "q", .type = ItemType::legal_ref};
    EXPECT_EQ(ids(answer_problems(cited, law)), Ids{});
    law.laws.push_back({.title = "Criminal Code"});
    EXPECT_EQ(ids(answer_problems(cited, law)), Ids{"B9"});
    EXPECT_EQ(ids(answer_problems(ticked(), {.chosen = {"x", "none", "other"}})),
              (Ids{"B1", "B2", "B3", "B4"}));
}

TEST(QualityCheck, finds_a_follow_up_that_the_gate_does_not_lead_to) {
    EXPECT_TRUE(routing_contradicted(chose({"no"}), "yes", Disposition::answered));
    EXPECT_FALSE(routing_contradicted(chose({"yes"}), "yes", Disposition::answered));
    EXPECT_FALSE(routing_contradicted(chose({"no"}), "yes", Disposition::skipped));
    EXPECT_FALSE(routing_contradicted({.disposition = Disposition::blank}, "yes", Disposition::answered));
}

TEST(QualityCheck, finds_answers_that_turned_without_a_comment) {
    EXPECT_EQ(ids(turns_since_last_round(yes_no(), chose({"yes"}), chose({"no"}))), Ids{"W1"});
    EXPECT_EQ(ids(turns_since_last_round(yes_no(), chose({"no"}), chose({"yes"}))), Ids{});
    EnteredAnswer explained = chose({"no"});
    explained.comment = "law repealed";
    EXPECT_EQ(ids(turns_since_last_round(yes_no(), chose({"yes"}), explained)), Ids{});
    const Item scale{.id = "q",
                     .type = ItemType::likert,
                     .options = {{.code = "1"}, {.code = "2"}, {.code = "3"}, {.code = "4"}}};
    EXPECT_EQ(ids(turns_since_last_round(scale, chose({"1"}), chose({"2"}))), Ids{});
    EXPECT_EQ(ids(turns_since_last_round(scale, chose({"1"}), chose({"3"}))), Ids{"W1"});
    EXPECT_EQ(ids(turns_since_last_round(scale, chose({"4"}), chose({"1"}))), Ids{"W1"});
    const Item forced{.id = "q", .type = ItemType::multi_forced, .options = {{.code = "a"}, {.code = "b"}}};
    EnteredAnswer now = chose({"b"});
    now.denied = {"a"};
    EXPECT_EQ(ids(turns_since_last_round(forced, chose({"a"}), now)), Ids{"W1"});
    EXPECT_EQ(ids(turns_since_last_round(forced, chose({"b"}), now)), Ids{});
}

TEST(QualityCheck, finds_numbers_that_jumped) {
    const auto past = [](const char* before, const char* now, ChangeLimit limit = {}) {
        return jumped(*decimal_from_text(before), *decimal_from_text(now), limit);
    };
    EXPECT_FALSE(past("100", "200"));
    EXPECT_TRUE(past("100", "201"));
    EXPECT_FALSE(past("100", "50"));
    EXPECT_TRUE(past("100", "49"));
    EXPECT_FALSE(past("0", "0"));
    EXPECT_TRUE(past("0", "1"));
    EXPECT_TRUE(past("1", "0"));
    EXPECT_TRUE(past("0.1", "0.21"));
    const ChangeLimit fifth{ChangeLimit::Kind::share, *Ratio::of(1, 5)};
    EXPECT_FALSE(past("100", "120", fifth));
    EXPECT_TRUE(past("100", "121", fifth));
    EXPECT_FALSE(past("100", "80", fifth));
    EXPECT_TRUE(past("100", "79", fifth));
    EXPECT_TRUE(past("100", "0", fifth));
    EXPECT_TRUE(past("0", "1", fifth));
    EXPECT_EQ(ids(turns_since_last_round(cases(), amount("10"), amount("21"))), Ids{"W2"});
    EXPECT_EQ(ids(turns_since_last_round(cases(), amount("10"), amount("20"))), Ids{});
}

TEST(QualityCheck, finds_texts_that_were_copied) {
    EnteredAnswer before{.disposition = Disposition::answered, .text = "See the  annex.\n"};
    EnteredAnswer now{.disposition = Disposition::answered, .text = " See the annex."};
    const Item text{.id = "q", .type = ItemType::text};
    EXPECT_EQ(ids(turns_since_last_round(text, before, now)), Ids{"W3"});
    now.text = "See the other annex.";
    EXPECT_EQ(ids(turns_since_last_round(text, before, now)), Ids{});
    EXPECT_EQ(ids(turns_since_last_round(text, {}, {})), Ids{}) << "no text is nobody's copy";
    const std::vector<StateText> texts{{0, "same"}, {1, "other"}, {2, " same"}, {3, "same\n"},
                                       {4, ""},     {5, ""},      {6, " "},     {7, "other"}};
    const StateSet repeated = repeated_texts(texts);
    EXPECT_EQ(repeated.count(), 3);
    EXPECT_TRUE(repeated.contains(0) && repeated.contains(2) && repeated.contains(3));
}

TEST(QualityCheck, finds_items_that_began_or_ceased_to_apply) {
    const EnteredAnswer not_applicable{.disposition = Disposition::not_applicable};
    EXPECT_EQ(ids(turns_since_last_round(yes_no(), chose({"yes"}), not_applicable)), Ids{"W4"});
    EXPECT_EQ(ids(turns_since_last_round(yes_no(), not_applicable, chose({"yes"}))), Ids{"W4"});
    EXPECT_EQ(ids(turns_since_last_round(yes_no(), not_applicable, not_applicable)), Ids{});
}

TEST(QualityCheck, finds_evidence_that_came_after_the_period) {
    using namespace std::chrono_literals;
    const std::chrono::sys_days end{2020y / 12 / 31};
    EnteredAnswer answer{.laws = {{.title = "t", .article = "1", .in_force = end}}};
    EXPECT_FALSE(evidence_after_period(answer, end));
    answer.laws.push_back({.title = "t", .article = "2", .in_force = end + std::chrono::days(1)});
    EXPECT_TRUE(evidence_after_period(answer, end));
    EXPECT_TRUE(translation_stale("a", "b"));
    EXPECT_FALSE(translation_stale("a", "a"));
}

TEST(QualityCheck, finds_parts_that_do_not_add_up) {
    const std::vector<Operand> parts{figure("10"), figure("5.5")};
    EXPECT_TRUE(parts_exceed_total(parts, figure("15")));
    EXPECT_FALSE(parts_exceed_total(parts, figure("15.5")));
    EXPECT_FALSE(parts_exceed_total(parts, kNoAnswer));
    EXPECT_TRUE(parts_exceed_remainder(parts, figure("5"), figure("20")));
    EXPECT_FALSE(parts_exceed_remainder(parts, figure("4.5"), figure("20")));
    EXPECT_FALSE(sum_differs(std::vector{figure("101")}, figure("100")));
    EXPECT_TRUE(sum_differs(std::vector{figure("101.01")}, figure("100")));
    EXPECT_TRUE(sum_differs(std::vector{figure("98.99")}, figure("100")));
    EXPECT_FALSE(sum_differs(std::vector{figure("99")}, figure("100")));
    EXPECT_TRUE(years_alike(std::vector{figure("7"), figure("8"), figure("7.0")}));
    EXPECT_FALSE(years_alike(std::vector{figure("0"), figure("8"), figure("0")}));
    EXPECT_TRUE(years_alike(std::vector{figure("7"), kNoAnswer, figure("7")}));
    EXPECT_FALSE(one_state_dominates({.largest_share = Ratio::of(1, 2)}));
    EXPECT_TRUE(one_state_dominates({.largest_share = Ratio::of(51, 100)}));
    EXPECT_FALSE(one_state_dominates({}));
}

TEST(QualityCheck, does_with_missing_figures_what_its_rule_states) {
    const std::vector<Operand> open{figure("16"), kOpenCell};
    const std::vector<Operand> unanswered{figure("16"), kNoAnswer};
    const std::vector<Operand> nothing{kNoAnswer, kNoAnswer};
    const Operand total = figure("15");
    EXPECT_FALSE(parts_exceed_total(open, total));
    EXPECT_TRUE(parts_exceed_total(open, total, Missing::skip_if_all));
    EXPECT_TRUE(parts_exceed_total(unanswered, total, Missing::skip_if_all));
    EXPECT_TRUE(parts_exceed_total(open, total, Missing::zero_where_answered));
    EXPECT_FALSE(parts_exceed_total(unanswered, total, Missing::zero_where_answered));
    EXPECT_FALSE(parts_exceed_total(nothing, figure("-1"), Missing::skip_if_all));
    EXPECT_FALSE(parts_exceed_remainder(std::vector{figure("16")}, kNoAnswer, total));
}

RC_GTEST_PROP(QualityCheck, of_parts_agrees_with_whole_numbers_at_any_decimals, ()) {
    std::vector<Operand> parts;
    std::int64_t sum = 0;
    for (int part = *rc::gen::inRange(1, 6); part > 0; --part) {
        const auto whole = *rc::gen::inRange<std::int64_t>(0, 30);
        const int decimals = *rc::gen::inRange(0, 7);
        parts.push_back({.value = with_decimals({whole, 0}, decimals), .answered = true});
        sum += whole;
    }
    const auto total = *rc::gen::inRange<std::int64_t>(0, 100);
    RC_ASSERT(parts_exceed_total(parts, {.value = Decimal{total, 0}}) == (sum > total));
    RC_ASSERT(sum_differs(parts, {.value = Decimal{total, 0}}) == (std::abs(sum - total) * 100 > total));
}

}  // namespace
}  // namespace survey
