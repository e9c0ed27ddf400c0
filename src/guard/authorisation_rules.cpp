#include "guard/authorisation_rules.hpp"

#include <algorithm>
#include <array>

namespace guard {

namespace {

using Roles = SetOf<Role>;
using Relations = SetOf<Relation>;
using Trained = SetOf<Function>;

// --- Roles (domain.md 2.1) ---

// Tier 1 of 6.1: a short set of questions by the front line; needs the course in identification, or the
// larger one.
constexpr Roles kFirstTier{Role::reception,        Role::border, Role::police_general,
                           Role::labour_inspector, Role::health, Role::ngo_visitor};
// Tier 2 of 6.1: the structured interview; needs the course in interviewing.
constexpr Roles kSecondTier{Role::ngo_case_worker, Role::social, Role::asylum, Role::police_trafficking,
                            Role::child_protection};
constexpr Roles kScreeners = kFirstTier.plus(kSecondTier);

// Those who may lead or carry a case. Not the visitor, who raises concerns, informs and asks the tier-1
// questions.
constexpr Roles kCarriers = kScreeners.without({Role::ngo_visitor}).plus({Role::shelter});
// Referring is also the helpline's work; it holds no identities (anonymous contact, INV-14).
constexpr Roles kReferrers = kCarriers.plus({Role::helpline});
constexpr Roles kCaseTeam = kReferrers.plus({Role::ngo_visitor});

// "View with consent": they see a person's record only as recipients of what that person agreed to send them.
constexpr Roles kCompanions{Role::guardian, Role::advocate, Role::lawyer};
// Not POLICE_THB, to whom no notes of others are open, nor other police, border guards and helplines, which
// run no service.
constexpr Roles kRecipients =
    Roles{Role::reception, Role::asylum,           Role::labour_inspector, Role::health,
          Role::social,    Role::child_protection, Role::ngo_case_worker,  Role::shelter}
        .plus(kCompanions);

// T1, T2: whoever meets people may say that something is wrong, trained or not.
constexpr Roles kFrontLine = kCaseTeam.plus(kCompanions).plus({Role::educator, Role::trade_union});

constexpr Roles kCoordinator{Role::coordinator};
constexpr Roles kRapporteur{Role::rapporteur};
constexpr Roles kOversight{Role::data_protection_officer, Role::auditor};
constexpr Roles kAdministrator{Role::administrator};
// Who runs the survey, and who answers for a State.
constexpr Roles kSurveyKeepers{Role::administrator, Role::survey_administrator};
constexpr Roles kSecretariat =
    Roles{Role::survey_editor, Role::survey_translator, Role::survey_verifier, Role::survey_publisher}.plus(
        kSurveyKeepers);
constexpr Roles kFocalPoints{Role::survey_focal_point, Role::survey_alternate};
constexpr Roles kOfState =
    Roles{Role::survey_contributor, Role::survey_validator, Role::survey_clearance}.plus(kFocalPoints);
constexpr Roles kEverybody = Roles::everything();

// --- Relations ---

constexpr Relations kAnyRelation = Relations::everything();
constexpr Relations kAuthorOrLead{Relation::author, Relation::lead};
constexpr Relations kLead{Relation::lead};
constexpr Relations kSecondPerson{Relation::second_person};
constexpr Relations kAccepted{Relation::recipient_accepted};
constexpr Relations kRecipient{Relation::recipient_pending, Relation::recipient_accepted};
constexpr Relations kSupervisor{Relation::supervisor};
constexpr Relations kOwn{Relation::own};
constexpr Relations kOwnState{Relation::own_state};

constexpr Trained kIdentification{Function::frontline_identification, Function::interview};
constexpr Trained kInterview{Function::interview};

// --- The table ---
// Second factor: for all that shows content of Z3 or Z4, which is every such permission but raising a
// concern. Vetting: for meeting and assessing a child, never for bringing one to those who are vetted
// (C-CHILD, 24 h): raising, informing, consent, referral and exceptions stay open.
constexpr std::array kRules = std::to_array<AuthorisationRule>({
    {.permission = Permission::concern_raise,
     .id = "AUTH-CONCERN-RAISE",
     .roles = kFrontLine,
     .relations = kAnyRelation},
    {.permission = Permission::concern_read,
     .id = "AUTH-CONCERN-READ",
     .roles = kCaseTeam,
     .relations = kAuthorOrLead,
     .second_factor = true},
    {.permission = Permission::worklist_read,
     .id = "AUTH-WORKLIST-READ",
     .roles = kCaseTeam,
     .relations = kAnyRelation},

    {.permission = Permission::case_read,
     .id = "AUTH-CASE-READ",
     .roles = kCaseTeam,
     .relations = kAuthorOrLead,
     .vetting = true},
    {.permission = Permission::case_read,
     .id = "AUTH-CASE-READ",
     .roles = kRecipients,
     .relations = kAccepted,
     .consent = ConsentNeed::required,
     .vetting = true},
    // T6: by profession; asylum officers and health staff with training only.
    {.permission = Permission::case_presume,
     .id = "AUTH-CASE-PRESUME",
     .roles = {Role::ngo_case_worker, Role::social, Role::child_protection, Role::police_trafficking},
     .relations = kAuthorOrLead,
     .vetting = true},
    {.permission = Permission::case_presume,
     .id = "AUTH-CASE-PRESUME",
     .roles = {Role::asylum, Role::health},
     .relations = kAuthorOrLead,
     .training = kIdentification,
     .vetting = true},
    {.permission = Permission::needs_write,
     .id = "AUTH-NEEDS-WRITE",
     .roles = kReferrers,
     .relations = kAuthorOrLead},
    {.permission = Permission::needs_read,
     .id = "AUTH-NEEDS-READ",
     .roles = kReferrers,
     .relations = kAuthorOrLead},

    // T3
    {.permission = Permission::screening_do,
     .id = "AUTH-SCREENING-DO",
     .roles = kFirstTier,
     .relations = kAuthorOrLead,
     .training = kIdentification,
     .second_factor = true,
     .vetting = true},
    {.permission = Permission::screening_do,
     .id = "AUTH-SCREENING-DO",
     .roles = kSecondTier,
     .relations = kAuthorOrLead,
     .training = kInterview,
     .second_factor = true,
     .vetting = true},
    {.permission = Permission::screening_read,
     .id = "AUTH-SCREENING-READ",
     .roles = kScreeners,
     .relations = kAuthorOrLead,
     .second_factor = true,
     .vetting = true},
    // INV-17: raising needs no second person and no more training; lowering needs both.
    {.permission = Permission::band_raise,
     .id = "AUTH-BAND-RAISE",
     .roles = kScreeners,
     .relations = kAuthorOrLead,
     .second_factor = true,
     .vetting = true},
    {.permission = Permission::band_lower_propose,
     .id = "AUTH-BAND-LOWER-PROPOSE",
     .roles = kScreeners,
     .relations = kAuthorOrLead,
     .training = kIdentification,
     .second_factor = true,
     .vetting = true},
    {.permission = Permission::band_lower_confirm,
     .id = kRuleSecondPerson,
     .roles = kScreeners,
     .relations = kSecondPerson,
     .training = kIdentification,
     .second_factor = true,
     .vetting = true},

    // Z4: the lead organisation alone (domain.md 9.3)
    {.permission = Permission::identity_write,
     .id = "AUTH-IDENTITY-WRITE",
     .roles = kCarriers,
     .relations = kLead,
     .second_factor = true,
     .vetting = true},
    {.permission = Permission::identity_read,
     .id = "AUTH-IDENTITY-READ",
     .roles = kCarriers,
     .relations = kLead,
     .second_factor = true,
     .vetting = true},

    {.permission = Permission::consent_record,
     .id = "AUTH-CONSENT-RECORD",
     .roles = kCaseTeam,
     .relations = kAuthorOrLead},
    {.permission = Permission::consent_read,
     .id = "AUTH-CONSENT-READ",
     .roles = kCaseTeam,
     .relations = kAuthorOrLead},
    {.permission = Permission::consent_read,
     .id = "AUTH-CONSENT-READ",
     .roles = kRecipients,
     .relations = kRecipient,
     .consent = ConsentNeed::not_refused},
    // INV-12: as easy as giving it; whoever the person talks to writes it down.
    {.permission = Permission::consent_withdraw,
     .id = "INV-12",
     .roles = kCaseTeam,
     .relations = kAuthorOrLead},
    {.permission = Permission::consent_withdraw,
     .id = "INV-12",
     .roles = kRecipients,
     .relations = kRecipient},
    {.permission = Permission::information_record,
     .id = "AUTH-INFORMATION-RECORD",
     .roles = kCaseTeam,
     .relations = kAuthorOrLead},

    {.permission = Permission::directory_search,
     .id = "AUTH-DIRECTORY-SEARCH",
     .roles = kCaseTeam.plus(kCompanions).plus(kCoordinator),
     .relations = kAnyRelation},
    {.permission = Permission::directory_manage,
     .id = "AUTH-DIRECTORY-MANAGE",
     .roles = kCoordinator,
     .relations = kAnyRelation},

    {.permission = Permission::referral_send,
     .id = "AUTH-REFERRAL-SEND",
     .roles = kReferrers,
     .relations = kAuthorOrLead,
     .consent = ConsentNeed::required,
     .second_factor = true},
    {.permission = Permission::referral_follow,
     .id = "AUTH-REFERRAL-FOLLOW",
     .roles = kCaseTeam,
     .relations = kAuthorOrLead.plus(kSupervisor)},
    {.permission = Permission::referral_follow,
     .id = "AUTH-REFERRAL-FOLLOW",
     .roles = kRecipients,
     .relations = kRecipient},
    // Hands the person's facts to another body, and so asks for consent to that body (CONS-REF:<org>). INV-02
    {.permission = Permission::referral_reroute,
     .id = "AUTH-REFERRAL-REROUTE",
     .roles = kReferrers,
     .relations = kAuthorOrLead.plus(kSupervisor),
     .consent = ConsentNeed::required},
    {.permission = Permission::exception_propose,
     .id = "AUTH-EXCEPTION-PROPOSE",
     .roles = kReferrers,
     .relations = kAuthorOrLead,
     .second_factor = true},
    {.permission = Permission::exception_confirm,
     .id = "AUTH-EXCEPTION-CONFIRM",
     .roles = kReferrers,
     .relations = kSecondPerson,
     .training = kIdentification,
     .second_factor = true},

    {.permission = Permission::inbox_read,
     .id = "AUTH-INBOX-READ",
     .roles = kRecipients,
     .relations = kRecipient,
     .consent = ConsentNeed::not_refused},
    {.permission = Permission::packet_read,
     .id = "AUTH-PACKET-READ",
     .roles = kCaseTeam,
     .relations = kAuthorOrLead,
     .second_factor = true,
     .vetting = true},
    {.permission = Permission::packet_read,
     .id = "AUTH-PACKET-READ",
     .roles = kRecipients,
     .relations = kAccepted,
     .consent = ConsentNeed::required,
     .second_factor = true,
     .vetting = true},
    {.permission = Permission::referral_answer,
     .id = "AUTH-REFERRAL-ANSWER",
     .roles = kRecipients,
     .relations = kRecipient},
    // INV-01, INV-12: no consent asked for here; help goes on when sharing ends.
    {.permission = Permission::service_record,
     .id = "AUTH-SERVICE-RECORD",
     .roles = kRecipients,
     .relations = kAccepted},

    // "Supervisor" is a relation, not a role: of the organisation that sent the referral.
    {.permission = Permission::escalations_read,
     .id = "AUTH-ESCALATIONS-READ",
     .roles = kCaseTeam,
     .relations = kSupervisor},
    {.permission = Permission::escalations_read,
     .id = "AUTH-ESCALATIONS-READ",
     .roles = kCoordinator,
     .relations = kAnyRelation},
    {.permission = Permission::board_read,
     .id = "AUTH-BOARD-READ",
     .roles = kCoordinator,
     .relations = kAnyRelation},
    // How many nobody has seen: the rapporteur's to estimate and to answer for; tables of counts, no person's
    // record.
    {.permission = Permission::estimate_make,
     .id = "AUTH-ESTIMATE-MAKE",
     .roles = kRapporteur,
     .relations = kAnyRelation},
    {.permission = Permission::estimate_read,
     .id = "AUTH-ESTIMATE-READ",
     .roles = kRapporteur.plus(kCoordinator),
     .relations = kAnyRelation},
    {.permission = Permission::copy_print,
     .id = "AUTH-COPY-PRINT",
     .roles = kCaseTeam,
     .relations = kAuthorOrLead,
     .second_factor = true},

    {.permission = Permission::access_log_read,
     .id = "AUTH-ACCESS-LOG-READ",
     .roles = kOversight,
     .relations = kAnyRelation},
    {.permission = Permission::user_manage,
     .id = "AUTH-USER-MANAGE",
     .roles = kAdministrator,
     .relations = kAnyRelation},
    {.permission = Permission::organisation_manage,
     .id = "AUTH-ORGANISATION-MANAGE",
     .roles = kAdministrator,
     .relations = kAnyRelation},
    {.permission = Permission::recovery_key_renew,
     .id = "AUTH-RECOVERY-KEY-RENEW",
     .roles = kAdministrator,
     .relations = kAnyRelation},
    {.permission = Permission::program_manage,
     .id = "AUTH-PROGRAM-MANAGE",
     .roles = kAdministrator,
     .relations = kAnyRelation},
    // The commitments survey holds what States say of their policies, and nothing of a person. Who answers
    // for a State sees and writes that State's reply alone; each step has its own role, and clearing another
    // person (survey.md 5.1).
    {.permission = Permission::survey_manage,
     .id = "AUTH-SURVEY-MANAGE",
     .roles = kSurveyKeepers,
     .relations = kAnyRelation},
    {.permission = Permission::survey_build,
     .id = "AUTH-SURVEY-BUILD",
     .roles = kSurveyKeepers.plus({Role::survey_editor}),
     .relations = kAnyRelation},
    {.permission = Permission::survey_translate,
     .id = "AUTH-SURVEY-TRANSLATE",
     .roles = kSurveyKeepers.plus({Role::survey_editor, Role::survey_translator}),
     .relations = kAnyRelation},
    {.permission = Permission::survey_read,
     .id = "AUTH-SURVEY-READ",
     .roles = kSecretariat,
     .relations = kAnyRelation},
    {.permission = Permission::survey_reply_read,
     .id = "AUTH-SURVEY-REPLY-READ",
     .roles = kSecretariat,
     .relations = kAnyRelation},
    {.permission = Permission::survey_reply_read,
     .id = "AUTH-SURVEY-REPLY-READ",
     .roles = kOfState,
     .relations = kOwnState},
    {.permission = Permission::survey_assign,
     .id = "AUTH-SURVEY-ASSIGN",
     .roles = kFocalPoints,
     .relations = kOwnState},
    {.permission = Permission::survey_contribute,
     .id = "AUTH-SURVEY-CONTRIBUTE",
     .roles = kFocalPoints.plus({Role::survey_contributor}),
     .relations = kOwnState},
    {.permission = Permission::survey_validate,
     .id = "AUTH-SURVEY-VALIDATE",
     .roles = {Role::survey_validator},
     .relations = kOwnState},
    {.permission = Permission::survey_clear,
     .id = "AUTH-SURVEY-CLEAR",
     .roles = {Role::survey_clearance},
     .relations = kOwnState},
    {.permission = Permission::survey_verify,
     .id = "AUTH-SURVEY-VERIFY",
     .roles = {Role::survey_verifier},
     .relations = kAnyRelation},
    {.permission = Permission::survey_publish,
     .id = "AUTH-SURVEY-PUBLISH",
     .roles = {Role::survey_publisher},
     .relations = kAnyRelation},
    {.permission = Permission::own_account, .id = "AUTH-OWN-ACCOUNT", .roles = kEverybody, .relations = kOwn},
    {.permission = Permission::why_read,
     .id = "AUTH-WHY-READ",
     .roles = kEverybody,
     .relations = kAnyRelation},
});

}  // namespace

std::span<const AuthorisationRule> authorisation_rules() {
    return kRules;
}

std::vector<std::string_view> all_rule_ids() {
    std::vector<std::string_view> ids{kRuleNoRole,       kRuleFirewall, kRuleAgreement,    kRulePurpose,
                                      kRuleVetting,      kRuleTraining, kRuleSecondFactor, kRuleConsent,
                                      kRuleSecondPerson, kRuleSignIn,   kRulePersonOnly,   kRuleScope,
                                      kRuleToken};
    for (const AuthorisationRule& rule : kRules) ids.push_back(rule.id);
    std::ranges::sort(ids);
    const auto doubles = std::ranges::unique(ids);
    ids.erase(doubles.begin(), doubles.end());
    return ids;
}

}  // namespace guard
