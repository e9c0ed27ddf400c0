#include "casework/answer_referral.hpp"
#include "casework/record_consent.hpp"
#include "casework/referral_repository.hpp"
#include "casework/send_referral.hpp"
#include "cli/demo_story.hpp"
#include "directory/search_directory.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cli {
namespace {

using casework::Fact;

// What a person of the demo agrees to share: enough to help, and no name.
const std::vector<Fact> kShared{Fact::need,     Fact::urgency,     Fact::language,  Fact::interpreter,
                                Fact::age_band, Fact::gender,      Fact::household, Fact::wishes,
                                Fact::signs,    Fact::observations};

// Who answers for an organisation; sign-in names of demo/users.json.
constexpr std::array kAnswering = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"reception", "reception.lead"},
    {"lantern", "shelter"},
    {"heron", "lawyer"},
    {"willow", "health.second"},
    {"swallow", "child.second"},
});

const guard::Actor& answering(const DemoStage& stage, const DemoStory& story) {
    for (const auto& [organisation, sign_in_name] : kAnswering) {
        if (stage.cast.organisations.find(organisation)->second == story.service->organisation) {
            return stage.actor(sign_in_name);
        }
    }
    return stage.actor(kAnswering.front().second);
}

// Those of other organisations that suit and were not asked yet, by name: ids, which are always fresh, decide
// nothing.
base::Result<std::vector<directory::Service>> suitable_for(const DemoStage& stage, const DemoStory& story,
                                                           const std::string& need) {
    const auto page = directory::search_directory(stage.desk.workplace, stage.actor(story.team.screener),
                                                  {.need = need,
                                                   .urgency = "this_week",
                                                   .languages = {story.person.language},
                                                   .gender = story.person.profile.gender,
                                                   .age_band = story.person.profile.age_band,
                                                   .household = story.person.profile.household,
                                                   .status = {},
                                                   .area = {},
                                                   .handled_as_child = story.person.child},
                                                  std::nullopt);
    if (!page) return base::fail(page.error());
    std::vector<directory::Service> suitable;
    const auto own = stage.cast.organisations.find(story.team.organisation)->second;
    for (const directory::Match& match : page->matches) {
        const bool asked = std::ranges::find(story.asked, match.service.id) != story.asked.end();
        if (match.suits && match.service.organisation != own && !asked) suitable.push_back(match.service);
    }
    std::ranges::sort(suitable, {}, &directory::Service::name);
    return suitable;
}

// The first of these needs that a service of another organisation answers.
base::Done choose_service(const DemoStage& stage, DemoStory& story, std::vector<std::string> needs) {
    // What nearly everybody needs, and several organisations offer.
    for (const char* common : {"legal_info", "urgent_health", "mental_health", "family_contact", "shelter"}) {
        needs.emplace_back(common);
    }
    for (const std::string& need : needs) {
        const auto suitable = suitable_for(stage, story, need);
        if (!suitable) return base::fail(suitable.error());
        if (suitable->empty()) continue;
        story.need = need;
        story.service = one_of(*suitable, stage.random);
        story.asked.push_back(story.service->id);
        return {};
    }
    return base::fail(base::ProblemCode::not_found, "a service for a demo story");
}

casework::ReferralDraft draft_of(const DemoStage& stage, const DemoStory& story) {
    static constexpr std::array kUrgencies{"today", "this_week", "this_week", "when_possible"};
    casework::ReferralDraft draft;
    draft.need = story.need;
    draft.urgency = one_of(kUrgencies, stage.random);
    draft.service = story.service->id;
    draft.facts = kShared;
    draft.copy_given_to_person = true;
    return draft;
}

base::Done send(const DemoStage& stage, DemoStory& story, const casework::ReferralDraft& draft) {
    const auto sent = casework::send_referral(stage.desk, stage.actor(story.team.screener), story.id, draft);
    if (!sent) return base::fail(sent.error());
    story.referral = *sent;
    return {};
}

base::Result<casework::Answering> at_hand(const DemoStage& stage, const DemoStory& story) {
    const auto referral = stage.desk.workplace.database.read(
        [&](store::ReadSession& session) { return casework::load_referral(session, *story.referral); });
    if (!referral) return base::fail(referral.error());
    return casework::Answering{.referral = referral->id, .version = referral->version};
}

using Answer = base::Result<std::int64_t> (*)(const casework::CaseDesk&, const guard::Actor&,
                                              const casework::Answering&);

base::Done answer(const DemoStage& stage, const DemoStory& story, Answer use_case) {
    const auto hand = at_hand(stage, story);
    if (!hand) return base::fail(hand.error());
    return done_of(use_case(stage.desk, answering(stage, story), *hand));
}

using AnswerWithText = base::Result<std::int64_t> (*)(const casework::CaseDesk&, const guard::Actor&,
                                                      const casework::Answering&, const std::string&);

