#include "guard/authorise.hpp"

#include "guard/authorisation_rules.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>

namespace guard {

namespace {

struct PermissionRow {
    std::string_view name;
    Zone zone;
    std::optional<Scope> scope;
};

// The column of scopes: a scope, or person_only. A name that is neither does not compile.
consteval std::optional<Scope> scope_called(std::string_view called) {
#define SCOPE(name, code) \
    if (called == #name) return Scope::name;
#include "guard/scope.def"
#undef SCOPE
    if (called != "person_only") throw std::logic_error("no such scope");
    return std::nullopt;
}

constexpr std::array kPermissions = std::to_array<PermissionRow>({
#define PERMISSION(name, zone, scope) {#name, Zone::zone, scope_called(#scope)},
#include "guard/permission.def"
#undef PERMISSION
});

namespace needs {
constexpr std::string_view kNothing = "authorisation.needs.nothing";  // no paper would open this
constexpr std::string_view kRole = "authorisation.needs.role";
constexpr std::string_view kAgreement = "authorisation.needs.agreement";
constexpr std::string_view kPerson = "authorisation.needs.person";
constexpr std::string_view kScope = "authorisation.needs.scope";
constexpr std::string_view kPurpose = "authorisation.needs.purpose";
constexpr std::string_view kAuthorOrLead = "authorisation.needs.author_or_lead";
constexpr std::string_view kLead = "authorisation.needs.lead";
constexpr std::string_view kRecipient = "authorisation.needs.recipient";
constexpr std::string_view kAcceptance = "authorisation.needs.acceptance";
constexpr std::string_view kSupervisor = "authorisation.needs.supervisor";
constexpr std::string_view kSecondPerson = "authorisation.needs.second_person";
constexpr std::string_view kOwn = "authorisation.needs.own";
constexpr std::string_view kOwnState = "authorisation.needs.own_state";
constexpr std::string_view kVetting = "authorisation.needs.vetting";
constexpr std::string_view kTraining = "authorisation.needs.training";
constexpr std::string_view kSecondFactor = "authorisation.needs.second_factor";
constexpr std::string_view kConsent = "authorisation.needs.consent";

constexpr std::array kAll{kNothing,   kRole,         kAgreement,  kPurpose,      kAuthorOrLead, kLead,
                          kRecipient, kAcceptance,   kSupervisor, kSecondPerson, kOwn,          kVetting,
                          kTraining,  kSecondFactor, kConsent,    kPerson,       kScope,        kOwnState};
}  // namespace needs

// How far an ask came through a row before it was refused; the refusal that came furthest is the one to tell,
// since what it asks for is the least that is missing.
enum class Step { role, relation, vetting, training, second_factor, consent };

struct Refusal {
    Step step;
    Decision decision;
};

Decision refuse(std::string_view rule, std::string_view needed,
                base::ProblemCode code = base::ProblemCode::not_allowed) {
    return {.allowed = false, .rule = std::string(rule), .needs = std::string(needed), .problem_code = code};
}

Decision allow(std::string_view rule) {
    return {.allowed = true, .rule = std::string(rule), .needs = {}};
}

std::string_view relation_needed(SetOf<Relation> relations) {
    if (relations.has(Relation::author)) return needs::kAuthorOrLead;
    if (relations.has(Relation::lead)) return needs::kLead;
    if (relations.has(Relation::recipient_pending)) return needs::kRecipient;
    if (relations.has(Relation::recipient_accepted)) return needs::kAcceptance;
    if (relations.has(Relation::supervisor)) return needs::kSupervisor;
    if (relations.has(Relation::second_person)) return needs::kSecondPerson;
    if (relations.has(Relation::own_state)) return needs::kOwnState;
    return needs::kOwn;
}

Decision refuse_relation(const AuthorisationRule& rule) {
    const bool second_person = rule.relations.has(Relation::second_person);
    return refuse(rule.id, relation_needed(rule.relations),
                  second_person ? base::ProblemCode::second_person_needed : base::ProblemCode::not_allowed);
}

bool consent_suffices(ConsentNeed need, const Ask& ask) {
    if (ask.relation == Relation::at_the_door) return true;
    const bool given = ask.consent == ConsentState::valid || ask.consent == ConsentState::exception_recorded;
    switch (need) {
        case ConsentNeed::none: return true;
        case ConsentNeed::not_refused: return given || ask.consent == ConsentState::not_needed;
        case ConsentNeed::required: return given;
    }
    return false;
}

// Nothing, when the row allows.
std::optional<Refusal> refusal_of(const AuthorisationRule& rule, const Actor& actor, const Ask& ask,
                                  base::Time now) {
    if (std::ranges::none_of(actor.roles, [&](Role role) { return rule.roles.has(role); })) {
        return Refusal{Step::role, refuse(rule.id, needs::kRole)};
    }
    if (ask.relation != Relation::at_the_door && !rule.relations.has(ask.relation)) {
        return Refusal{Step::relation, refuse_relation(rule)};
    }
    // The one relation that is known at the door already.
    if (rule.relations == SetOf<Relation>{Relation::supervisor} && !actor.supervisor) {
        return Refusal{Step::relation, refuse_relation(rule)};
    }
    if (rule.vetting && ask.concerns_child && !actor.vetted_for_children) {
        return Refusal{Step::vetting, refuse(kRuleVetting, needs::kVetting)};
    }
    const bool trained =
        rule.training.empty() || std::ranges::any_of(actor.training, [&](const Training& held) {
            return rule.training.has(held.function) && held.valid_to > now;
        });
    if (!trained) {
        return Refusal{Step::training,
                       refuse(kRuleTraining, needs::kTraining, base::ProblemCode::training_missing)};
    }
    if (rule.second_factor && !actor.second_factor_passed) {
        return Refusal{Step::second_factor, refuse(kRuleSecondFactor, needs::kSecondFactor,
                                                   base::ProblemCode::second_factor_needed)};
    }
    if (!consent_suffices(rule.consent, ask)) {
        return Refusal{Step::consent,
                       refuse(kRuleConsent, needs::kConsent, base::ProblemCode::consent_missing)};  // INV-02
    }
    return std::nullopt;
}

// Of two rows that ask for another relation, a receiver is told the receiver's.
bool is_nearer(const AuthorisationRule& rule, const Ask& ask, Step step, Step before) {
    return step == before && step == Step::relation && ask.relation == Relation::recipient_pending &&
           rule.relations.has(Relation::recipient_accepted);
}

// What closes every row at once.
std::optional<Decision> closed_before_the_table(const Actor& actor, const Ask& ask) {
    if (actor.roles.empty()) return refuse(kRuleNoRole, needs::kRole);
    // INV-09: also for whoever holds another role beside it.
    if (actor.has(Role::immigration_enforcement) && !kBehindTheFirewall.has(ask.permission)) {
        return refuse(kRuleFirewall, needs::kNothing);
    }
    if (!actor.organisation_agreement_in_force && ask.permission != Permission::own_account) {
        return refuse(kRuleAgreement, needs::kAgreement);
    }
    if (actor.scopes) {
        const auto scope = scope_of(ask.permission);
        if (!scope) return refuse(kRulePersonOnly, needs::kPerson);
        if (!actor.scopes->has(*scope)) return refuse(kRuleScope, needs::kScope);
    }
    const Zone zone = zone_of(ask.permission);
    if ((zone == Zone::z3 || zone == Zone::z4) && kPurposesWithoutContent.has(ask.purpose)) {
        return refuse(kRulePurpose, needs::kPurpose);
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Permission permission) {
    return kPermissions.at(static_cast<std::size_t>(permission)).name;
}

Zone zone_of(Permission permission) {
    return kPermissions.at(static_cast<std::size_t>(permission)).zone;
}

std::optional<Scope> scope_of(Permission permission) {
    return kPermissions.at(static_cast<std::size_t>(permission)).scope;
}

const std::vector<Permission>& all_permissions() {
    static const std::vector<Permission> permissions{
#define PERMISSION(name, zone, scope) Permission::name,
#include "guard/permission.def"
#undef PERMISSION
    };
    return permissions;
}

std::vector<std::string_view> all_needs() {
    return {needs::kAll.begin(), needs::kAll.end()};
}

std::string_view code_of(Purpose purpose) {
    switch (purpose) {
        case Purpose::triage: return "triage";
        case Purpose::screening: return "screening";
        case Purpose::support: return "support";
        case Purpose::referral: return "referral";
        case Purpose::consent: return "consent";
        case Purpose::co_ordination: return "co_ordination";
        case Purpose::oversight: return "oversight";
        case Purpose::self_access: return "self_access";
        case Purpose::administration: return "administration";
    }
    return "";
}

std::optional<Purpose> purpose_from_code(std::string_view code) {
    for (int number = 0; number <= static_cast<int>(Purpose::administration); ++number) {
        const auto purpose = static_cast<Purpose>(number);
        if (code_of(purpose) == code) return purpose;
    }
    return std::nullopt;
}

Decision authorise(const Actor& actor, const Ask& ask, base::Time now) {
    if (auto closed = closed_before_the_table(actor, ask)) return *std::move(closed);
    std::optional<Refusal> furthest;
    for (const AuthorisationRule& rule : authorisation_rules()) {
        if (rule.permission != ask.permission) continue;
        auto refusal = refusal_of(rule, actor, ask, now);
        if (!refusal) return allow(rule.id);
        if (!furthest || refusal->step > furthest->step ||
            is_nearer(rule, ask, refusal->step, furthest->step)) {
            furthest = std::move(refusal);
        }
    }
    // A permission without a row is a mistake of ours, and closed.
    return furthest ? std::move(furthest->decision) : refuse(kRuleNoRole, needs::kNothing);
}

base::Done require(const Actor& actor, const Ask& ask, base::Time now) {
    Decision decision = authorise(actor, ask, now);
    if (decision.allowed) return {};
    return base::fail(base::refused_by(std::move(decision.rule), decision.problem_code,
                                       std::string(name_of(ask.permission))));
}

}  // namespace guard
