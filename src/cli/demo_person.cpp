#include "cli/demo_person.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace cli {
namespace {

template <class List>
const auto& any_of(const List& list, base::RandomSource& random) {
    return list[static_cast<std::size_t>(random.below(std::size(list)))];
}

// A given name meets each family name once before it meets one again.
std::string name_of(const DemoNames& names, std::size_t number) {
    const std::size_t given = number % names.given.size();
    const std::size_t round = number / names.given.size();
    return names.given[given] + " " + names.family[(given + round) % names.family.size()];
}

const DemoNames& names_for(const DemoData& data, int number) {
    return data.names[static_cast<std::size_t>(number) % data.names.size()];
}

std::string full_name(const DemoData& data, int number) {
    return name_of(names_for(data, number), static_cast<std::size_t>(number) / data.names.size());
}

// Somebody's words in a language the catalogue of the demo has, else in English.
const DemoWords& words_in(const DemoData& data, const std::string& language) {
    const auto found = std::ranges::find(data.words, language, &DemoWords::language);
    return found == data.words.end() ? data.words.front() : *found;
}

casework::PersonProfile profile_of(const DemoWords& words, base::RandomSource& random, bool child) {
    static constexpr std::array kChildBands{"12_15", "16_17", "16_17", "under_12"};
    static constexpr std::array kAdultBands{"18_25", "18_25", "26_59", "26_59", "26_59", "60_over"};
    static constexpr std::array kGenders{"woman", "woman", "woman", "man", "man", "trans_woman"};
    static constexpr std::array kHouseholds{"alone", "alone", "alone", "with_children", "couple"};
    static constexpr std::array kNeeds{"food_clothing",   "urgent_health", "mental_health", "legal_info",
                                       "language_course", "documents",     "digital_safety"};
    casework::PersonProfile profile;
    profile.age = {.claimed = child ? screening::AgeClaim::child : screening::AgeClaim::adult};
    profile.age_band = child ? any_of(kChildBands, random) : any_of(kAdultBands, random);
    profile.gender = any_of(kGenders, random);
    profile.household = child ? "alone" : any_of(kHouseholds, random);
    profile.needs = {"safety", any_of(kNeeds, random)};
    profile.wishes = any_of(words.wishes, random);
    return profile;
}

}  // namespace

DemoPerson make_person(const DemoData& data, base::RandomSource& random, int number, bool child) {
    const DemoNames& names = names_for(data, number);
    DemoPerson person;
    person.script = names.script;
    person.name = full_name(data, number);
    person.language = any_of(names.languages, random);
    person.child = child;
    const DemoWords& words = words_in(data, person.language);
    person.observation = any_of(words.observations, random);
    person.profile = profile_of(words, random, child);
    person.profile.languages = {person.language};
    person.profile.interpreter_needed = person.language != "en";
    return person;
}

std::vector<std::string> all_demo_names(const DemoData& data, int people) {
    std::vector<std::string> names;
    for (int number = 0; number < people; ++number) names.push_back(full_name(data, number));
    return names;
}

}  // namespace cli
