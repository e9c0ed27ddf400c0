#include "casework/edit_profile.hpp"

#include "casework/case_access.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_repository.hpp"
#include "casework/move_case.hpp"
#include "casework/person_profile_repository.hpp"
#include "casework/sealed_record.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

base::Done start_child_clock(const CaseDesk& desk, guard::WriteWork& work, const CaseFile& file) {
    const auto clocks = clocks_of(work.session(), file.id);
    if (!clocks) return base::fail(clocks.error());
    const bool runs = std::ranges::any_of(*clocks, [](const CaseClock& clock) {
        return clock.kind == country::ClockKind::child_protection && !clock.stopped_at;
    });
    if (runs) return {};
    return start_clock(desk, work, file, country::ClockKind::child_protection, std::nullopt,
                       file.lead_organisation);
}

// INV-06: from the moment a doubt is written down the case is a child's; it is an adult's again only when the
// profile holds no doubt.
base::Done follow_age(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file) {
    const bool is_child = file.handled_as_child;
    if (auto noted = note_event(work, file, is_child ? "child.path_opened" : "child.path_left", "case",
                                file.id.uuid());
        !noted) {
        return noted;
    }
    // A contact without a sign has no clocks yet; they start with the concern.
    if (!is_child || file.states.identification == State::contact) return {};
    return start_child_clock(desk, work, file);
}

}  // namespace

base::Result<ProfileView> read_profile(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ProfileView> {
        auto file = open_case(work, case_id, Permission::needs_read, Purpose::support);
        if (!file) return base::fail(file.error());
        const auto grant =
            work.grant<guard::Zone::z2>(ask_about(*file, actor, Permission::needs_read, Purpose::support),
                                        "person_profile", case_id.uuid(), case_id);
        if (!grant) return base::fail(grant.error());
        const auto record = find_profile(work, work.session(), case_id);
        if (!record) return base::fail(record.error());
        ProfileView view;
        view.file = std::move(*file);
        if (!*record) return view;
        view.profile = (*record)->content.expose(*grant);
        view.version = (*record)->version;
        view.updated_at = (*record)->updated_at;
        auto writer = writer_of(work, (*record)->updated_by);
        if (!writer) return base::fail(writer.error());
        view.updated_by = std::move(*writer);
        return view;
    });
}

base::Result<std::int64_t> edit_profile(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                        const PersonProfile& raw, std::int64_t version) {
    const auto profile = checked_profile(raw);
    if (!profile) return base::fail(profile.error());
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<std::int64_t> {
        auto file = load_case(work.session(), case_id);
        if (!file) return base::fail(file.error());
        return put_profile(desk, work, *file, *profile, version);
    });
}

base::Result<std::int64_t> put_profile(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file,
                                       const PersonProfile& checked, std::int64_t version) {
    if (auto allowed = allow_on(work, file, Permission::needs_write, Purpose::support); !allowed)
        return base::fail(allowed.error());
    ProfileRecord record;
    record.case_id = file.id;
    record.content = guard::Zoned<guard::Zone::z2, PersonProfile>(checked);
    record.version = version;
    if (auto saved = save_profile(work, record); !saved) return base::fail(saved.error());
    const bool is_child = handled_as_child(checked);
    const bool changed = file.handled_as_child != is_child;
    file.handled_as_child = is_child;
    if (auto noted = note_event(work, file, "profile.edited", "person_profile", file.id.uuid()); !noted)
        return base::fail(noted.error());
    if (changed) {
        if (auto followed = follow_age(desk, work, file); !followed) return base::fail(followed.error());
    }
    work.record({.action = "profile.edit",
                 .subject_kind = "person_profile",
                 .subject = file.id.uuid(),
                 .concerned_case = file.id,
                 .zone = guard::Zone::z2,
                 .purpose = Purpose::support,
                 .rule = {},
                 .outcome = guard::Outcome::done});
    return record.version;
}

}  // namespace casework
