#pragma once
// What is known of the person without saying who they are: age, languages, household, access needs, wishes,
// needs. Zone Z2, sealed under the case's Z2 key. Every field may stay open. Plain values; pure.

#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/case_file.hpp"
#include "guard/zone.hpp"
#include "screening/person_age.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casework {

struct PersonProfile {
    screening::PersonAge age;
    std::string age_band;                   // of directory::age_band_codes(); empty: not known
    std::string gender;                     // of directory::gender_codes(); empty: not said
    std::vector<std::string> citizenships;  // of citizenship_codes()
    std::vector<std::string> languages;     // of language_codes(), the best first
    bool interpreter_needed = false;
    std::string household;                  // of directory::household_codes(); empty: not known
    std::vector<std::string> access_needs;  // of access_need_codes()
    std::vector<std::string> needs;         // of directory::need_codes()
    std::string wishes;                     // in the person's words

    friend bool operator==(const PersonProfile&, const PersonProfile&) = default;
};

// INV-06: any doubt, and any age band below 18, makes a child.
bool handled_as_child(const PersonProfile& profile);

// Cleaned and checked. Problem: invalid_input, each field at fault.
base::Result<PersonProfile> checked_profile(PersonProfile profile);

struct ProfileRecord {
    CaseId case_id;
    guard::Zoned<guard::Zone::z2, PersonProfile> content;
    base::Time updated_at;
    guard::UserId updated_by;
    std::int64_t version = 0;  // 0: not yet stored
};

std::string to_json(const PersonProfile& profile);
// Problem: invalid_file.
base::Result<PersonProfile> profile_from_json(std::string_view json);

}  // namespace casework
