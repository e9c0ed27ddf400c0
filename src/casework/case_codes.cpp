#include "casework/case_codes.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace casework {
namespace {

using guard::Role;

struct WayOfRole {
    Role role;
    std::string_view identifier;
    std::string_view route;
};

// Categories of domain.md 5.1 (first_identifier_type, identification_route) by profession of 2.1. A guardian,
// an advocate and a lawyer work for a body of civil society, as far as these categories go [D].
constexpr std::array kWays = std::to_array<WayOfRole>({
    {Role::reception, "reception_staff", "reception_screening"},
    {Role::border, "border_control", "border_screening"},
    {Role::police_general, "police_non_specialist", "police_operation"},
    {Role::police_trafficking, "police_specialist", "police_operation"},
    {Role::asylum, "asylum_officer", "asylum_interview"},
    {Role::labour_inspector, "labour_inspector", "labour_inspection"},
    {Role::health, "medical", "health_visit"},
    {Role::social, "social_worker", "outreach"},
    {Role::child_protection, "child_protection", "outreach"},
    {Role::guardian, "ngo_cso", "outreach"},
    {Role::advocate, "ngo_cso", "outreach"},
    {Role::ngo_case_worker, "ngo_cso", "outreach"},
    {Role::ngo_visitor, "ngo_cso", "outreach"},
    {Role::shelter, "ngo_cso", "outreach"},
    {Role::helpline, "helpline", "helpline"},
    {Role::lawyer, "ngo_cso", "outreach"},
    {Role::educator, "educator", "school"},
    {Role::trade_union, "trade_union", "labour_inspection"},
});

const WayOfRole* way_of(const std::vector<Role>& roles) {
    for (const WayOfRole& way : kWays) {
        if (std::ranges::find(roles, way.role) != roles.end()) return &way;
    }
    return nullptr;
}

constexpr std::array kRouteOfPlace = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"border_post", "border_screening"},
    {"reception", "reception_screening"},
    {"first_identification_hotspot", "border_screening"},
    {"immigration_detention", "detention_screening"},
    {"hospital", "health_visit"},
    {"school", "school"},
    {"workplace", "labour_inspection"},
    {"online", "online_report"},
});

}  // namespace

const Codes& first_identifier_codes() {
    static const Codes codes{"police_non_specialist",
                             "police_specialist",
                             "immigration_officer",
                             "labour_inspector",
                             "border_control",
                             "judge_prosecutor",
                             "labour_attache",
                             "consular",
                             "trade_union",
                             "ngo_cso",
                             "medical",
                             "social_worker",
                             "child_protection",
                             "educator",
                             "reception_staff",
                             "asylum_officer",
                             "helpline",
                             "self",
                             "family_friend",
                             "detention_screening",
                             "exit_control",
                             "other"};
    return codes;
}

const Codes& route_codes() {
    static const Codes codes{"border_screening",
                             "reception_screening",
                             "asylum_interview",
                             "detention_screening",
                             "labour_inspection",
                             "health_visit",
                             "school",
                             "outreach",
                             "helpline",
                             "online_report",
                             "police_operation",
                             "exit_control",
                             "self_referral",
                             "transfer_from_other_state"};
    return codes;
}

const Codes& place_codes() {
    static const Codes codes{"reception",
                             "first_identification_hotspot",
                             "border_post",
                             "transit",
                             "shelter",
                             "immigration_detention",
                             "prison",
                             "police_station",
                             "hospital",
                             "school",
                             "hotel_accommodation",
                             "private_hosting",
                             "workplace",
                             "street",
                             "online",
                             "other"};
    return codes;
}

const Codes& seen_when_codes() {
    static const Codes codes{"today", "yesterday", "this_week", "earlier"};
    return codes;
}

const Codes& source_codes() {
    static const Codes codes{"observation", "self_report", "third_party", "document",
                             "online",      "medical",     "inspection",  "family"};
    return codes;
}

const Codes& access_need_codes() {
    static const Codes codes{
        "wheelchair",       "seeing",       "hearing",  "speaking",     "learning",
        "pregnancy",        "long_illness", "medicine", "step_by_step", "companion_of_choice",
        "same_gender_staff"};
    return codes;
}

const Codes& contact_channel_codes() {
    static const Codes codes{"phone", "text_message", "messenger", "email", "go_between", "in_person_only"};
    return codes;
}

const Codes& safe_to_use_codes() {
    static const Codes codes{"yes", "at_times", "no", "unknown"};
    return codes;
}

const Codes& triage_outcome_codes() {
    static const Codes codes{"safe_for_now", "moved_to_safety",         "emergency_called",
                             "medical_care", "child_protection_called", "could_not_reach"};
    return codes;
}

const Codes& presumption_codes() {
    static const Codes codes{"professional_judgement", "screening_result", "own_word", "other_professional"};
    return codes;
}

const Codes& closure_reason_codes() {
    static const Codes codes{"plan_completed",
                             "moved_abroad_with_handover",
                             "declined_support",
                             "lost_contact",
                             "returned_safely",
                             "deceased",
                             "merged_duplicate",
                             "opened_in_error",
                             "transferred_to_other_system"};
    return codes;
}

bool is_one_of(const Codes& codes, std::string_view code) {
    return std::ranges::find(codes, code) != codes.end();
}

std::string first_identifier_of(const std::vector<Role>& roles, std::string_view source) {
    if (source == "self_report") return "self";
    if (source == "family") return "family_friend";
    const WayOfRole* way = way_of(roles);
    return way == nullptr ? "other" : std::string(way->identifier);
}

std::string route_of(const std::vector<Role>& roles, std::string_view place, std::string_view source) {
    if (source == "self_report") return "self_referral";
    if (source == "online") return "online_report";
    for (const auto& [known_place, route] : kRouteOfPlace) {
        if (known_place == place) return std::string(route);
    }
    const WayOfRole* way = way_of(roles);
    return way == nullptr ? "outreach" : std::string(way->route);
}

}  // namespace casework
