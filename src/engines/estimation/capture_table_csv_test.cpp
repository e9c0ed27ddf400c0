#include "engines/estimation/capture_table_csv.hpp"

#include "engines/estimation/tables_for_test.hpp"

#include <gtest/gtest.h>

namespace estimation {
namespace {

std::string refusal(const std::string& text) {
    const auto read = read_capture_table(text);
    if (read) return "taken";
    EXPECT_EQ(read.error().code, base::ProblemCode::invalid_file);
    return read.error().fields.at(0).field + ": " + read.error().fields.at(0).rule;
}

const std::string kGood = "A,B,C,count\n1,0,0,27\n0,1,0,37\n0,0,1,19\n1,1,0,3\n";

TEST(CaptureTableCsv, counts_by_history_with_the_first_list_as_the_lowest_bit) {
    const auto read = read_capture_table(kGood);
    ASSERT_TRUE(read) << base::to_text(read.error());
    EXPECT_EQ(read->lists, (std::vector<std::string>{"A", "B", "C"}));
    EXPECT_EQ(read->count, (std::vector<double>{0, 27, 37, 3, 19, 0, 0, 0}));
}

TEST(CaptureTableCsv, takes_the_count_in_any_column_and_rows_in_any_order) {
    const auto read =
        read_capture_table("count,A,B,C\r\n3,1,1,0\r\n27,1,0,0\r\n19,0,0,1\r\n37,0,1,0\r\n0,0,0,0\r\n");
    ASSERT_TRUE(read) << base::to_text(read.error());
    EXPECT_EQ(read->count, read_capture_table(kGood)->count);
}

TEST(CaptureTableCsv, tallies_people_where_there_is_no_count) {
    const auto read = read_capture_table("A,\"B, \"\"the\"\" list\",C\n1,0,0\n1,1,0\n0,0,1\n1,1,0\n0,1,1\n");
    ASSERT_TRUE(read) << base::to_text(read.error());
    EXPECT_EQ(read->lists[1], "B, \"the\" list");
    EXPECT_EQ(read->count, (std::vector<double>{0, 1, 0, 2, 1, 0, 1, 0}));
}

TEST(CaptureTableCsv, refuses_a_header_it_could_only_guess_at) {
    EXPECT_EQ(refusal(""), "line 1, column 1: header_missing");
    EXPECT_EQ(refusal("A,B,count\n1,1,3\n"), "line 1, column 1: lists_too_few");
    EXPECT_EQ(refusal("A,B,A,count\n1,1,0,3\n"), "line 1, column 5: name_twice");
    EXPECT_EQ(refusal("A,B,,count\n1,1,0,3\n"), "line 1, column 5: name_missing");
    EXPECT_EQ(refusal("A,B,C,count,count\n"), "line 1, column 13: name_twice");
    EXPECT_EQ(refusal("a,b,c,d,e,f,g,h,i,j,k,l,m,count\n"), "line 1, column 25: lists_too_many");
    EXPECT_EQ(refusal("A,B,C,count\n1,0,0\n"), "line 2, column 1: fields_missing");
}

TEST(CaptureTableCsv, refuses_each_row_that_says_what_cannot_be) {
    EXPECT_EQ(refusal("A,B,C,count\n1,0,2,4\n"), "line 2, column 5 (C): not_0_or_1");
    EXPECT_EQ(refusal("A,B,C,count\n1,0,,4\n"), "line 2, column 5 (C): not_0_or_1");
    for (const std::string count : {"-1", "1.5", "1e3", "", "+3", "many", "0x1", " 4"}) {
        EXPECT_EQ(refusal("A,B,C,count\n1,0,0," + count + "\n"),
                  "line 2, column 7 (count): not_a_whole_number")
            << count;
    }
    EXPECT_EQ(refusal(kGood + "1,1,0,4\n"), "line 6, column 1 (A): history_twice");
    EXPECT_EQ(refusal(kGood + "0,0,0,1\n"), "line 6, column 1 (A): people_on_no_list");
    EXPECT_EQ(refusal("A,B,C\n1,0,1\n0,0,0\n"), "line 3, column 1 (A): people_on_no_list");
    EXPECT_EQ(refusal("A,B,C,count\n1,0,0,2147483647\n0,1,0,1\n"),
              "line 3, column 7 (count): total_too_large");
    EXPECT_EQ(refusal("A,B,C,count\n1,0,0," + std::string(400, '9') + "\n"),
              "line 2, column 7 (count): total_too_large");
}

TEST(CaptureTableCsv, refuses_lists_that_no_method_can_use) {
    EXPECT_EQ(refusal("A,B,C,count\n1,0,0,5\n0,1,0,5\n0,0,1,5\n"), "line 1, column 1: nobody_on_two_lists");
    EXPECT_EQ(refusal("A,B,C,count\n1,0,0,5\n0,1,0,5\n1,1,0,5\n"),
              "line 1, column 5 (C): nobody_on_the_list");
    EXPECT_EQ(refusal("A,B,C,count\n1,0,0,5\n1,1,0,5\n1,1,1,5\n"),
              "line 1, column 1 (A): everybody_on_the_list");
    EXPECT_EQ(refusal("A,B,C,count\n1,0,0,5\n0,1,1,5\n1,1,1,5\n"),
              "line 1, column 5 (C): same_people_as_another_list");
    EXPECT_EQ(refusal("A,B,C,count\n"), "line 1, column 1 (A): nobody_on_the_list");
}

TEST(CaptureTableCsv, reads_every_published_table_of_the_tests) {
    EXPECT_EQ(observed(published("uk2013_6")), 2744);
    EXPECT_EQ(overlapping(published("uk2013_6")), 252);
    EXPECT_EQ(overlapping(published("uk2013_5")), 221);
    EXPECT_EQ(observed(published("uk2013_4")), 2428);
    EXPECT_EQ(overlapping(published("new_orleans_8_n185")), 13);
    EXPECT_EQ(observed(published("new_orleans_8_n186")), 186);
    EXPECT_EQ(overlapping(published("western_us_5")), 23);
    EXPECT_EQ(observed(published("artificial_3")), 96);
    EXPECT_EQ(observed(published("spina_bifida_3")), 626);
    EXPECT_EQ(observed(published("madigan_york_5")), 537);
}

}  // namespace
}  // namespace estimation
