#include "casework/screening_for_test.hpp"

#include "casework/case_clock.hpp"
#include "casework/record_consent.hpp"
#include "casework/screening_access.hpp"

#include <algorithm>

namespace {

using namespace casework;
using base::ProblemCode;
using screening::Answer;
using screening::Band;
using screening::Prerequisite;

// --- INV-16: nothing of a question before everything is there ---

class Inv16 : public ScreeningTest {
protected:
    void expect_shut(ScreeningId id, ProblemCode code) {
        EXPECT_FALSE(view(id).talk) << "the view holds the questions";
        const auto questions = read_questions(desk(), colleague_, id, "DR");
        ASSERT_FALSE(questions);
        EXPECT_EQ(questions.error().code, code);
        const auto saved = save(id, "DR", yes_to({"DR01"}));
        ASSERT_FALSE(saved);
        EXPECT_EQ(saved.error().code, code);
        const auto finished =
            finish_screening(desk(), colleague_, id, {.version = version_of(id), .observations = {}});
        ASSERT_FALSE(finished);
        EXPECT_EQ(finished.error().code, code);
        EXPECT_FALSE(resume_screening(desk(), colleague_, id, version_of(id)));
        EXPECT_EQ(state(), State::concern_raised);
    }
};

TEST_P(Inv16, each_prerequisite_left_open_shuts_every_read_and_write_of_a_question) {
    const ScreeningId id = begin();
    agree();
    for (const Prerequisite one : screening::all_prerequisites()) {
        const Prepared prepared = prepare(id, {one});
        EXPECT_EQ(prepared.open, std::vector{one});
        expect_shut(id, ProblemCode::prerequisites_open);
        const auto refused = read_questions(desk(), colleague_, id, "DR");
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().rule, "INV-16");
        ASSERT_EQ(refused.error().fields.size(), 1U);
        EXPECT_EQ(refused.error().fields.front().field,
                  "prerequisites." + std::string(screening::name_of(one)));
    }
}

TEST_P(Inv16, without_the_persons_agreement_the_questions_stay_shut) {
    const ScreeningId id = begin();
    const Prepared prepared = prepare(id);
    EXPECT_TRUE(prepared.open.empty());
    EXPECT_FALSE(prepared.ready());
    expect_shut(id, ProblemCode::consent_missing);
}

TEST_P(Inv16, agreement_alone_opens_nothing_until_somebody_says_the_talk_begins) {
    const ScreeningId id = begin();
    prepare(id);
    agree();
    expect_shut(id, ProblemCode::prerequisites_open);
    EXPECT_TRUE(prepare(id).ready());
    EXPECT_TRUE(read_questions(desk(), colleague_, id, "DR"));
}

TEST_P(Inv16, the_complete_checklist_begins_the_talk_and_moves_the_case_into_screening) {
    const ScreeningId id = under_way();
    EXPECT_EQ(state(), State::in_screening);
    const auto page = must(read_questions(desk(), colleague_, id, "DR"));
    EXPECT_EQ(page.dimension->id, "DR");
    EXPECT_TRUE(view(id).talk);
}

TEST_P(Inv16, ticking_something_off_again_shuts_the_questions_again) {
    const ScreeningId id = under_way();
    must(save(id, "DR", yes_to({"DR01"})));
    prepare(id, {Prerequisite::private_place});
    EXPECT_FALSE(read_questions(desk(), colleague_, id, "DR"));
    EXPECT_FALSE(view(id).talk);
    EXPECT_TRUE(prepare(id).ready());
    EXPECT_EQ(view(id).talk.value().content.sheet().answers.at("DR01"), Answer::yes);
}

TEST_P(Inv16, taking_the_agreement_back_shuts_the_questions_at_the_next_request) {
    const ScreeningId id = begin();
    const auto consent = agree();
    EXPECT_TRUE(prepare(id).ready());
    must(withdraw_consent(desk(), colleague_, consent));
    const auto questions = read_questions(desk(), colleague_, id, "DR");
    ASSERT_FALSE(questions);
    EXPECT_EQ(questions.error().code, ProblemCode::consent_missing);
    EXPECT_FALSE(save(id, "DR", yes_to({"DR01"})));
}
WAYMARK_ON_EVERY_DATABASE(Inv16);

// --- INV-06, INV-07: any doubt makes a child, and a child needs no means ---

class Inv06 : public ScreeningTest {};

