// A round that comes in as a file is there as a whole or not at all, and is read as it was written.

#include "survey/build_round.hpp"
#include "survey/rounds/answer_repository.hpp"
#include "survey/rounds/item_repository.hpp"
#include "survey/rounds/read_change.hpp"
#include "survey/rounds/read_statistic.hpp"
#include "survey/rounds/survey_for_test.hpp"

#include <gtest/gtest.h>

namespace survey::rounds {
namespace {

const std::string kHeader = "round,iso3,item,option,value,disposition,confidentiality\n";

// An item of each shape; XAE did not reply, and does not have what "n" asks about.
const std::string kRows =
    "2021,XAA,s,yes,,ANS,PUBLIC\n2021,XAB,s,no,,ANS,TOTALS_ONLY\n2021,XAC,s,other,\"what, \"\"it\"\" "
    "is\",ANS,\n"
    "2021,XAD,s,yes,,ANS,SECRETARIAT\n2021,XAE,s,,,NR,\n"
    "2021,XAA,m,a,,ANS,\n2021,XAA,m,b,,ANS,\n2021,XAB,m,b,,ANS,\n2021,XAC,m,,,BLANK,\n2021,XAD,m,,,EXAM,\n"
    "2021,XAE,m,,,NR,\n"
    "2021,XAA,f,a,yes,ANS,\n2021,XAA,f,b,no,ANS,\n2021,XAB,f,a,no,ANS,\n2021,XAC,f,,,DECL,\n2021,XAD,f,,,NA,"
    "\n"
    "2021,XAE,f,,,NR,\n"
    "2021,XAA,t,law,12,ANS,\n2021,XAA,t,ngo,0.25,ANS,\n2021,XAB,t,law,3,ANS,\n2021,XAC,t,,,NAP,\n"
    "2021,XAD,t,,,BLANK,\n2021,XAE,t,,,NR,\n"
    "2021,XAA,n,,9223372036854775807,ANS,\n2021,XAB,n,,0,ANS,\n2021,XAC,n,,,BLANK,\n2021,XAD,n,,,BLANK,\n"
    "2021,XAE,n,,,SKIP,\n"
    "2021,XAA,w,,Закон № "
    "12,ANS,\n2021,XAB,w,,,ANS,\n2021,XAC,w,,,BLANK,\n2021,XAD,w,,,BLANK,\n2021,XAE,w,,,NR,\n";

class ImportRound : public SurveyTest {
protected:
    base::Result<Imported> import(const std::string& text, const std::string& label = "2021") {
        auto at = workplace();
        return import_answers(at, administrator_, {.text = text, .label = label});
    }
    base::Result<StatisticFound> stat(const std::string& item, std::vector<std::string> options,
                                      const std::string& round = "2021") {
        auto at = workplace();
        return read_statistic(at, administrator_,
                              {.item = item, .round = round, .options = std::move(options)});
    }
    base::Result<ChangeFound> change_of(const std::string& item, std::vector<std::string> options) {
        auto at = workplace();
        return read_change(at, administrator_,
                           {.item = item, .from = "2015", .to = "2021", .options = std::move(options)});
    }
    base::Done execute(const std::string& sql, std::vector<store::Value> parameters = {}) {
        return database().run_write([&](store::WriteSession& session) -> base::Done {
            const auto done = session.execute(sql, parameters);
            return done ? base::Done{} : base::fail(done.error());
        });
    }
};

bool same(const Column& left, const Column& right) {
    return left.by_disposition == right.by_disposition && left.accepted == right.accepted &&
           left.totals_only == right.totals_only && left.chosen == right.chosen &&
           left.denied == right.denied && left.stated == right.stated && left.amounts == right.amounts;
}

TEST_P(ImportRound, is_read_as_it_was_written) {
    const std::string text = kHeader + kRows;
    const Imported imported = must(import(text));
    EXPECT_EQ(imported.items, 6);
    EXPECT_EQ(imported.states, 5);
    EXPECT_EQ(imported.answers, 30);
    EXPECT_EQ(imported.open, 0);
    const LongCsv csv = must(read_long_csv(text, "2021"));
    const StateRegister states = must(states_of(csv));
    const Round written = must(build_round(csv, "2021", states, {}));
    must(database().run_read([&](store::ReadSession& session) -> base::Done {
        const auto round = must(rounds_labelled(session, "2021")).at(0).round;
        for (std::size_t item = 0; item < written.item_count(); ++item) {
            const std::string& code = written.item(item).id;
            const auto asked = must(find_item_in_round(session, round, code));
            const Round read = must(load_item(session, round, *asked, must(all_states(session))));
            EXPECT_EQ(read.population(), written.population()) << code;
            EXPECT_EQ(read.item(0).type, written.item(item).type) << code;
            EXPECT_EQ(read.item(0).decimals, written.item(item).decimals) << code;
            EXPECT_TRUE(same(read.column(0), written.column(item))) << code;
        }
        return {};
    }));
    // Held back from every count, and kept.
    EXPECT_EQ(count("survey_answer where confidentiality = 'SECRETARIAT' and value = '{\"o\":\"yes\"}'"), 1);
    EXPECT_EQ(must(stat("s", {"yes"})).level.holding, 1);
    EXPECT_EQ(count("audit_event where action = 'survey_round.import' and outcome = 'done'"), 1);
}

TEST_P(ImportRound, changes_nothing_where_one_row_is_wrong) {
    const auto refused = import(kHeader + kRows + "2021,XAA,z,a,,ANS,\n2021,XAB,z,,what,ANS,\n");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.at(0).rule, "mixed");
    for (const char* table :
         {"survey_programme", "survey_round", "survey_item", "survey_state", "survey_answer", "survey_option",
          "audit_event where action = 'survey_round.import'"}) {
        EXPECT_EQ(count(table), 0) << table;
    }
}

TEST_P(ImportRound, of_a_round_that_is_there_is_refused_and_leaves_it) {
    must(import(kHeader + kRows));
    const auto again = import(kHeader + "2021,XAA,s,no,,ANS,\n");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, base::ProblemCode::already_exists);
    EXPECT_EQ(count("survey_answer where disposition = 'ANS'"), 14);
}

