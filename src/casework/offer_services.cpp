#include "casework/offer_services.hpp"

#include "casework/case_access.hpp"
#include "casework/case_repository.hpp"
#include "casework/person_profile_repository.hpp"
#include "casework/referral_repository.hpp"
#include "directory/need.hpp"
#include "directory/search_directory.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace casework {
namespace {

using guard::Zone;

base::Done check(const ServiceQuestion& question) {
    std::vector<base::FieldProblem> fields;
    if (!directory::is_need(question.need)) fields.push_back({"need", "required", {}});
    if (std::ranges::find(urgency_codes(), question.urgency) == urgency_codes().end()) {
        fields.push_back({"urgency", "required", {}});
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return {};
}

directory::Seeker seeker_from(const ServiceQuestion& question, const CaseFile& file,
                              const PersonProfile& profile) {
    return {.need = question.need,
            .urgency = question.urgency,
            .languages = profile.languages,
            .gender = profile.gender,
            .age_band = profile.age_band,
            .household = profile.household,
            .status = {},
            .area = question.area,
            .handled_as_child = file.handled_as_child,
            .adult = !file.handled_as_child};
}

}  // namespace

base::Result<ServiceOffer> offer_services(const CaseDesk& desk, const guard::Actor& actor,
                                          guard::CaseId case_id, const ServiceQuestion& question) {
    if (auto good = check(question); !good) return base::fail(good.error());
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ServiceOffer> {
        auto file = load_case(work.session(), case_id);
        if (!file) return base::fail(file.error());
        if (relation_to(*file, actor) == guard::Relation::none)
            return base::fail(base::ProblemCode::not_found, "case");
        const auto grant = work.grant<Zone::z2>(
            ask_about(*file, actor, guard::Permission::needs_read, guard::Purpose::referral), "case",
            case_id.uuid(), case_id);
        if (!grant) return base::fail(grant.error());
        const auto record = find_profile(work, work.session(), case_id);
        if (!record) return base::fail(record.error());
        const PersonProfile profile = *record ? (*record)->content.expose(*grant) : PersonProfile{};
        const auto services = directory::find_services(
            work.session(), {.need = question.need, .organisation = {}, .with_ended = false}, std::nullopt,
            directory::kMatchedServicesMax);
        if (!services) return base::fail(services.error());
        const auto referrals = referrals_of(work.session(), case_id);
        if (!referrals) return base::fail(referrals.error());
        auto areas = directory::areas_served(work.session());
        if (!areas) return base::fail(areas.error());

        ServiceOffer offer{.file = std::move(*file),
                           .seeker = {},
                           .matches = {},
                           .open_already = {},
                           .areas = std::move(*areas)};
        offer.seeker = seeker_from(question, offer.file, profile);
        offer.matches = directory::match_services(*services, offer.seeker, work.now());
        // One cannot refer to oneself.
        std::erase_if(offer.matches, [&](const directory::Match& match) {
            return match.service.organisation == actor.organisation;
        });
        for (const Referral& referral : *referrals) {
            if (is_open(referral.status) && referral.need == question.need)
                offer.open_already.push_back(referral.service);
        }
        return offer;
    });
}

base::Result<std::vector<std::string>> areas_to_choose(const CaseDesk& desk, const guard::Actor& actor) {
    return guard::read(
        desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<std::vector<std::string>> {
            if (auto allowed = work.allow(
                    {.permission = guard::Permission::directory_search, .purpose = guard::Purpose::referral},
                    "service");
                !allowed) {
                return base::fail(allowed.error());
            }
            return directory::areas_served(work.session());
        });
}

}  // namespace casework
