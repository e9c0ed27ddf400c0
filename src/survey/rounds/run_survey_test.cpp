// A round from its draft to an erratum, with every step of survey.md 5.1, who may take it, and what has to be
// true before.

#include "survey/rounds/contribute.hpp"
#include "survey/rounds/freeze_round.hpp"
#include "survey/rounds/prepare_reply.hpp"
#include "survey/rounds/read_statistic.hpp"
#include "survey/rounds/run_round.hpp"
#include "survey/rounds/submit_reply.hpp"
#include "survey/rounds/survey_for_test.hpp"
#include "survey/rounds/verify_reply.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace survey::rounds {
namespace {

using guard::Role;

const StateCode kState = *StateCode::from_text("XAA");
const StateCode kOther = *StateCode::from_text("XAB");

WrittenAnswer chose(const std::string& option) {
    return {.disposition = Disposition::answered, .content = {.chosen = {option}}};
}
WrittenAnswer told(const std::string& text) {
    return {.disposition = Disposition::answered, .content = {.text = text}};
}
WrittenAnswer without(Disposition disposition) {
    return {.disposition = disposition};
}

class RunSurvey : public SurveyTest {
protected:
    void SetUp() override {
        SurveyTest::SetUp();
        if (IsSkipped()) return;
        workplace_.reset(new guard::Workplace{.database = database(),
                                              .keys = keys_,
                                              .clock = clock_,
                                              .random = random_,
                                              .password_cost = {.passes = 1, .memory_bytes = 8192}});
        must(database().run_write([&](store::WriteSession& session) -> base::Done {
            const auto secretariat = add_organisation(session, "Secretariat");
            keeper_ = add_user(session, secretariat, Role::survey_administrator);
            verifier_ = add_user(session, secretariat, Role::survey_verifier);
            second_verifier_ = add_user(session, secretariat, Role::survey_verifier);
            publisher_ = add_user(session, secretariat, Role::survey_publisher);
            ministry_ = add_organisation(session, "Ministry of the Interior");
            labour_ = add_organisation(session, "Ministry of Labour");
            abroad_ = add_organisation(session, "Ministry of another State");
            focal_ = add_user(session, ministry_, Role::survey_focal_point);
            clearance_ = add_user(session, ministry_, Role::survey_clearance);
            contributor_ = add_user(session, labour_, Role::survey_contributor);
            validator_ = add_user(session, labour_, Role::survey_validator);
            foreign_ = add_user(session, abroad_, Role::survey_focal_point);
            return {};
        }));
        for (const auto& [organisation, state] :
             {std::pair{ministry_, kState}, std::pair{labour_, kState}, std::pair{abroad_, kOther}}) {
            must(let_answer_for(at(), keeper_, organisation, state));
        }
        round_ = must(draft_round(
            at(), keeper_,
            {.programme = {},
             .label = "2027",
             .languages = {"en", "uk"},
             .population = {kState, kOther},
             .items = {{.id = "access", .section = "A", .options = {{.code = "yes"}, {.code = "no"}}},
                       {.id = "cases",
                        .type = ItemType::number,
                        .metric = MetricKind::count,
                        .section = "A",
                        .unit = "cases"},
                       {.id = "how",
                        .type = ItemType::text,
                        .metric = MetricKind::item_response,
                        .section = "B"}}}));
        place_ = ReplyPlace{round_, kState};
    }

    guard::Workplace& at() { return *workplace_; }

