#pragma once
// A service of an organisation, in the terms of HSDS: which needs it answers, for whom, in which languages,
// where, when, and how much room it has as of when. Pure; plain values. Zone Z1.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "directory/site.hpp"
#include "guard/actor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace directory {

struct Service;
using ServiceId = base::Id<Service>;

// Whom it serves, as lists of codes. An empty list sets no limit: whoever forgets to tick a box must not
// turn people away.
struct Eligibility {
    std::vector<std::string> genders;     // of gender_codes()
    std::vector<std::string> age_bands;   // of age_band_codes()
    std::vector<std::string> households;  // of household_codes()
    std::vector<std::string> statuses;    // of status_codes()
    std::string words;                    // what no code says

    friend bool operator==(const Eligibility&, const Eligibility&) = default;
};

// How much room there was when somebody last looked. Never older than it says: the date goes wherever the
// number goes.
struct Capacity {
    std::int64_t total = 0;
    std::int64_t free = 0;
    base::Time as_of;
    std::string note;

    friend bool operator==(const Capacity&, const Capacity&) = default;
};

struct Service {
    ServiceId id;
    guard::OrganisationId organisation;
    std::string organisation_name;  // read along from the organisation; not part of the service
    std::string name;
    std::string description;
    std::vector<std::string> needs;      // of need_codes()
    std::vector<std::string> languages;  // ISO 639 codes that staff speak; empty: unknown
    Eligibility eligibility;
    Site site;
    bool answers_today = false;  // takes people at any hour, or on the same day
    std::string opening_hours;   // in words
    std::string contact;         // a telephone or e-mail of the organisation's office
    std::optional<Capacity> capacity;
    bool active = true;  // no longer offered: stays for the referrals that name it
    std::int64_t version = 1;

    bool is_shelter() const { return site.kind == SiteKind::shelter; }

    friend bool operator==(const Service&, const Service&) = default;
};

// Words under "directory.gender.<code>" and so on.
const std::vector<std::string>& gender_codes();
const std::vector<std::string>& age_band_codes();
const std::vector<std::string>& household_codes();
const std::vector<std::string>& status_codes();

// What must hold before a service is stored. Problem: invalid_input naming every field at fault.
base::Done check_service(const Service& service);

}  // namespace directory
