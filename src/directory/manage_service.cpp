#include "directory/manage_service.hpp"

#include "base/text.hpp"
#include "directory/service_repository.hpp"
#include "guard/organisation_repository.hpp"

#include <utility>
#include <vector>

namespace directory {
namespace {

constexpr guard::Ask kManage{.permission = guard::Permission::directory_manage,
                             .purpose = guard::Purpose::co_ordination};

constexpr int kManagedRows = 50;
constexpr int kOrganisationsMax = 500;

constexpr base::TextLimits kLine{200, 0, base::Lines::one};
constexpr base::TextLimits kWords{2000, 0, base::Lines::many};

// Cleans every text in place; all that is wrong is told at once.
base::Done clean(Service& service) {
    std::vector<base::FieldProblem> fields;
    const auto cleaned = [&](const char* field, std::string& text, const base::TextLimits& limits) {
        auto good = base::clean_text(field, text, limits);
        if (good) {
            text = std::move(*good);
        } else {
            fields.insert(fields.end(), good.error().fields.begin(), good.error().fields.end());
        }
    };
    cleaned("name", service.name, {200, 1, base::Lines::one});
    cleaned("description", service.description, kWords);
    cleaned("eligibility_words", service.eligibility.words, kWords);
    cleaned("area", service.site.area, kLine);
    cleaned("address", service.site.address, kLine);
    cleaned("opening_hours", service.opening_hours, kLine);
    cleaned("contact", service.contact, kLine);
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return check_service(service);
}

guard::AuditEvent done(std::string action, ServiceId id) {
    return {.action = std::move(action),
            .subject_kind = "service",
            .subject = id.uuid(),
            .concerned_case = std::nullopt,
            .zone = guard::Zone::z1,
            .purpose = guard::Purpose::co_ordination,
            .rule = {},
            .outcome = guard::Outcome::done};
}

// The service as it is stored, when it is still the one that was shown.
base::Result<Service> unchanged(guard::WriteWork& work, ServiceId id, std::int64_t version) {
    if (auto allowed = work.allow(kManage, "service", id.uuid()); !allowed)
        return base::fail(allowed.error());
    auto stored = load_service(work.session(), id);
    if (!stored) return stored;
    if (stored->version != version) return base::fail(base::ProblemCode::edited_meanwhile, "service");
    return stored;
}

}  // namespace

base::Result<ServiceId> add_service(guard::Workplace& workplace, const guard::Actor& actor, Service service) {
    if (auto good = clean(service); !good) return base::fail(good.error());
    service.capacity.reset();
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<ServiceId> {
        if (auto allowed = work.allow(kManage, "service"); !allowed) return base::fail(allowed.error());
        const auto organisation = guard::load_organisation(work.session(), service.organisation);
        if (!organisation) return base::fail(organisation.error());
        service.id = work.new_id<Service>();
        if (auto inserted = insert_service(work.session(), service); !inserted)
            return base::fail(inserted.error());
        work.record(done("service.add", service.id));
        return service.id;
    });
}

base::Result<std::int64_t> edit_service(guard::Workplace& workplace, const guard::Actor& actor,
                                        Service service) {
    if (auto good = clean(service); !good) return base::fail(good.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<std::int64_t> {
        const auto stored = unchanged(work, service.id, service.version);
        if (!stored) return base::fail(stored.error());
        Service edited = service;
        edited.organisation = stored->organisation;
        edited.capacity = stored->capacity;
        if (auto updated = update_service(work.session(), edited); !updated)
            return base::fail(updated.error());
        work.record(done("service.edit", service.id));
        return edited.version;
    });
}

base::Result<std::int64_t> record_capacity(guard::Workplace& workplace, const guard::Actor& actor,
                                           const CapacityCount& count) {
    const auto note = base::clean_text("note", count.note, kLine);
    if (!note) return base::fail(note.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<std::int64_t> {
        auto stored = unchanged(work, count.service, count.version);
        if (!stored) return base::fail(stored.error());
        stored->capacity =
            Capacity{.total = count.total, .free = count.free, .as_of = work.now(), .note = *note};
        if (auto updated = update_service(work.session(), *stored); !updated)
            return base::fail(updated.error());
        work.record(done("service.count_places", count.service));
        return stored->version;
    });
}

base::Result<ManagedServices> read_managed_services(guard::Workplace& workplace, const guard::Actor& actor,
                                                    const std::optional<ServicePlace>& place) {
    return guard::read(workplace, actor, [&](guard::ReadWork& work) -> base::Result<ManagedServices> {
        if (auto allowed = work.allow(kManage, "service"); !allowed) return base::fail(allowed.error());
        auto services = find_services(work.session(), {.need = {}, .organisation = {}, .with_ended = true},
                                      place, kManagedRows + 1);
        if (!services) return base::fail(services.error());
        const bool more = services->size() > static_cast<std::size_t>(kManagedRows);
        if (more) services->pop_back();
        return ManagedServices{.services = std::move(*services), .more = more};
    });
}

base::Result<std::vector<guard::Organisation>> organisations_to_choose(guard::Workplace& workplace,
                                                                       const guard::Actor& actor) {
    return guard::read(workplace, actor,
                       [&](guard::ReadWork& work) -> base::Result<std::vector<guard::Organisation>> {
                           if (auto allowed = work.allow(kManage, "service"); !allowed)
                               return base::fail(allowed.error());
                           return guard::list_organisations(work.session(), std::nullopt, kOrganisationsMax);
                       });
}

base::Result<Service> read_managed_service(guard::Workplace& workplace, const guard::Actor& actor,
                                           ServiceId id) {
    return guard::read(workplace, actor, [&](guard::ReadWork& work) -> base::Result<Service> {
        if (auto allowed = work.allow(kManage, "service", id.uuid()); !allowed)
            return base::fail(allowed.error());
        return load_service(work.session(), id);
    });
}

}  // namespace directory
