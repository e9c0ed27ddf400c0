#include "survey/concordance.hpp"

#include <algorithm>
#include <array>

namespace survey {
namespace {

constexpr std::array kCodes{
#define RELATION(name, code, best) std::string_view(code),
#include "survey/relation.def"
#undef RELATION
};

constexpr std::array kBest{
#define RELATION(name, code, best) Grade::best,
#include "survey/relation.def"
#undef RELATION
};

Grade worse(Grade left, Grade right) {
    return std::max(left, right);
}

bool maps_all(const Concordance& concordance) {
    return concordance.map && concordance.map->is_total();
}

}  // namespace

template <>
std::span<const std::string_view> codes<Relation>() {
    return kCodes;
}

Grade ceiling(const Concordance& concordance) {
    Grade best = kBest[static_cast<std::size_t>(concordance.relation)];
    const bool several = concordance.relation == Relation::split || concordance.relation == Relation::merged;
    if (several && !concordance.has_rule) best = worse(best, Grade::c);
    if (concordance.relation == Relation::rescaled && !maps_all(concordance)) best = worse(best, Grade::c);
    const Circumstances& changed = concordance.changed;
    if (changed.population || changed.reference_period || changed.mode) best = worse(best, Grade::b);
    if (changed.respondent) best = worse(best, Grade::c);
    return best;
}

Grade grade_of(const Concordance& concordance) {
    return worse(concordance.decided, ceiling(concordance));
}

base::Done check(const Concordance& concordance) {
    if (concordance.approver.empty()) return base::fail(base::invalid_field("approver", "required"));
    if (concordance.approver == concordance.author) {
        return base::fail(base::invalid_field("approver", "same_person"));
    }
    if (concordance.relation == Relation::rescaled && carries_a_trend(concordance.decided) &&
        !maps_all(concordance)) {
        return base::fail(base::invalid_field("map", "not_total"));
    }
    const bool same =
        concordance.relation == Relation::identical || concordance.relation == Relation::editorial;
    if (same && concordance.map && !concordance.map->is_one_to_one()) {
        return base::fail(base::invalid_field("map", "not_one_to_one"));
    }
    return {};
}

base::Result<Linked> linked(const Concordance& first, const Concordance& second) {
    Linked both{.grade = worse(grade_of(first), grade_of(second)), .map = {}};
    if (first.map && second.map) {
        auto map = first.map->then(*second.map);
        if (!map) return base::fail(map.error());
        both.map = std::move(*map);
    }
    return both;
}

std::string_view observation_status(Grade grade) {
    switch (grade) {
        case Grade::a: return "A";
        case Grade::b: return "B";
        case Grade::c:
        case Grade::d:
        case Grade::none: return "D";
    }
    return "D";
}

Bounds bounds_of_broader(const Level& narrower) {
    return {.lower = narrower.holding, .upper = narrower.eligible, .den = narrower.eligible};
}

Bounds bounds_of_narrower(const Level& broader) {
    return {.lower = 0, .upper = broader.holding + broader.missing(), .den = broader.eligible};
}

}  // namespace survey