    void write_wordings() {
        for (const char* item : {"access", "cases", "how"}) {
            must(write_wording(at(), keeper_, round_,
                               {.item = item,
                                .language = "en",
                                .text = "What?",
                                .help = {},
                                .status = WordingStatus::final}));
        }
    }
    void open_round() {
        write_wordings();
        for (const RoundStep step : {RoundStep::pilot, RoundStep::open})
            must(step_round(at(), keeper_, round_, step));
    }
    void write_all() {
        must(begin_reply(at(), focal_, place_));
        must(write_own_answer(at(), focal_, place_, "access", chose("yes")));
        must(write_own_answer(at(), focal_, place_, "cases", without(Disposition::not_available)));
        must(write_own_answer(at(), focal_, place_, "how", told("By inspection, \"unannounced\".")));
    }
    Receipt submit() {
        must(consolidate_reply(at(), focal_, place_));
        must(clear_reply(at(), clearance_, place_));
        return must(submit_reply(at(), focal_, place_));
    }
    void verify_and_lock() {
        must(take_up_reply(at(), verifier_, place_));
        for (const guard::Actor& reader : {verifier_, second_verifier_}) {
            must(verify_answer(at(), reader, place_,
                               {.item = "how",
                                .verdict = VerificationVerdict::consistent,
                                .code = "inspection",
                                .excerpt = {},
                                .basis = "a visit"}));
        }
        must(verify_reply(at(), verifier_, place_));
        must(lock_reply(at(), verifier_, place_));
    }
    void close_round() {
        for (const RoundStep step : {RoundStep::turn_late, RoundStep::close})
            must(step_round(at(), keeper_, round_, step));
    }
    std::int64_t yes() {
        return must(read_statistic(at(), keeper_, {.item = "access", .round = "2027", .options = {"yes"}}))
            .level.holding;
    }
    std::string stands() {
        return must(database().read([&](store::ReadSession& session) -> base::Result<std::string> {
            return std::string(code_of(must(load_reply(session, round_, kState)).status));
        }));
    }

    static std::string refusal(const base::Done& done) {
        if (done) return "";
        return done.error().rule.empty() ? std::string(done.error().kind().name) : done.error().rule;
    }
    template <class Value>
    static std::string refusal(const base::Result<Value>& result) {
        return result ? "" : refusal(base::Done(base::fail(result.error())));
    }

