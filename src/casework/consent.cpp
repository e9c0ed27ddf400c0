#include "casework/consent.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

namespace casework {
namespace {

struct CodeRow {
    std::string_view code;
    std::string_view name;
};

constexpr std::array<CodeRow, 12> kConsentCodes{{
    {"CONS-INT", "interview"},
    {"CONS-SUP", "support"},
    {"CONS-ID", "identification"},
    {"CONS-REF", "referral"},
    {"CONS-POL", "police"},
    {"CONS-ASY", "asylum"},
    {"CONS-XB", "cross_border"},
    {"CONS-RET", "return_home"},
    {"CONS-CONS", "consular"},
    {"CONS-STAT", "statistics"},
    {"CONS-REV", "review"},
    {"CONS-MEDIA", "media"},
}};
constexpr std::array<std::string_view, 3> kMethods{"spoken_witnessed", "signed_paper", "digital"};
constexpr std::array<std::string_view, 3> kGivers{"adult", "guardian_with_child",
                                                  "child_assent_guardian_suspected"};
constexpr std::array<std::string_view, 4> kStatuses{"running", "refused", "withdrawn", "expired"};

template <class Enum, std::size_t Size>
base::Result<Enum> from_codes(const std::array<std::string_view, Size>& codes, std::string_view code,
                              std::string field) {
    for (std::size_t index = 0; index < Size; ++index) {
        if (codes[index] == code) return static_cast<Enum>(index);
    }
    return base::fail(base::invalid_field(std::move(field), "not_in_list"));
}

bool lists(const std::vector<Fact>& facts, Fact fact) {
    return std::ranges::find(facts, fact) != facts.end();
}

bool runs(const Consent& consent, base::Time now) {
    return status_of(consent, now) == ConsentStatus::running && consent.valid_from <= now;
}

}  // namespace

std::string_view code_of(ConsentCode code) {
    return kConsentCodes.at(static_cast<std::size_t>(code)).code;
}

std::string_view name_of(ConsentCode code) {
    return kConsentCodes.at(static_cast<std::size_t>(code)).name;
}

base::Result<ConsentCode> consent_code_from(std::string_view code) {
    for (std::size_t index = 0; index < kConsentCodes.size(); ++index) {
        if (kConsentCodes[index].code == code) return static_cast<ConsentCode>(index);
    }
    return base::fail(base::invalid_field("code", "not_in_list", "a consent code such as CONS-REF"));
}

const std::vector<ConsentCode>& all_consent_codes() {
    static const std::vector<ConsentCode> codes = [] {
        std::vector<ConsentCode> all;
        for (std::size_t index = 0; index < kConsentCodes.size(); ++index) {
            all.push_back(static_cast<ConsentCode>(index));
        }
        return all;
    }();
    return codes;
}

std::string_view code_of(ConsentMethod method) {
    return kMethods.at(static_cast<std::size_t>(method));
}

std::string_view code_of(ConsentGiver giver) {
    return kGivers.at(static_cast<std::size_t>(giver));
}

base::Result<ConsentMethod> consent_method_from(std::string_view code) {
    return from_codes<ConsentMethod>(kMethods, code, "method");
}

base::Result<ConsentGiver> consent_giver_from(std::string_view code) {
    return from_codes<ConsentGiver>(kGivers, code, "given_by");
}

base::Time default_expiry(base::Time valid_from) {
    return valid_from + std::chrono::hours{24 * 183};  // domain.md 5.2: six months
}

std::string_view name_of(ConsentStatus status) {
    return kStatuses.at(static_cast<std::size_t>(status));
}

ConsentStatus status_of(const Consent& consent, base::Time now) {
    if (consent.refused) return ConsentStatus::refused;
    if (consent.withdrawn_at) return ConsentStatus::withdrawn;
    return now < consent.expires_at ? ConsentStatus::running : ConsentStatus::expired;
}

base::Done check_complete(const Consent& consent, bool handled_as_child) {
    std::vector<base::FieldProblem> fields;
    const auto require = [&](bool fulfilled, const char* field, const char* rule) {
        if (!fulfilled) fields.push_back({field, rule, ""});
    };
    require(!consent.language.empty(), "language", "required");
    // domain.md 5.2: a guardian decides with the child heard, unless the guardian is suspected.
    require(!handled_as_child || consent.given_by != ConsentGiver::adult, "given_by", "child_needs_guardian");
    require(handled_as_child || consent.given_by == ConsentGiver::adult, "given_by", "adult_decides_alone");
    require(!handled_as_child || consent.code != ConsentCode::media, "code", "never_for_children");
    if (!consent.refused) {
        require(consent.points.agreement_to_interview, "agreement_to_interview", "must_be_explained");
        require(consent.points.purpose, "purpose", "must_be_explained");
        require(consent.points.uses, "uses", "must_be_explained");
        require(consent.points.research_use, "research_use", "must_be_explained");
        require(consent.points.right_of_access, "right_of_access", "must_be_explained");
        require(consent.points.storage_time, "storage_time", "must_be_explained");
        require(consent.points.how_to_withdraw, "how_to_withdraw", "must_be_explained");
        require(consent.said_back_in_own_words, "said_back_in_own_words", "must_be_understood");
        require(consent.risks_explained, "risks_explained", "must_be_explained");
        require(consent.alternatives_explained, "alternatives_explained", "must_be_explained");
        require(consent.expires_at > consent.valid_from, "expires_at", "must_be_later");
    }
    if (consent.code == ConsentCode::referral) {
        require(consent.recipient.has_value(), "recipient", "required");
        require(consent.refused || !consent.facts.empty(), "facts", "choose_at_least_one");
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return {};
}

bool said_no_since(const Consent& consent, const std::vector<Consent>& all) {
    return std::ranges::any_of(all, [&](const Consent& later) {
        return later.refused && later.code == consent.code && later.recipient == consent.recipient &&
               later.valid_from > consent.valid_from &&
               std::ranges::all_of(later.facts, [&](Fact fact) { return lists(consent.facts, fact); });
    });
}

const Consent* consent_for_referral(const std::vector<Consent>& consents, guard::OrganisationId recipient,
                                    const std::vector<Fact>& facts, base::Time now) {
    const auto found = std::ranges::find_if(consents, [&](const Consent& consent) {
        return consent.code == ConsentCode::referral && consent.recipient == recipient &&
               runs(consent, now) && !said_no_since(consent, consents) &&
               std::ranges::all_of(facts, [&](Fact fact) { return lists(consent.facts, fact); });
    });
    return found == consents.end() ? nullptr : &*found;
}

guard::ConsentState state_for_referral(const std::vector<Consent>& consents, guard::OrganisationId recipient,
                                       const std::vector<Fact>& facts, base::Time now) {
    if (consent_for_referral(consents, recipient, facts, now) != nullptr) return guard::ConsentState::valid;
    const bool withdrawn = std::ranges::any_of(consents, [&](const Consent& consent) {
        return consent.code == ConsentCode::referral && consent.recipient == recipient &&
               consent.withdrawn_at.has_value();
    });
    return withdrawn ? guard::ConsentState::withdrawn : guard::ConsentState::missing;
}

guard::ConsentState state_for(const std::vector<Consent>& consents, ConsentCode code, base::Time now) {
    bool withdrawn = false;
    for (const Consent& consent : consents) {
        if (consent.code != code) continue;
        if (runs(consent, now) && !said_no_since(consent, consents)) return guard::ConsentState::valid;
        withdrawn = withdrawn || consent.withdrawn_at.has_value();
    }
    return withdrawn ? guard::ConsentState::withdrawn : guard::ConsentState::missing;
}

}  // namespace casework
