#include "directory/search_directory.hpp"

#include <utility>

namespace directory {
namespace {

constexpr guard::Ask kSearch{.permission = guard::Permission::directory_search,
                             .purpose = guard::Purpose::support};

base::Result<std::vector<Match>> page_by_name(store::ReadSession& session, base::Time now,
                                              const std::optional<ServicePlace>& place) {
    auto services = find_services(session, {}, place, kDirectoryPageRows + 1);
    if (!services) return base::fail(services.error());
    std::vector<Match> matches;
    matches.reserve(services->size());
    for (Service& service : *services) {
        const Room room = room_of(service, now);
        matches.push_back({.service = std::move(service), .reasons = {}, .room = room, .suits = true});
    }
    return matches;
}

}  // namespace

base::Result<DirectoryPage> search_directory(guard::Workplace& workplace, const guard::Actor& actor,
                                             const Seeker& seeker, const std::optional<ServicePlace>& place) {
    return guard::read(workplace, actor, [&](guard::ReadWork& work) -> base::Result<DirectoryPage> {
        if (auto allowed = work.allow(kSearch, "service"); !allowed) return base::fail(allowed.error());
        DirectoryPage page;
        auto areas = areas_served(work.session());
        if (!areas) return base::fail(areas.error());
        page.areas = std::move(*areas);
        if (seeker.need.empty()) {
            auto matches = page_by_name(work.session(), work.now(), place);
            if (!matches) return base::fail(matches.error());
            page.more = matches->size() > static_cast<std::size_t>(kDirectoryPageRows);
            if (page.more) matches->pop_back();
            page.matches = std::move(*matches);
        } else {
            const auto services =
                find_services(work.session(), {.need = seeker.need, .organisation = {}, .with_ended = false},
                              std::nullopt, kMatchedServicesMax);
            if (!services) return base::fail(services.error());
            page.matches = match_services(*services, seeker, work.now());
        }
        return page;
    });
}

base::Result<Service> read_service(guard::Workplace& workplace, const guard::Actor& actor, ServiceId id) {
    return guard::read(workplace, actor, [&](guard::ReadWork& work) -> base::Result<Service> {
        if (auto allowed = work.allow(kSearch, "service", id.uuid()); !allowed)
            return base::fail(allowed.error());
        return load_service(work.session(), id);
    });
}

}  // namespace directory
