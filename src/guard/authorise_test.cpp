#include "guard/authorise.hpp"

#include "guard/authorisation_rules.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace guard {
namespace {

constexpr base::Time kNow{1'800'000'000'000'000};
constexpr base::Duration kYear = std::chrono::hours(24 * 365);

constexpr std::array kFunctions{Function::awareness, Function::frontline_identification, Function::interview,
                                Function::child, Function::data_protection};
constexpr std::array kRelations{Relation::at_the_door,
                                Relation::none,
                                Relation::author,
                                Relation::lead,
                                Relation::recipient_pending,
                                Relation::recipient_accepted,
                                Relation::supervisor,
                                Relation::second_person,
                                Relation::own};
constexpr std::array kRelationNames{
    "at_the_door",        "none",       "author",        "lead", "recipient_pending",
    "recipient_accepted", "supervisor", "second_person", "own"};
constexpr std::array kConsents{ConsentState::not_needed, ConsentState::valid, ConsentState::missing,
                               ConsentState::withdrawn, ConsentState::exception_recorded};
constexpr std::array kPurposes{Purpose::triage,    Purpose::screening,   Purpose::support,
                               Purpose::referral,  Purpose::consent,     Purpose::co_ordination,
                               Purpose::oversight, Purpose::self_access, Purpose::administration};

Actor actor_with(std::vector<Role> roles) {
    Actor actor;
    actor.roles = std::move(roles);
    for (const Function function : kFunctions) actor.training.push_back({function, kNow + kYear});
    actor.vetted_for_children = true;
    actor.supervisor = true;
    actor.second_factor_passed = true;
    return actor;
}

Ask ask_for(Permission permission, Relation relation = Relation::at_the_door,
            ConsentState consent = ConsentState::not_needed) {
    return {.permission = permission, .purpose = Purpose::support, .relation = relation, .consent = consent};
}

std::string outcome(const Actor& actor, const Ask& ask) {
    const Decision decision = authorise(actor, ask, kNow);
    return (decision.allowed ? "allow " : "deny ") + decision.rule;
}

// Compares with a reviewed file beside this test; on a difference what was found is written to the build
// folder, to be reviewed, line by line, before it takes the old one's place.
void expect_reviewed(const std::string& file, const std::string& found) {
    std::ifstream stream(std::string(WAYMARK_SOURCE_DIR) + "/src/guard/" + file);
    std::stringstream reviewed;
    reviewed << stream.rdbuf();
    if (reviewed.str() == found) return;
    const std::string written = std::string(WAYMARK_BINARY_DIR) + "/" + file;
    std::ofstream(written) << found;
    std::istringstream wanted_lines(reviewed.str());
    std::istringstream found_lines(found);
    std::string wanted_line;
    std::string found_line;
    while (std::getline(found_lines, found_line)) {
        std::getline(wanted_lines, wanted_line);
        if (found_line != wanted_line) break;
    }
    ADD_FAILURE() << file << ": reviewed \"" << wanted_line << "\", found \"" << found_line << "\"; all in "
                  << written;
}

rc::Gen<std::vector<Role>> some_roles() {
    return rc::gen::container<std::vector<Role>>(rc::gen::elementOf(all_roles()));
}

ScopeSet some_scopes() {
    ScopeSet scopes;
    for (const Scope scope : all_scopes()) {
        if (*rc::gen::arbitrary<bool>()) scopes = scopes.plus({scope});
    }
    return scopes;
}

Ask any_ask() {
    return {.permission = *rc::gen::elementOf(all_permissions()),
            .purpose = *rc::gen::elementOf(kPurposes),
            .relation = *rc::gen::elementOf(kRelations),
            .consent = *rc::gen::elementOf(kConsents),
            .concerns_child = *rc::gen::arbitrary<bool>()};
}

Actor any_actor() {
    Actor actor;
    actor.roles = *some_roles();
    for (const Function function : kFunctions) {
        if (*rc::gen::arbitrary<bool>()) {
            actor.training.push_back({function, *rc::gen::element(kNow - kYear, kNow, kNow + kYear)});
        }
    }
    actor.vetted_for_children = *rc::gen::arbitrary<bool>();
    actor.second_factor_passed = *rc::gen::arbitrary<bool>();
    actor.organisation_agreement_in_force = *rc::gen::weightedElement<bool>({{4, true}, {1, false}});
    if (*rc::gen::weightedElement<bool>({{1, true}, {3, false}})) actor.scopes = some_scopes();
    return actor;
}

bool allowed(const Actor& actor, const Ask& ask) {
    return authorise(actor, ask, kNow).allowed;
}

// --- The reviewed tables ---

TEST(Authorise, decides_at_the_door_for_every_role_what_the_reviewed_table_says) {
    std::string found = "role\tpermission\twith all papers\twithout training\twithout second factor\n";
    for (const Role role : all_roles()) {
        for (const Permission permission : all_permissions()) {
            const Actor actor = actor_with({role});
            Actor untrained = actor;
            untrained.training.clear();
            Actor half_signed_in = actor;
            half_signed_in.second_factor_passed = false;
            const Ask ask = ask_for(permission);
            found += std::string(code_of(role)) + '\t' + std::string(name_of(permission)) + '\t' +
                     outcome(actor, ask) + '\t' + outcome(untrained, ask) + '\t' +
                     outcome(half_signed_in, ask) + '\n';
        }
    }
    expect_reviewed("authorisation_table.tsv", found);
}

TEST(Authorise, decides_by_relation_and_consent_what_the_reviewed_table_says) {
    std::string found = "role\tpermission\trelation\tconsent valid\tconsent not needed\tconsent withdrawn\n";
    for (const Role role : {Role::ngo_case_worker, Role::reception, Role::police_trafficking, Role::lawyer,
                            Role::coordinator}) {
        for (const Permission permission : all_permissions()) {
            for (std::size_t index = 1; index < kRelations.size(); ++index) {
                found += std::string(code_of(role)) + '\t' + std::string(name_of(permission)) + '\t' +
                         kRelationNames.at(index);
                for (const ConsentState consent :
                     {ConsentState::valid, ConsentState::not_needed, ConsentState::withdrawn}) {
                    found += '\t' +
                             outcome(actor_with({role}), ask_for(permission, kRelations.at(index), consent));
                }
                found += '\n';
            }
        }
    }
    expect_reviewed("authorisation_relations.tsv", found);
}

TEST(Authorise, lets_a_program_do_what_its_token_holds_as_the_reviewed_table_says) {
    std::string found =
        "permission\tscope\twith this scope only\twith every other scope\twith every scope\tas a person\n";
    for (const Permission permission : all_permissions()) {
        // Whoever may: of the roles that this permission opens to, all but the one that opens nothing.
        Actor actor = actor_with(all_roles());
        std::erase(actor.roles, Role::immigration_enforcement);
        const Ask ask = ask_for(permission);
        const auto scope = scope_of(permission);
        const std::string as_a_person = outcome(actor, ask);
        const ScopeSet own = scope ? ScopeSet{*scope} : ScopeSet{};
        found += std::string(name_of(permission)) + '\t' + std::string(scope ? code_of(*scope) : "-");
        for (const ScopeSet scopes : {own, ScopeSet::everything().without(own), ScopeSet::everything()}) {
            actor.scopes = scopes;
            found += '\t' + outcome(actor, ask);
        }
        found += '\t' + as_a_person + '\n';
    }
    expect_reviewed("authorisation_scopes.tsv", found);
}

TEST(Authorise, has_a_row_for_every_permission_and_a_role_and_a_relation_in_every_row) {
    std::set<Permission> covered;
    for (const AuthorisationRule& rule : authorisation_rules()) {
        covered.insert(rule.permission);
        EXPECT_FALSE(rule.roles.empty()) << rule.id;
        EXPECT_FALSE(rule.relations.empty()) << rule.id;
        EXPECT_FALSE(rule.relations.has(Relation::none) && zone_of(rule.permission) >= Zone::z2 &&
                     rule.permission != Permission::concern_raise)
            << rule.id << " opens content to organisations that have nothing to do with it";
    }
    EXPECT_EQ(covered.size(), all_permissions().size());
}

// --- Invariants ---

TEST(Authorise, INV_09_immigration_enforcement_has_no_read_path) {
    for (const Permission permission : all_permissions()) {
        for (const Relation relation : kRelations) {
            for (const ConsentState consent : kConsents) {
                const Ask ask = ask_for(permission, relation, consent);
                const Decision decision = authorise(actor_with({Role::immigration_enforcement}), ask, kNow);
                const bool harmless =
                    permission == Permission::own_account || permission == Permission::why_read;
                if (harmless) continue;
                EXPECT_FALSE(decision.allowed) << name_of(permission);
                EXPECT_EQ(decision.rule, "INV-09");
                EXPECT_EQ(decision.problem_code, base::ProblemCode::not_allowed);
            }
        }
    }
}

RC_GTEST_PROP(AuthoriseProperty, INV_09_no_second_role_opens_the_firewall, ()) {
    Actor actor = any_actor();
    actor.roles.push_back(Role::immigration_enforcement);
    const Ask ask = any_ask();
    RC_PRE(ask.permission != Permission::own_account && ask.permission != Permission::why_read);
    RC_ASSERT(authorise(actor, ask, kNow).rule == "INV-09");
}

TEST(Authorise, INV_02_sends_and_opens_a_packet_only_by_consent_or_recorded_exception) {
    const Actor actor = actor_with({Role::ngo_case_worker});
    const std::vector<std::pair<Permission, Relation>> disclosures{
        {Permission::referral_send, Relation::lead},
        {Permission::referral_send, Relation::author},
        {Permission::referral_reroute, Relation::supervisor},
        {Permission::packet_read, Relation::recipient_accepted},
        {Permission::case_read, Relation::recipient_accepted},
    };
    for (const auto& [permission, relation] : disclosures) {
        for (const ConsentState consent : kConsents) {
            const Decision decision = authorise(actor, ask_for(permission, relation, consent), kNow);
            const bool consented =
                consent == ConsentState::valid || consent == ConsentState::exception_recorded;
            EXPECT_EQ(decision.allowed, consented) << name_of(permission);
            if (consented) continue;
            EXPECT_EQ(decision.rule, "INV-02");
            EXPECT_EQ(decision.needs, "authorisation.needs.consent");
            EXPECT_EQ(decision.problem_code, base::ProblemCode::consent_missing);
        }
    }
}

TEST(Authorise, INV_02_a_withdrawn_consent_closes_the_inbox_too) {
    const Actor actor = actor_with({Role::shelter});
    for (const Relation relation : {Relation::recipient_pending, Relation::recipient_accepted}) {
        EXPECT_TRUE(allowed(actor, ask_for(Permission::inbox_read, relation, ConsentState::valid)));
        EXPECT_EQ(outcome(actor, ask_for(Permission::inbox_read, relation, ConsentState::withdrawn)),
                  "deny INV-02");
    }
}

RC_GTEST_PROP(AuthoriseProperty, INV_01_support_does_not_depend_on_cooperation_or_decision, ()) {
    // What is asked is these five things and no other: nothing about co-operation or a decision can be asked
    // at all.
    const Ask ask = any_ask();
    [[maybe_unused]] const auto& [permission, purpose, relation, consent, concerns_child] = ask;
    // And the support permissions do not look at the consent to share either.
    const Actor actor = any_actor();
    Ask support = ask;
    support.permission = *rc::gen::element(Permission::needs_write, Permission::needs_read,
                                           Permission::service_record, Permission::referral_answer,
                                           Permission::information_record, Permission::directory_search);
    Ask refused = support;
    refused.consent = ConsentState::withdrawn;
    RC_ASSERT(allowed(actor, support) == allowed(actor, refused));
}

RC_GTEST_PROP(AuthoriseProperty, INV_12_whoever_may_record_a_consent_may_record_its_withdrawal, ()) {
    const Actor actor = any_actor();
    Ask record = any_ask();
    record.permission = Permission::consent_record;
    RC_PRE(allowed(actor, record));
    Ask withdraw = record;
    withdraw.permission = Permission::consent_withdraw;
    RC_ASSERT(allowed(actor, withdraw));
}

TEST(Authorise, INV_12_a_withdrawal_needs_no_training_no_second_factor_and_no_vetting) {
    Actor actor;
    actor.roles = {Role::shelter};
    for (const Relation relation :
         {Relation::author, Relation::lead, Relation::recipient_pending, Relation::recipient_accepted}) {
        Ask ask = ask_for(Permission::consent_withdraw, relation, ConsentState::withdrawn);
        ask.concerns_child = true;
        EXPECT_EQ(outcome(actor, ask), "allow INV-12");
    }
}

TEST(Authorise, INV_14_anybody_at_the_front_line_raises_a_concern_without_papers) {
    for (const Role role : {Role::reception, Role::border, Role::educator, Role::trade_union,
                            Role::ngo_visitor, Role::helpline}) {
        Actor actor;
        actor.roles = {role};
        Ask ask = ask_for(Permission::concern_raise, Relation::none, ConsentState::missing);
        ask.concerns_child = true;
        EXPECT_EQ(outcome(actor, ask), "allow AUTH-CONCERN-RAISE") << code_of(role);
    }
}

TEST(Authorise, INV_17_a_lower_band_is_confirmed_by_a_second_trained_person_only) {
    const Actor actor = actor_with({Role::ngo_case_worker});
    for (const Relation relation : {Relation::author, Relation::lead, Relation::none}) {
        const Decision decision = authorise(actor, ask_for(Permission::band_lower_confirm, relation), kNow);
        EXPECT_FALSE(decision.allowed);
        EXPECT_EQ(decision.rule, "INV-17");
        EXPECT_EQ(decision.problem_code, base::ProblemCode::second_person_needed);
    }
    EXPECT_TRUE(allowed(actor, ask_for(Permission::band_lower_confirm, Relation::second_person)));
    Actor untrained = actor;
    untrained.training.clear();
    EXPECT_EQ(outcome(untrained, ask_for(Permission::band_lower_confirm, Relation::second_person)),
              "deny AUTH-TRAINING");
    EXPECT_TRUE(allowed(untrained, ask_for(Permission::band_raise, Relation::author)));
}

TEST(Authorise, INV_02_INV_17_no_program_is_the_second_person) {
    Actor program = actor_with(all_roles());
    std::erase(program.roles, Role::immigration_enforcement);
    program.scopes = ScopeSet::everything();
    for (const Permission permission : {Permission::band_lower_confirm, Permission::exception_confirm}) {
        const Decision decision = authorise(program, ask_for(permission, Relation::second_person), kNow);
        EXPECT_FALSE(decision.allowed);
        EXPECT_EQ(decision.rule, "AUTH-PERSON-ONLY");
        EXPECT_EQ(decision.needs, "authorisation.needs.person");
    }
}

TEST(Authorise, no_program_hands_out_what_outlives_its_token) {
    Actor program = actor_with({Role::administrator});
    program.scopes = ScopeSet::everything();
    for (const Permission permission :
         {Permission::user_manage, Permission::organisation_manage, Permission::program_manage}) {
        EXPECT_EQ(outcome(program, ask_for(permission)), "deny AUTH-PERSON-ONLY") << name_of(permission);
    }
}

TEST(Authorise, INV_10_content_is_not_opened_for_running_the_system) {
    Actor actor = actor_with(all_roles());
    std::erase(actor.roles, Role::immigration_enforcement);
    for (const Permission permission : all_permissions()) {
        if (zone_of(permission) < Zone::z3) continue;
        for (const Purpose purpose : {Purpose::co_ordination, Purpose::oversight, Purpose::administration}) {
            Ask ask = ask_for(permission);
            ask.purpose = purpose;
            EXPECT_EQ(outcome(actor, ask), "deny AUTH-PURPOSE") << name_of(permission);
        }
    }
}

TEST(Authorise, whatever_shows_content_of_z3_or_z4_needs_the_second_factor) {
    for (const AuthorisationRule& rule : authorisation_rules()) {
        if (zone_of(rule.permission) < Zone::z3 || rule.permission == Permission::concern_raise) continue;
        EXPECT_TRUE(rule.second_factor) << rule.id;
    }
}

TEST(Authorise, oversight_administration_and_coordination_read_no_content) {
    for (const Role role : {Role::data_protection_officer, Role::auditor, Role::administrator,
                            Role::coordinator, Role::rapporteur, Role::interpreter, Role::consular,
                            Role::recruitment_regulator, Role::training_manager}) {
        for (const Permission permission : all_permissions()) {
            if (zone_of(permission) < Zone::z2) continue;
            for (const Relation relation : kRelations) {
                EXPECT_FALSE(allowed(actor_with({role}), ask_for(permission, relation, ConsentState::valid)))
                    << code_of(role) << ' ' << name_of(permission);
            }
        }
    }
}

TEST(Authorise, what_only_supervision_opens_is_closed_at_the_door_to_who_does_not_supervise) {
    Actor actor = actor_with({Role::ngo_case_worker});
    EXPECT_TRUE(allowed(actor, ask_for(Permission::escalations_read)));
    actor.supervisor = false;
    EXPECT_EQ(outcome(actor, ask_for(Permission::escalations_read)), "deny AUTH-ESCALATIONS-READ");
    EXPECT_FALSE(allowed(actor, ask_for(Permission::escalations_read, Relation::supervisor)));
    EXPECT_TRUE(allowed(actor, ask_for(Permission::referral_follow, Relation::author)));
}

TEST(Authorise, identity_opens_to_the_lead_alone) {
    const Actor actor = actor_with({Role::social});
    for (const Permission permission : {Permission::identity_read, Permission::identity_write}) {
        for (const Relation relation : kRelations) {
            const bool expected = relation == Relation::lead || relation == Relation::at_the_door;
            EXPECT_EQ(allowed(actor, ask_for(permission, relation, ConsentState::valid)), expected);
        }
    }
}

TEST(Authorise, training_counts_by_function_and_until_its_last_moment) {
    Actor actor = actor_with({Role::ngo_case_worker});
    actor.training = {{Function::frontline_identification, kNow + kYear}};
    const Ask ask = ask_for(Permission::screening_do, Relation::author);
    const Decision decision = authorise(actor, ask, kNow);
    EXPECT_EQ(decision.rule, "AUTH-TRAINING");
    EXPECT_EQ(decision.problem_code, base::ProblemCode::training_missing);
    actor.training = {{Function::interview, kNow + base::Duration(1)}};
    EXPECT_TRUE(allowed(actor, ask));
    EXPECT_FALSE(authorise(actor, ask, kNow + base::Duration(1)).allowed);
    actor.roles = {Role::reception};
    actor.training = {{Function::frontline_identification, kNow + kYear}};
    EXPECT_TRUE(allowed(actor, ask));
}

TEST(Authorise, a_childs_case_needs_vetting_and_sending_the_child_to_help_does_not) {
    Actor actor = actor_with({Role::ngo_case_worker});
    actor.vetted_for_children = false;
    for (const Permission permission : all_permissions()) {
        Ask ask = ask_for(permission, Relation::lead, ConsentState::valid);
        if (!allowed(actor, ask)) continue;
        ask.concerns_child = true;
        const std::string name(name_of(permission));
        const bool closed = name.starts_with("screening_") || name.starts_with("case_") ||
                            name.starts_with("identity_") || name.starts_with("band_") ||
                            name == "packet_read";
        EXPECT_EQ(outcome(actor, ask).starts_with("deny AUTH-CHILD-VETTING"), closed) << name;
    }
}

TEST(Authorise, an_agreement_that_has_run_out_leaves_the_own_account_alone) {
    for (const Role role : all_roles()) {
        Actor actor = actor_with({role});
        actor.organisation_agreement_in_force = false;
        for (const Permission permission : all_permissions()) {
            const Decision decision = authorise(actor, ask_for(permission), kNow);
            EXPECT_EQ(decision.allowed, permission == Permission::own_account) << name_of(permission);
            if (role != Role::immigration_enforcement && !decision.allowed) {
                EXPECT_EQ(decision.rule, "AUTH-AGREEMENT");
            }
        }
    }
}

TEST(Authorise, nobody_has_an_account_of_somebody_else) {
    const Actor actor = actor_with(all_roles());
    EXPECT_TRUE(allowed(actor, ask_for(Permission::own_account, Relation::own)));
    EXPECT_FALSE(allowed(actor, ask_for(Permission::own_account, Relation::none)));
}

TEST(Authorise, a_receiver_who_has_not_accepted_is_told_to_accept) {
    const Decision decision =
        authorise(actor_with({Role::ngo_case_worker}),
                  ask_for(Permission::packet_read, Relation::recipient_pending, ConsentState::valid), kNow);
    EXPECT_FALSE(decision.allowed);
    EXPECT_EQ(decision.needs, "authorisation.needs.acceptance");
}

TEST(Authorise, require_carries_the_rule_and_the_code_into_the_problem) {
    const base::Done done =
        require(actor_with({Role::ngo_case_worker}),
                ask_for(Permission::referral_send, Relation::lead, ConsentState::missing), kNow);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, base::ProblemCode::consent_missing);
    EXPECT_EQ(done.error().rule, "INV-02");
    EXPECT_EQ(done.error().detail, "referral_send");
}

// --- Properties ---

RC_GTEST_PROP(AuthoriseProperty, who_has_no_role_is_denied_everything, ()) {
    Actor actor = any_actor();
    actor.roles.clear();
    const Decision decision = authorise(actor, any_ask(), kNow);
    RC_ASSERT(!decision.allowed);
    RC_ASSERT(decision.rule == "AUTH-NO-ROLE");
}

RC_GTEST_PROP(AuthoriseProperty, taking_a_paper_away_never_opens_anything, ()) {
    const Actor actor = any_actor();
    const Ask ask = any_ask();
    RC_PRE(!allowed(actor, ask));
    Actor untrained = actor;
    untrained.training.clear();
    RC_ASSERT(!allowed(untrained, ask));
    Actor half_signed_in = actor;
    half_signed_in.second_factor_passed = false;
    RC_ASSERT(!allowed(half_signed_in, ask));
    Actor unvetted = actor;
    unvetted.vetted_for_children = false;
    RC_ASSERT(!allowed(unvetted, ask));
    Actor without_agreement = actor;
    without_agreement.organisation_agreement_in_force = false;
    RC_ASSERT(!allowed(without_agreement, ask));
    Ask without_consent = ask;
    without_consent.consent = *rc::gen::element(ConsentState::missing, ConsentState::withdrawn);
    RC_ASSERT(!allowed(actor, without_consent));
    Actor program = actor;
    program.scopes =
        actor.scopes ? actor.scopes->without({*rc::gen::elementOf(all_scopes())}) : some_scopes();
    RC_ASSERT(!allowed(program, ask));
    Ask about_a_child = ask;
    about_a_child.concerns_child = true;
    RC_ASSERT(!allowed(actor, about_a_child));
}

RC_GTEST_PROP(AuthoriseProperty, a_program_may_do_what_it_might_do_as_a_person_and_its_token_holds, ()) {
    Actor person = any_actor();
    person.scopes.reset();
    Actor program = person;
    program.scopes = some_scopes();
    const Ask ask = any_ask();
    const auto scope = scope_of(ask.permission);
    RC_ASSERT(allowed(program, ask) == (allowed(person, ask) && scope && program.scopes->has(*scope)));
}

RC_GTEST_PROP(AuthoriseProperty, the_door_is_open_to_whoever_may_come_in_by_some_relation, ()) {
    const Actor actor = any_actor();
    const Ask ask = any_ask();
    Ask at_the_door = ask;
    at_the_door.relation = Relation::at_the_door;
    if (allowed(actor, ask)) RC_ASSERT(allowed(actor, at_the_door));
    if (!allowed(actor, at_the_door)) RC_ASSERT(!allowed(actor, ask));
}

RC_GTEST_PROP(AuthoriseProperty, every_decision_names_a_known_rule_and_every_refusal_what_is_needed, ()) {
    const Decision decision = authorise(any_actor(), any_ask(), kNow);
    const auto rules = all_rule_ids();
    RC_ASSERT(std::ranges::find(rules, decision.rule) != rules.end());
    const auto needs = all_needs();
    RC_ASSERT(decision.allowed == decision.needs.empty());
    RC_ASSERT(decision.allowed || std::ranges::find(needs, decision.needs) != needs.end());
}

}  // namespace
}  // namespace guard
