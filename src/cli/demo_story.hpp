#pragma once
// One invented case of the demo country as a row of scenes, each a use case played by a member of staff, and
// the stage they are played on. Promise: nothing is written past the use cases; a scene that a rule refuses
// breaks the building off. One thread.

#include "base/random.hpp"
#include "base/time.hpp"
#include "casework/case_desk.hpp"
#include "casework/consent.hpp"
#include "casework/referral.hpp"
#include "casework/screening_record.hpp"
#include "cli/demo_country.hpp"
#include "cli/demo_person.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

struct DemoStage {
    const casework::CaseDesk& desk;
    const DemoCast& cast;
    base::RandomSource& random;  // of the plan's seed

    const guard::Actor& actor(std::string_view sign_in_name) const {
        return cast.people.find(sign_in_name)->second;
    }
};

// Who does what for a case in one organisation; sign-in names of demo/users.json.
struct DemoTeam {
    std::string_view organisation;
    std::string_view reporter;
    std::string_view screener;
    std::string_view presumer;  // empty: nobody there may presume
    std::string_view second;    // the second trained person (INV-17, INV-02)
};

struct DemoStory {
    DemoPerson person;
    DemoTeam team;
    casework::CaseId id;
    std::optional<casework::ScreeningId> screening = {};
    std::optional<base::Id<casework::Consent>> consent = {};
    std::optional<base::Id<casework::Referral>> referral = {};
    std::string need = {};
    std::optional<directory::Service> service = {};
    std::vector<directory::ServiceId> asked = {};  // services that were asked before
};

using DemoScene = base::Done (*)(const DemoStage& stage, DemoStory& story);

struct DemoAct {
    base::Duration after;  // the scene before
    DemoScene play = nullptr;
};

// demo_scenes_case.cpp: concern, information, profile, identity, presumption, closing.
base::Done begin_look(const DemoStage& stage, DemoStory& story);
base::Done look_and_see_nothing(const DemoStage& stage, DemoStory& story);
base::Done raise_a_concern(const DemoStage& stage, DemoStory& story);
base::Done raise_an_urgent_concern(const DemoStage& stage, DemoStory& story);
base::Done triage(const DemoStage& stage, DemoStory& story);
base::Done inform(const DemoStage& stage, DemoStory& story);
base::Done write_profile(const DemoStage& stage, DemoStory& story);
base::Done write_identity(const DemoStage& stage, DemoStory& story);
base::Done read_identity(const DemoStage& stage, DemoStory& story);
base::Done presume(const DemoStage& stage, DemoStory& story);
base::Done decline_formal(const DemoStage& stage, DemoStory& story);
base::Done close_case(const DemoStage& stage, DemoStory& story);

// demo_scenes_screening.cpp
base::Done agree_to_talk(const DemoStage& stage, DemoStory& story);
base::Done begin_screening(const DemoStage& stage, DemoStory& story);
base::Done prepare_screening(const DemoStage& stage, DemoStory& story);
base::Done begin_to_answer(const DemoStage& stage, DemoStory& story);  // one group, then a pause
base::Done resume_screening(const DemoStage& stage, DemoStory& story);
base::Done answer_strongly(const DemoStage& stage, DemoStory& story);
base::Done answer_some(const DemoStage& stage, DemoStory& story);
base::Done answer_nothing(const DemoStage& stage, DemoStory& story);
base::Done propose_no_indication(const DemoStage& stage, DemoStory& story);
base::Done propose_lower_band(const DemoStage& stage, DemoStory& story);
base::Done raise_band(const DemoStage& stage, DemoStory& story);
base::Done agree_with_step(const DemoStage& stage, DemoStory& story);
base::Done disagree_with_step(const DemoStage& stage, DemoStory& story);

// demo_scenes_referral.cpp
base::Done agree_to_support(const DemoStage& stage, DemoStory& story);
base::Done refuse_support(const DemoStage& stage, DemoStory& story);
base::Done agree_to_referral(const DemoStage& stage, DemoStory& story);  // chooses need and service, too
base::Done send_referral(const DemoStage& stage, DemoStory& story);
base::Done propose_exception(const DemoStage& stage, DemoStory& story);
base::Done confirm_exception(const DemoStage& stage, DemoStory& story);
base::Done acknowledge(const DemoStage& stage, DemoStory& story);
base::Done ask_back(const DemoStage& stage, DemoStory& story);
base::Done reply(const DemoStage& stage, DemoStory& story);
base::Done accept(const DemoStage& stage, DemoStory& story);
base::Done person_declines(const DemoStage& stage, DemoStory& story);
base::Done service_declines(const DemoStage& stage, DemoStory& story);
base::Done serve(const DemoStage& stage, DemoStory& story);
base::Done take_back(const DemoStage& stage, DemoStory& story);
base::Done reroute(const DemoStage& stage, DemoStory& story);  // asks for consent to another service first
base::Done withdraw_consent(const DemoStage& stage, DemoStory& story);

// A talk about a consent in which everything was explained and understood.
base::Result<base::Id<casework::Consent>> talk_about(const DemoStage& stage, const DemoStory& story,
                                                     casework::ConsentCode code,
                                                     std::optional<guard::OrganisationId> recipient = {},
                                                     std::vector<casework::Fact> facts = {},
                                                     bool refused = false);

// Carries the value away where only the success counts.
template <class Value>
base::Done done_of(const base::Result<Value>& result) {
    if (!result) return base::fail(result.error());
    return {};
}

template <class List>
const auto& one_of(const List& list, base::RandomSource& random) {
    return list[static_cast<std::size_t>(random.below(std::size(list)))];
}

}  // namespace cli
