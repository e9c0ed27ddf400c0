// What everybody may read of the survey, and what nobody may before it is published.

#include "survey/rounds/published_round.hpp"

#include "survey/rounds/freeze_round.hpp"
#include "survey/rounds/survey_for_test.hpp"
#include "survey/rounds/wording_json.hpp"
#include "survey/tally.hpp"

#include <gmock/gmock.h>

namespace survey::rounds {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kRows =
    "round,iso3,item,option,value,disposition,confidentiality\n"
    "2021,XAA,s,yes,,ANS,PUBLIC\n2021,XAB,s,no,,ANS,TOTALS_ONLY\n2021,XAC,s,yes,,ANS,SECRETARIAT\n"
    "2021,XAD,s,,,BLANK,\n2021,XAE,s,,,NR,\n";

class PublishedSurvey : public SurveyTest {
protected:
    void SetUp() override {
        SurveyTest::SetUp();
        if (IsSkipped()) return;
        must(database().run_write([&](store::WriteSession& session) -> base::Done {
            publisher_ =
                add_user(session, add_organisation(session, "Secretariat"), guard::Role::survey_publisher);
            return {};
        }));
    }
    RoundId imported() {
        auto at = workplace();
        must(import_answers(at, administrator_, {.text = kRows, .label = "2021"}));
        const auto rows = must(database().read(
            [&](store::ReadSession& session) { return session.query("select id from survey_round"); }));
        return rows.front().id<KeptRound>("id");
    }
    void freeze(RoundId round) {
        auto at = workplace();
        must(freeze_round(at, publisher_, round));
    }
    void publish(RoundId round) {
        auto at = workplace();
        must(publish_round(at, publisher_, round));
    }
    std::vector<PublishedEntry> entries() {
        auto at = workplace();
        return must(published_rounds(at));
    }
    base::Result<PublishedRound> read(RoundId round) {
        auto at = workplace();
        return read_published(at, round);
    }

    guard::Actor publisher_;
};

TEST_P(PublishedSurvey, ShowsNothingBeforeItIsPublished) {
    const RoundId round = imported();
    EXPECT_THAT(entries(), IsEmpty());
    EXPECT_EQ(read(round).error().code, base::ProblemCode::not_found);
    freeze(round);
    EXPECT_THAT(entries(), IsEmpty());
    EXPECT_EQ(read(round).error().code, base::ProblemCode::not_found);
    publish(round);
    ASSERT_THAT(entries(), SizeIs(1));
    EXPECT_EQ(entries().front().label, "2021");
}

TEST_P(PublishedSurvey, IsReadFromItsSnapshot) {
    const RoundId round = imported();
    freeze(round);
    publish(round);
    const PublishedRound published = must(read(round));
    EXPECT_THAT(published.snapshot, SizeIs(64));
    ASSERT_TRUE(published.answers);
    EXPECT_EQ(published.answers->population().count(), 5);
    const auto levels = must(levels_by_option(*published.answers, 0));
    EXPECT_EQ(levels.front().level.holding, 1);  // what the secretariat alone may know is in no count
    EXPECT_EQ(published.answers->column(0).with(Disposition::held).count(), 1);
}

TEST_P(PublishedSurvey, RefusesASnapshotThatIsNotWhatWasFrozen) {
    const RoundId round = imported();
    freeze(round);
    publish(round);
    must(database().run_write([&](store::WriteSession& session) -> base::Done {
        must(session.execute("update survey_answer set disposition = 'DECL' where disposition = 'BLANK'"));
        return {};
    }));
    EXPECT_EQ(read(round).error().code, base::ProblemCode::data_damaged);
}

// The same item is asked identically unless somebody said otherwise; another population holds the grade at B.
TEST_P(PublishedSurvey, GradesTheSameItemOfTwoRounds) {
    const RoundId now = imported();
    std::string earlier = kRows;
    for (std::size_t at = earlier.find("2021"); at != std::string::npos; at = earlier.find("2021", at))
        earlier.replace(at, 4, "2015");
    earlier += "2015,XAF,s,yes,,ANS,PUBLIC\n";
    auto at = workplace();
    must(import_answers(at, administrator_, {.text = earlier, .label = "2015"}));
    const auto rows = must(database().read([&](store::ReadSession& session) {
        return session.query("select id from survey_round where label = '2015'");
    }));
    const auto before = rows.front().id<KeptRound>("id");
    for (const RoundId round : {now, before}) {
        freeze(round);
        publish(round);
    }
    const Grades grades = must(published_grades(at, must(read(before)), must(read(now))));
    EXPECT_EQ(grades, (Grades{{"s", Grade::b}}));
}

WAYMARK_ON_EVERY_DATABASE(PublishedSurvey);

TEST(OptionLabels, AreReadAsTheyWereWritten) {
    const OptionLabels labels{{"yes", "Yes, \"in law\""}, {"no", "Ні"}};
    EXPECT_EQ(labels_from_json(labels_json(labels)).value(), labels);
    for (const char* bad : {"", "[]", "{\"a\": 1}", "{"}) {
        EXPECT_EQ(labels_from_json(bad).error().code, base::ProblemCode::data_damaged) << bad;
    }
}

}  // namespace
}  // namespace survey::rounds
