#pragma once
// Which services suit a person's need, in what order, and why each does or does not (domain.md 5.1). No
// score: the order is one reason after the other, so that it can be said in words. What is not known about
// the person speaks for or against nothing. Pure; safe from any thread.

#include "base/time.hpp"
#include "directory/service.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace directory {

// What is known of the person. Empty: not known.
struct Seeker {
    std::string need;
    std::string urgency;                 // "today", "this_week", "when_possible"
    std::vector<std::string> languages;  // any of them will do
    std::string gender;
    std::string age_band;
    std::string household;
    std::string status;
    std::string area;               // empty: anywhere
    bool handled_as_child = false;  // INV-06: a doubt about age makes a child
    bool adult = false;             // known to be 18 or older, also where the band is not
};

enum class Point { need, age_band, gender, household, status, capacity, urgency, language, area };

// "limits": can be bridged (an interpreter, a journey, a call to ask), unlike "against".
enum class Fit { fits, limits, against, not_known };

struct Reason {
    Point point = Point::need;
    Fit fit = Fit::not_known;

    friend bool operator==(const Reason&, const Reason&) = default;
};

// Words under "directory.match.<point>.<fit>".
std::string_view name_of(Point point);
std::string_view name_of(Fit fit);

// A number of free places older than this is a hint, no more: ring up first.
constexpr base::Duration kCapacityFreshFor = std::chrono::hours{7 * 24};

enum class Room { free_places, full, stale, not_told };
Room room_of(const Service& service, base::Time now);

struct Match {
    Service service;
    std::vector<Reason> reasons;  // in the order of Point
    Room room = Room::not_told;
    bool suits = false;  // nothing speaks against it
};

// Services that answer the need, those that suit first. Those that do not suit follow with what speaks
// against them: a caller may know better than a list.
std::vector<Match> match_services(const std::vector<Service>& services, const Seeker& seeker, base::Time now);

}  // namespace directory
