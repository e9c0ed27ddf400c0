#pragma once
// The table of who may do what: data for authorise(), one row (or a few) for every permission. What no row
// allows is denied. The reasons for each choice stand beside the rows in authorisation_rules.cpp; the
// reviewed outcome for every role is authorisation_table.tsv. Pure data.

#include "guard/authorise.hpp"
#include "guard/set_of.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace guard {

enum class ConsentNeed {
    none,
    not_refused,  // closed by a consent that is missing or withdrawn
    required,     // INV-02: open only by a valid consent or a recorded exception; "not_needed" is no answer
};

struct AuthorisationRule {
    Permission permission;
    std::string_view id;
    SetOf<Role> roles;
    SetOf<Relation> relations;
    SetOf<Function> training = {};  // any one of these; none needed when empty
    ConsentNeed consent = ConsentNeed::none;
    bool second_factor = false;
    bool vetting = false;  // when the record concerns a child
};

std::span<const AuthorisationRule> authorisation_rules();

// Rules that stand before or beside the table.
inline constexpr std::string_view kRuleNoRole = "AUTH-NO-ROLE";
inline constexpr std::string_view kRuleFirewall = "INV-09";
inline constexpr std::string_view kRuleAgreement = "AUTH-AGREEMENT";
inline constexpr std::string_view kRulePersonOnly = "AUTH-PERSON-ONLY";  // no token of a program opens it
inline constexpr std::string_view kRuleScope = "AUTH-SCOPE";             // not within the scopes of the token
inline constexpr std::string_view kRuleToken =
    "AUTH-TOKEN";  // names what becomes of tokens before there is an actor
inline constexpr std::string_view kRulePurpose = "AUTH-PURPOSE";
inline constexpr std::string_view kRuleVetting = "AUTH-CHILD-VETTING";
inline constexpr std::string_view kRuleTraining = "AUTH-TRAINING";
inline constexpr std::string_view kRuleSecondFactor = "AUTH-SECOND-FACTOR";
inline constexpr std::string_view kRuleConsent = "INV-02";
inline constexpr std::string_view kRuleSignIn =
    "AUTH-SIGN-IN";  // names what happens before there is an actor
inline constexpr std::string_view kRuleSecondPerson = "INV-17";

// Every rule a decision may name; each has its words under "authorisation.<rule>".
std::vector<std::string_view> all_rule_ids();
// Every value of Decision::needs.
std::vector<std::string_view> all_needs();

// Purposes that open nothing in Z3 and Z4: running the system is no reason to read about a person.
inline constexpr SetOf<Purpose> kPurposesWithoutContent{Purpose::co_ordination, Purpose::oversight,
                                                        Purpose::administration};
// All that remains to immigration enforcement. INV-09
inline constexpr SetOf<Permission> kBehindTheFirewall{Permission::own_account, Permission::why_read};

}  // namespace guard
