#include "base/json_reader.hpp"
#include "country/profile.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

namespace country {

namespace {

using base::JsonNode;

constexpr std::array<std::string_view, 4> kTags{"V", "S", "K", "D"};
constexpr std::array<std::string_view, 4> kUnits{"h", "d", "wd", "month"};
constexpr std::array<std::string_view, 4> kStatuses{"law", "policy", "target", "suggested"};
constexpr std::array<std::string_view, 3> kKinds{"floor", "overlay", "country"};
constexpr std::array<std::string_view, 7> kFactUnits{"h", "d", "wd", "month", "year", "percent", "count"};
constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 3> kLanguages{"en", "uk", "ar"};
constexpr std::size_t kTextBytesMax = 400;
// Ten years in hours: no clock is longer, and no sum overflows.
constexpr int kValueMax = 87'600;

bool looks_like(std::string_view text, std::string_view allowed, std::size_t most) {
    return !text.empty() && text.size() <= most && text.find_first_not_of(allowed) == std::string_view::npos;
}

// Reads one file. Problems are collected by the document; what is half read is thrown away with it.
class Loader {
public:
    Loader(const base::JsonDocument& document, const Profile* parent)
        : root_(document.root()), parent_(parent) {}

    ProfileData read() {
        read_parent();
        read_head();
        read_sources();
        read_who_decides();
        read_calendar();
        read_clocks();
        read_roles();
        read_facts();
        check_completeness();
        return std::move(data_);
    }

private:
    void read_parent() {
        const auto inherits = root_.optional_field("inherits");
        const std::string wanted = inherits ? inherits->text(8) : "";
        const std::string given = parent_ == nullptr ? "" : parent_->code();
        if (wanted != given && inherits) inherits->refuse("unknown_parent", "a profile loaded before");
        if (wanted != given && !inherits) root_.refuse("unknown_parent", "\"inherits\" naming the parent");
        if (parent_ == nullptr) return;
        data_ = parent_->data();
        data_.sources.clear();
        data_.complete = false;
        data_.invented = false;
    }

    void read_head() {
        data_.inherits = parent_ == nullptr ? "" : parent_->code();
        const JsonNode code = root_.field("code");
        data_.code = code.text(8);
        if (!looks_like(data_.code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 8))
            code.refuse("not_a_code", "A to Z, at most 8");
        const JsonNode name = root_.field("name");
        for (const std::string_view language : kLanguages) {
            data_.name[std::string(language)] = required_text(name.field(language), kTextBytesMax);
        }
        const JsonNode kind = root_.field("kind");
        data_.kind = static_cast<ProfileKind>(kind.one_of(kKinds));
        if (data_.kind != ProfileKind::floor && parent_ == nullptr)
            kind.refuse("needs_parent", "\"inherits\"");
        if (data_.kind == ProfileKind::country) data_.complete = root_.field("complete").flag();
        if (const auto invented = root_.optional_field("invented")) data_.invented = invented->flag();
    }

    void read_sources() {
        for (const auto& [key, text] : root_.field("sources").entries(200)) {
            data_.sources[key] = required_text(text, kTextBytesMax);
        }
    }

    void read_who_decides() {
        if (const auto node = root_.optional_field("pattern")) {
            std::vector<std::string_view> codes;
            for (std::size_t index = 0; index < 10; ++index)
                codes.push_back(code_of(static_cast<Pattern>(index)));
            data_.pattern = {static_cast<Pattern>(node->field("value").one_of(codes)), evidence(*node)};
        }
        if (const auto node = root_.optional_field("two_step")) {
            data_.two_step = {node->field("value").flag(), evidence(*node)};
        }
    }

    void read_calendar() {
        const auto node = root_.optional_field("calendar");
        if (!node) return;
        base::WorkCalendarRules rules;
        rules.weekend.reset();
        for (const JsonNode& day : node->field("weekend").items(7)) rules.weekend.set(day.one_of(kWeekdays));
        for (const JsonNode& day : node->field("every_year").items(60))
            rules.fixed.push_back(fixed_holiday(day));
        for (const JsonNode& day : node->field("easter_western").items(20)) {
            rules.easter.push_back({base::Easter::western, static_cast<int>(day.whole(-70, 150))});
        }
        for (const JsonNode& day : node->field("easter_orthodox").items(20)) {
            rules.easter.push_back({base::Easter::orthodox, static_cast<int>(day.whole(-70, 150))});
        }
        for (const JsonNode& day : node->field("dates").items(1000)) {
            const auto date = base::date_from_iso(day.text(10));
            if (date) rules.dates.push_back(*date);
            if (!date) day.refuse("not_a_date", "2026-11-24");
        }
        rules.standard_offset_minutes =
            static_cast<int>(node->field("standard_offset_minutes").whole(-720, 840));
        data_.calendar_evidence = evidence(*node);
        auto calendar = base::WorkCalendar::from_rules(std::move(rules));
        if (calendar) data_.calendar = std::move(*calendar);
        if (!calendar)
            node->refuse(calendar.error().fields.at(0).rule, calendar.error().fields.at(0).accepted);
    }

