#include "estimates/keep_estimate.hpp"

#include "base/crypto/sha256.hpp"
#include "base/encoding.hpp"
#include "guard/user_repository.hpp"

#include <utility>

namespace estimates {
namespace {

constexpr guard::Ask kMake{.permission = guard::Permission::estimate_make,
                           .purpose = guard::Purpose::oversight,
                           .relation = guard::Relation::none};
constexpr guard::Ask kRead{.permission = guard::Permission::estimate_read,
                           .purpose = guard::Purpose::oversight,
                           .relation = guard::Relation::none};
constexpr int kRows = 50;

guard::AuditEvent done(std::string action, EstimateId id) {
    return {.action = std::move(action),
            .subject_kind = "estimate",
            .subject = id.uuid(),
            .concerned_case = std::nullopt,
            .zone = guard::Zone::z1,
            .purpose = guard::Purpose::oversight,
            .rule = {},
            .outcome = guard::Outcome::done};
}

}  // namespace

base::Result<EstimateId> keep_estimate(guard::Workplace& workplace, const guard::Actor& actor,
                                       KeptEstimate estimate, std::string_view pasted) {
    const auto table = read_table(pasted);
    const auto checked = check(estimate);
    std::vector<base::FieldProblem> fields;
    if (!table) fields = table.error().fields;
    if (!checked) {
        fields.insert(fields.end(), checked.error().fields.begin(), checked.error().fields.end());
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    if (!table) return base::fail(table.error());
    estimate.overlaps = canonical_csv(*table);
    estimate.overlaps_sha256 = base::to_hex(base::crypto::sha256(base::bytes_of(estimate.overlaps)));
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<EstimateId> {
        if (auto allowed = work.allow(kMake, "estimate"); !allowed) return base::fail(allowed.error());
        estimate.id = work.new_id<KeptEstimate>();
        estimate.kept_at = work.now();
        estimate.kept_by = actor.user;
        estimate.version = 1;
        if (auto kept = insert_estimate(work.session(), estimate); !kept) return base::fail(kept.error());
        work.record(done("estimate.keep", estimate.id));
        return estimate.id;
    });
}

base::Done confirm_assumptions(guard::Workplace& workplace, const guard::Actor& actor, EstimateId id,
                               std::int64_t version,
                               std::map<std::string, std::string, std::less<>> reasons) {
    if (auto good = check_reasons(reasons); !good) return good;
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kMake, "estimate", id.uuid()); !allowed) return allowed;
        auto stored = load_estimate(work.session(), id);
        if (!stored) return base::fail(stored.error());
        stored->version = version;
        stored->reasons = reasons;
        if (auto replaced = replace_reasons(work.session(), *stored); !replaced) return replaced;
        work.record(done("estimate.confirm", id));
        return {};
    });
}

base::Result<EstimateRead> read_estimate(guard::Workplace& workplace, const guard::Actor& actor,
                                         EstimateId id) {
    return guard::read(workplace, actor, [&](guard::ReadWork& work) -> base::Result<EstimateRead> {
        if (auto allowed = work.allow(kRead, "estimate", id.uuid()); !allowed) {
            return base::fail(allowed.error());
        }
        auto stored = load_estimate(work.session(), id);
        if (!stored) return base::fail(stored.error());
        const auto names = guard::display_names(work.session(), work.keys(), {stored->kept_by});
        if (!names) return base::fail(names.error());
        const auto name = names->find(stored->kept_by);
        return EstimateRead{.estimate = std::move(*stored),
                            .kept_by_name = name == names->end() ? std::string() : name->second,
                            .sees_all_cells = may_make(actor, work.now())};
    });
}

base::Result<EstimateList> list_estimates(guard::Workplace& workplace, const guard::Actor& actor,
                                          const std::optional<EstimatePlace>& place) {
    return guard::read(workplace, actor, [&](guard::ReadWork& work) -> base::Result<EstimateList> {
        if (auto allowed = work.allow(kRead, "estimate"); !allowed) return base::fail(allowed.error());
        auto found = find_estimates(work.session(), place, kRows + 1);
        if (!found) return base::fail(found.error());
        const bool more = found->size() > static_cast<std::size_t>(kRows);
        if (more) found->pop_back();
        return EstimateList{.estimates = std::move(*found), .more = more};
    });
}

bool may_make(const guard::Actor& actor, base::Time now) {
    return guard::authorise(actor, kMake, now).allowed;
}

}  // namespace estimates
