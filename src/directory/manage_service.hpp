#pragma once
// Use cases of the co-ordinator, who keeps the directory: a service is added, changed, or its free places are
// counted again. Whoever saves second is told so and loses nothing: the page shows both versions.

#include "base/result.hpp"
#include "directory/service_repository.hpp"
#include "guard/actor.hpp"
#include "guard/organisation.hpp"
#include "guard/unit_of_work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace directory {

// `service.id`, `version` and `capacity` are not read. Problems: invalid_input, not_found (organisation).
base::Result<ServiceId> add_service(guard::Workplace& workplace, const guard::Actor& actor, Service service);

// Everything but the organisation and the capacity; `service.version` is the one that was shown; gives the
// one that is saved. Problems: edited_meanwhile, invalid_input, not_found.
base::Result<std::int64_t> edit_service(guard::Workplace& workplace, const guard::Actor& actor,
                                        Service service);

struct CapacityCount {
    ServiceId service;
    std::int64_t version = 0;
    std::int64_t total = 0;
    std::int64_t free = 0;
    std::string note;
};
// As of now; gives the version that is saved. Problems: edited_meanwhile, invalid_input, not_found.
base::Result<std::int64_t> record_capacity(guard::Workplace& workplace, const guard::Actor& actor,
                                           const CapacityCount& count);

// For the pages that manage: also what is no longer offered. By name, from after `place`.
struct ManagedServices {
    std::vector<Service> services;
    bool more = false;
};
base::Result<ManagedServices> read_managed_services(guard::Workplace& workplace, const guard::Actor& actor,
                                                    const std::optional<ServicePlace>& place);
// The organisations a service may belong to.
base::Result<std::vector<guard::Organisation>> organisations_to_choose(guard::Workplace& workplace,
                                                                       const guard::Actor& actor);
// Problems: not_found, not_allowed.
base::Result<Service> read_managed_service(guard::Workplace& workplace, const guard::Actor& actor,
                                           ServiceId id);

}  // namespace directory
