#pragma once
// Examples of referrals that several operations show.

#include <string_view>

namespace web::api {

inline constexpr std::string_view kCaseReferralsExample = R"({"case": "01906f3e-7a00-7000-8000-000000000010",
    "referrals": [{"referral": {"id": "01906f3e-7a00-7000-8000-000000000014",
    "case": "01906f3e-7a00-7000-8000-000000000010", "need": "shelter", "urgency": "today",
    "from_organisation": "01906f3e-7a00-7000-8000-000000000002",
    "to_organisation": "01906f3e-7a00-7000-8000-000000000017",
    "service": "01906f3e-7a00-7000-8000-000000000015", "facts": ["language", "age_band"],
    "consent": "01906f3e-7a00-7000-8000-000000000013", "under_exception": false, "status": "sent",
    "sent_at": "2026-11-24T15:20:00Z", "acknowledged_at": null, "answered_at": null, "first_service_at": null,
    "answer_reason": "", "rerouted_from": null, "copy_given_to_person": true, "version": 1},
    "service_name": "Night shelter", "organisation_name": "Safe Steps", "next_clock": null,
    "person_to_be_told": false}]})";

inline constexpr std::string_view kReferralViewExample = R"({"line": {"referral": {
    "id": "01906f3e-7a00-7000-8000-000000000014", "case": "01906f3e-7a00-7000-8000-000000000010",
    "need": "shelter", "urgency": "today", "from_organisation": "01906f3e-7a00-7000-8000-000000000002",
    "to_organisation": "01906f3e-7a00-7000-8000-000000000017",
    "service": "01906f3e-7a00-7000-8000-000000000015", "facts": ["language", "age_band"],
    "consent": "01906f3e-7a00-7000-8000-000000000013", "under_exception": false, "status": "sent",
    "sent_at": "2026-11-24T15:20:00Z", "acknowledged_at": null, "answered_at": null, "first_service_at": null,
    "answer_reason": "", "rerouted_from": null, "copy_given_to_person": true, "version": 1},
    "pseudonym": "7KQ4-M2FX", "service_name": "Night shelter", "from_name": "Harbour House",
    "to_name": "Safe Steps", "next_clock": null, "escalated": false, "access_ended": false},
    "minimum": [{"fact": "language", "keys": ["casework.language.uk"], "words": ""}], "full": null,
    "exchange": [], "clocks": [], "sent_by": "Iryna Bondar", "exception_ground": "", "proposed_by": "",
    "confirmed_by": "", "person_told_at": null})";

inline constexpr std::string_view kQueueExample = R"({"items": [{"referral": {
    "id": "01906f3e-7a00-7000-8000-000000000014", "case": "01906f3e-7a00-7000-8000-000000000010",
    "need": "shelter", "urgency": "today", "from_organisation": "01906f3e-7a00-7000-8000-000000000002",
    "to_organisation": "01906f3e-7a00-7000-8000-000000000017",
    "service": "01906f3e-7a00-7000-8000-000000000015", "facts": ["language", "age_band"],
    "consent": "01906f3e-7a00-7000-8000-000000000013", "under_exception": false, "status": "sent",
    "sent_at": "2026-11-24T15:20:00Z", "acknowledged_at": null, "answered_at": null, "first_service_at": null,
    "answer_reason": "", "rerouted_from": null, "copy_given_to_person": true, "version": 1},
    "pseudonym": "7KQ4-M2FX", "service_name": "Night shelter", "from_name": "Harbour House",
    "to_name": "Safe Steps", "next_clock": null, "escalated": false, "access_ended": false}], "next": null})";

}  // namespace web::api
