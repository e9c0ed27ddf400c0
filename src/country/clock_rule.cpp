#include "country/clock_rule.hpp"

#include <chrono>

namespace country {

std::string_view code_of(EvidenceTag tag) {
    switch (tag) {
        case EvidenceTag::verified: return "V";
        case EvidenceTag::secondary: return "S";
        case EvidenceTag::known: return "K";
        case EvidenceTag::design: return "D";
    }
    return "";
}

std::string_view code_of(Unit unit) {
    switch (unit) {
        case Unit::hour: return "h";
        case Unit::day: return "d";
        case Unit::working_day: return "wd";
        case Unit::month: return "month";
    }
    return "";
}

std::string_view code_of(RuleStatus status) {
    switch (status) {
        case RuleStatus::law: return "law";
        case RuleStatus::policy: return "policy";
        case RuleStatus::target: return "target";
        case RuleStatus::suggested: return "suggested";
    }
    return "";
}

base::Time due_at(const Span& span, base::Time started, const base::WorkCalendar& calendar) {
    switch (span.unit) {
        case Unit::hour: return started + std::chrono::hours(span.value);
        case Unit::day: return started + std::chrono::days(span.value);
        case Unit::working_day: return calendar.add_working_days(started, span.value);
        case Unit::month: return calendar.add_months(started, span.value);
    }
    return started;
}

base::Time due_at(const ClockRule& rule, base::Time started, const base::WorkCalendar& calendar,
                  Urgency urgency) {
    const bool shorter = urgency == Urgency::danger && rule.in_danger;
    return due_at(shorter ? *rule.in_danger : rule.span, started, calendar);
}

int days_at_least(const Span& span) {
    switch (span.unit) {
        case Unit::hour: return span.value / 24;
        case Unit::day: return span.value;
        case Unit::working_day: return span.value;
        case Unit::month: {
            // Of one month 28 days are certain, of two 59 (February and a neighbour), of three 89; then 30 a
            // month at the least.
            if (span.value <= 0) return 0;
            return span.value == 1 ? 28 : 30 * span.value - 1;
        }
    }
    return 0;
}

}  // namespace country
