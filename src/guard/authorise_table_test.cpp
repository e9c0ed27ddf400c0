// Every role, relation and scope against the reviewed tables beside this file.

#include "guard/authorise_for_test.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace guard {
namespace {

constexpr std::array kRelationNames{
    "at_the_door",        "none",       "author",        "lead", "recipient_pending",
    "recipient_accepted", "supervisor", "second_person", "own",  "own_state"};

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

}  // namespace
}  // namespace guard