TEST_P(Inv06, doubt_about_age_gets_the_childs_set_and_puts_the_case_on_the_childs_path) {
    const ScreeningId id = begin(kDoubt);
    EXPECT_TRUE(stored_case().handled_as_child);
    const ScreeningView seen = view(id);
    EXPECT_TRUE(seen.as_child);
    EXPECT_EQ(seen.choice_key, "screening_rules.choice.age_in_doubt");
    for (const InstrumentOffer& offer : seen.offered) EXPECT_EQ(offer.id, "ilo-delphi-child-labour");
    agree(ConsentGiver::guardian_with_child);
    EXPECT_TRUE(prepare(id).ready());
    EXPECT_EQ(must(read_questions(desk(), colleague_, id, "EX")).instrument->age,
              screening::PopulationAge::child);
}

TEST_P(Inv06, the_adults_set_cannot_be_chosen_for_somebody_who_may_be_a_child) {
    const ScreeningId id = begin(kDoubt);
    const auto chosen = prepare_screening(
        desk(), colleague_, id,
        {.version = version_of(id), .met = {}, .language = "uk", .instrument = "ilo-delphi-adult-labour"});
    ASSERT_FALSE(chosen);
    EXPECT_EQ(chosen.error().fields.front().field, "instrument");
}

TEST_P(Inv06, a_case_on_the_childs_path_stays_there_whatever_the_form_says) {
    must(write(colleague_, [&](guard::WriteWork& work) { return mark_as_child(desk(), work, file_); }));
    EXPECT_TRUE(view(begin(kAdult)).as_child);
}

TEST_P(Inv06, an_adults_agreement_does_not_open_the_talk_with_a_child) {
    const ScreeningId id = begin(kDoubt);
    agree(ConsentGiver::adult);
    EXPECT_FALSE(prepare(id).ready());
    agree(ConsentGiver::child_assent_guardian_suspected);
    EXPECT_TRUE(prepare(id).ready());
}

TEST_P(Inv06, doubt_that_comes_up_in_the_talk_changes_the_set_and_loses_nothing) {
    const ScreeningId id = under_way();
    // DR02 and EX03 read the same in both sets; EX01 does not.
    must(save(id, "DR", yes_to({"DR02"})));
    must(save(id, "EX", {{"EX01", Answer::yes}, {"EX03", Answer::declined}}));
    const Begun begun = must(doubt_age(desk(), colleague_, id, version_of(id), kDoubt));
    EXPECT_TRUE(begun.child_path);
    EXPECT_TRUE(stored_case().handled_as_child);
    EXPECT_FALSE(view(id).talk) << "the child's own agreement is asked for first";

    agree(ConsentGiver::guardian_with_child);
    EXPECT_TRUE(prepare(id).ready());
    const ScreeningContent content = view(id).talk.value().content;
    ASSERT_EQ(content.sheets.size(), 2U);
    EXPECT_EQ(content.sheets[0].answers.at("EX01"), Answer::yes);
    EXPECT_EQ(content.sheet().instrument, "ilo-delphi-child-labour");
    EXPECT_EQ(content.sheet().answers.at("DR02"), Answer::yes);
    EXPECT_EQ(content.sheet().answers.at("EX03"), Answer::declined);
    EXPECT_FALSE(content.sheet().answers.contains("EX01"));
    EXPECT_EQ(content.own_words.at("DR"), "they kept my papers in a drawer");
    EXPECT_EQ(content.observations, "looks at the door before each word");
}

TEST_P(Inv06, who_is_not_vetted_may_notice_a_child_and_then_hands_over) {
    const Begun begun = must(begin_screening(desk(), unvetted_, file_.id, {.age = kDoubt, .language = "uk"}));
    EXPECT_FALSE(begun.screening);
    EXPECT_TRUE(begun.needs_vetting);
    EXPECT_TRUE(stored_case().handled_as_child);
    const auto again = begin_screening(desk(), unvetted_, file_.id, {.age = kDoubt, .language = "uk"});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().rule, "AUTH-CHILD-VETTING");
}
WAYMARK_ON_EVERY_DATABASE(Inv06);

class Inv07 : public ScreeningTest {};

