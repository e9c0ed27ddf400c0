#include "web/referral_words.hpp"

#include <utility>

namespace web {
namespace {

using casework::ClockStatus;
using casework::ReferralStatus;

page::Tone tone_of(ReferralStatus status) {
    switch (status) {
        case ReferralStatus::awaiting_confirmation: return page::Tone::warning;
        case ReferralStatus::sent:
        case ReferralStatus::acknowledged: return page::Tone::info;
        case ReferralStatus::asked_back: return page::Tone::warning;
        case ReferralStatus::accepted:
        case ReferralStatus::served: return page::Tone::good;
        case ReferralStatus::declined_by_person:
        case ReferralStatus::withdrawn:
        case ReferralStatus::rerouted: return page::Tone::neutral;
        case ReferralStatus::declined_by_service: return page::Tone::danger;
    }
    return page::Tone::neutral;
}

page::Tone tone_of(ClockStatus status) {
    switch (status) {
        case ClockStatus::met: return page::Tone::good;
        case ClockStatus::met_late: return page::Tone::neutral;
        case ClockStatus::no_longer_due: return page::Tone::neutral;
        case ClockStatus::running: return page::Tone::info;
        case ClockStatus::due_soon: return page::Tone::warning;
        case ClockStatus::overdue: return page::Tone::danger;
    }
    return page::Tone::neutral;
}

std::string name_of(ClockStatus status) {
    switch (status) {
        case ClockStatus::met: return "met";
        case ClockStatus::met_late: return "met_late";
        case ClockStatus::no_longer_due: return "no_longer_due";
        case ClockStatus::running: return "running";
        case ClockStatus::due_soon: return "due_soon";
        case ClockStatus::overdue: return "overdue";
    }
    return "";
}

std::string clock_name(const base::Words& words, country::ClockKind kind) {
    return words.text("casework.clock." + std::string(country::name_of(kind)));
}

std::string organisation_name(const casework::QueueLine& line, guard::OrganisationId organisation) {
    return organisation == line.referral.from_organisation ? line.from_name : line.to_name;
}

// What the answer was, also after more has happened: only a service that declined is sent elsewhere.
const char* answer_key(const casework::Referral& referral) {
    if (referral.status == ReferralStatus::declined_by_person)
        return "casework.referral.status.declined_by_person";
    return referral.answer_reason.empty() ? "casework.referral.status.accepted"
                                          : "casework.referral.status.declined_by_service";
}

}  // namespace

page::Tag status_tag(const base::Words& words, ReferralStatus status) {
    return {.text = words.text("casework.referral.status." + std::string(casework::code_of(status))),
            .tone = tone_of(status)};
}

page::Tag clock_tag(const base::Words& words, ClockStatus status) {
    return {.text = words.text("casework.referral.clock." + name_of(status)), .tone = tone_of(status)};
}

page::Cell clock_cell(const base::Words& words, const std::optional<casework::CaseClock>& clock,
                      base::Time now) {
    if (!clock) return {.text = words.text("casework.referral.nothing_due")};
    return {.text = clock_name(words, clock->kind),
            .href = {},
            .detail = words.text("casework.referral.due",
                                 {{"time", clock->due_at}, {"distance", words.relative(clock->due_at, now)}}),
            .tag = clock_tag(words, status_of(*clock, now))};
}

std::vector<page::SummaryRow> clock_rows(const base::Words& words,
                                         const std::vector<casework::CaseClock>& clocks, base::Time now) {
    std::vector<page::SummaryRow> rows;
    for (const casework::CaseClock& clock : clocks) {
        page::SummaryRow row{.key = clock_name(words, clock.kind),
                             .lines = {},
                             .tag = clock_tag(words, status_of(clock, now))};
        if (clock.stopped_at) {
            row.lines.push_back(
                words.text(clock.dropped ? "casework.referral.dropped_at" : "casework.referral.met_at",
                           {{"time", *clock.stopped_at}}));
        } else {
            row.lines.push_back(
                words.text("casework.referral.due",
                           {{"time", clock.due_at}, {"distance", words.relative(clock.due_at, now)}}));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

page::SummaryList packet_list(const base::Words& words, const casework::Packet& packet) {
    page::SummaryList list;
    for (const casework::FactValue& value : packet) {
        page::SummaryRow row{.key = words.text("casework.fact." + std::string(casework::name_of(value.fact))),
                             .lines = {}};
        for (const std::string& key : value.keys) row.lines.push_back(words.text(key));
        if (!value.words.empty()) row.lines.push_back(value.words);
        list.rows.push_back(std::move(row));
    }
    return list;
}

std::vector<std::string> fact_names(const base::Words& words, const std::vector<casework::Fact>& facts) {
    std::vector<std::string> names;
    names.reserve(facts.size());
    for (const casework::Fact fact : facts) {
        names.push_back(words.text("casework.fact." + std::string(casework::name_of(fact))));
    }
    return names;
}

page::Timeline exchange_timeline(const base::Words& words, const casework::ReferralPage& referral) {
    page::Timeline timeline;
    for (const casework::Message& message : referral.exchange) {
        timeline.entries.push_back({.title = organisation_name(referral.line, message.from),
                                    .when = words.date_time(message.at),
                                    .by = {},
                                    .lines = {message.words}});
    }
    return timeline;
}

page::Timeline way_timeline(const base::Words& words, const casework::ReferralPage& page) {
    const casework::Referral& referral = page.line.referral;
    page::Timeline timeline;
    const auto add = [&](const char* title, const std::optional<base::Time>& when, const std::string& by,
                         std::vector<std::string> lines = {}) {
        if (!when) return;
        timeline.entries.push_back({.title = words.text(title),
                                    .when = words.date_time(*when),
                                    .by = by,
                                    .lines = std::move(lines)});
    };
    const bool proposed = referral.status == ReferralStatus::awaiting_confirmation;
    add(proposed ? "casework.referral.way.proposed" : "casework.referral.way.sent", referral.sent_at,
        page.sent_by.empty() ? page.line.from_name : page.sent_by + ", " + page.line.from_name);
    add("casework.referral.way.acknowledged", referral.acknowledged_at, page.line.to_name);
    for (const casework::CaseClock& clock : page.clocks) {
        add("casework.referral.way.escalated", clock.escalated_at, {}, {clock_name(words, clock.kind)});
    }
    const std::string reason = decline_reason(words, referral);
    add(answer_key(referral), referral.answered_at, page.line.to_name,
        reason.empty() ? std::vector<std::string>{} : std::vector<std::string>{reason});
    add("casework.referral.way.served", referral.first_service_at, page.line.to_name);
    return timeline;
}

std::string decline_reason(const base::Words& words, const casework::Referral& referral) {
    if (referral.answer_reason.empty()) return {};
    const bool by_person = referral.status == ReferralStatus::declined_by_person;
    return words.text((by_person ? "casework.decline.person." : "casework.decline.service.") +
                      referral.answer_reason);
}

page::Pager queue_pager(const base::Words& words, const casework::QueuePage& queue, const std::string& path) {
    page::Pager pager;
    if (!queue.more) return pager;
    const casework::Referral& last = queue.lines.back().referral;
    const char* joint = path.find('?') == std::string::npos ? "?" : "&";
    pager.next = page::Link{words.text("common.next"), path + joint + "after=" + last.id.text() + "&at=" +
                                                           std::to_string(last.sent_at.microseconds())};
    return pager;
}

}  // namespace web
