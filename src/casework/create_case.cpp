#include "casework/create_case.hpp"

#include "casework/case_repository.hpp"
#include "casework/edit_profile.hpp"
#include "casework/open_identity.hpp"
#include "guard/unit_of_work.hpp"

#include <utility>

namespace casework {
namespace {

// The first look has kept a first version of the profile.
constexpr std::int64_t kProfileOfTheLook = 1;
constexpr std::int64_t kNoIdentity = 0;

base::Result<NewCase> checked(const NewCase& given) {
    NewCase good{.content = given.content, .profile = {}, .identity = {}};
    if (given.profile) {
        auto profile = checked_profile(*given.profile);
        if (!profile) return base::fail(profile.error());
        good.profile = *std::move(profile);
    }
    if (given.identity) {
        auto identity = checked_identity(*given.identity);
        if (!identity) return base::fail(identity.error());
        good.identity = *std::move(identity);
    }
    return good;
}

}  // namespace

base::Result<FirstLookOutcome> create_case(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                           const NewCase& given) {
    const auto good = checked(given);
    if (!good) return base::fail(good.error());
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<FirstLookOutcome> {
        auto raised = raise_whole(desk, work, case_id, good->content, FirstLookAt::somebody_new);
        if (!raised) return raised;
        if (good->identity && !raised->result.concern) return base::fail(base::refused_by("INV-14"));
        if (good->profile) {
            auto put = put_profile(desk, work, raised->file, *good->profile, kProfileOfTheLook);
            if (!put) return base::fail(put.error());
        }
        if (good->identity) {
            auto put = put_identity(work, raised->file, *good->identity, kNoIdentity);
            if (!put) return base::fail(put.error());
        }
        return raised;
    });
}

}  // namespace casework