    static base::FixedHoliday fixed_holiday(const JsonNode& day) {
        // A leap year, so that 29 February may be one.
        const auto date = base::date_from_iso("2000-" + day.text(5));
        if (!date) {
            day.refuse("not_a_day", "MM-DD");
            return {};
        }
        const std::chrono::year_month_day civil{*date};
        return {static_cast<unsigned>(civil.month()), static_cast<unsigned>(civil.day())};
    }

    void read_clocks() {
        const auto clocks = root_.optional_field("clocks");
        if (!clocks) return;
        for (const auto& [code, node] : clocks->entries(100)) {
            const auto kind = clock_kind_from_code(code);
            if (!kind) {
                node.refuse("unknown_clock", "a code of the clock catalogue");
                continue;
            }
            data_.clocks[*kind] = clock_rule(*kind, node);
        }
    }

    ClockRule clock_rule(ClockKind kind, const JsonNode& node) {
        ClockRule rule;
        rule.kind = kind;
        rule.span = span(node);
        rule.least = bound(node, "min");
        rule.most = bound(node, "max");
        if ((rule.least && rule.span.value < *rule.least) || (rule.most && rule.span.value > *rule.most)) {
            node.field("value").refuse("out_of_range", "from min to max");
        }
        rule.status = static_cast<RuleStatus>(node.field("status").one_of(kStatuses));
        const JsonNode on_breach = node.field("on_breach");
        if (on_breach.text() != "alert_only" && on_breach.present()) on_breach.refuse("INV-04", "alert_only");
        if (const auto repeats = node.optional_field("repeats")) rule.repeats = repeats->flag();
        if (const auto danger = node.optional_field("in_danger")) {
            rule.in_danger = span(*danger);
            (void)evidence(*danger);
        }
        rule.evidence = evidence(node);
        if (kind == ClockKind::reflection_period) check_reflection(rule, node);
        return rule;
    }

    // ECAT Art. 13(1); domain.md 4.2: not editable below.
    static void check_reflection(const ClockRule& rule, const JsonNode& node) {
        const bool too_short = days_at_least(rule.span) < kReflectionDaysMin;
        if (too_short) node.field("value").refuse("below_international_minimum", "at least 30 days");
        if (rule.least && days_at_least({*rule.least, rule.span.unit}) < kReflectionDaysMin) {
            node.field("min").refuse("below_international_minimum", "at least 30 days");
        }
        if (rule.in_danger)
            node.field("in_danger").refuse("below_international_minimum", "one length for everybody");
    }

    static Span span(const JsonNode& node) {
        return {static_cast<int>(node.field("value").whole(0, kValueMax)),
                static_cast<Unit>(node.field("unit").one_of(kUnits))};
    }

    static std::optional<int> bound(const JsonNode& node, std::string_view key) {
        const JsonNode limit = node.field(key);
        if (!limit.present() || limit.is_null()) return std::nullopt;
        return static_cast<int>(limit.whole(0, kValueMax));
    }

