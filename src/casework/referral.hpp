#pragma once
// A referral: one need of one person, offered to one service of another organisation, answered by its queue
// (domain.md 5.1). Its life is a table like that of the case. Pure rules. Zone Z1 but for the packet, which
// is sealed under keys of the referral's own.

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/consent.hpp"
#include "casework/fact.hpp"
#include "directory/service.hpp"
#include "guard/actor.hpp"
#include "guard/authorise.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework {

enum class ReferralStatus {
    awaiting_confirmation,  // sent under a legal exception that a second person has not confirmed yet:
                            // nothing is disclosed
    sent,
    acknowledged,
    asked_back,  // the receiver has a question; the clocks run on
    accepted,
    declined_by_person,
    declined_by_service,
    served,     // the first service was delivered
    withdrawn,  // the consent was withdrawn, or the sender took it back
    rerouted,   // another referral took its place
};

std::string_view code_of(ReferralStatus status);  // also words under "casework.referral.status.<code>"
base::Result<ReferralStatus> referral_status_from(std::string_view code);
const std::vector<ReferralStatus>& all_referral_statuses();

// One open referral per need and service.
bool is_open(ReferralStatus status);
// What the receiver may open: nothing, the minimum packet, or all that was consented to.
guard::Relation relation_of_recipient(ReferralStatus status);

enum class ReferralAct {
    confirm,
    acknowledge,
    ask_back,
    reply,
    accept,
    decline_person,
    decline_service,
    serve,
    withdraw,
    reroute
};

// Problem: wrong_state, naming both.
base::Result<ReferralStatus> after(ReferralStatus status, ReferralAct act);

struct Exception;  // a recorded legal exception (legal_exception.hpp)

struct Referral {
    base::Id<Referral> id;
    guard::CaseId case_id;
    std::string need;     // code list `need` of domain.md 5.1
    std::string urgency;  // "today", "this_week", "when_possible"
    guard::OrganisationId from_organisation;
    guard::UserId sent_by;
    guard::OrganisationId to_organisation;
    directory::ServiceId service;
    std::vector<Fact> facts;
    std::optional<base::Id<Consent>> consent;
    std::optional<base::Id<Exception>>
        exception;  // INV-02: a recorded legal exception with a named second person
    ReferralStatus status = ReferralStatus::sent;
    base::Time sent_at;
    std::optional<base::Time> acknowledged_at;
    std::optional<base::Time> answered_at;
    std::optional<base::Time> first_service_at;
    std::string answer_reason;  // a code of decline_reason or refusal_of_referral_reason
    std::optional<base::Id<Referral>> rerouted_from;
    bool copy_given_to_person = false;
    std::optional<base::Bytes> sealed_minimum;  // Z2 facts, under the referral's Z2 key
    std::optional<base::Bytes>
        sealed_full;  // the rest, under the referral's Z3 key, given to the receiver on acceptance
    std::optional<base::Bytes> sealed_exchange;  // questions and replies, under the Z2 key
    std::int64_t version = 1;
};

// domain.md 5.1; the person's reason is never mandatory, the service's is.
const std::vector<std::string>& person_decline_reasons();
const std::vector<std::string>& service_decline_reasons();
const std::vector<std::string>& urgency_codes();

}  // namespace casework
