#pragma once
// Use cases that read the directory: services that suit a need, the plain list by name, one service, and the
// organisations a service may belong to. Nothing about a person is kept or logged by searching.

#include "base/result.hpp"
#include "directory/match_services.hpp"
#include "directory/service_repository.hpp"
#include "guard/actor.hpp"
#include "guard/unit_of_work.hpp"

#include <optional>
#include <string>
#include <vector>

namespace directory {

constexpr int kDirectoryPageRows = 50;
// A need has this many services at most in a list to choose from; more than anybody reads.
constexpr int kMatchedServicesMax = 200;

struct DirectoryPage {
    std::vector<Match> matches;  // without reasons where no need was asked for
    std::vector<std::string> areas;
    bool more = false;  // of the plain list: ask again from after the last
};

// With a need: what suits, in order, all at once. Without: by name, from after `place`.
base::Result<DirectoryPage> search_directory(guard::Workplace& workplace, const guard::Actor& actor,
                                             const Seeker& seeker, const std::optional<ServicePlace>& place);

// Problem: not_found.
base::Result<Service> read_service(guard::Workplace& workplace, const guard::Actor& actor, ServiceId id);

}  // namespace directory
