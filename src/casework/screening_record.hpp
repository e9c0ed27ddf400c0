#pragma once
// A screening of a case: which set was asked, under which conditions, what was answered, what was seen beside
// it, and the band it led to (domain.md 5.1, 6). Who talked and when is Z1; everything said or seen is Z3 and
// sealed as one value (screening_json.cpp). What a professional changes stands beside the computed band and
// never replaces it (INV-17). Plain values and pure rules.

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/case_file.hpp"
#include "screening/assessment.hpp"
#include "screening/choose_instrument.hpp"
#include "screening/override.hpp"
#include "screening/prerequisites.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casework {

struct Screening;
using ScreeningId = base::Id<Screening>;

enum class ScreeningStatus { preparing, in_progress, paused, finished };
enum class ScreeningMode { interviewer, self_administered };
enum class InterpreterUse { not_needed, in_person, by_phone_or_video };
enum class Distress { none_seen, some, strong };

// Names as stored and sent; words under "casework.screening.<list>.<name>" (the mode is on no page yet).
std::string_view code_of(ScreeningStatus status);
std::string_view code_of(ScreeningMode mode);
std::string_view code_of(InterpreterUse use);
std::string_view code_of(Distress distress);
base::Result<ScreeningStatus> screening_status_from(std::string_view code);
base::Result<ScreeningMode> screening_mode_from(std::string_view code);
base::Result<InterpreterUse> interpreter_use_from(std::string_view code);
base::Result<Distress> distress_from(std::string_view code);

// The answers to one set. A screening that went over to the child's set keeps the earlier sheet (INV-06).
struct AnswerSheet {
    std::string instrument;
    std::string version;
    screening::Answers answers;

    friend bool operator==(const AnswerSheet&, const AnswerSheet&) = default;
};

// What a second person said of a step that needs one.
struct StepAnswer {
    guard::UserId by;
    base::Time at;
    bool agreed = false;

    friend bool operator==(const StepAnswer&, const StepAnswer&) = default;
};

// One professional step: to a higher band, to a lower one, or the closing of a screening with no indication
// now (from and to are then the same, T4). `reason` is a code: an OverrideReason, or one of
// no_indication_reasons().
struct BandStep {
    screening::Band from = screening::Band::no_indication_now;
    screening::Band to = screening::Band::no_indication_now;
    std::string reason;
    std::string words;               // why, in words
    bool information_given = false;  // C-INFO, asked for before "no indication now"
    guard::UserId by;
    base::Time at;
    bool second_person_needed = false;
    std::optional<StepAnswer> answer = {};

    friend bool operator==(const BandStep&, const BandStep&) = default;
};

// "no_sign_now", "signs_explained", "raised_by_mistake": words under "casework.no_indication.<code>".
const std::vector<std::string>& no_indication_reasons();

struct ScreeningContent {
    int tier = 0;
    std::vector<AnswerSheet> sheets;  // the last one is being asked
    screening::PersonAge age;
    screening::SuspectedPurpose purpose = screening::SuspectedPurpose::unknown;
    screening::Prerequisites prerequisites;
    InterpreterUse interpreter = InterpreterUse::not_needed;
    std::string language;
    ScreeningMode mode = ScreeningMode::interviewer;
    std::string observations;  // what the screener saw; never mixed with what the person said
    std::map<std::string, std::string, std::less<>> own_words;  // by dimension: what the person said
    int breaks = 0;
    Distress distress = Distress::none_seen;
    // What the screener knows beside the answers (ScreeningContext).
    bool immediate_danger = false;
    bool adult_controls_child = false;
    bool act_shown = false;
    bool intent_shown = false;
    bool more_left_unsaid = false;
    std::set<std::string> pages_seen;  // ids of dimensions, so that a talk goes on where it stopped
    std::optional<screening::Assessment> assessment;
    std::vector<BandStep> steps;  // in the order they were taken

    const AnswerSheet& sheet() const { return sheets.back(); }
    AnswerSheet& sheet() { return sheets.back(); }
    screening::ScreeningContext context() const;

    friend bool operator==(const ScreeningContent&, const ScreeningContent&) = default;
};

// The computed band with every step that holds: those upward, and those a second person agreed to. Nothing
// before the screening is finished.
std::optional<screening::Band> band_of(const ScreeningContent& content);
// The step that waits for a second person, if one does: at most one at a time.
const BandStep* pending_step(const ScreeningContent& content);
// T4 was made: somebody else agreed that there is no indication now.
bool closed_without_indication(const ScreeningContent& content);

struct Screening {
    ScreeningId id;
    CaseId case_id;
    ScreeningStatus status = ScreeningStatus::preparing;
    guard::UserId begun_by;
    guard::OrganisationId organisation;
    base::Time begun_at;
    guard::UserId changed_by;
    base::Time changed_at;
    std::optional<base::Time> finished_at;
    std::optional<guard::UserId> pending_by;  // who proposed the step that waits (INV-17)
    std::optional<base::Time> pending_at;
    base::Bytes sealed;  // ScreeningContent, under the case's Z3 key
    std::int64_t version = 1;
};

// screening_json.cpp; reading is strict. Problem: invalid_file.
std::string to_json(const ScreeningContent& content);
base::Result<ScreeningContent> screening_content_from_json(std::string_view json);

}  // namespace casework
