#include "web/consent_talk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using casework::ConsentCode;
using casework::Fact;
using ::testing::ElementsAre;
using web::talk_about;
using web::talk_from;
using web::TalkAbout;
using web::told_at_the_list;
using web::http::Form;

const std::string kId = "01890a5d-ac96-774b-bcce-b302099a8057";

Form parsed(const std::string& encoded) {
    return Form::parse(encoded).value();
}

const std::string kAllExplained =
    "explained=agreement_to_interview&explained=purpose&explained=uses&explained=research_use&"
    "explained=right_of_access&explained=storage_time&explained=how_to_withdraw&explained=risks_explained&"
    "explained=alternatives_explained&said_back_in_own_words=yes";

std::vector<std::string> fields_of(const base::Problem& problem) {
    std::vector<std::string> names;
    for (const base::FieldProblem& field : problem.fields) names.push_back(field.field);
    return names;
}

TEST(ConsentTalk, about_a_referral_names_one_organisation_and_facts) {
    EXPECT_FALSE(talk_about(parsed("code=CONS-REF")));
    EXPECT_FALSE(talk_about(parsed("code=CONS-REF&to=" + kId)));
    EXPECT_FALSE(talk_about(parsed("code=CONS-WHAT")));
    const auto about = talk_about(parsed("code=CONS-REF&to=" + kId + "&facts=need&facts=signs"));
    ASSERT_TRUE(about);
    EXPECT_EQ(about->recipient->text(), kId);
    EXPECT_THAT(about->facts, ElementsAre(Fact::need, Fact::signs));
}

TEST(ConsentTalk, goes_back_to_the_referral_it_was_held_for) {
    const auto about = talk_about(
        parsed("code=CONS-REF&to=" + kId + "&need=shelter&urgency=today&service=s&facts=need&facts=signs"));
    EXPECT_EQ(referral_query(about.value()), "need=shelter&urgency=today&service=s&facts=need&facts=signs");
}

TEST(ConsentTalk, left_without_an_answer_loses_nothing_of_the_referral) {
    const auto case_id = guard::CaseId::from_text(kId).value();
    const std::string referral = "need=shelter&urgency=today&service=s&facts=need";
    const auto about = talk_about(parsed("code=CONS-REF&to=" + kId + "&" + referral));
    EXPECT_EQ(web::back_from_talk(case_id, about.value()),
              "/cases/" + kId + "/referrals/preview?" + referral);
    EXPECT_EQ(web::back_from_talk(case_id, {.code = ConsentCode::police}), "/cases/" + kId + "/consents");
}

TEST(ConsentTalk, comes_from_the_form_with_every_tick_where_it_belongs) {
    const TalkAbout about{.code = ConsentCode::support};
    const auto talk = talk_from(parsed(kAllExplained + "&language=uk&interpreter=yes&method=spoken_witnessed&"
                                                       "given_by=adult&answer=agrees"),
                                about);
    ASSERT_TRUE(talk) << base::to_text(talk.error());
    EXPECT_TRUE(talk->points.complete());
    EXPECT_TRUE(talk->risks_explained);
    EXPECT_TRUE(talk->alternatives_explained);
    EXPECT_TRUE(talk->said_back_in_own_words);
    EXPECT_TRUE(talk->interpreter_present);
    EXPECT_FALSE(talk->refused);
    EXPECT_EQ(talk->language, "uk");
}

TEST(ConsentTalk, a_tick_that_was_not_set_is_not_there) {
    const auto talk = talk_from(
        parsed("explained=purpose&language=uk&method=spoken_witnessed&given_by=adult&answer=agrees"), {});
    ASSERT_TRUE(talk);
    EXPECT_TRUE(talk->points.purpose);
    EXPECT_FALSE(talk->points.uses);
    EXPECT_FALSE(talk->risks_explained);
    EXPECT_FALSE(talk->said_back_in_own_words);
}

TEST(ConsentTalk, a_no_is_taken_with_nothing_ticked) {
    const auto talk =
        talk_from(parsed("language=uk&method=spoken_witnessed&given_by=adult&answer=declines"), {});
    ASSERT_TRUE(talk);
    EXPECT_TRUE(talk->refused);
}

TEST(ConsentTalk, an_answer_is_never_guessed) {
    const auto talk = talk_from(parsed(kAllExplained + "&language=xx&method=by_owl"), {});
    ASSERT_FALSE(talk);
    EXPECT_THAT(fields_of(talk.error()), ElementsAre("answer", "given_by", "method", "language"));
}

TEST(ConsentTalk, tells_points_that_were_left_out_once_and_at_their_list) {
    const base::Problem problem = base::invalid_fields({{"purpose", "must_be_explained", {}},
                                                        {"said_back_in_own_words", "must_be_understood", {}},
                                                        {"risks_explained", "must_be_explained", {}}});
    EXPECT_THAT(fields_of(told_at_the_list(problem)), ElementsAre("explained", "said_back_in_own_words"));
}

}  // namespace
