#include "screening/case_rule.hpp"

#include <algorithm>
#include <functional>

namespace screening {
namespace {

using Traces = std::vector<DimensionTrace>;
using Dimensions = std::function<bool(const Dimension&)>;

bool has_sign(const DimensionTrace& trace) {
    return !(trace.strong.empty() && trace.medium.empty() && trace.weak.empty() && trace.unweighted.empty());
}

bool any_in(const Instrument& instrument, const Traces& traces, const Dimensions& wanted,
            bool (*holds)(const DimensionTrace&)) {
    return std::ranges::any_of(traces, [&](const DimensionTrace& trace) {
        const Dimension* dimension = instrument.find_dimension(trace.dimension);
        return dimension != nullptr && wanted(*dimension) && holds(trace);
    });
}

bool is_positive(const DimensionTrace& trace) {
    return trace.positive;
}

Dimensions kind(Means means, Phase phase) {
    return [=](const Dimension& dimension) { return dimension.means == means && dimension.phase == phase; };
}

bool is_exploitation(const Dimension& dimension) {
    return dimension.element == Element::purpose;
}
bool is_vulnerability(const Dimension& dimension) {
    return dimension.means == Means::vulnerability;
}

struct Findings {
    bool deception = false;
    bool coerced_recruitment = false;
    bool vulnerability_used = false;
    bool exploitation = false;
    bool coercion_there = false;