TEST_P(ImportRound, is_for_those_alone_who_keep_the_survey) {
    auto at = workplace();
    guard::Actor worker = administrator_;
    worker.roles = {guard::Role::ngo_case_worker};
    const std::string text = kHeader + kRows;
    const auto refused = import_answers(at, worker, {.text = text, .label = "2021"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().rule, "AUTH-SURVEY-MANAGE");
    const auto unread = read_statistic(at, worker, {.item = "s", .round = "2021"});
    ASSERT_FALSE(unread);
    EXPECT_EQ(unread.error().rule, "AUTH-SURVEY-READ");
}

TEST_P(ImportRound, gives_an_item_the_options_that_later_rounds_bring) {
    must(import(kHeader + "2015,XAA,q,yes,,ANS,\n2015,XAB,q,yes,,ANS,\n2015,XAC,q,,,BLANK,\n", "2015"));
    must(import(kHeader + "2021,XAA,q,partly,,ANS,\n2021,XAB,q,yes,,ANS,\n2021,XAC,q,no,,ANS,\n"));
    EXPECT_EQ(must(stat("q", {"partly"}, "2015")).level.holding, 0) << "nobody said so then";
    EXPECT_EQ(must(stat("q", {"partly"})).level.holding, 1);
    const ChangeFound found = must(change_of("q", {"yes"}));
    EXPECT_EQ(found.of_answers->delta_all, -1);
    EXPECT_EQ(found.of_answers->matched.lost, 1);
    EXPECT_EQ(count("survey_option where since_version = 2"), 2);
}

TEST_P(ImportRound, learns_the_type_of_an_item_that_nobody_had_answered) {
    must(import(kHeader + "2015,XAA,q,,,BLANK,\n2015,XAB,q,,,NR,\n", "2015"));
    must(import(kHeader + "2021,XAA,q,a,,ANS,\n2021,XAA,q,b,,ANS,\n2021,XAB,q,a,,ANS,\n"));
    EXPECT_EQ(must(stat("q", {"a"}, "2015")).level.holding, 0);
    const ChangeFound found = must(change_of("q", {"a"}));
    EXPECT_EQ(found.of_answers->entrants, 2);
    EXPECT_EQ(found.verdict, Verdict::reported_up);
}

TEST_P(ImportRound, says_what_is_open_and_refuses_its_figures) {
    const Imported imported =
        must(import(kHeader + "2021,XAA,p,yes,,ANS,\n2021,XAB,p,no,,ANS,\n2021,XAA,q,yes,,ANS,\n"));
    EXPECT_EQ(imported.open, 1);
    EXPECT_EQ(must(stat("p", {"yes"})).level.holding, 1);
    EXPECT_EQ(stat("q", {"yes"}).error().rule, "SURVEY-B1");
}

TEST_P(ImportRound, keeps_back_a_trend_that_somebody_decided_is_none) {
    must(import(kHeader + "2015,XAA,q,no,,ANS,\n2015,XAB,q,no,,ANS,\n", "2015"));
    must(import(kHeader + "2021,XAA,q,yes,,ANS,\n2021,XAB,q,yes,,ANS,\n"));
    EXPECT_EQ(must(change_of("q", {"yes"})).verdict, Verdict::robust_up);
    const auto asked = [&](const char* round) {
        return must(database().read([&](store::ReadSession& session) -> base::Result<ItemInRoundId> {
            const auto found = must(rounds_labelled(session, round)).at(0).round;
            return must(find_item_in_round(session, found, "q"))->id;
        }));
    };
    guard::Actor author;
    guard::Actor approver;
    must(database().run_write([&](store::WriteSession& session) -> base::Done {
        const guard::OrganisationId secretariat = add_organisation(session, "Secretariat");
        author = add_user(session, secretariat, guard::Role::administrator);
        approver = add_user(session, secretariat, guard::Role::administrator);
        return {};
    }));
    must(
        execute("insert into survey_concordance (id, from_item, to_item, relation, circumstances, grade, "
                "rationale, author, approver, decided_at) values ($1, $2, $3, 'reframed', '', 'A', "
                "'opinion now', $4, $5, 0)",
                {store::value(base::Uuid::v7(kNow, random_)), store::value(asked("2015")),
                 store::value(asked("2021")), store::value(author.user), store::value(approver.user)}));
    const ChangeFound found = must(change_of("q", {"yes"}));
    EXPECT_EQ(found.verdict, Verdict::not_comparable);
    EXPECT_EQ(found.grade, Grade::d) << "however it was graded";
    EXPECT_FALSE(found.of_answers);
    EXPECT_EQ(found.before.holding, 0);
    EXPECT_EQ(found.after.holding, 2) << "side by side";
}

WAYMARK_ON_EVERY_DATABASE(ImportRound);

}  // namespace
}  // namespace survey::rounds
