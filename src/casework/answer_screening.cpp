#include "casework/answer_screening.hpp"

#include "base/text.hpp"
#include "casework/band_move.hpp"
#include "casework/case_clock.hpp"
#include "casework/move_case.hpp"
#include "casework/screening_access.hpp"
#include "casework/screening_repository.hpp"

#include <utility>

namespace casework {
namespace {

using guard::Permission;

constexpr base::TextLimits kWords{.code_points_max = 8000, .code_points_min = 0, .lines = base::Lines::many};
constexpr int kBreaksMax = 100;

struct CleanWords {
    std::string own_words;
    std::string observations;
};

base::Result<CleanWords> clean(const AnswerPage& page) {
    auto own_words = base::clean_text("own_words", page.own_words, kWords);
    if (!own_words) return base::fail(own_words.error());
    auto observations = base::clean_text("observations", page.observations, kWords);
    if (!observations) return base::fail(observations.error());
    return CleanWords{std::move(*own_words), std::move(*observations)};
}

// Only questions of the page that was shown, only answers of the set. Skipped ones may stay without an entry.
base::Done take_answers(const screening::Instrument& instrument, const AnswerPage& page, AnswerSheet& sheet) {
    for (const auto& [id, answer] : page.answers) {
        const screening::Item* item = instrument.find_item(id);
        if (item == nullptr || item->dimension != page.dimension)
            return base::fail(base::invalid_field("answers", "not_in_list"));
        if (!instrument.accepts(answer))
            return base::fail(base::invalid_field("answers." + id, "not_in_list"));
    }
    for (const auto& [id, answer] : page.answers) sheet.answers[id] = answer;
    return {};
}

base::Done write_page(const CaseDesk& desk, ScreeningInHand& hand, const AnswerPage& page, CleanWords words) {
    const auto instrument = instrument_of(desk, hand.content.sheet());
    if (!instrument) return base::fail(instrument.error());
    if ((*instrument)->find_dimension(page.dimension) == nullptr)
        return base::fail(base::ProblemCode::not_found, "dimension");
    if (auto taken = take_answers(**instrument, page, hand.content.sheet()); !taken) return taken;
    if (words.own_words.empty()) {
        hand.content.own_words.erase(page.dimension);
    } else {
        hand.content.own_words[page.dimension] = std::move(words.own_words);
    }
    hand.content.observations = std::move(words.observations);
    hand.content.distress = page.distress;
    hand.content.pages_seen.insert(page.dimension);
    return {};
}

base::Done pause(guard::WriteWork& work, ScreeningInHand& hand) {
    hand.screening.status = ScreeningStatus::paused;
    if (hand.content.breaks < kBreaksMax) ++hand.content.breaks;
    return note_event(work, hand.file, "screening.paused", "screening", hand.screening.id.uuid());
}

// The version of the page against that of the record, before anything of an outdated page is looked at.
base::Done unedited(const ScreeningInHand& hand, std::int64_t version) {
    if (hand.screening.version == version) return {};
    return base::fail(base::ProblemCode::edited_meanwhile, "screening");
}

base::Done assess(const CaseDesk& desk, ScreeningInHand& hand) {
    const auto instrument = instrument_of(desk, hand.content.sheet());
    if (!instrument) return base::fail(instrument.error());
    screening::ScreeningContext context = hand.content.context();
    if (hand.file.handled_as_child) context.age.in_doubt = true;
    auto assessment = screening::assess(**instrument, hand.content.sheet().answers, context);
    if (!assessment) return base::fail(assessment.error());
    hand.content.assessment = std::move(*assessment);
    return {};
}

}  // namespace

base::Result<QuestionPage> read_questions(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                          const std::string& dimension) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<QuestionPage> {
        auto hand = take_screening(work, work.session(), id, Permission::screening_do);
        if (!hand) return base::fail(hand.error());
        if (auto may = may_ask(desk, work, work.session(), *hand); !may) return base::fail(may.error());
        const auto instrument = instrument_of(desk, hand->content.sheet());
        if (!instrument) return base::fail(instrument.error());
        const screening::Dimension* found = (*instrument)->find_dimension(dimension);
        if (found == nullptr) return base::fail(base::ProblemCode::not_found, "dimension");
        return QuestionPage{.file = std::move(hand->file),
                            .screening = std::move(hand->screening),
                            .content = std::move(hand->content),
                            .instrument = *instrument,
                            .dimension = found};
    });
}

