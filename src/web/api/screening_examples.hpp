#pragma once
// Examples of screenings.

#include <string_view>

namespace web::api {

inline constexpr std::string_view kInstrumentsExample = R"({"instruments": [{"id": "first-look",
    "version": "2026-11", "tier": 0, "name": "First look", "verified": false, "licence": "CC0-1.0",
    "source": "Waymark", "answers": ["yes", "unclear"], "dimensions": [{"id": "LOOK", "name": "Signs",
    "opening": ""}], "items": [{"id": "LOOK01", "dimension": "LOOK", "weight": "",
    "text": "Somebody else holds the papers"}]}]})";

inline constexpr std::string_view kScreeningsExample = R"({"case": "01906f3e-7a00-7000-8000-000000000010",
    "screenings": [{"id": "01906f3e-7a00-7000-8000-000000000016",
    "case": "01906f3e-7a00-7000-8000-000000000010", "status": "preparing",
    "begun_by": "01906f3e-7a00-7000-8000-000000000001",
    "organisation": "01906f3e-7a00-7000-8000-000000000002", "begun_at": "2026-11-24T16:00:00Z",
    "changed_at": "2026-11-24T16:00:00Z", "finished_at": null, "pending_by": null, "version": 1}]})";

inline constexpr std::string_view kScreeningViewExample = R"({"screening": {
    "id": "01906f3e-7a00-7000-8000-000000000016", "case": "01906f3e-7a00-7000-8000-000000000010",
    "status": "preparing", "begun_by": "01906f3e-7a00-7000-8000-000000000001",
    "organisation": "01906f3e-7a00-7000-8000-000000000002", "begun_at": "2026-11-24T16:00:00Z",
    "changed_at": "2026-11-24T16:00:00Z", "finished_at": null, "pending_by": null, "version": 1},
    "as_child": false, "age": {"claimed": "adult", "in_doubt": false, "looks_like_child": false}, "met": [],
    "open": ["basic_needs_met", "private_place"], "interpreter": "in_person", "language": "uk",
    "mode": "interviewer", "consent": "missing", "offered": [{"id": "ilo-delphi-adult-labour",
    "version": "2009-09", "tier": 2, "within_tier": true, "chosen": true}], "talk": null})";

inline constexpr std::string_view kStartExample = R"({"language": "uk", "interpreter": "in_person",
    "mode": "interviewer", "age": {"claimed": "adult", "in_doubt": false, "looks_like_child": false},
    "purpose": "labour"})";

inline constexpr std::string_view kBegunExample = R"({"screening": "01906f3e-7a00-7000-8000-000000000016",
    "child_path": false, "needs_vetting": false, "needs_interviewer": false})";

inline constexpr std::string_view kPreparationExample = R"({"language": "uk", "interpreter": "in_person",
    "mode": "interviewer", "met": ["basic_needs_met", "private_place", "no_companion_interpreting",
    "interpreter_suitable", "information_given", "consent_to_talk", "stop_word_agreed", "distress_plan",
    "referral_place_available", "device_safe"]})";

inline constexpr std::string_view kAnswersExample = R"({"answers": {}, "own_words": "", "observations": "",
    "distress": "none_seen", "pause": false})";

inline constexpr std::string_view kClosingExample = R"({"immediate_danger": false,
    "adult_controls_child": false, "act_shown": false, "intent_shown": false, "more_left_unsaid": true,
    "distress": "some", "observations": ""})";

inline constexpr std::string_view kBandExample = R"({"to": "strong_concern",
    "reason": "fear_or_control_seen", "words": "She looked to the door each time it opened.",
    "information_given": true})";

inline constexpr std::string_view kNoIndicationExample = R"({"reason": "signs_explained",
    "words": "The papers were with the lawyer.", "information_given": true})";

}  // namespace web::api
