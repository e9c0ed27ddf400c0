#include "screening/assessment.hpp"

#include "screening/case_rule.hpp"

#include <algorithm>
#include <array>

namespace screening {
namespace {

// The name of a field of the input may be shown only where it is one of ours.
base::Done check_answers(const Instrument& instrument, const Answers& answers) {
    std::vector<base::FieldProblem> problems;
    for (const auto& [id, answer] : answers) {
        if (instrument.find_item(id) == nullptr) {
            problems.push_back({"answers", "not_in_list", "items of the set"});
        } else if (!instrument.accepts(answer)) {
            problems.push_back({"answers." + id, "not_in_list", "answers of the set"});
        }
    }
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    return {};
}

void count(const Item& item, DimensionTrace& trace) {
    if (!item.weight) {
        trace.unweighted.push_back(item.id);
        return;
    }
    switch (*item.weight) {
        case Weight::strong: trace.strong.push_back(item.id); break;
        case Weight::medium: trace.medium.push_back(item.id); break;
        case Weight::weak: trace.weak.push_back(item.id); break;
    }
}

DimensionClause clause_of(DimensionRule rule, const DimensionTrace& trace) {
    switch (rule) {
        case DimensionRule::delphi_v1:
            return delphi_clause({.strong = static_cast<int>(trace.strong.size()),
                                  .medium = static_cast<int>(trace.medium.size()),
                                  .weak = static_cast<int>(trace.weak.size())});
        case DimensionRule::any_yes_v1:
            return trace.unweighted.empty() ? DimensionClause::none : DimensionClause::any_sign;
    }
    return DimensionClause::none;
}

DimensionTrace trace_of(const Instrument& instrument, const Dimension& dimension, const Answers& answers) {
    DimensionTrace out{.dimension = dimension.id};
    for (const Item* item : instrument.items_of(dimension.id)) {
        if (answer_to(answers, item->id) == Answer::yes) count(*item, out);
    }
    out.clause = clause_of(instrument.dimension_rule, out);
    out.positive = out.clause != DimensionClause::none;
    return out;
}

void count_unanswered(const Instrument& instrument, const Answers& answers, Assessment& out) {
    for (const Item& item : instrument.items) {
        switch (answer_to(answers, item.id)) {
            case Answer::yes:
            case Answer::no: break;
            case Answer::unclear: out.unclear_items.push_back(item.id); break;
            case Answer::not_asked: ++out.not_asked_count; break;
            case Answer::declined: ++out.declined_count; break;
        }
    }
}

std::vector<Escalation> escalations_of(const Instrument& instrument, const Answers& answers,
                                       const ScreeningContext& context) {
    const auto signalled = [&](Signal signal) {
        return std::ranges::any_of(instrument.items, [&](const Item& item) {
            return item.signals_a(signal) && answer_to(answers, item.id) == Answer::yes;
        });
    };
    std::vector<Escalation> out;
    if (instrument.escalates(Escalation::any_danger) &&
        (context.immediate_danger || signalled(Signal::danger))) {
        out.push_back(Escalation::any_danger);
    }
    if (instrument.escalates(Escalation::child) &&
        (handled_as_child(context.age) || signalled(Signal::child))) {
        out.push_back(Escalation::child);
    }
    return out;
}

}  // namespace

template <>
std::span<const std::string_view> names<CaseClause>() {
    static constexpr std::array<std::string_view, 17> kNames{
        "nothing_reported",
        "few_vulnerability_signs",
        "signs_without_exploitation",
        "vulnerability_without_exploitation",
        "exploitation_only",
        "exploitation_after_deception",
        "exploitation_after_coercion",
        "exploitation_and_coercion",
        "exploitation_coercion_and_recruitment",
        "any_indicator",
        "child_adult_control",
        "child_strong_sign",
        "child_two_medium_signs",
        "child_dimension_positive",
        "child_act_and_purpose",
        "child_intent_shown",
        "child_single_sign",
    };
    return kNames;
}

base::Result<Assessment> assess(const Instrument& instrument, const Answers& answers,
                                const ScreeningContext& context) {
    if (instrument.tier == 0) return base::fail(base::refused_by("TIER-0"));
    if (instrument.age == PopulationAge::adult && handled_as_child(context.age)) {
        return base::fail(base::refused_by("INV-06"));  // and CH-6
    }
    if (auto known = check_answers(instrument, answers); !known) return base::fail(known.error());

    Assessment out;
    out.trace = {.instrument = instrument.id,
                 .version = instrument.version,
                 .dimension_rule = instrument.dimension_rule,
                 .case_rule = instrument.case_rule};
    for (const Dimension& dimension : instrument.dimensions) {
        out.trace.dimensions.push_back(trace_of(instrument, dimension, answers));
    }
    CaseFinding finding = apply_case_rule(instrument, out.trace.dimensions, context);
    out.band = finding.band;
    out.classification = finding.classification;
    out.trace.case_clause = finding.clause;
    out.trace.also_met = std::move(finding.also_met);
    out.trace.deciding_items = std::move(finding.deciding_items);
    count_unanswered(instrument, answers, out);
    out.partial_disclosure = context.partial_disclosure || out.declined_count > 0 || out.not_asked_count > 0;
    out.escalations = escalations_of(instrument, answers, context);
    return out;
}

std::string text_key(CaseClause clause) {
    return "screening_rules.case_clause." + std::string(name_of(clause));
}

std::string text_key(Escalation reason) {
    return "screening_rules.escalation." + std::string(name_of(reason));
}

}  // namespace screening
