#include "casework/read_screening.hpp"

#include "casework/case_access.hpp"
#include "casework/person_profile_repository.hpp"
#include "casework/screening_access.hpp"
#include "casework/screening_repository.hpp"
#include "guard/user_repository.hpp"

#include <utility>

namespace casework {
namespace {

using guard::Permission;

std::vector<InstrumentOffer> offers_of(const screening::InstrumentChoice& choice, const std::string& chosen,
                                       int tier) {
    std::vector<InstrumentOffer> offers;
    for (const screening::Instrument* one : choice.offered) {
        offers.push_back({.id = one->id,
                          .version = one->version,
                          .tier = one->tier,
                          .name_key = one->name_key,
                          .about_key = one->about_key,
                          .within_tier = one->tier <= tier,
                          .chosen = one->id == chosen});
    }
    return offers;
}

base::Result<Talk> talk_of(const CaseDesk& desk, ScreeningContent content) {
    Talk talk;
    for (const AnswerSheet& sheet : content.sheets) {
        const auto instrument = instrument_of(desk, sheet);
        if (!instrument) return base::fail(instrument.error());
        talk.instruments.push_back(*instrument);
    }
    talk.content = std::move(content);
    return talk;
}

base::Result<std::map<guard::UserId, std::string>> people_of(const guard::Work& work,
                                                             store::ReadSession& session,
                                                             const ScreeningInHand& hand) {
    std::vector<guard::UserId> ids{hand.screening.begun_by, hand.screening.changed_by};
    for (const BandStep& step : hand.content.steps) {
        ids.push_back(step.by);
        if (step.answer) ids.push_back(step.answer->by);
    }
    return guard::display_names(session, work.keys(), ids);
}

// What the form is filled with beforehand; a profile that is not this person's to read leaves it empty.
base::Result<std::string> best_language(guard::ReadWork& work, const CaseFile& file) {
    const guard::Ask ask = ask_about(file, work.actor(), Permission::needs_read, guard::Purpose::screening);
    if (!guard::authorise(work.actor(), ask, work.now()).allowed) return std::string();
    const auto grant = work.grant<guard::Zone::z2>(ask, "person_profile", file.id.uuid(), file.id);
    if (!grant) return base::fail(grant.error());
    const auto record = find_profile(work, work.session(), file.id);
    if (!record) {
        if (record.error().code == base::ProblemCode::key_not_held) return std::string();
        return base::fail(record.error());
    }
    if (!*record) return std::string();
    const auto& languages = (*record)->content.expose(*grant).languages;
    return languages.empty() ? std::string() : languages.front();
}

base::Result<ScreeningView> view_of(const CaseDesk& desk, guard::ReadWork& work, ScreeningInHand hand) {
    ScreeningView view;
    view.as_child = handled_as_child(hand.file, hand.content);
    view.age = hand.content.age;
    view.prerequisites = hand.content.prerequisites;
    view.interpreter = hand.content.interpreter;
    view.language = hand.content.language;
    view.mode = hand.content.mode;
    screening::PersonAge age = hand.content.age;
    if (hand.file.handled_as_child && !screening::handled_as_child(age)) age.in_doubt = true;
    const auto choice = screening::choose_instrument(desk.instruments, age, hand.content.purpose);
    view.choice_key = screening::text_key_of_choice_rule(choice);
    view.purpose_not_covered = choice.purpose_not_covered;
    view.offered = offers_of(choice, hand.content.sheet().instrument, tier_max(work.actor(), work.now()));
    view.open = screening::open_prerequisites(view.prerequisites);
    const auto consent = consent_to_talk(work.session(), hand.file, view.as_child, work.now());
    if (!consent) return base::fail(consent.error());
    view.consent = *consent;
    auto people = people_of(work, work.session(), hand);
    if (!people) return base::fail(people.error());
    view.people = std::move(*people);
    // A finished one is a record, read by whoever may; before that, only who may ask sees what is asked.
    const bool finished = hand.screening.status == ScreeningStatus::finished;
    const bool begun = hand.screening.status != ScreeningStatus::preparing;
    if (finished || (begun && conditions_met(desk, work, work.session(), hand))) {
        auto talk = talk_of(desk, std::move(hand.content));
        if (!talk) return base::fail(talk.error());
        view.talk = std::move(*talk);
    }
    view.file = std::move(hand.file);
    view.screening = std::move(hand.screening);
    return view;
}

}  // namespace

base::Result<ScreeningsOfCase> read_screenings(const CaseDesk& desk, const guard::Actor& actor,
                                               CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ScreeningsOfCase> {
        auto file = open_case(work, case_id, Permission::screening_read, guard::Purpose::screening);
        if (!file) return base::fail(file.error());
        auto screenings = screenings_of(work.session(), case_id);
        if (!screenings) return base::fail(screenings.error());
        auto language = best_language(work, *file);
        if (!language) return base::fail(language.error());
        return ScreeningsOfCase{std::move(*file), std::move(*screenings), std::move(*language)};
    });
}

base::Result<ScreeningView> read_screening(const CaseDesk& desk, const guard::Actor& actor, ScreeningId id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ScreeningView> {
        auto hand = take_screening(work, work.session(), id, Permission::screening_read);
        if (!hand) return base::fail(hand.error());
        return view_of(desk, work, std::move(*hand));
    });
}

base::Result<ScreeningView> read_pending_screening(const CaseDesk& desk, const guard::Actor& actor,
                                                   ScreeningId id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ScreeningView> {
        auto hand = take_pending(work, work.session(), id);
        if (!hand) return base::fail(hand.error());
        if (pending_step(hand->content) == nullptr)
            return base::fail(base::ProblemCode::wrong_state, "screening");
        return view_of(desk, work, std::move(*hand));
    });
}

}  // namespace casework
