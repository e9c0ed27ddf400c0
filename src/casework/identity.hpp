#pragma once
// Who the person is: names, birth date, and how to reach them safely. Zone Z4, apart from everything else,
// sealed under a key that only the lead organisation holds. Nothing here is ever required (INV-14), and there
// is no field for document numbers or photographs. Plain values; pure.

#include "base/partial_date.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/case_file.hpp"
#include "guard/zone.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casework {

struct Identity {
    std::string name_used;    // what the person wants to be called
    std::string other_names;  // names in papers, other spellings
    std::optional<base::PartialDate> birth_date;
    std::string contact_channel;  // of contact_channel_codes(); empty: none
    std::string contact;          // the number, address or go-between
    std::string safe_to_use;      // of safe_to_use_codes(); empty: not asked
    std::string contact_rules;    // when, and what never to say

    friend bool operator==(const Identity&, const Identity&) = default;
};

// Cleaned and checked. Problem: invalid_input, each field at fault.
base::Result<Identity> checked_identity(Identity identity);

struct IdentityRecord {
    CaseId case_id;
    guard::Zoned<guard::Zone::z4, Identity> content;
    base::Time updated_at;
    guard::UserId updated_by;
    std::int64_t version = 0;  // 0: not yet stored
};

std::string to_json(const Identity& identity);
// Problem: invalid_file.
base::Result<Identity> identity_from_json(std::string_view json);

}  // namespace casework