base::Result<std::int64_t> save_answers(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                        const AnswerPage& page) {
    auto words = clean(page);
    if (!words) return base::fail(words.error());
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<std::int64_t> {
        auto hand = take_screening(work, work.session(), id, Permission::screening_do);
        if (!hand) return base::fail(hand.error());
        if (auto may = may_ask(desk, work, work.session(), *hand); !may) return base::fail(may.error());
        if (auto same = unedited(*hand, page.version); !same) return base::fail(same.error());
        if (auto written = write_page(desk, *hand, page, *words); !written)
            return base::fail(written.error());
        if (page.pause) {
            if (auto paused = pause(work, *hand); !paused) return base::fail(paused.error());
        }
        if (auto kept = keep_screening(work, *hand, page.version); !kept) return base::fail(kept.error());
        work.record(screening_done("screening.save", hand->screening));
        return hand->screening.version;
    });
}

base::Result<std::int64_t> resume_screening(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id,
                                            std::int64_t version) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<std::int64_t> {
        auto hand = take_screening(work, work.session(), id, Permission::screening_do);
        if (!hand) return base::fail(hand.error());
        if (auto met = conditions_met(desk, work, work.session(), *hand); !met)
            return base::fail(met.error());
        if (hand->screening.status != ScreeningStatus::paused)
            return base::fail(base::ProblemCode::wrong_state, "screening");
        hand->screening.status = ScreeningStatus::in_progress;
        if (auto kept = keep_screening(work, *hand, version); !kept) return base::fail(kept.error());
        if (auto noted = note_event(work, hand->file, "screening.resumed", "screening", id.uuid()); !noted)
            return base::fail(noted.error());
        work.record(screening_done("screening.resume", hand->screening));
        return hand->screening.version;
    });
}

base::Result<FinishedScreening> finish_screening(const CaseDesk& desk, const guard::Actor& actor,
                                                 ScreeningId id, const ClosingRemarks& remarks) {
    auto observations = base::clean_text("observations", remarks.observations, kWords);
    if (!observations) return base::fail(observations.error());
    return guard::write(
        desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<FinishedScreening> {
            auto hand = take_screening(work, work.session(), id, Permission::screening_do);
            if (!hand) return base::fail(hand.error());
            if (auto may = may_ask(desk, work, work.session(), *hand); !may) return base::fail(may.error());
            if (auto same = unedited(*hand, remarks.version); !same) return base::fail(same.error());
            hand->content.immediate_danger = remarks.immediate_danger;
            hand->content.adult_controls_child = remarks.adult_controls_child;
            hand->content.act_shown = remarks.act_shown;
            hand->content.intent_shown = remarks.intent_shown;
            hand->content.more_left_unsaid = remarks.more_left_unsaid;
            hand->content.distress = remarks.distress;
            hand->content.observations = *observations;
            if (auto assessed = assess(desk, *hand); !assessed) return base::fail(assessed.error());
            hand->screening.status = ScreeningStatus::finished;
            hand->screening.finished_at = work.now();
            if (auto kept = keep_screening(work, *hand, remarks.version); !kept)
                return base::fail(kept.error());
            if (auto noted = note_event(work, hand->file, "screening.finished", "screening", id.uuid());
                !noted)
                return base::fail(noted.error());
            const auto stopped = stop_clocks(work.session(), hand->file.id, country::ClockKind::screening,
                                             std::nullopt, work.now());
            if (!stopped) return base::fail(stopped.error());
            const screening::Band band = hand->content.assessment->band;
            if (auto moved = move_to_band(desk, work, hand->file, band, {}); !moved)
                return base::fail(moved.error());
            work.record(screening_done("screening.finish", hand->screening));
            return FinishedScreening{.band = band, .version = hand->screening.version};
        });
}

}  // namespace casework