    std::unique_ptr<guard::Workplace> workplace_;
    guard::Actor keeper_, verifier_, second_verifier_, publisher_, focal_, clearance_, contributor_,
        validator_, foreign_;
    guard::OrganisationId ministry_, labour_, abroad_;
    RoundId round_;
    ReplyPlace place_{{}, kState};
};

TEST_P(RunSurvey, opens_a_round_once_its_source_is_final_and_marks_what_was_translated_from_another) {
    must(step_round(at(), keeper_, round_, RoundStep::pilot));
    EXPECT_EQ(refusal(step_round(at(), keeper_, round_, RoundStep::open)), "SURVEY-WORDINGS");
    EXPECT_EQ(refusal(step_round(at(), keeper_, round_, RoundStep::close)), "wrong_state");
    EXPECT_EQ(refusal(step_round(at(), focal_, round_, RoundStep::open)), "AUTH-SURVEY-MANAGE");
    write_wordings();
    must(write_wording(
        at(), keeper_, round_,
        {.item = "how", .language = "uk", .text = "Як?", .help = {}, .status = WordingStatus::final}));
    EXPECT_EQ(count("survey_wording where status = 'stale'"), 0);
    must(write_wording(
        at(), keeper_, round_,
        {.item = "how", .language = "en", .text = "How?", .help = {}, .status = WordingStatus::final}));
    EXPECT_EQ(count("survey_wording where status = 'stale' and language = 'uk'"), 1);
    const auto languages = must(database().read([&](store::ReadSession& session) {
        return complete_languages(session, must(load_round(session, round_)));
    }));
    EXPECT_EQ(languages, std::vector<std::string>{"en"});
    must(step_round(at(), keeper_, round_, RoundStep::open));
    EXPECT_EQ(
        refusal(write_wording(
            at(), keeper_, round_,
            {.item = "how", .language = "uk", .text = "Як?", .help = {}, .status = WordingStatus::final})),
        "wrong_state");
}

TEST_P(RunSurvey, takes_contributions_by_steps_and_writes_over_none) {
    EXPECT_EQ(refusal(begin_reply(at(), focal_, place_)), "wrong_state") << "the round is a draft";
    open_round();
    EXPECT_EQ(refusal(begin_reply(at(), foreign_, place_)), "AUTH-SURVEY-ASSIGN");
    must(begin_reply(at(), focal_, place_));
    EXPECT_EQ(
        refusal(assign(at(), focal_, place_,
                       {.item = {}, .section = "B", .organisation = abroad_, .contributor = foreign_.user})),
        "not_found");
    EXPECT_EQ(
        refusal(assign(
            at(), focal_, place_,
            {.item = "nothing", .section = {}, .organisation = labour_, .contributor = contributor_.user})),
        "invalid_input");
    const AssignmentId part = must(assign(at(), focal_, place_,
                                          {.item = {},
                                           .section = "B",
                                           .organisation = labour_,
                                           .contributor = contributor_.user,
                                           .validator = validator_.user}));
    const AssignmentId dropped = must(
        assign(at(), focal_, place_,
               {.item = "cases", .section = {}, .organisation = labour_, .contributor = contributor_.user}));
    EXPECT_EQ(refusal(write_contribution(at(), contributor_, place_, part, {{"access", chose("yes")}})),
              "invalid_input")
        << "not given to it";
    EXPECT_EQ(refusal(write_contribution(at(), focal_, place_, part, {{"how", told("So")}})),
              "AUTH-SURVEY-CONTRIBUTE");
    EXPECT_EQ(refusal(merge(at(), focal_, place_, part)), "wrong_state");
    must(write_contribution(at(), contributor_, place_, part, {{"how", told("First")}}));
    EXPECT_EQ(refusal(merge(at(), focal_, place_, part)), "wrong_state") << "not validated";
    EXPECT_EQ(refusal(validate_contribution(at(), contributor_, place_, part)), "AUTH-SURVEY-VALIDATE");
    must(validate_contribution(at(), validator_, place_, part));
    must(send_back(at(), focal_, place_, part, "Say since when."));
    EXPECT_EQ(refusal(validate_contribution(at(), validator_, place_, part)), "wrong_state");
    must(write_contribution(at(), contributor_, place_, part, {{"how", told("Second, since 2020")}}));
    must(validate_contribution(at(), validator_, place_, part));
    must(write_own_answer(at(), focal_, place_, "access", chose("no")));
    must(write_own_answer(at(), focal_, place_, "cases", without(Disposition::declined)));
    EXPECT_EQ(refusal(consolidate_reply(at(), focal_, place_)), "SURVEY-ASSIGNMENTS");
    must(merge(at(), focal_, place_, part));
    EXPECT_EQ(refusal(consolidate_reply(at(), focal_, place_)), "SURVEY-ASSIGNMENTS");
    EXPECT_EQ(refusal(waive(at(), focal_, place_, dropped, " ")), "invalid_input");
    must(waive(at(), focal_, place_, dropped, "Answered by ourselves."));
    must(consolidate_reply(at(), focal_, place_));
    EXPECT_EQ(count("survey_contribution"), 2) << "and the first is still there";
    EXPECT_EQ(count("survey_contribution where status = 'sent_back' and payload like '%First%'"), 1);
    EXPECT_EQ(count("survey_answer where value like '%Second%' and contribution_version = 2"), 1);
    EXPECT_EQ(refusal(write_own_answer(at(), focal_, place_, "access", chose("yes"))), "wrong_state");
}

TEST_P(RunSurvey, submits_what_another_person_cleared_with_a_receipt) {
    open_round();
    write_all();
    EXPECT_EQ(refusal(write_own_answer(at(), focal_, place_, "access", chose("perhaps"))), "invalid_input");
    EXPECT_EQ(refusal(write_own_answer(at(), focal_, place_, "access", without(Disposition::no_reply))),
              "invalid_input");
    must(write_own_answer(at(), focal_, place_, "access", {}));
    const auto open = consolidate_reply(at(), focal_, place_);
    ASSERT_EQ(refusal(open), "SURVEY-B1");
    EXPECT_EQ(open.error().fields.at(0).field, "access") << "an empty box is no disposition";
    must(write_own_answer(at(), focal_, place_, "access", chose("yes")));
    EXPECT_EQ(refusal(clear_reply(at(), clearance_, place_)), "wrong_state");
    must(consolidate_reply(at(), focal_, place_));
    EXPECT_EQ(refusal(submit_reply(at(), focal_, place_)), "wrong_state");
    guard::Actor both = focal_;
    both.roles.push_back(Role::survey_clearance);
    const auto alone = clear_reply(at(), both, place_);
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().code, base::ProblemCode::second_person_needed);
    must(clear_reply(at(), clearance_, place_));
    EXPECT_EQ(yes(), 0) << "nothing counts before it is submitted";
    must(database().run_write([&](store::WriteSession& session) {
        return session.post(
            "update survey_answer set value = '{\"o\":\"no\"}' where value = '{\"o\":\"yes\"}'", {});
    }));
    EXPECT_EQ(refusal(submit_reply(at(), focal_, place_)), "SURVEY-CLEARED");
    must(database().run_write([&](store::WriteSession& session) {
        return session.post(
            "update survey_answer set value = '{\"o\":\"yes\"}' where value = '{\"o\":\"no\"}'", {});
    }));
    const Receipt receipt = must(submit_reply(at(), focal_, place_));
    EXPECT_EQ(receipt.hash.size(), 64U);
    EXPECT_FALSE(receipt.late);
    EXPECT_EQ(yes(), 1);
    EXPECT_EQ(count("survey_receipt"), 1);
    EXPECT_EQ(count("audit_event where action like 'survey_reply.%' and outcome = 'done'"), 9);
}