TEST_P(Inv07, act_and_purpose_are_enough_for_a_child_without_any_means) {
    const ScreeningId id = under_way(kDoubt);
    must(save(id, "EX", yes_to({"EX01", "EX02"})));
    const FinishedScreening found = must(finish_screening(
        desk(), colleague_, id, {.version = version_of(id), .act_shown = true, .observations = {}}));
    EXPECT_EQ(found.band, Band::child_concern);
    const auto trace = view(id).talk.value().content.assessment.value().trace;
    EXPECT_EQ(trace.case_clause, screening::CaseClause::child_act_and_purpose);
    for (const auto& dimension : trace.dimensions) {
        EXPECT_EQ(dimension.positive, dimension.dimension == "EX") << dimension.dimension;
    }
}
WAYMARK_ON_EVERY_DATABASE(Inv07);

// --- The talk ---

class Screenings : public ScreeningTest {};

TEST_P(Screenings, need_training_and_a_screeners_role) {
    const auto untrained = begin_screening(desk(), untrained_, file_.id, {.age = kAdult, .language = "uk"});
    ASSERT_FALSE(untrained);
    EXPECT_EQ(untrained.error().code, ProblemCode::training_missing);
    const auto stranger = begin_screening(desk(), receiver_, file_.id, {.age = kAdult, .language = "uk"});
    ASSERT_FALSE(stranger);
    EXPECT_EQ(stranger.error().code, ProblemCode::not_found);
    EXPECT_FALSE(begin_screening(desk(), enforcement_, file_.id, {.age = kAdult, .language = "uk"}));
}

TEST_P(Screenings, offer_the_front_line_its_short_set_and_the_interviewer_the_long_one) {
    const ScreeningId id = begin_as(sender_, kAdult);  // reception: tier 1
    const ScreeningView seen = must(read_screening(desk(), sender_, id));
    for (const InstrumentOffer& offer : seen.offered) {
        EXPECT_EQ(offer.within_tier, offer.id == "ilo-forced-labour-11") << offer.id;
        EXPECT_EQ(offer.chosen, offer.within_tier);
    }
    const auto second = begin_screening(desk(), colleague_, file_.id, {.age = kAdult, .language = "uk"});
    ASSERT_FALSE(second) << "one unfinished screening a case";
    EXPECT_EQ(second.error().code, ProblemCode::already_exists);
    // The colleague takes the same one on with the long set.
    must(prepare_screening(
        desk(), colleague_, id,
        {.version = version_of(id), .met = {}, .language = "uk", .instrument = "ilo-delphi-adult-labour"}));
    EXPECT_TRUE(view(id).offered.front().chosen);
}

TEST_P(Screenings, take_every_answer_and_let_any_question_be_skipped) {
    const ScreeningId id = under_way();
    must(save(id, "DR",
              {{"DR01", Answer::yes},
               {"DR02", Answer::no},
               {"DR03", Answer::unclear},
               {"DR04", Answer::not_asked},
               {"DR05", Answer::declined}}));
    const auto page = must(read_questions(desk(), colleague_, id, "DR"));
    EXPECT_EQ(page.content.sheet().answers.size(), 5U);
    EXPECT_EQ(screening::answer_to(page.content.sheet().answers, "DR06"), Answer::not_asked);
    const auto foreign = save(id, "DR", yes_to({"EX01"}));
    ASSERT_FALSE(foreign) << "a question of another page";
    EXPECT_EQ(foreign.error().code, ProblemCode::invalid_input);
}

TEST_P(Screenings, pause_at_any_page_and_go_on_where_they_stopped) {
    const ScreeningId id = under_way();
    must(save(id, "DR", yes_to({"DR01"}), /*pause=*/true));
    EXPECT_EQ(stored(id).status, ScreeningStatus::paused);
    const auto shut = read_questions(desk(), colleague_, id, "CR");
    ASSERT_FALSE(shut) << "a pause is a pause";
    EXPECT_EQ(shut.error().code, ProblemCode::wrong_state);

    clock_.advance(kHour * 20);
    must(resume_screening(desk(), third_, id, version_of(id)));
    const ScreeningContent content = view(id).talk.value().content;
    EXPECT_EQ(content.breaks, 1);
    EXPECT_EQ(content.pages_seen, std::set<std::string>{"DR"});
    EXPECT_EQ(content.sheet().answers.at("DR01"), Answer::yes);
    must(save(id, "CR", yes_to({"CR01"})));
}

