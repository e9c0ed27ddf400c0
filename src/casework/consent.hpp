#pragma once
// A consent: to what, for whom, told how, understood how, until when (domain.md 5.2). It is the person's
// agreement, an object of its own; the legal basis of processing and the duty to inform are others. Pure
// rules. Zone Z1: names of facts, never their values.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/fact.hpp"
#include "guard/actor.hpp"
#include "guard/authorise.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework {

// CONS-INT, CONS-SUP, CONS-ID, CONS-REF ... of domain.md 5.2.
enum class ConsentCode {
    interview,
    support,
    identification,
    referral,
    police,
    asylum,
    cross_border,
    return_home,
    consular,
    statistics,
    review,
    media,
};

std::string_view code_of(ConsentCode code);  // "CONS-REF"
std::string_view name_of(ConsentCode code);  // "referral": words under "casework.consent.<name>"
base::Result<ConsentCode> consent_code_from(std::string_view code);
const std::vector<ConsentCode>& all_consent_codes();

enum class ConsentMethod { spoken_witnessed, signed_paper, digital };
enum class ConsentGiver { adult, guardian_with_child, child_assent_guardian_suspected };

std::string_view code_of(ConsentMethod method);
std::string_view code_of(ConsentGiver giver);
base::Result<ConsentMethod> consent_method_from(std::string_view code);
base::Result<ConsentGiver> consent_giver_from(std::string_view code);

// HTCDS consent guidance: all seven are explained, or there is no consent.
struct ConsentPoints {
    bool agreement_to_interview = false;
    bool purpose = false;
    bool uses = false;
    bool research_use = false;
    bool right_of_access = false;
    bool storage_time = false;
    bool how_to_withdraw = false;

    bool complete() const {
        return agreement_to_interview && purpose && uses && research_use && right_of_access && storage_time &&
               how_to_withdraw;
    }
};

struct Consent {
    base::Id<Consent> id;
    guard::CaseId case_id;
    ConsentCode code = ConsentCode::interview;
    std::optional<guard::OrganisationId> recipient;  // CONS-REF names one organisation
    std::vector<Fact> facts;                         // what may be told; empty where nothing is handed over
    ConsentGiver given_by = ConsentGiver::adult;
    std::string language;
    bool interpreter_present = false;
    ConsentMethod method = ConsentMethod::spoken_witnessed;
    ConsentPoints points;
    bool said_back_in_own_words = false;  // the understanding check
    bool risks_explained = false;
    bool alternatives_explained = false;
    std::string notice_version;
    guard::OrganisationId recorded_by_organisation;
    guard::UserId recorded_by;
    base::Time valid_from;
    base::Time expires_at;  // six months by default
    std::optional<base::Time> withdrawn_at;
    bool refused = false;  // asked and declined: recorded, opens nothing, costs nothing
    std::int64_t version = 1;
};

base::Time default_expiry(base::Time valid_from);

enum class ConsentStatus { running, refused, withdrawn, expired };
std::string_view name_of(ConsentStatus status);  // words under "casework.consent_status.<name>"
ConsentStatus status_of(const Consent& consent, base::Time now);

// Whether everything is there that makes a consent; problems name each missing field.
base::Done check_complete(const Consent& consent, bool handled_as_child);

// Asked again later about the same, or about a part of it, the person said no: the last word counts, and
// nothing new goes out (INV-12). Access that was given ends when the consent is taken back.
bool said_no_since(const Consent& consent, const std::vector<Consent>& all);

// The running consent that covers every fact; null when there is none.
const Consent* consent_for_referral(const std::vector<Consent>& consents, guard::OrganisationId recipient,
                                    const std::vector<Fact>& facts, base::Time now);
// valid, withdrawn, or missing (also: expired, refused, other recipient, a fact not listed). INV-02.
guard::ConsentState state_for_referral(const std::vector<Consent>& consents, guard::OrganisationId recipient,
                                       const std::vector<Fact>& facts, base::Time now);
guard::ConsentState state_for(const std::vector<Consent>& consents, ConsentCode code, base::Time now);

}  // namespace casework
