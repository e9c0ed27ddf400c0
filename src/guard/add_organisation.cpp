#include "guard/add_organisation.hpp"

#include "base/text.hpp"
#include "guard/organisation_repository.hpp"

#include <utility>

namespace guard {

namespace {

constexpr Ask kManage{.permission = Permission::organisation_manage, .purpose = Purpose::administration};

}  // namespace

base::Result<OrganisationId> add_organisation(Workplace& workplace, const Actor& actor,
                                              const NewOrganisation& wanted) {
    return write(workplace, actor, [&](WriteWork& work) -> base::Result<OrganisationId> {
        if (auto allowed = work.allow(kManage); !allowed) return base::fail(std::move(allowed.error()));
        auto name = base::clean_text("name", wanted.name, {.code_points_max = 200, .code_points_min = 2});
        if (!name) return base::fail(std::move(name.error()));
        auto same = find_organisation(work.session(), *name);
        if (!same) return base::fail(std::move(same.error()));
        if (*same) return base::fail(base::invalid_field("name", "taken"));

        const Organisation organisation{.id = work.new_id<Organisation>(),
                                        .name = *std::move(name),
                                        .kind = wanted.kind,
                                        .first_responder = wanted.first_responder,
                                        .agreement_valid_to = wanted.agreement_valid_to,
                                        .created_at = work.now()};
        if (auto inserted = insert_organisation(work.session(), organisation); !inserted) {
            return base::fail(std::move(inserted.error()));
        }
        auto key =
            work.keys().create_organisation_key(work.session(), organisation.id, work.now(), work.random());
        if (!key) return base::fail(std::move(key.error()));
        work.record({.action = "organisation.add",
                     .subject_kind = "organisation",
                     .subject = organisation.id.uuid(),
                     .concerned_case = {},
                     .zone = Zone::z1,
                     .purpose = Purpose::administration,
                     .rule = {},
                     .outcome = Outcome::done});
        return organisation.id;
    });
}

base::Result<std::vector<Organisation>> list_organisations(Workplace& workplace, const Actor& actor,
                                                           std::optional<OrganisationId> after,
                                                           int rows_max) {
    return read(workplace, actor, [&](ReadWork& work) -> base::Result<std::vector<Organisation>> {
        if (auto allowed = work.allow(kManage); !allowed) return base::fail(std::move(allowed.error()));
        return list_organisations(work.session(), after, rows_max);
    });
}

base::Result<Organisation> find_organisation(Workplace& workplace, const Actor& actor,
                                             const std::string& name) {
    return read(workplace, actor, [&](ReadWork& work) -> base::Result<Organisation> {
        if (auto allowed = work.allow(kManage); !allowed) return base::fail(std::move(allowed.error()));
        auto found = find_organisation(work.session(), name);
        if (!found) return base::fail(std::move(found.error()));
        if (!*found) return base::fail(base::ProblemCode::not_found, "organisation");
        return **std::move(found);
    });
}

}  // namespace guard
