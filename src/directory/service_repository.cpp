#include "directory/service_repository.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace directory {
namespace {

using store::Row;
using store::value;

constexpr std::string_view kColumns =
    "service.id, service.organisation, organisation.name as organisation_name, service.name, description, "
    "languages, genders, age_bands, households, statuses, eligibility_words, shelter, area, address, "
    "answers_today, opening_hours, contact, capacity_total, capacity_free, capacity_as_of, capacity_note, "
    "active, service.version";

constexpr std::string_view kFrom =
    " from service join organisation on organisation.id = service.organisation ";

Service service_from(const Row& row) {
    Service service;
    service.id = row.id<Service>("id");
    service.organisation = row.id<guard::Organisation>("organisation");
    service.organisation_name = row.text("organisation_name");
    service.name = row.text("name");
    service.description = row.text("description");
    service.languages = base::split_codes(row.text("languages"));
    service.eligibility = {.genders = base::split_codes(row.text("genders")),
                           .age_bands = base::split_codes(row.text("age_bands")),
                           .households = base::split_codes(row.text("households")),
                           .statuses = base::split_codes(row.text("statuses")),
                           .words = row.text("eligibility_words")};
    service.site = {.kind = row.boolean("shelter") ? SiteKind::shelter : SiteKind::open,
                    .area = row.text("area"),
                    .address = row.text("address")};
    service.answers_today = row.boolean("answers_today");
    service.opening_hours = row.text("opening_hours");
    service.contact = row.text("contact");
    if (const auto as_of = row.optional_time("capacity_as_of")) {
        service.capacity = Capacity{.total = row.integer("capacity_total"),
                                    .free = row.integer("capacity_free"),
                                    .as_of = *as_of,
                                    .note = row.text("capacity_note")};
    }
    service.active = row.boolean("active");
    service.version = row.integer("version");
    return service;
}

// Everything but the id and the version, in the order of the statements below.
std::vector<store::Value> values_of(const Service& service) {
    const Eligibility& eligibility = service.eligibility;
    store::Value total;
    store::Value free;
    store::Value as_of;
    if (service.capacity) {
        total = value(service.capacity->total);
        free = value(service.capacity->free);
        as_of = value(service.capacity->as_of);
    }
    return {value(service.organisation),
            value(service.name),
            value(service.description),
            value(base::joined_codes(service.languages)),
            value(base::joined_codes(eligibility.genders)),
            value(base::joined_codes(eligibility.age_bands)),
            value(base::joined_codes(eligibility.households)),
            value(base::joined_codes(eligibility.statuses)),
            value(eligibility.words),
            value(service.is_shelter()),
            value(service.site.area),
            value(service.site.address),
            value(service.answers_today),
            value(service.opening_hours),
            value(service.contact),
            total,
            free,
            as_of,
            value(service.capacity ? service.capacity->note : std::string{}),
            value(service.active)};
}

base::Done write_needs(store::WriteSession& session, const Service& service) {
    base::Done cleared = session.post("delete from service_need where service = $1", {value(service.id)});
    if (!cleared) return cleared;
    for (const std::string& need : service.needs) {
        base::Done written =
            session.post("insert into service_need (service, need) values ($1, $2) on conflict do nothing",
                         {value(service.id), value(need)});
        if (!written) return written;
    }
    return {};
}

base::Done read_needs(store::ReadSession& session, std::vector<Service>& services) {
    for (Service& service : services) {
        const auto rows = session.query("select need from service_need where service = $1 order by need",
                                        {value(service.id)});
        if (!rows) return base::fail(rows.error());
        for (const Row& row : *rows) service.needs.push_back(row.text("need"));
    }
    return {};
}

}  // namespace

base::Done insert_service(store::WriteSession& session, const Service& service) {
    if (auto good = check_service(service); !good) return good;
    std::vector<store::Value> values = values_of(service);
    values.push_back(value(service.id));
    base::Done written = session.post(
        "insert into service (organisation, name, description, languages, genders, age_bands, households, "
        "statuses, eligibility_words, shelter, area, address, answers_today, opening_hours, contact, "
        "capacity_total, capacity_free, capacity_as_of, capacity_note, active, id, version) values ($1, $2, "
        "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 1) "
        "on conflict (id) do nothing",
        std::move(values));
    if (!written) return written;
    return write_needs(session, service);
}

base::Done update_service(store::WriteSession& session, Service& service) {
    if (auto good = check_service(service); !good) return good;
    std::vector<store::Value> values = values_of(service);
    values.push_back(value(service.id));
    values.push_back(value(service.version));
    base::Done updated = session.post_one(
        "update service set organisation = $1, name = $2, description = $3, languages = $4, genders = $5, "
        "age_bands = $6, households = $7, statuses = $8, eligibility_words = $9, shelter = $10, area = $11, "
        "address = $12, answers_today = $13, opening_hours = $14, contact = $15, capacity_total = $16, "
        "capacity_free = $17, capacity_as_of = $18, capacity_note = $19, active = $20, version = version + 1 "
        "where id = $21 and version = $22",
        std::move(values), base::problem(base::ProblemCode::edited_meanwhile, "service"));
    if (!updated) return updated;
    service.version += 1;
    return write_needs(session, service);
}

base::Result<Service> load_service(store::ReadSession& session, ServiceId id) {
    const auto row = session.query_one(
        "select " + std::string(kColumns) + std::string(kFrom) + "where service.id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "service");
    std::vector<Service> services{service_from(**row)};
    if (auto read = read_needs(session, services); !read) return base::fail(read.error());
    return std::move(services.front());
}

base::Result<std::vector<Service>> find_services(store::ReadSession& session, const ServiceFilter& filter,
                                                 const std::optional<ServicePlace>& place, int rows_max) {
    std::string sql = "select " + std::string(kColumns) + std::string(kFrom) + "where true";
    std::vector<store::Value> values;
    const auto bind = [&](store::Value bound) {
        values.push_back(std::move(bound));
        return "$" + std::to_string(values.size());
    };
    if (!filter.with_ended) sql += " and active = 1";
    if (filter.organisation) sql += " and service.organisation = " + bind(value(*filter.organisation));
    if (!filter.need.empty()) {
        sql +=
            " and service.id in (select service from service_need where need = " + bind(value(filter.need)) +
            ")";
    }
    if (place) {
        const std::string name = bind(value(place->name));
        sql += " and (service.name, service.id) > (" + name + ", " + bind(value(place->id)) + ")";
    }
    sql += " order by service.name, service.id limit " + bind(value(rows_max));
    const auto rows = session.query(sql, std::move(values));
    if (!rows) return base::fail(rows.error());
    std::vector<Service> services;
    services.reserve(rows->size());
    for (const Row& row : *rows) services.push_back(service_from(row));
    if (auto read = read_needs(session, services); !read) return base::fail(read.error());
    return services;
}

base::Result<std::vector<std::string>> areas_served(store::ReadSession& session) {
    const auto rows =
        session.query("select distinct area from service where active = 1 and area <> '' order by area");
    if (!rows) return base::fail(rows.error());
    std::vector<std::string> areas;
    areas.reserve(rows->size());
    for (const Row& row : *rows) areas.push_back(row.text("area"));
    return areas;
}

}  // namespace directory
