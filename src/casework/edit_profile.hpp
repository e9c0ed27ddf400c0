#pragma once
// Use cases: reading and editing the person's profile. Two people at once: the second is refused with
// edited_meanwhile and loses nothing, since the page keeps what was typed. A changed age changes how the case
// is handled (INV-06).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/person_profile.hpp"
#include "guard/actor.hpp"
#include "guard/unit_of_work.hpp"

#include <cstdint>
#include <string>

namespace casework {

struct ProfileView {
    CaseFile file;
    PersonProfile profile;
    std::int64_t version = 0;  // 0: nothing stored yet
    base::Time updated_at;
    std::string updated_by;  // display name; empty when nothing is stored
};

base::Result<ProfileView> read_profile(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id);

// `version` is the one that was read; gives the one that is saved. Problems: invalid_input, not_found,
// not_allowed, edited_meanwhile.
base::Result<std::int64_t> edit_profile(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                        const PersonProfile& profile, std::int64_t version);

// The same within a write that does more, on a case that it has loaded: asks, and takes a checked profile.
base::Result<std::int64_t> put_profile(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file,
                                       const PersonProfile& checked, std::int64_t version);

}  // namespace casework