    bool recruitment() const { return deception || coerced_recruitment || vulnerability_used; }
};

Findings findings_of(const Instrument& instrument, const Traces& traces) {
    const auto positive = [&](const Dimensions& wanted) {
        return any_in(instrument, traces, wanted, is_positive);
    };
    return {.deception = positive(kind(Means::deception, Phase::recruitment)),
            .coerced_recruitment = positive(kind(Means::coercion, Phase::recruitment)),
            .vulnerability_used = positive(kind(Means::vulnerability, Phase::recruitment)),
            .exploitation = positive(is_exploitation),
            .coercion_there = positive(kind(Means::coercion, Phase::destination))};
}

// "No exploitation found" is B0 or B1 [D]: at risk once there is any sign of deception, coercion or
// exploitation, or once abuse of vulnerability is positive; single signs of a hard life alone would put every
// refugee at risk.
CaseFinding without_exploitation(const Instrument& instrument, const Traces& traces) {
    const auto elsewhere = [](const Dimension& dimension) { return !is_vulnerability(dimension); };
    CaseFinding out{.classification = Classification::no_exploitation_found};
    if (any_in(instrument, traces, elsewhere, has_sign)) {
        out.band = Band::at_risk;
        out.clause = CaseClause::signs_without_exploitation;
    } else if (any_in(instrument, traces, is_vulnerability, is_positive)) {
        out.band = Band::at_risk;
        out.clause = CaseClause::vulnerability_without_exploitation;
    } else if (std::ranges::any_of(traces, has_sign)) {
        out.clause = CaseClause::few_vulnerability_signs;
    }
    return out;
}

// The rows of domain.md 6.3. Where the table is silent (see Classification) the reading is ours and leans
// towards protection: exploitation with coercion at the workplace is a strong concern, whatever is known of
// the recruitment.
CaseFinding delphi_case(const Instrument& instrument, const Traces& traces) {
    const Findings found = findings_of(instrument, traces);
    if (!found.exploitation) return without_exploitation(instrument, traces);
    if (found.coercion_there && found.recruitment()) {
        return {.band = Band::strong_concern,
                .classification = Classification::trafficking_for_forced_labour,
                .clause = CaseClause::exploitation_coercion_and_recruitment};
    }
    if (found.coercion_there) {
        return {.band = Band::strong_concern,
                .classification = Classification::exploitation_under_coercion,
                .clause = CaseClause::exploitation_and_coercion};
    }
    if (found.deception || found.vulnerability_used) {  // abuse of vulnerability stands in for deception
        return {.band = Band::reason_for_concern,
                .classification = Classification::deception_and_exploitation,
                .clause = CaseClause::exploitation_after_deception};
    }
    if (found.coerced_recruitment) {
        return {.band = Band::reason_for_concern,
                .classification = Classification::exploitation_under_coercion,
                .clause = CaseClause::exploitation_after_coercion};
    }
    return {.band = Band::reason_for_concern,
            .classification = Classification::labour_rights_case,
            .clause = CaseClause::exploitation_only};
}

std::vector<std::string> items_yes(const Traces& traces, std::vector<std::string> DimensionTrace::* weight) {
    std::vector<std::string> out;
    for (const DimensionTrace& trace : traces) {
        out.insert(out.end(), (trace.*weight).begin(), (trace.*weight).end());
    }
    return out;
}

std::vector<std::string> control_items(const Instrument& instrument, const Traces& traces) {
    std::vector<std::string> out;
    for (const auto weight : {&DimensionTrace::strong, &DimensionTrace::medium, &DimensionTrace::weak}) {
        for (const std::string& id : items_yes(traces, weight)) {
            const Item* item = instrument.find_item(id);
            if (item != nullptr && item->signals_a(Signal::control)) out.push_back(id);
        }
    }
    return out;
}

// INV-07: act and purpose are enough; how it was done is not asked for. Every sign outside the exploitation
// dimension tells of somebody recruiting, moving, housing or holding the child.
Classification child_reading(const Instrument& instrument, const Traces& traces,
                             const ScreeningContext& context) {
    const bool purpose = context.intent_shown || any_in(instrument, traces, is_exploitation, is_positive);
    if (!purpose) return Classification::no_exploitation_found;
    const auto elsewhere = [](const Dimension& dimension) { return !is_exploitation(dimension); };
    const bool act = context.act_shown || any_in(instrument, traces, elsewhere, has_sign);
    return act ? Classification::trafficking_for_forced_labour : Classification::labour_rights_case;
}

// CH-7, the low threshold: every clause that is met is told, the first gives the reason.
CaseFinding delphi_child(const Instrument& instrument, const Traces& traces,
                         const ScreeningContext& context) {
    CaseFinding out;
    out.classification = child_reading(instrument, traces, context);
    std::vector<CaseClause> met;
    const auto strong = items_yes(traces, &DimensionTrace::strong);
    const auto medium = items_yes(traces, &DimensionTrace::medium);
    const auto control = control_items(instrument, traces);
    const auto meet = [&](bool holds, CaseClause clause, const std::vector<std::string>& items) {
        if (!holds) return;
        if (met.empty()) out.deciding_items = items;
        met.push_back(clause);
    };
    meet(out.classification == Classification::trafficking_for_forced_labour,
         CaseClause::child_act_and_purpose, {});
    meet(context.adult_controls_child || !control.empty(), CaseClause::child_adult_control, control);
    meet(!strong.empty(), CaseClause::child_strong_sign, strong);
    meet(medium.size() >= 2, CaseClause::child_two_medium_signs, medium);
    meet(context.intent_shown, CaseClause::child_intent_shown, {});
    meet(std::ranges::any_of(traces, is_positive), CaseClause::child_dimension_positive, {});
    if (!met.empty()) {
        out.band = Band::child_concern;
        out.clause = met.front();
        out.also_met.assign(met.begin() + 1, met.end());
    } else if (std::ranges::any_of(traces, has_sign)) {
        out.band = Band::at_risk;
        out.clause = CaseClause::child_single_sign;
        out.deciding_items = medium;
        const auto weak = items_yes(traces, &DimensionTrace::weak);
        out.deciding_items.insert(out.deciding_items.end(), weak.begin(), weak.end());
    }
    return out;
}

// One sign may suffice. CH-7 holds for these sets too: an adult's control, or a clear intent, is a concern
// for a child without any sign.
CaseFinding any_indicator(const Traces& traces, const ScreeningContext& context) {
    CaseFinding out;
    out.deciding_items = items_yes(traces, &DimensionTrace::unweighted);
    const bool child = handled_as_child(context.age);
    if (!out.deciding_items.empty()) {
        out.band = child ? Band::child_concern : Band::reason_for_concern;
        out.clause = CaseClause::any_indicator;
    } else if (child && (context.adult_controls_child || context.intent_shown)) {
        out.band = Band::child_concern;
        out.clause =
            context.adult_controls_child ? CaseClause::child_adult_control : CaseClause::child_intent_shown;
    }
    return out;
}

}  // namespace

CaseFinding apply_case_rule(const Instrument& instrument, const std::vector<DimensionTrace>& dimensions,
                            const ScreeningContext& context) {
    switch (instrument.case_rule) {
        case CaseRule::delphi_case_v1: return delphi_case(instrument, dimensions);
        case CaseRule::delphi_child_v1: return delphi_child(instrument, dimensions, context);
        case CaseRule::any_indicator_v1:
        case CaseRule::first_look_v1: return any_indicator(dimensions, context);
    }
    return {};
}

}  // namespace screening
