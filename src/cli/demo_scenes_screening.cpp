#include "casework/answer_screening.hpp"
#include "casework/begin_screening.hpp"
#include "casework/change_band.hpp"
#include "casework/read_screening.hpp"
#include "casework/screening_repository.hpp"
#include "cli/demo_story.hpp"

#include <algorithm>
#include <set>

namespace cli {
namespace {

enum class Weightiness { nothing, some, strong };

base::Result<casework::Screening> current(const DemoStage& stage, const DemoStory& story) {
    return stage.desk.workplace.database.read(
        [&](store::ReadSession& session) { return casework::load_screening(session, *story.screening); });
}

casework::InterpreterUse interpreter_of(const DemoStory& story) {
    return story.person.profile.interpreter_needed ? casework::InterpreterUse::in_person
                                                   : casework::InterpreterUse::not_needed;
}

// The set being asked, as whoever asks it sees it.
base::Result<const screening::Instrument*> instrument_of(const DemoStage& stage, const DemoStory& story) {
    const auto view =
        casework::read_screening(stage.desk, stage.actor(story.team.screener), *story.screening);
    if (!view) return base::fail(view.error());
    if (!view->talk) return base::fail(base::ProblemCode::wrong_state, "a screening without a talk");
    return view->talk->instruments.back();
}

screening::Answers answers_to(const DemoStage& stage, const screening::Instrument& instrument,
                              const screening::Dimension& dimension, Weightiness weightiness) {
    constexpr std::size_t kYes = 3;
    const bool telling =
        weightiness == Weightiness::strong || (weightiness == Weightiness::some && dimension.id == "DR");
    screening::Answers answers;
    std::size_t place = 0;
    for (const screening::Item* item : instrument.items_of(dimension.id)) {
        if (telling && place < kYes) {
            answers[item->id] = screening::Answer::yes;
        } else if (stage.random.below(6) == 0) {
            answers[item->id] = screening::Answer::declined;
        } else if (stage.random.below(4) != 0) {
            answers[item->id] = screening::Answer::no;
        }
        ++place;
    }
    return answers;
}

base::Done answer_group(const DemoStage& stage, const DemoStory& story,
                        const screening::Instrument& instrument, const screening::Dimension& dimension,
                        Weightiness weightiness, bool pause) {
    const auto screening = current(stage, story);
    if (!screening) return base::fail(screening.error());
    casework::AnswerPage page;
    page.version = screening->version;
    page.dimension = dimension.id;
    page.answers = answers_to(stage, instrument, dimension, weightiness);
    page.observations = story.person.observation;
    page.pause = pause;
    return done_of(
        casework::save_answers(stage.desk, stage.actor(story.team.screener), *story.screening, page));
}

base::Done answer_all(const DemoStage& stage, const DemoStory& story, Weightiness weightiness) {
    const auto instrument = instrument_of(stage, story);
    if (!instrument) return base::fail(instrument.error());
    for (const screening::Dimension& dimension : (*instrument)->dimensions) {
        if (auto answered = answer_group(stage, story, **instrument, dimension, weightiness, false);
            !answered)
            return answered;
    }
    const auto screening = current(stage, story);
    if (!screening) return base::fail(screening.error());
    casework::ClosingRemarks remarks;
    remarks.version = screening->version;
    remarks.more_left_unsaid = weightiness != Weightiness::nothing;
    remarks.observations = story.person.observation;
    return done_of(
        casework::finish_screening(stage.desk, stage.actor(story.team.screener), *story.screening, remarks));
}

base::Done change(const DemoStage& stage, const DemoStory& story, screening::Band to,
                  screening::OverrideReason reason) {
    const auto screening = current(stage, story);
    if (!screening) return base::fail(screening.error());
    return done_of(casework::change_band(stage.desk, stage.actor(story.team.screener), *story.screening,
                                         {.version = screening->version,
                                          .to = to,
                                          .reason = reason,
                                          .words = story.person.observation,
                                          .information_given = true}));
}

base::Done answer_the_step(const DemoStage& stage, const DemoStory& story, bool agreed) {
    const auto screening = current(stage, story);
    if (!screening) return base::fail(screening.error());
    return casework::answer_step(stage.desk, stage.actor(story.team.second), *story.screening,
                                 screening->version, agreed);
}

}  // namespace

base::Done agree_to_talk(const DemoStage& stage, DemoStory& story) {
    return done_of(talk_about(stage, story, casework::ConsentCode::interview));
}

base::Done begin_screening(const DemoStage& stage, DemoStory& story) {
    const auto begun = casework::begin_screening(stage.desk, stage.actor(story.team.screener), story.id,
                                                 {.age = story.person.profile.age,
                                                  .purpose = screening::SuspectedPurpose::labour,
                                                  .language = story.person.language,
                                                  .interpreter = interpreter_of(story)});
    if (!begun) return base::fail(begun.error());
    if (!begun->screening) return base::fail(base::ProblemCode::wrong_state, "a screening for somebody else");
    story.screening = begun->screening;
    return {};
}

base::Done prepare_screening(const DemoStage& stage, DemoStory& story) {
    const auto screening = current(stage, story);
    if (!screening) return base::fail(screening.error());
    casework::Preparation preparation;
    preparation.version = screening->version;
    const auto& all = screening::all_prerequisites();
    preparation.met = std::set(all.begin(), all.end());
    preparation.interpreter = interpreter_of(story);
    preparation.language = story.person.language;
    const auto prepared = casework::prepare_screening(stage.desk, stage.actor(story.team.screener),
                                                      *story.screening, preparation);
    if (!prepared) return base::fail(prepared.error());
    if (!prepared->ready()) return base::fail(base::ProblemCode::prerequisites_open, "a demo screening");
    return {};
}

base::Done begin_to_answer(const DemoStage& stage, DemoStory& story) {
    const auto instrument = instrument_of(stage, story);
    if (!instrument) return base::fail(instrument.error());
    return answer_group(stage, story, **instrument, (*instrument)->dimensions.front(), Weightiness::some,
                        true);
}

base::Done resume_screening(const DemoStage& stage, DemoStory& story) {
    const auto screening = current(stage, story);
    if (!screening) return base::fail(screening.error());
    return done_of(casework::resume_screening(stage.desk, stage.actor(story.team.screener), *story.screening,
                                              screening->version));
}

base::Done answer_strongly(const DemoStage& stage, DemoStory& story) {
    return answer_all(stage, story, Weightiness::strong);
}

base::Done answer_some(const DemoStage& stage, DemoStory& story) {
    return answer_all(stage, story, Weightiness::some);
}

base::Done answer_nothing(const DemoStage& stage, DemoStory& story) {
    return answer_all(stage, story, Weightiness::nothing);
}

base::Done propose_no_indication(const DemoStage& stage, DemoStory& story) {
    const auto screening = current(stage, story);
    if (!screening) return base::fail(screening.error());
    return done_of(casework::propose_no_indication(stage.desk, stage.actor(story.team.screener),
                                                   *story.screening,
                                                   {.version = screening->version,
                                                    .reason = "no_sign_now",
                                                    .words = story.person.observation,
                                                    .information_given = true}));
}

base::Done propose_lower_band(const DemoStage& stage, DemoStory& story) {
    return change(stage, story, screening::Band::at_risk, screening::OverrideReason::new_information);
}

base::Done raise_band(const DemoStage& stage, DemoStory& story) {
    return change(stage, story, screening::Band::strong_concern,
                  screening::OverrideReason::fear_or_control_seen);
}

base::Done agree_with_step(const DemoStage& stage, DemoStory& story) {
    return answer_the_step(stage, story, true);
}

base::Done disagree_with_step(const DemoStage& stage, DemoStory& story) {
    return answer_the_step(stage, story, false);
}

}  // namespace cli
