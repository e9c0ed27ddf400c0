#pragma once
// The profiles at hand: those carried in the binary (profiles/*.json), parents before children. Immutable
// once loaded; safe from any thread.

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "country/profile.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace country {

class ProfileCatalogue {
public:
    // Problem: invalid_file, naming the file in its detail.
    static base::Result<ProfileCatalogue> from_files(std::span<const base::EmbeddedFile> files);
    static base::Result<ProfileCatalogue> shipped();

    // Nothing if there is none of that code.
    const Profile* find(std::string_view code) const;
    // In the order of their codes.
    const std::vector<Profile>& all() const { return profiles_; }

private:
    std::vector<Profile> profiles_;
};

}  // namespace country
