#include "directory/match_services.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>

namespace directory {
namespace {

constexpr std::array<std::string_view, 9> kPoints{"need",     "age_band", "gender",   "household", "status",
                                                  "capacity", "urgency",  "language", "area"};
constexpr std::array<std::string_view, 4> kFits{"fits", "limits", "against", "not_known"};

bool lists(const std::vector<std::string>& codes, std::string_view code) {
    return std::ranges::find(codes, code) != codes.end();
}

// An empty list serves everybody.
Fit eligible(const std::vector<std::string>& served, const std::string& code) {
    if (served.empty()) return Fit::fits;
    if (code.empty()) return Fit::not_known;
    return lists(served, code) ? Fit::fits : Fit::against;
}

bool is_child_band(const std::string& band) {
    return band == "under_12" || band == "12_15" || band == "16_17";
}

// Who is 18 or older, of an age nobody asked, is never sent to a place for children alone.
Fit adult_fit(const std::vector<std::string>& served) {
    if (served.empty()) return Fit::fits;
    return std::ranges::all_of(served, is_child_band) ? Fit::against : Fit::not_known;
}

// A child is never sent to a place for adults, whatever age was claimed (INV-06).
Fit age_fit(const std::vector<std::string>& served, const Seeker& seeker) {
    if (seeker.adult && !seeker.handled_as_child && seeker.age_band.empty()) return adult_fit(served);
    if (!seeker.handled_as_child || is_child_band(seeker.age_band)) return eligible(served, seeker.age_band);
    if (served.empty()) return Fit::fits;
    return std::ranges::any_of(served, is_child_band) ? Fit::fits : Fit::against;
}

Fit capacity_fit(Room room) {
    switch (room) {
        case Room::free_places: return Fit::fits;
        case Room::full: return Fit::limits;
        case Room::stale:
        case Room::not_told: return Fit::not_known;
    }
    return Fit::not_known;
}

Fit urgency_fit(const Service& service, const Seeker& seeker) {
    return seeker.urgency != "today" || service.answers_today ? Fit::fits : Fit::limits;
}

Fit language_fit(const Service& service, const Seeker& seeker) {
    if (seeker.languages.empty() || service.languages.empty()) return Fit::not_known;
    const bool spoken = std::ranges::any_of(
        seeker.languages, [&](const std::string& code) { return lists(service.languages, code); });
    return spoken ? Fit::fits : Fit::limits;
}

Fit area_fit(const Service& service, const Seeker& seeker) {
    if (service.site.area.empty() || seeker.area.empty()) return Fit::fits;  // everywhere, or anywhere
    return service.site.area == seeker.area ? Fit::fits : Fit::limits;
}

Match matched(const Service& service, const Seeker& seeker, base::Time now) {
    const Eligibility& eligibility = service.eligibility;
    Match match{.service = service, .reasons = {}, .room = room_of(service, now)};
    match.reasons = {{Point::need, Fit::fits},
                     {Point::age_band, age_fit(eligibility.age_bands, seeker)},
                     {Point::gender, eligible(eligibility.genders, seeker.gender)},
                     {Point::household, eligible(eligibility.households, seeker.household)},
                     {Point::status, eligible(eligibility.statuses, seeker.status)},
                     {Point::capacity, capacity_fit(match.room)},
                     {Point::urgency, urgency_fit(service, seeker)},
                     {Point::language, language_fit(service, seeker)},
                     {Point::area, area_fit(service, seeker)}};
    match.suits =
        std::ranges::none_of(match.reasons, [](const Reason& reason) { return reason.fit == Fit::against; });
    return match;
}

// Free places before what nobody knows, that before what is full.
int rank(Fit fit) {
    switch (fit) {
        case Fit::fits: return 0;
        case Fit::not_known: return 1;
        case Fit::limits: return 2;
        case Fit::against: return 3;
    }
    return 3;
}

bool before(const Match& left, const Match& right) {
    if (left.suits != right.suits) return left.suits;
    for (const Point point : {Point::urgency, Point::capacity, Point::language, Point::area}) {
        const auto index = static_cast<std::size_t>(point);
        const int left_rank = rank(left.reasons[index].fit);
        const int right_rank = rank(right.reasons[index].fit);
        if (left_rank != right_rank) return left_rank < right_rank;
    }
    return std::tie(left.service.name, left.service.id) < std::tie(right.service.name, right.service.id);
}

}  // namespace

std::string_view name_of(Point point) {
    return kPoints.at(static_cast<std::size_t>(point));
}

std::string_view name_of(Fit fit) {
    return kFits.at(static_cast<std::size_t>(fit));
}

Room room_of(const Service& service, base::Time now) {
    if (!service.capacity) return Room::not_told;
    if (now - service.capacity->as_of > kCapacityFreshFor) return Room::stale;
    return service.capacity->free > 0 ? Room::free_places : Room::full;
}

std::vector<Match> match_services(const std::vector<Service>& services, const Seeker& seeker,
                                  base::Time now) {
    std::vector<Match> matches;
    for (const Service& service : services) {
        if (!service.active || !lists(service.needs, seeker.need)) continue;
        matches.push_back(matched(service, seeker, now));
    }
    std::ranges::sort(matches, before);
    return matches;
}

}  // namespace directory