base::Done answer_with(const DemoStage& stage, const DemoStory& story, const guard::Actor& actor,
                       AnswerWithText use_case, const std::string& text) {
    const auto hand = at_hand(stage, story);
    if (!hand) return base::fail(hand.error());
    return done_of(use_case(stage.desk, actor, *hand, text));
}

}  // namespace

base::Result<base::Id<casework::Consent>> talk_about(const DemoStage& stage, const DemoStory& story,
                                                     casework::ConsentCode code,
                                                     std::optional<guard::OrganisationId> recipient,
                                                     std::vector<Fact> facts, bool refused) {
    casework::ConsentTalk talk;
    talk.code = code;
    talk.recipient = recipient;
    talk.facts = std::move(facts);
    talk.given_by =
        story.person.child ? casework::ConsentGiver::guardian_with_child : casework::ConsentGiver::adult;
    talk.language = story.person.language;
    talk.interpreter_present = story.person.profile.interpreter_needed;
    talk.points = {.agreement_to_interview = true,
                   .purpose = true,
                   .uses = true,
                   .research_use = true,
                   .right_of_access = true,
                   .storage_time = true,
                   .how_to_withdraw = true};
    talk.said_back_in_own_words = true;
    talk.risks_explained = true;
    talk.alternatives_explained = true;
    talk.refused = refused;
    return casework::record_consent(stage.desk, stage.actor(story.team.screener), story.id, talk);
}

base::Done agree_to_support(const DemoStage& stage, DemoStory& story) {
    return done_of(talk_about(stage, story, casework::ConsentCode::support));
}

base::Done refuse_support(const DemoStage& stage, DemoStory& story) {
    return done_of(talk_about(stage, story, casework::ConsentCode::support, {}, {}, true));
}

base::Done agree_to_referral(const DemoStage& stage, DemoStory& story) {
    if (auto chosen = choose_service(stage, story, {story.person.profile.needs.back()}); !chosen)
        return chosen;
    const auto consent =
        talk_about(stage, story, casework::ConsentCode::referral, story.service->organisation, kShared);
    if (!consent) return base::fail(consent.error());
    story.consent = *consent;
    return {};
}

base::Done send_referral(const DemoStage& stage, DemoStory& story) {
    return send(stage, story, draft_of(stage, story));
}

base::Done propose_exception(const DemoStage& stage, DemoStory& story) {
    if (auto chosen = choose_service(stage, story, {"safety"}); !chosen) return chosen;
    casework::ReferralDraft draft = draft_of(stage, story);
    draft.urgency = "today";
    draft.exception = {.ground = story.person.child ? "child_protection" : "immediate_danger",
                       .reason = story.person.observation};
    return send(stage, story, draft);
}

base::Done confirm_exception(const DemoStage& stage, DemoStory& story) {
    return casework::confirm_exception(stage.desk, stage.actor(story.team.second), *story.referral);
}

base::Done acknowledge(const DemoStage& stage, DemoStory& story) {
    return answer(stage, story, casework::acknowledge_referral);
}

base::Done ask_back(const DemoStage& stage, DemoStory& story) {
    return answer_with(stage, story, answering(stage, story), casework::ask_back,
                       "Which day suits best, and who comes along?");
}

base::Done reply(const DemoStage& stage, DemoStory& story) {
    return answer_with(stage, story, stage.actor(story.team.screener), casework::reply_to_question,
                       "Any morning; a colleague of ours comes along.");
}

base::Done accept(const DemoStage& stage, DemoStory& story) {
    return answer(stage, story, casework::accept_referral);
}

base::Done person_declines(const DemoStage& stage, DemoStory& story) {
    return answer_with(stage, story, answering(stage, story), casework::decline_by_person,
                       one_of(casework::person_decline_reasons(), stage.random));
}

base::Done service_declines(const DemoStage& stage, DemoStory& story) {
    return answer_with(stage, story, answering(stage, story), casework::decline_by_service,
                       one_of(casework::service_decline_reasons(), stage.random));
}

base::Done serve(const DemoStage& stage, DemoStory& story) {
    return answer(stage, story, casework::record_service);
}

base::Done take_back(const DemoStage& stage, DemoStory& story) {
    const auto hand = at_hand(stage, story);
    if (!hand) return base::fail(hand.error());
    return done_of(casework::take_back_referral(stage.desk, stage.actor(story.team.screener), *hand));
}

base::Done reroute(const DemoStage& stage, DemoStory& story) {
    const auto before = story.referral;
    if (auto agreed = agree_to_referral(stage, story); !agreed) return agreed;
    casework::ReferralDraft draft = draft_of(stage, story);
    draft.instead_of = before;
    return send(stage, story, draft);
}

base::Done withdraw_consent(const DemoStage& stage, DemoStory& story) {
    return done_of(casework::withdraw_consent(stage.desk, stage.actor(story.team.screener), *story.consent));
}

}  // namespace cli
