#include "casework/person_profile.hpp"

#include "base/text.hpp"
#include "casework/case_codes.hpp"
#include "directory/need.hpp"
#include "directory/service.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace casework {
namespace {

constexpr std::size_t kWishesCodePointsMax = 2000;
constexpr std::array<std::string_view, 3> kBandsOfChildren{"under_12", "12_15", "16_17"};

bool is_empty_or_one_of(const Codes& codes, const std::string& code) {
    return code.empty() || is_one_of(codes, code);
}

bool all_in(const Codes& chosen, const Codes& codes) {
    return std::ranges::all_of(chosen, [&](const std::string& code) { return is_one_of(codes, code); });
}

// Without gaps and doubles, in the order they were given.
Codes tidy(Codes codes) {
    Codes out;
    for (std::string& code : codes) {
        if (!code.empty() && !is_one_of(out, code)) out.push_back(std::move(code));
    }
    return out;
}

}  // namespace

bool handled_as_child(const PersonProfile& profile) {
    return screening::handled_as_child(profile.age) ||
           std::ranges::find(kBandsOfChildren, profile.age_band) != kBandsOfChildren.end();
}

base::Result<PersonProfile> checked_profile(PersonProfile profile) {
    profile.citizenships = tidy(std::move(profile.citizenships));
    profile.languages = tidy(std::move(profile.languages));
    profile.access_needs = tidy(std::move(profile.access_needs));
    profile.needs = tidy(std::move(profile.needs));

    std::vector<base::FieldProblem> fields;
    const auto demand = [&](bool good, std::string_view field) {
        if (!good) fields.push_back({std::string(field), "not_in_list", {}});
    };
    demand(is_empty_or_one_of(directory::age_band_codes(), profile.age_band), "age_band");
    demand(is_empty_or_one_of(directory::gender_codes(), profile.gender), "gender");
    demand(all_in(profile.citizenships, citizenship_codes()), "citizenships");
    demand(all_in(profile.languages, language_codes()), "languages");
    demand(is_empty_or_one_of(directory::household_codes(), profile.household), "household");
    demand(all_in(profile.access_needs, access_need_codes()), "access_needs");
    demand(all_in(profile.needs, directory::need_codes()), "needs");
    auto wishes = base::clean_text("wishes", profile.wishes, {kWishesCodePointsMax, 0, base::Lines::many});
    if (!wishes) fields.insert(fields.end(), wishes.error().fields.begin(), wishes.error().fields.end());
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    profile.wishes = std::move(*wishes);
    return profile;
}

}  // namespace casework