TEST_P(Screenings, tell_the_second_of_two_people_and_overwrite_nothing) {
    const ScreeningId id = under_way();
    const auto version = version_of(id);
    AnswerPage first{.version = version, .dimension = "DR", .answers = yes_to({"DR01"})};
    AnswerPage second{.version = version, .dimension = "DR", .answers = {{"DR01", Answer::no}}};
    must(save_answers(desk(), colleague_, id, first));
    const auto late = save_answers(desk(), third_, id, second);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ProblemCode::edited_meanwhile);
    const auto theirs = must(read_questions(desk(), third_, id, "DR"));
    EXPECT_EQ(theirs.content.sheet().answers.at("DR01"), Answer::yes);
    EXPECT_EQ(theirs.screening.changed_by, colleague_.user);
    second.version = theirs.screening.version;
    must(save_answers(desk(), third_, id, second));
}

TEST_P(Screenings, store_nothing_of_what_was_said_seen_or_found_in_the_open) {
    const ScreeningId id = under_way();
    must(save(id, "DR", yes_to({"DR01"})));
    finish(id);
    must(change_band(desk(), colleague_, id, wish(id, Band::strong_concern)));
    const std::string everything = everything_stored();
    for (const char* words : {"kept my papers", "looks at the door", "fear was seen", "ilo-delphi",
                              "signs_without_exploitation", "strong_concern", "professional_judgement"}) {
        EXPECT_EQ(everything.find(words), std::string::npos) << words;
    }
}

TEST_P(Screenings, leave_every_look_and_every_change_in_the_access_log) {
    const ScreeningId id = under_way();
    must(save(id, "DR", yes_to({"DR01"})));
    must(read_questions(desk(), third_, id, "DR"));
    const auto rows = log();
    const auto row_of = [&](const guard::Actor& actor, guard::Outcome outcome, std::string_view action) {
        return std::ranges::any_of(rows, [&](const guard::AuditRow& row) {
            return row.user == actor.user && row.event.outcome == outcome && row.event.action == action &&
                   row.event.subject == id.uuid() && row.event.zone == guard::Zone::z3;
        });
    };
    EXPECT_TRUE(row_of(third_, guard::Outcome::seen, "screening.do"));
    EXPECT_TRUE(row_of(colleague_, guard::Outcome::done, "screening.save"));
}

TEST_P(Screenings, end_the_clock_that_waits_for_them) {
    finish(under_way());
    const auto clocks = look([&](store::ReadSession& session) { return clocks_of(session, file_.id); });
    const auto screening = std::ranges::find(clocks, country::ClockKind::screening, &CaseClock::kind);
    ASSERT_NE(screening, clocks.end());
    EXPECT_TRUE(screening->stopped_at);
    const auto information = std::ranges::find(clocks, country::ClockKind::information, &CaseClock::kind);
    ASSERT_NE(information, clocks.end());
    EXPECT_TRUE(information->stopped_at) << "C-INFO stands before any question";
}
WAYMARK_ON_EVERY_DATABASE(Screenings);

// --- The sealed value ---

ScreeningContent rich_content() {
    ScreeningContent content;
    content.tier = 2;
    content.sheets = {{"a", "2009-09", {{"DR01", Answer::yes}}}, {"b", "2012", {{"FL01", Answer::declined}}}};
    content.age = {.claimed = screening::AgeClaim::adult, .in_doubt = true};
    content.purpose = screening::SuspectedPurpose::sexual;
    content.prerequisites = {.met = {Prerequisite::device_safe}, .interpreter_needed = false};
    content.interpreter = InterpreterUse::in_person;
    content.language = "ar";
    content.mode = ScreeningMode::self_administered;
    content.observations = "رأيت \"خوفًا\"";
    content.own_words = {{"DR", "так було"}};
    content.breaks = 3;
    content.distress = Distress::strong;
    content.immediate_danger = content.intent_shown = content.more_left_unsaid = true;
    content.pages_seen = {"DR", "EX"};
    content.steps = {{.from = Band::strong_concern,
                      .to = Band::at_risk,
                      .reason = "new_information",
                      .words = "why",
                      .information_given = true,
                      .by = {},
                      .at = base::Time(5),
                      .second_person_needed = true,
                      .answer = StepAnswer{.by = {}, .at = base::Time(6), .agreed = true}}};
    return content;
}

TEST(ScreeningContentJson, comes_back_as_it_was) {
    EXPECT_EQ(screening_content_from_json(to_json(rich_content())).value(), rich_content());
}

TEST(ScreeningContentJson, refuses_what_is_damaged) {
    EXPECT_FALSE(screening_content_from_json("{}"));
    std::string json = to_json(rich_content());
    json.replace(json.find("2009-09"), 1, "\"");
    EXPECT_FALSE(screening_content_from_json(json));
}

}  // namespace
