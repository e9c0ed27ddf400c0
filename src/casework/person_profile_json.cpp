#include "base/json_reader.hpp"
#include "casework/person_profile.hpp"
#include "screening/named.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace casework {
namespace {

constexpr std::size_t kWishesBytesMax = 16384;

std::vector<std::string> texts(const base::JsonNode& list) {
    std::vector<std::string> out;
    for (const base::JsonNode& item : list.items()) out.push_back(item.text());
    return out;
}

}  // namespace

std::string to_json(const PersonProfile& profile) {
    return nlohmann::ordered_json{{"age_claimed", screening::name_of(profile.age.claimed)},
                                  {"age_in_doubt", profile.age.in_doubt},
                                  {"looks_like_child", profile.age.looks_like_child},
                                  {"age_band", profile.age_band},
                                  {"gender", profile.gender},
                                  {"citizenships", profile.citizenships},
                                  {"languages", profile.languages},
                                  {"interpreter_needed", profile.interpreter_needed},
                                  {"household", profile.household},
                                  {"access_needs", profile.access_needs},
                                  {"needs", profile.needs},
                                  {"wishes", profile.wishes}}
        .dump();
}

base::Result<PersonProfile> profile_from_json(std::string_view json) {
    auto document = base::JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    const base::JsonNode root = document->root();
    PersonProfile profile;
    profile.age.claimed = static_cast<screening::AgeClaim>(
        root.field("age_claimed").one_of(screening::names<screening::AgeClaim>()));
    profile.age.in_doubt = root.field("age_in_doubt").flag();
    profile.age.looks_like_child = root.field("looks_like_child").flag();
    profile.age_band = root.field("age_band").text();
    profile.gender = root.field("gender").text();
    profile.citizenships = texts(root.field("citizenships"));
    profile.languages = texts(root.field("languages"));
    profile.interpreter_needed = root.field("interpreter_needed").flag();
    profile.household = root.field("household").text();
    profile.access_needs = texts(root.field("access_needs"));
    profile.needs = texts(root.field("needs"));
    profile.wishes = root.field("wishes").text(kWishesBytesMax);
    if (auto finished = document->finish(); !finished) return base::fail(finished.error());
    return profile;
}

}  // namespace casework
