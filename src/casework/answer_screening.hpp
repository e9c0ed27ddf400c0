#pragma once
// Use cases of the talk itself: one group of questions at a time, saved page by page, any question skippable,
// paused and resumed at will (domain.md 6.2). Each asks the gate of screening_access.hpp again (INV-16).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/screening_record.hpp"
#include "guard/actor.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace casework {

// A group of questions with what is recorded so far. Pointers live as long as the desk.
struct QuestionPage {
    CaseFile file;
    Screening screening;
    ScreeningContent content;
    const screening::Instrument* instrument = nullptr;
    const screening::Dimension* dimension = nullptr;
};

// Problems: those of may_ask(), not_found (no such group).
base::Result<QuestionPage> read_questions(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                          const std::string& dimension);

struct AnswerPage {
    std::int64_t version = 0;  // of the screening when the page was shown
    std::string dimension;
    screening::Answers answers;  // of this group; what is not there keeps what was recorded
    std::string own_words;       // what the person said to the opening question
    std::string observations;    // of the whole talk, apart
    Distress distress = Distress::none_seen;
    bool pause = false;  // save and stop for now; counted as a break
};

// Gives the version that is saved. Problems: those of may_ask(), invalid_input, edited_meanwhile (somebody
// else saved in between: nothing is written, read_questions() gives the other version to set beside this
// one).
base::Result<std::int64_t> save_answers(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                        const AnswerPage& page);

// After a pause. All conditions must still hold. Gives the version that is saved.
base::Result<std::int64_t> resume_screening(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                            std::int64_t version);

// What the screener knows beside the answers, asked at the end.
struct ClosingRemarks {
    std::int64_t version = 0;
    bool immediate_danger = false;
    bool adult_controls_child = false;
    bool act_shown = false;
    bool intent_shown = false;
    bool more_left_unsaid = false;
    Distress distress = Distress::none_seen;
    std::string observations;
};

struct FinishedScreening {
    screening::Band band = screening::Band::no_indication_now;
    std::int64_t version = 0;  // that is saved
};

// The rules give a band with its trace. A band is support for a judgement: at risk opens the plan of
// prevention (T5), and whether to presume stays with a person (T6, INV-11); no indication now waits for two
// people (T4, change_band.hpp).
base::Result<FinishedScreening> finish_screening(const CaseDesk& desk, const guard::Actor& actor,
                                                 ScreeningId id, const ClosingRemarks& remarks);

}  // namespace casework