TEST_P(RunSurvey, queries_single_answers_and_is_verified_by_two_readers) {
    open_round();
    write_all();
    submit();
    EXPECT_EQ(refusal(take_up_reply(at(), focal_, place_)), "AUTH-SURVEY-VERIFY");
    must(take_up_reply(at(), verifier_, place_));
    const base::Time due = clock_.now() + std::chrono::hours(24);
    EXPECT_EQ(refusal(open_query(at(), verifier_, place_,
                                 {.item = "access", .text = "Sure?", .due_at = clock_.now()})),
              "invalid_input");
    const QueryId first = must(
        open_query(at(), verifier_, place_, {.item = "access", .text = "In prisons too?", .due_at = due}));
    const QueryId second =
        must(open_query(at(), verifier_, place_, {.item = "how", .text = "Since when?", .due_at = due}));
    EXPECT_EQ(refusal(verify_reply(at(), verifier_, place_)), "SURVEY-QUERIES");
    must(answer_query(at(), focal_, place_, first, "No, not there.", chose("no")));
    EXPECT_EQ(stands(), "queried") << "one is open";
    EXPECT_EQ(yes(), 1) << "what was submitted counts until then";
    EXPECT_EQ(refusal(answer_query(at(), focal_, place_, first, "Again.", {})), "done_already");
    EXPECT_EQ(refusal(close_unanswered(at(), verifier_, place_, second)), "wrong_state") << "not due";
    clock_.advance(std::chrono::hours(25));
    must(close_unanswered(at(), verifier_, place_, second));
    EXPECT_EQ(stands(), "submitted");
    EXPECT_EQ(yes(), 0);
    EXPECT_EQ(count("survey_answer where version = 2 and disposition = 'EXAM'"), 1);
    EXPECT_EQ(count("survey_answer where version = 1 and disposition = 'ANS'"), 2) << "as it was submitted";

    must(take_up_reply(at(), verifier_, place_));
    const QueryId third = must(
        open_query(at(), verifier_, place_,
                   {.item = "access", .text = "Really?", .due_at = clock_.now() + std::chrono::hours(1)}));
    must(withdraw_query(at(), verifier_, place_, third));
    must(take_up_reply(at(), verifier_, place_));
    must(verify_reply(at(), verifier_, place_));
    must(lock_reply(at(), verifier_, place_));
    EXPECT_EQ(refusal(lock_reply(at(), verifier_, place_)), "wrong_state");
}

