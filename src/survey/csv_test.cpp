// The two CSV shapes: what is read, and for each mistake the line, the column and the rule.

#include "survey/build_round.hpp"
#include "survey/long_csv.hpp"
#include "survey/published.hpp"
#include "survey/rounds_for_test.hpp"
#include "survey/tally_csv.hpp"

#include <gtest/gtest.h>

namespace survey {
namespace {

const std::string kLongHeader = "round,iso3,item,option,value,disposition,confidentiality\n";
const std::string kTallyHeader =
    "round,question_id,section,question_paraphrase,answer_type,answer,count,respondents,source\n";

template <class Value>
std::string refusal(const base::Result<Value>& result) {
    if (result) return "taken";
    if (result.error().fields.empty()) return base::to_text(result.error());
    EXPECT_EQ(result.error().code, base::ProblemCode::invalid_file);
    return result.error().fields[0].field + ": " + result.error().fields[0].rule;
}

std::string long_refusal(const std::string& rows) {
    return refusal(read_long_csv(kLongHeader + rows, "2021"));
}

TEST(Csv, has_the_header_that_is_asked_for_and_as_many_fields_in_every_line) {
    EXPECT_EQ(refusal(read_long_csv("", {})), "line 1, column 1: header_missing");
    EXPECT_EQ(refusal(read_long_csv("round,iso2,item,option,value,disposition,confidentiality\n", {})),
              "line 1, column 7: header_differs");
    EXPECT_EQ(refusal(read_long_csv("round,iso3\n", {})), "line 1, column 7: header_differs");
    EXPECT_EQ(refusal(read_long_csv("\xEF\xBB\xBF" + kLongHeader + "\xFF", {})),
              "line 2, column 1: not_utf8");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,ANS\n"), "line 2, column 1: fields_missing");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,ANS,,\n"), "line 2, column 20: fields_too_many");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,ANS,\n\n"), "line 3, column 1: fields_missing");
}

TEST(LongCsv, is_refused_as_a_whole_at_the_first_field_that_is_wrong) {
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,ANS,PUBLIC\n2021,XAB,q,,,BLANK,\n"), "taken");
    EXPECT_EQ(long_refusal("2015/16,XAA,q,a,,ANS,\n"), "line 2, column 1 (round): another_round");
    EXPECT_EQ(long_refusal(",XAA,q,a,,ANS,\n"), "line 2, column 1 (round): required");
    EXPECT_EQ(long_refusal("2021,France,q,a,,ANS,\n"), "line 2, column 6 (iso3): not_a_state_code");
    EXPECT_EQ(long_refusal("2021,XAA,,a,,ANS,\n"), "line 2, column 10 (item): required");
    EXPECT_EQ(long_refusal("2021,XAA," + std::string(201, 'q') + ",a,,ANS,\n"),
              "line 2, column 10 (item): too_long");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,YES,\n"), "line 2, column 15 (disposition): not_in_list");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,,\n"), "line 2, column 15 (disposition): not_in_list");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,ANS,SECRET\n"), "line 2, column 19 (confidentiality): not_in_list");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,NR,\n"), "line 2, column 12 (option): only_with_ANS");
    EXPECT_EQ(long_refusal("2021,XAA,q,,5,NA,\n"), "line 2, column 13 (value): only_with_ANS");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,ANS,\n2021,XAA,q,a,,ANS,\n"), "line 3, column 12 (option): twice");
    EXPECT_EQ(long_refusal("2021,XAA,q,,,NA,\n2021,XAA,q,,,NA,\n"), "line 3, column 14 (disposition): twice");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,ANS,\n2021,XAA,q,,,NA,\n"),
              "line 3, column 14 (disposition): contradicts");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,ANS,\n2021,XAA,p,,,NR,\n"),
              "line 3, column 14 (disposition): contradicts");
    EXPECT_EQ(long_refusal("2021,XAA,q,a,,ANS,\n2021,XAA,q,b,,ANS,PUBLIC\n"),
              "line 3, column 19 (confidentiality): contradicts");
}

base::Result<Round> built(const std::string& rows, const std::vector<Item>& known = {},
                          std::optional<StateSet> population = {}) {
    static std::string text;
    text = kLongHeader + rows;
    const LongCsv csv = read_long_csv(text, {}).value();
    return build_round(csv, "2021", invented_states(57), known, population);
}

ItemType type_in(const std::string& rows) {
    return built(rows).value().item(0).type;
}

