#pragma once
// The SQL of services: rows to values and back. Writing checks what check_service() asks; authorising is the
// caller's. Thread rule: as the session passed in.

#include "base/result.hpp"
#include "directory/service.hpp"
#include "store/session.hpp"

#include <optional>
#include <string>
#include <vector>

namespace directory {

// Writing the same service twice is one service (a retry after a lost connection).
base::Done insert_service(store::WriteSession& session, const Service& service);

// `service.version` is the one that was read. Problem: edited_meanwhile. Afterwards it is one more.
base::Done update_service(store::WriteSession& session, Service& service);

// Problem: not_found.
base::Result<Service> load_service(store::ReadSession& session, ServiceId id);

// Where a page of services ends: the name and id of its last.
struct ServicePlace {
    std::string name;
    ServiceId id;
};

struct ServiceFilter {
    std::string need;                                   // empty: any
    std::optional<guard::OrganisationId> organisation;  // of this one only
    bool with_ended = false;                            // also those no longer offered
};

// By name, from after `place`.
base::Result<std::vector<Service>> find_services(store::ReadSession& session, const ServiceFilter& filter,
                                                 const std::optional<ServicePlace>& place, int rows_max);

// Every area that a service still offered names, in order.
base::Result<std::vector<std::string>> areas_served(store::ReadSession& session);

}  // namespace directory
