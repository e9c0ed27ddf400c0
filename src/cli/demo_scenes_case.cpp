#include "casework/case_codes.hpp"
#include "casework/close_case.hpp"
#include "casework/edit_profile.hpp"
#include "casework/open_identity.hpp"
#include "casework/presume.hpp"
#include "casework/raise_concern.hpp"
#include "casework/record_information.hpp"
#include "casework/triage.hpp"
#include "cli/demo_story.hpp"

#include <array>

namespace cli {
namespace {

casework::ConcernSituation situation_of(const DemoStage& stage, const DemoStory& story, bool in_danger) {
    return {
        .language = story.person.language,
        .interpreter_needed = story.person.profile.interpreter_needed,
        .company = stage.random.below(3) == 0 ? screening::Company::accompanied : screening::Company::alone,
        .immediate_danger = in_danger};
}

casework::ConcernPerson person_of(const DemoStage& stage, const DemoStory& story) {
    static constexpr std::array kPlaces{"reception", "border_post", "workplace", "street", "hospital"};
    static constexpr std::array kWhen{"today", "today", "yesterday", "this_week"};
    static constexpr std::array kSources{"observation", "observation", "observation", "self_report",
                                         "third_party"};
    casework::ConcernPerson person;
    person.age = story.person.profile.age;
    person.place = one_of(kPlaces, stage.random);
    person.seen_when = one_of(kWhen, stage.random);
    person.source = one_of(kSources, stage.random);
    person.self_report = person.source == "self_report";
    person.note = story.person.observation;
    return person;
}

// Two or three signs of the set that are seen, and one that may not be clear. None that means a child: it
// would send an adult on the child's path.
screening::Answers signs_of(const DemoStage& stage, const screening::Instrument& instrument) {
    std::vector<std::string> items;
    for (const screening::Item& item : instrument.items) {
        if (!item.signals_a(screening::Signal::child)) items.push_back(item.id);
    }
    screening::Answers signs;
    const std::uint64_t many = 2 + stage.random.below(2);
    for (std::uint64_t sign = 0; sign < many; ++sign) {
        signs[one_of(items, stage.random)] = screening::Answer::yes;
    }
    signs.emplace(one_of(items, stage.random), screening::Answer::unclear);
    return signs;
}

base::Done raise(const DemoStage& stage, DemoStory& story, bool with_signs, bool in_danger) {
    const screening::Instrument* instrument = stage.desk.instruments.newest("first-look");
    if (instrument == nullptr) return base::fail(base::ProblemCode::invalid_file, "no first look");
    casework::ConcernContent content;
    content.instrument = instrument->id;
    content.instrument_version = instrument->version;
    content.situation = situation_of(stage, story, in_danger);
    content.person = person_of(stage, story);
    if (with_signs) {
        content.signs = signs_of(stage, *instrument);
    } else {
        content.person.self_report = false;
        content.person.source = "observation";
    }
    return done_of(casework::raise_concern(stage.desk, stage.actor(story.team.reporter), story.id, content));
}

}  // namespace

base::Done begin_look(const DemoStage& stage, DemoStory& story) {
    return done_of(casework::start_first_look(stage.desk, stage.actor(story.team.reporter), story.id,
                                              situation_of(stage, story, false)));
}

base::Done look_and_see_nothing(const DemoStage& stage, DemoStory& story) {
    return raise(stage, story, false, false);
}

base::Done raise_a_concern(const DemoStage& stage, DemoStory& story) {
    return raise(stage, story, true, false);
}

base::Done raise_an_urgent_concern(const DemoStage& stage, DemoStory& story) {
    return raise(stage, story, true, true);
}

base::Done triage(const DemoStage& stage, DemoStory& story) {
    static constexpr std::array kOutcomes{"safe_for_now", "safe_for_now", "moved_to_safety", "medical_care"};
    const std::string outcome =
        story.person.child ? "child_protection_called" : one_of(kOutcomes, stage.random);
    return done_of(
        casework::complete_triage(stage.desk, stage.actor(story.team.screener), story.id, outcome));
}

base::Done inform(const DemoStage& stage, DemoStory& story) {
    return casework::record_information(stage.desk, stage.actor(story.team.screener), story.id,
                                        {.topics = casework::information_topics(),
                                         .forms = {"spoken", "leaflet"},
                                         .language = story.person.language,
                                         .interpreter_present = story.person.profile.interpreter_needed});
}

base::Done write_profile(const DemoStage& stage, DemoStory& story) {
    const guard::Actor& actor = stage.actor(story.team.screener);
    const auto before = casework::read_profile(stage.desk, actor, story.id);
    if (!before) return base::fail(before.error());
    return done_of(
        casework::edit_profile(stage.desk, actor, story.id, story.person.profile, before->version));
}

base::Done write_identity(const DemoStage& stage, DemoStory& story) {
    casework::Identity identity;
    identity.name_used = story.person.name;
    identity.contact_channel = "go_between";
    identity.safe_to_use = "at_times";
    return done_of(
        casework::write_identity(stage.desk, stage.actor(story.team.screener), story.id, identity, 0));
}

base::Done read_identity(const DemoStage& stage, DemoStory& story) {
    return done_of(casework::read_identity(stage.desk, stage.actor(story.team.screener), story.id,
                                           guard::Purpose::support));
}

base::Done presume(const DemoStage& stage, DemoStory& story) {
    const std::string ground = story.screening ? "screening_result" : "professional_judgement";
    return done_of(casework::presume(stage.desk, stage.actor(story.team.presumer), story.id,
                                     {.ground = ground, .note = story.person.observation}));
}

base::Done decline_formal(const DemoStage& stage, DemoStory& story) {
    return done_of(casework::decline_formal(stage.desk, stage.actor(story.team.presumer), story.id, true));
}

base::Done close_case(const DemoStage& stage, DemoStory& story) {
    static constexpr std::array kReasons{"plan_completed", "returned_safely", "moved_abroad_with_handover",
                                         "lost_contact"};
    return done_of(casework::close_case(stage.desk, stage.actor(story.team.screener), story.id,
                                        one_of(kReasons, stage.random)));
}

}  // namespace cli
