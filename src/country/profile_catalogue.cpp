#include "country/profile_catalogue.hpp"

#include "base/json_reader.hpp"

#include <country_profiles.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace country {

namespace {

struct Pending {
    base::EmbeddedFile file;
    std::string inherits;
};

base::Problem in_file(base::Problem problem, std::string_view path) {
    problem.detail = std::string(path);
    return problem;
}

base::Result<std::string> parent_of(std::string_view json) {
    const auto document = base::JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    const base::JsonNode root = document->root();
    return root.has("inherits") ? root.field("inherits").text(8) : std::string();
}

}  // namespace

base::Result<ProfileCatalogue> ProfileCatalogue::from_files(std::span<const base::EmbeddedFile> files) {
    std::vector<Pending> waiting;
    for (const base::EmbeddedFile& file : files) {
        auto inherits = parent_of(file.content);
        if (!inherits) return base::fail(in_file(inherits.error(), file.path));
        waiting.push_back({file, std::move(*inherits)});
    }
    ProfileCatalogue catalogue;
    while (!waiting.empty()) {
        const auto ready = std::ranges::find_if(waiting, [&catalogue](const Pending& one) {
            return one.inherits.empty() || catalogue.find(one.inherits) != nullptr;
        });
        // Only a circle or a missing parent leaves nobody ready; load_profile() names the field.
        const auto next = ready == waiting.end() ? waiting.begin() : ready;
        const Profile* const parent = catalogue.find(next->inherits);
        auto profile = load_profile(next->file.content, parent);
        if (!profile) return base::fail(in_file(profile.error(), next->file.path));
        if (catalogue.find(profile->code()) != nullptr) {
            return base::fail(base::ProblemCode::invalid_file,
                              std::string(next->file.path) + ": code used twice");
        }
        catalogue.profiles_.push_back(std::move(*profile));
        waiting.erase(next);
    }
    std::ranges::sort(catalogue.profiles_, {}, &Profile::code);
    return catalogue;
}

base::Result<ProfileCatalogue> ProfileCatalogue::shipped() {
    return from_files(country_profiles_files());
}

const Profile* ProfileCatalogue::find(std::string_view code) const {
    const auto found = std::ranges::find(profiles_, code, &Profile::code);
    return found == profiles_.end() ? nullptr : &*found;
}

}  // namespace country