TEST(BuildRound, reads_the_type_of_a_new_item_off_its_rows) {
    EXPECT_EQ(type_in("2021,XAA,q,yes,,ANS,\n2021,XAB,q,no,,ANS,\n"), ItemType::single);
    EXPECT_EQ(type_in("2021,XAA,q,a,,ANS,\n2021,XAA,q,b,,ANS,\n"), ItemType::multi);
    EXPECT_EQ(type_in("2021,XAA,q,a,yes,ANS,\n2021,XAA,q,b,no,ANS,\n"), ItemType::multi_forced);
    EXPECT_EQ(type_in("2021,XAA,q,law,12,ANS,\n2021,XAA,q,ngo,0.5,ANS,\n"), ItemType::table);
    EXPECT_EQ(type_in("2021,XAA,q,agree,4,ANS,\n2021,XAB,q,disagree,2,ANS,\n2021,XAC,q,agree,4,ANS,\n"),
              ItemType::single);
    EXPECT_EQ(type_in("2021,XAA,q,a,1,ANS,\n2021,XAA,q,b,1,ANS,\n"), ItemType::multi) << "ticks";
    EXPECT_EQ(type_in("2021,XAA,q,a,1,ANS,\n2021,XAB,q,a,1,ANS,\n"), ItemType::single);
    EXPECT_EQ(type_in("2021,XAA,q,,12,ANS,\n2021,XAB,q,,7,ANS,\n"), ItemType::number);
    EXPECT_EQ(type_in("2021,XAA,q,,12,ANS,\n2021,XAB,q,,see annex,ANS,\n"), ItemType::text);
    EXPECT_EQ(type_in("2021,XAA,q,,,ANS,\n2021,XAB,q,,,BLANK,\n"), ItemType::text);
    EXPECT_EQ(type_in("2021,XAA,q,yes,yes,ANS,\n2021,XAB,q,no,no,ANS,\n"), ItemType::single);
    EXPECT_EQ(type_in("2021,XAA,q,yes,,ANS,\n2021,XAB,q,other,coast guard,ANS,\n"), ItemType::single);
    EXPECT_EQ(type_in("2021,XAA,q,,12,ANS,\n2021,XAB,q,,,ANS,\n"), ItemType::text);
    EXPECT_EQ(refusal(built("2021,XAA,q,a,yes,ANS,\n2021,XAA,q,b,no,ANS,\n2021,XAB,q,a,,ANS,\n")),
              "line 4, column 14 (value): mixed");
    EXPECT_EQ(refusal(built("2021,XAA,q,a,,ANS,\n2021,XAB,q,,,ANS,\n")), "line 3, column 12 (option): mixed");
    EXPECT_EQ(refusal(built("2021,XAA,q,a,1,ANS,\n2021,XAB,q,b,,ANS,\n")),
              "line 3, column 14 (value): mixed");
    EXPECT_EQ(refusal(built("2021,XAA,q,,1,ANS,\n2021,XAB,q,,0.1234567,ANS,\n")),
              "line 3, column 13 (value): too_many_decimals");
}

TEST(BuildRound, keeps_amounts_exact_at_the_decimals_of_the_item) {
    const Round round = built("2021,XAA,q,law,12,ANS,\n2021,XAA,q,ngo,0.25,ANS,\n").value();
    EXPECT_EQ(round.item(0).decimals, 2);
    EXPECT_EQ(round.amount(0, 0, 0), 1200);
    EXPECT_EQ(round.amount(0, 1, 0), 25);
}

TEST(BuildRound, holds_known_items_to_their_options) {
    const std::vector<Item> known{{.id = "q", .options = {{.code = "yes"}, {.code = "no"}}},
                                  {.id = "n", .type = ItemType::number, .decimals = 1},
                                  {.id = "f", .type = ItemType::multi_forced, .options = {{.code = "a"}}}};
    EXPECT_EQ(built("2021,XAA,q,no,,ANS,\n", known).value().item(0).options.size(), 2U);
    EXPECT_EQ(refusal(built("2021,XAA,q,maybe,,ANS,\n", known)), "line 2, column 12 (option): not_in_list");
    EXPECT_EQ(refusal(built("2021,XAA,q,,,ANS,\n", known)), "line 2, column 12 (option): required");
    EXPECT_EQ(refusal(built("2021,XAA,q,yes,,ANS,\n2021,XAA,q,no,,ANS,\n", known)),
              "line 3, column 12 (option): exactly_one");
    EXPECT_EQ(refusal(built("2021,XAA,n,,twelve,ANS,\n", known)), "line 2, column 13 (value): not_a_number");
    EXPECT_EQ(refusal(built("2021,XAA,n,,1.25,ANS,\n", known)),
              "line 2, column 13 (value): too_many_decimals");
    EXPECT_EQ(refusal(built("2021,XAA,n,x,1,ANS,\n", known)), "line 2, column 12 (option): no_options");
    EXPECT_EQ(refusal(built("2021,XAA,f,a,perhaps,ANS,\n", known)),
              "line 2, column 14 (value): not_yes_or_no");
}

