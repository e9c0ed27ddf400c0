#pragma once
// A country profile: who decides, in what time, on which days, and where each value comes from
// (domain.md 2.2, 4). Data, from profiles/*.json; a profile inherits what it does not say from its parent (a
// country from EU or INT, EU from INT). Promise: what load_profile() lets through is never under the
// international minimum (profile INT) and has evidence for every value. Thread rule: immutable once loaded.

#include "base/calendar.hpp"
#include "base/result.hpp"
#include "country/clock_rule.hpp"
#include "country/evidence.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace country {

// Who may formally identify (domain.md 2.2).
enum class Pattern {
    police_only,
    police_plus_rapporteur,
    central_authority,
    social_ministry,
    social_centre,
    police_or_ngo_commission,
    authority_with_ngo,
    police_plus_multiple_reporters,
    anti_trafficking_entity,
    immigration_on_indication,
};

std::string_view code_of(Pattern pattern);  // "AUTHORITY_WITH_NGO"

// The international minimum, an overlay for several countries (EU), or a country.
enum class ProfileKind { floor, overlay, country };

template <class Value>
struct Known {
    Value value{};
    Evidence evidence;
};

// Anything else worth knowing: "the profile says there is none" is a monostate, which is not the same as
// saying nothing.
struct Fact {
    std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<std::string>> value;
    std::string unit;    // "d", "month", "year", "percent", "count" or empty
    bool floor = false;  // no profile below may say otherwise
    Evidence evidence;
};

struct ProfileData {
    std::string code;                         // "GB", "DEMO"
    std::map<std::string, std::string> name;  // by language
    ProfileKind kind = ProfileKind::country;
    std::string inherits;
    bool complete = false;  // complete enough to run; the others inform
    bool invented = false;
    std::optional<Known<Pattern>> pattern;
    std::optional<Known<bool>> two_step;
    base::WorkCalendar calendar;
    Evidence calendar_evidence;
    std::map<ClockKind, ClockRule> clocks;
    std::map<std::string, Known<std::vector<std::string>>, std::less<>> roles;  // by transition, "T8"
    std::map<std::string, Fact, std::less<>> facts;
    std::map<std::string, std::string, std::less<>> sources;
};

class Profile {
public:
    explicit Profile(ProfileData data) : data_(std::move(data)) {}

    const std::string& code() const { return data_.code; }
    const ProfileData& data() const { return data_; }
    bool complete() const { return data_.complete; }
    bool invented() const { return data_.invented; }
    // The name in `language`, else in English.
    const std::string& name(const std::string& language) const;

    // Whether a first, lower threshold (reasonable grounds) comes before the conclusive decision; false where
    // the profile is silent.
    bool two_step() const { return data_.two_step && data_.two_step->value; }
    const base::WorkCalendar& calendar() const { return data_.calendar; }

    // Nothing where this country sets no such clock.
    const ClockRule* clock(ClockKind kind) const;
    std::optional<base::Time> due_at(ClockKind kind, base::Time started,
                                     Urgency urgency = Urgency::ordinary) const;

    // Role codes (domain.md 2.1) that may make a transition of domain.md 3.1 ("T8"); empty where the profile
    // names none.
    const std::vector<std::string>& roles_for(std::string_view transition) const;

    const Fact* fact(std::string_view fact_name) const;
    // Whether the fact is there and true: holds("duty_to_notify_if_adult_refuses").
    bool holds(std::string_view fact_name) const;
    // The fact's text, or `otherwise`: text_of("protection_starts_at", "ID5").
    std::string text_of(std::string_view fact_name, std::string_view otherwise) const;

private:
    ProfileData data_;
};

// Problem: invalid_file, naming each path that is wrong. `parent` is the profile named by "inherits", if one
// is.
base::Result<Profile> load_profile(std::string_view json, const Profile* parent = nullptr);

}  // namespace country