    void read_roles() {
        const auto roles = root_.optional_field("roles");
        if (!roles) return;
        for (const auto& [transition, node] : roles->entries(100)) {
            if (!looks_like(transition, "T0123456789", 3)) node.refuse("unknown_transition", "T1 to T18");
            Known<std::vector<std::string>> known{{}, evidence(node)};
            const JsonNode codes = node.field("codes");
            for (const JsonNode& code : codes.items(50)) {
                known.value.push_back(code.text(20));
                if (!looks_like(known.value.back(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ_", 20))
                    code.refuse("not_a_code");
            }
            if (codes.present() && known.value.empty()) codes.refuse("required", "at least one role");
            data_.roles[transition] = std::move(known);
        }
    }

    void read_facts() {
        const auto facts = root_.optional_field("facts");
        if (!facts) return;
        for (const auto& [name, node] : facts->entries(500)) {
            if (!looks_like(name, "abcdefghijklmnopqrstuvwxyz0123456789_", 60)) node.refuse("not_a_code");
            Fact fact = read_fact(node);
            const auto inherited = data_.facts.find(name);
            if (inherited != data_.facts.end() && inherited->second.floor &&
                inherited->second.value != fact.value) {
                node.refuse("below_international_minimum", "as the parent profile says");
            }
            fact.floor = fact.floor || (inherited != data_.facts.end() && inherited->second.floor);
            data_.facts[name] = std::move(fact);
        }
    }

    Fact read_fact(const JsonNode& node) {
        Fact fact;
        const JsonNode value = node.field("value");
        switch (value.kind()) {
            case JsonNode::Kind::absent:
            case JsonNode::Kind::null: break;
            case JsonNode::Kind::flag: fact.value = value.flag(); break;
            case JsonNode::Kind::whole: fact.value = value.whole(0, INT64_MAX); break;
            case JsonNode::Kind::text: fact.value = value.text(kTextBytesMax); break;
            case JsonNode::Kind::list: {
                std::vector<std::string> texts;
                for (const JsonNode& item : value.items(50)) texts.push_back(item.text(kTextBytesMax));
                fact.value = std::move(texts);
                break;
            }
            case JsonNode::Kind::number:
            case JsonNode::Kind::object:
                value.refuse("wrong_type", "whole number, text, list or true/false");
                break;
        }
        if (const auto unit = node.optional_field("unit"))
            fact.unit = kFactUnits.at(unit->one_of(kFactUnits));
        if (const auto floor = node.optional_field("floor")) fact.floor = floor->flag();
        if (value.kind() == JsonNode::Kind::whole && fact.unit.empty()) node.field("unit");
        fact.evidence = evidence(node);
        return fact;
    }

    // domain.md 0.1: a value without a source is not a value.
    Evidence evidence(const JsonNode& node) {
        Evidence found;
        found.tag = static_cast<EvidenceTag>(node.field("tag").one_of(kTags));
        const JsonNode source = node.field("source");
        found.source = required_text(source, kTextBytesMax);
        if (const auto anchor = node.optional_field("anchor"))
            found.anchor = required_text(*anchor, kTextBytesMax);
        const bool from_list = found.tag == EvidenceTag::verified || found.tag == EvidenceTag::secondary;
        if (from_list && source.present() && !data_.sources.contains(found.source)) {
            source.refuse("unknown_source", "a key of \"sources\"");
        }
        const auto verified = node.optional_field("verified");
        if (found.needs_check() && (!verified || verified->flag()))
            node.refuse("unverified", "\"verified\": false");
        if (!found.needs_check() && verified) verified->refuse("unverified", "only with the tags S and K");
        return found;
    }

    static std::string required_text(const JsonNode& node, std::size_t bytes_max) {
        std::string text = node.text(bytes_max);
        if (node.is_text() && text.empty()) node.refuse("required");
        return text;
    }

    void check_completeness() {
        if (!data_.complete) return;
        if (!data_.pattern) root_.field("pattern");
        if (!data_.two_step) root_.field("two_step");
        for (const ClockKind kind :
             {ClockKind::triage, ClockKind::information, ClockKind::screening, ClockKind::referral,
              ClockKind::acknowledgement, ClockKind::acceptance, ClockKind::reflection_period}) {
            if (!data_.clocks.contains(kind)) root_.refuse("incomplete", std::string(code_of(kind)));
        }
        for (const std::string_view transition : {"T6", "T7", "T8", "T9"}) {
            if (!data_.roles.contains(transition))
                root_.refuse("incomplete", "roles " + std::string(transition));
        }
    }

    JsonNode root_;
    const Profile* parent_;
    ProfileData data_;
};

}  // namespace

base::Result<Profile> load_profile(std::string_view json, const Profile* parent) {
    auto document = base::JsonDocument::parse(json, {.bytes_max = std::size_t{256} * 1024});
    if (!document) return base::fail(document.error());
    ProfileData data = Loader(*document, parent).read();
    if (const auto done = document->finish(); !done) return base::fail(done.error());
    return Profile(std::move(data));
}

}  // namespace country