TEST_P(RunSurvey, freezes_what_can_be_made_again_byte_for_byte_and_changes_it_by_an_erratum_alone) {
    open_round();
    write_all();
    submit();
    must(take_up_reply(at(), verifier_, place_));
    EXPECT_EQ(refusal(verify_reply(at(), verifier_, place_)), "SURVEY-TWO-READERS");
    must(verify_answer(
        at(), verifier_, place_,
        {.item = "how", .verdict = VerificationVerdict::consistent, .code = {}, .excerpt = {}, .basis = {}}));
    must(verify_answer(at(), verifier_, place_,
                       {.item = "how",
                        .verdict = VerificationVerdict::unsupported,
                        .code = {},
                        .excerpt = {},
                        .basis = {}}));
    EXPECT_EQ(refusal(verify_reply(at(), verifier_, place_)), "SURVEY-TWO-READERS") << "one reader, twice";
    must(verify_answer(
        at(), second_verifier_, place_,
        {.item = "how", .verdict = VerificationVerdict::consistent, .code = {}, .excerpt = {}, .basis = {}}));
    must(verify_reply(at(), verifier_, place_));
    EXPECT_EQ(refusal(freeze_round(at(), publisher_, round_)), "wrong_state") << "it is open";
    close_round();
    EXPECT_EQ(refusal(freeze_round(at(), publisher_, round_)), "SURVEY-REPLIES") << "it is not locked";
    must(lock_reply(at(), verifier_, place_));
    EXPECT_EQ(refusal(freeze_round(at(), keeper_, round_)), "AUTH-SURVEY-PUBLISH");
    const Frozen frozen = must(freeze_round(at(), publisher_, round_));
    const std::string csv = must(export_snapshot(at(), keeper_, round_, 1));
    EXPECT_EQ(csv,
              "round,iso3,item,option,value,disposition,confidentiality\n"
              "2027,XAA,access,yes,,ANS,\n2027,XAB,access,,,NR,\n"
              "2027,XAA,cases,,,NA,\n2027,XAB,cases,,,NR,\n"
              "2027,XAA,how,,\"By inspection, \"\"unannounced\"\".\",ANS,\n2027,XAB,how,,,NR,\n");
    EXPECT_EQ(base::Bytes(hash_of(csv)).size(), 32U);
    EXPECT_EQ(frozen.bytes, static_cast<std::int64_t>(csv.size()));
    EXPECT_EQ(refusal(reopen_reply(at(), verifier_, place_, "A mistake.")), "wrong_state") << "frozen";
    must(publish_round(at(), publisher_, round_));
    EXPECT_EQ(refusal(reopen_reply(at(), verifier_, place_, "A mistake.")), "wrong_state") << "published";

    must(write_erratum(at(), publisher_, round_,
                       {.explanation = "XAA had misread the question.", .statistics = "access"}));
    must(reopen_reply(at(), verifier_, place_, "A mistake."));
    EXPECT_EQ(yes(), 1) << "the version before counts";
    must(write_own_answer(at(), focal_, place_, "access", chose("no")));
    EXPECT_EQ(refusal(freeze_round(at(), publisher_, round_)), "SURVEY-REPLIES");
    submit();
    verify_and_lock();
    const Frozen corrected = must(freeze_round(at(), publisher_, round_));
    EXPECT_EQ(corrected.number, 2);
    EXPECT_NE(corrected.sha256, frozen.sha256);
    EXPECT_EQ(must(export_snapshot(at(), keeper_, round_, 1)), csv) << "the first is what it was";
    EXPECT_EQ(count("survey_erratum where snapshot_after is not null"), 1);
    must(publish_round(at(), publisher_, round_));

    must(database().run_write([&](store::WriteSession& session) {
        return session.post(
            "update survey_answer set disposition = 'BLANK', value = null where version = 1 and value = "
            "'{\"o\":\"yes\"}'",
            {});
    }));
    EXPECT_EQ(refusal(export_snapshot(at(), keeper_, round_, 1)), "data_damaged") << "somebody's hands";
}

TEST_P(RunSurvey, exports_what_imports_to_the_same_bytes) {
    open_round();
    write_all();
    must(write_own_answer(at(), focal_, place_, "cases",
                          {.disposition = Disposition::answered,
                           .content = {},
                           .cells = {{.row = {}, .column = {}, .amount = {12, 0}}}}));
    submit();
    verify_and_lock();
    close_round();
    must(freeze_round(at(), publisher_, round_));
    const std::string csv = must(export_snapshot(at(), keeper_, round_, 1));
    const auto copy =
        must(import_answers(at(), administrator_, {.text = csv, .label = "2027", .programme = "Copy"}));
    must(freeze_round(at(), publisher_, copy.round));
    EXPECT_EQ(must(export_snapshot(at(), keeper_, copy.round, 1)), csv);
    EXPECT_EQ(count("survey_snapshot"), 2);
    EXPECT_EQ(count("(select distinct sha256 from survey_snapshot) as one"), 1);
}

WAYMARK_ON_EVERY_DATABASE(RunSurvey);

}  // namespace
}  // namespace survey::rounds