TEST(BuildRound, gives_states_without_any_row_no_reply_and_leaves_gaps_to_be_seen) {
    const StateSet all = invented_states(57).all();
    const Round round =
        built("2021,XAA,q,yes,,ANS,\n2021,XAB,q,no,,ANS,\n2021,XAA,p,yes,,ANS,\n", {}, all).value();
    EXPECT_EQ(round.column(0).with(Disposition::no_reply).count(), 55);
    EXPECT_EQ(round.without_disposition(0).count(), 0);
    EXPECT_EQ(round.without_disposition(1).count(), 1);
    StateSet one;
    one.insert(0);
    EXPECT_EQ(refusal(built("2021,XAA,q,yes,,ANS,\n2021,XAB,q,no,,ANS,\n", {}, one)),
              "line 3, column 6 (iso3): not_in_population");
}

TEST(BuildRound, takes_the_rows_of_its_own_round_alone) {
    const Round round = built("2021,XAA,q,yes,,ANS,\n2015/16,XAB,q,no,,ANS,\n").value();
    EXPECT_EQ(round.population().count(), 1);
}

// What the tests of the figures use, through a file and back.
TEST(BuildRound, makes_of_a_file_the_round_that_it_was_written_from) {
    const Round original = synthetic_2021();
    const StateRegister states = invented_states(57);
    std::string text = kLongHeader;
    for (std::size_t item = 0; item < original.item_count(); ++item) {
        const Column& column = original.column(item);
        const auto row = [&](std::size_t state, const std::string& option, const std::string& value,
                             Disposition disposition) {
            text += "2021," + states.at(state).text() + "," + original.item(item).id + "," + option + "," +
                    value + "," + std::string(code_of(disposition)) + ",\n";
        };
        original.population().for_each([&](std::size_t state) {
            for (const Disposition disposition : kDispositions) {
                if (!column.with(disposition).contains(state)) continue;
                if (disposition != Disposition::answered) row(state, "", "", disposition);
            }
            if (!column.with(Disposition::answered).contains(state)) return;
            if (original.item(item).options.empty()) row(state, "", "", Disposition::answered);
            for (std::size_t option = 0; option < original.item(item).options.size(); ++option) {
                const std::string& code = original.item(item).options[option].code;
                if (!column.stated.empty()) {
                    row(state, code, std::to_string(original.amount(item, option, state)),
                        Disposition::answered);
                } else if (column.chosen[option].contains(state)) {
                    row(state, code, column.denied.empty() ? "" : "yes", Disposition::answered);
                } else if (!column.denied.empty()) {
                    row(state, code, "no", Disposition::answered);
                }
            }
        });
    }
    const LongCsv csv = read_long_csv(text, "2021").value();
    const Round again = build_round(csv, "2021", states_of(csv).value(), {}).value();
    EXPECT_EQ(level_of(reading_of(again, "P-IDENT-WHO", {"police"})).holding, 39);
    EXPECT_EQ(bounds(level_of(reading_of(again, "P-NGO-ACCESS", {"yes"}))), (Bounds{35, 48, 57}));
    EXPECT_EQ(level_of(reading_of(again, "P-IDENT-PROACTIVE", {"agree", "strongly_agree"})).holding, 35);
    const Level told = level_of(reading_of(again, "V-RECRUIT-MONITOR", {}));
    EXPECT_EQ(told, level_of(reading_of(original, "V-RECRUIT-MONITOR", {})));
    EXPECT_EQ(again.item(item_of(again, "V-RECRUIT-MONITOR")).metric, MetricKind::item_response);
    for (std::size_t item = 0; item < original.item_count(); ++item) {
        EXPECT_EQ(disposition_counts(again, item), disposition_counts(original, item));
    }
}

// The rows of the source document that the golden tests need, as published.
const std::string kPublished =
    kTallyHeader +
    "2021,P-IDENT-WHO,s,p,multi_choice,Non-specialist police,39,57,\"source document; line 15\"\n"
    "2021,P-IDENT-FIRST,s,p,number_table,\"All cases\",13547,,line 29\n"
    "2021,P-IDENT-FIRST,s,p,number_table,Law enforcement,71%,,line 29\n"
    "2021,P-IDENT-PROACTIVE,s,p,likert5,Strongly agree + agree (combined),35,,line 29\n"
    "2015/16,P-IDENT-PROACTIVE,s,p,likert5,Strongly agree + agree (combined),33,,line 29\n"
    "2021,P-NGO-ACCESS,s,p,single_choice,Yes,35,,line 31\n"
    "2021,P-NGO-ACCESS,s,p,single_choice,No,9,,line 31\n"
    "2021,P-NGO-ACCESS,s,p,single_choice,No information provided,,,line 31\n";

