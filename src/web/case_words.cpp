#include "web/case_words.hpp"

#include "casework/consent.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace web {
namespace {

using casework::CaseEvent;
using casework::PersonProfile;

std::string text_or_unknown(const base::Words& words, std::string_view family, const std::string& code) {
    return code.empty() ? words.text("common.not_known") : words.text(std::string(family) + code);
}

std::string list_or_unknown(const base::Words& words, std::string_view family, const Codes& codes) {
    return codes.empty() ? words.text("common.not_known") : listed(words, codes, family);
}

std::string age_text(const base::Words& words, const PersonProfile& profile) {
    std::vector<std::string> parts;
    if (!profile.age_band.empty()) parts.push_back(words.text("directory.age_band." + profile.age_band));
    if (casework::handled_as_child(profile)) {
        parts.push_back(words.text("casework.age.handled_as_child"));
    } else if (parts.empty()) {
        parts.push_back(words.text("casework.age.adult"));
    }
    return words.list(parts);
}

// The code lists that stand behind an event's code, by kind.
struct CodeFamily {
    std::string_view kind;
    std::string_view transition;  // empty: any
    std::string_view family;
};
constexpr std::array kFamilies = std::to_array<CodeFamily>({
    {"triage.done", {}, "casework.triage."},
    {"case.moved", "T4", "casework.no_indication."},
    {"case.moved", "T6", "casework.presumption."},
    {"case.moved", "T17", "casework.closure."},
    {"referral.sent", {}, "directory.need."},
    {"referral.proposed", {}, "directory.need."},
    {"referral.confirmed", {}, "casework.exception."},
});

// Consents are stored by their code and named by their name.
std::string consent_text(const base::Words& words, const std::string& code) {
    const auto known = casework::consent_code_from(code);
    return known ? words.text("casework.consent." + std::string(casework::name_of(*known))) : std::string();
}

}  // namespace

std::string case_path(const casework::CaseId& id, std::string_view part) {
    std::string path = "/cases/" + id.text();
    if (!part.empty()) path += "/" + std::string(part);
    return path;
}

std::string case_title(const base::Words& words, const casework::CaseFile& file) {
    return words.text("case.title", {{"pseudonym", file.pseudonym}});
}

std::string state_text(const base::Words& words, casework::State state) {
    return words.text("casework.state." + std::string(casework::name_of(state)));
}

page::Tag child_tag(const base::Words& words) {
    return {.text = words.text("case.child_tag"), .tone = page::Tone::warning};
}

std::string action_href(casework::CaseActionKind kind, const casework::CaseId& id) {
    using casework::CaseActionKind;
    switch (kind) {
        case CaseActionKind::resume_first_look: return "/first-look/" + id.text() + "/person";
        case CaseActionKind::look_again: return "/first-look?case=" + id.text();
        case CaseActionKind::triage: return case_path(id, "triage");
        case CaseActionKind::inform: return case_path(id, "information");
        case CaseActionKind::screening: return case_path(id, "screening");
        case CaseActionKind::presume: return case_path(id, "presume");
        case CaseActionKind::consents: return case_path(id, "consents");
        case CaseActionKind::referrals: return case_path(id, "referrals");
        case CaseActionKind::concern: return case_path(id, "concern");
        case CaseActionKind::profile: return case_path(id, "profile");
        case CaseActionKind::identity: return case_path(id, "identity");
        case CaseActionKind::copy: return case_path(id, "copy");
        case CaseActionKind::timeline: return case_path(id, "timeline");
        case CaseActionKind::formal_choice: return case_path(id, "formal-choice");
        case CaseActionKind::close: return case_path(id, "close");
    }
    return case_path(id);
}

page::Card action_card(const base::Words& words, const casework::CaseAction& action,
                       const casework::CaseId& id) {
    const std::string key = "case.action." + std::string(casework::name_of(action.kind));
    page::Card card{.title = words.text(key + ".title"),
                    .href = action_href(action.kind, id),
                    .tags = {},
                    .lines = {words.text(key + ".text")}};
    if (action.pressing) card.tags.push_back({words.text("case.waits"), page::Tone::warning});
    return card;
}

std::vector<std::string> why_not(const base::Words& words, const guard::Decision& decision) {
    std::vector<std::string> lines{words.text("authorisation." + decision.rule)};
    if (!decision.needs.empty()) lines.push_back(words.text(decision.needs));
    return lines;
}

std::vector<ProfileLine> profile_lines(const base::Words& words, const PersonProfile& profile) {
    return {
        {"case.profile.age", age_text(words, profile)},
        {"case.profile.gender", text_or_unknown(words, "directory.gender.", profile.gender)},
        {"case.profile.languages", list_or_unknown(words, "casework.language.", profile.languages)},
        {"case.profile.interpreter",
         words.text(profile.interpreter_needed ? "casework.interpreter.needed"
                                               : "casework.interpreter.not_needed")},
        {"case.profile.citizenships", list_or_unknown(words, "casework.citizenship.", profile.citizenships)},
        {"case.profile.household", text_or_unknown(words, "directory.household.", profile.household)},
        {"case.profile.access_needs", list_or_unknown(words, "casework.access_need.", profile.access_needs)},
        {"case.profile.needs", list_or_unknown(words, "directory.need.", profile.needs)},
        {"case.profile.wishes", profile.wishes.empty() ? words.text("common.not_known") : profile.wishes},
    };
}

page::SummaryList profile_list(const base::Words& words, const PersonProfile& profile) {
    page::SummaryList list;
    const std::string not_known = words.text("common.not_known");
    std::vector<std::string> open;
    for (ProfileLine& line : profile_lines(words, profile)) {
        if (line.value == not_known) {
            open.push_back(words.text(line.field));
        } else {
            list.rows.push_back({.key = words.text(line.field), .lines = {std::move(line.value)}});
        }
    }
    if (!open.empty()) {
        list.rows.push_back({.key = words.text("case.profile.open"), .lines = {words.list(open)}});
    }
    return list;
}

std::string event_title(const base::Words& words, const CaseEvent& event) {
    if (event.kind == "case.moved" && event.to) return state_text(words, *event.to);
    return words.text("casework.event." + event.kind);
}

std::string event_code_text(const base::Words& words, const CaseEvent& event) {
    if (event.code.empty()) return {};
    if (event.kind.starts_with("consent.")) return consent_text(words, event.code);
    for (const CodeFamily& row : kFamilies) {
        if (row.kind != event.kind) continue;
        if (!row.transition.empty() && row.transition != event.transition) continue;
        const std::string key = std::string(row.family) + event.code;
        return words.has(key) ? words.text(key) : std::string();
    }
    return {};
}

std::vector<page::Choice> in_order_of_words(std::vector<page::Choice> choices) {
    const auto is_rest = [](const page::Choice& choice) {
        return choice.value == "other" || choice.value == "unknown" || choice.value == "stateless";
    };
    std::ranges::stable_sort(choices, [&](const page::Choice& one, const page::Choice& other) {
        const bool none_first = one.value.empty() && !other.value.empty();
        if (one.value.empty() || other.value.empty()) return none_first;
        if (is_rest(one) != is_rest(other)) return is_rest(other);
        return one.text < other.text;
    });
    return choices;
}

}  // namespace web
