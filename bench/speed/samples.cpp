#include "speed/samples.hpp"

#include <array>
#include <stdexcept>

namespace speed {

// 17 facts: language, interpreter, company, danger, six signs, age with its two doubts, place, when, source,
// note.
casework::ConcernContent sample_concern(const screening::InstrumentLibrary& instruments) {
    constexpr std::size_t kSigns = 6;
    const screening::Instrument* signs = instruments.newest("first-look");
    if (signs == nullptr) throw std::runtime_error("no first look");
    casework::ConcernContent content;
    content.instrument = signs->id;
    content.instrument_version = signs->version;
    content.situation = {
        .language = "uk", .interpreter_needed = true, .company = screening::Company::accompanied};
    for (const screening::Item& item : signs->items) {
        if (content.signs.size() < kSigns && !item.signals_a(screening::Signal::child))
            content.signs.emplace(item.id, screening::Answer::yes);
    }
    content.person = {.age = {.claimed = screening::AgeClaim::adult},
                      .self_report = false,
                      .place = "reception",
                      .seen_when = "today",
                      .source = "observation",
                      .note = "Someone else holds the papers and answers every question."};
    return content;
}

// 16 facts.
casework::PersonProfile sample_profile() {
    casework::PersonProfile profile;
    profile.age = {.claimed = screening::AgeClaim::adult};
    profile.age_band = "26_59";
    profile.gender = "woman";
    profile.languages = {"uk", "en"};
    profile.interpreter_needed = true;
    profile.household = "with_children";
    profile.needs = {"safety",        "legal_info", "urgent_health",
                     "mental_health", "documents",  "language_course"};
    profile.wishes = "To stay near the school, and to be called before anybody comes.";
    return profile;
}

// 7 facts.
casework::Identity sample_identity(int number) {
    static constexpr std::array kGiven{"Daryna", "Olena", "Samira", "Nino", "Amal", "Iryna", "Leyla"};
    static constexpr std::array kFamily{"Orvelenko", "Zalfandi", "Quandrey", "Melvinska", "Arvandia"};
    const auto place = static_cast<std::size_t>(number);
    casework::Identity identity;
    identity.name_used =
        std::string(kGiven.at(place % kGiven.size())) + " " + kFamily.at(place / 7 % kFamily.size());
    identity.other_names = "Dasha, and a family name from before the marriage";
    identity.birth_date = *base::PartialDate::from_text("about 1994");
    identity.contact_channel = "go_between";
    identity.contact = "by the cook of the reception centre";
    identity.safe_to_use = "at_times";
    identity.contact_rules = "In the morning; never say where the call is from.";
    return identity;
}

std::vector<casework::Fact> shared_facts() {
    using casework::Fact;
    return {Fact::need,   Fact::urgency,   Fact::language, Fact::interpreter, Fact::age_band,
            Fact::gender, Fact::household, Fact::wishes,   Fact::signs,       Fact::observations};
}

casework::ConsentTalk sample_talk(casework::ConsentCode code,
                                  std::optional<guard::OrganisationId> recipient) {
    casework::ConsentTalk talk;
    talk.code = code;
    talk.recipient = recipient;
    if (recipient) talk.facts = shared_facts();
    talk.language = "uk";
    talk.interpreter_present = true;
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
    return talk;
}

}  // namespace speed