TEST(TallyCsv, keeps_counts_percentages_and_what_has_no_number_apart) {
    const auto all = read_tally_csv(kPublished, "2021").value();
    ASSERT_EQ(all.size(), 7U);
    EXPECT_EQ(all[0].count, 39);
    EXPECT_EQ(all[0].respondents, 57);
    EXPECT_EQ(all[2].percent, (Decimal{71, 0}));
    EXPECT_FALSE(all[2].count);
    EXPECT_FALSE(all[6].count || all[6].percent);
    EXPECT_EQ(all[6].line, 9U);
    EXPECT_EQ(read_tally_csv(kPublished, {})->size(), 8U);
}

TEST(TallyCsv, gives_the_levels_that_totals_allow) {
    const auto all = read_tally_csv(kPublished, "2021").value();
    const Level yes = published_level(all, "P-NGO-ACCESS", "Yes", 57).value();
    EXPECT_EQ(bounds(yes), (Bounds{35, 48, 57}));
    EXPECT_EQ(published_others(all, "P-NGO-ACCESS", 57), 13);
    const Level agree =
        published_level(all, "P-IDENT-PROACTIVE", "Strongly agree + agree (combined)", 57).value();
    EXPECT_EQ(bounds(agree), (Bounds{35, 57, 57}));
    EXPECT_EQ(share(agree, Base::item), std::nullopt);
    EXPECT_EQ(share(agree, Base::reply), std::nullopt);
    EXPECT_EQ(published_level(all, "P-IDENT-FIRST", "Law enforcement", 57).error().rule, "SURVEY-NO-COUNT");
    EXPECT_FALSE(published_level(all, "P-IDENT-FIRST", "Nobody", 57));
    EXPECT_FALSE(published_level(all, "P-NGO-ACCESS", "Yes", 34));
    EXPECT_FALSE(published_others(all, "P-IDENT-WHO", 57));
}

TEST(TallyCsv, says_how_a_published_figure_stands_to_the_answers) {
    const auto all = read_tally_csv(kPublished, "2021").value();
    EXPECT_EQ(code_of(reproduction(all[0], {})), "cannot_be_reproduced");
    EXPECT_EQ(code_of(reproduction(all[0], Share{39, 57})), "reproduced");
    EXPECT_EQ(code_of(reproduction(all[0], Share{39, 56})), "contradicted");
    EXPECT_EQ(code_of(reproduction(all[0], Share{38, 57})), "contradicted");
    EXPECT_EQ(code_of(reproduction(all[2], Share{9618, 13547})), "consistent_with_rounding");
    EXPECT_EQ(code_of(reproduction(all[2], Share{9550, 13547})), "contradicted");
}

TEST(TallyCsv, is_refused_at_the_field_that_is_wrong) {
    const auto refused = [](const std::string& row) {
        return refusal(read_tally_csv(kTallyHeader + row, {}));
    };
    EXPECT_EQ(refused(",q,s,p,likert5,a,3,,x\n"), "line 2, column 1 (round): required");
    EXPECT_EQ(refused("2021,q,s,p,likert7,a,3,,x\n"), "line 2, column 12 (answer_type): not_in_list");
    EXPECT_EQ(refused("2021,q,s,p,likert5,a,3.5,,x\n"), "line 2, column 22 (count): not_a_count");
    EXPECT_EQ(refused("2021,q,s,p,likert5,a,-3,,x\n"), "line 2, column 22 (count): not_a_count");
    EXPECT_EQ(refused("2021,q,s,p,likert5,a,%,,x\n"), "line 2, column 22 (count): not_a_count");
    EXPECT_EQ(refused("2021,q,s,p,likert5,a,101%,,x\n"), "line 2, column 22 (count): out_of_range");
    EXPECT_EQ(refused("2021,q,s,p,likert5,a,58,57,x\n"), "line 2, column 22 (count): out_of_range");
    EXPECT_EQ(refused("2021,q,s,p,likert5,a,3,all,x\n"), "line 2, column 24 (respondents): not_a_count");
    EXPECT_EQ(refused("2021,q,s,p,likert5,a,3,,\n"), "line 2, column 25 (source): required");
    EXPECT_EQ(refused("2021,q,s,p,likert5,a,3,,x\n2021,q,s,p,likert5,a,4,,y\n"),
              "line 3, column 20 (answer): twice");
    EXPECT_EQ(refusal(read_tally_csv(kPublished, "2007")), "line 1, column 1 (round): no_such_round");
}

}  // namespace
}  // namespace survey
