#include "casework/referral.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace casework {
namespace {

constexpr std::array<std::string_view, 10> kStatuses{
    "awaiting_confirmation", "sent",   "acknowledged", "asked_back", "accepted", "declined_by_person",
    "declined_by_service",   "served", "withdrawn",    "rerouted"};
constexpr std::array<std::string_view, 10> kActs{"confirm",  "acknowledge",    "ask_back",        "reply",
                                                 "accept",   "decline_person", "decline_service", "serve",
                                                 "withdraw", "reroute"};

struct Step {
    std::vector<ReferralStatus> from;
    ReferralAct act;
    ReferralStatus to;
};

const std::vector<Step>& steps() {
    using enum ReferralStatus;
    static const std::vector<Step> table{
        {{awaiting_confirmation}, ReferralAct::confirm, sent},
        {{sent}, ReferralAct::acknowledge, acknowledged},
        {{sent, acknowledged}, ReferralAct::ask_back, asked_back},
        {{asked_back}, ReferralAct::reply, acknowledged},
        {{sent, acknowledged, asked_back}, ReferralAct::accept, accepted},
        {{sent, acknowledged, asked_back, accepted}, ReferralAct::decline_person, declined_by_person},
        {{sent, acknowledged, asked_back}, ReferralAct::decline_service, declined_by_service},
        {{accepted}, ReferralAct::serve, served},
        {{awaiting_confirmation, sent, acknowledged, asked_back, accepted, served},
         ReferralAct::withdraw,
         withdrawn},
        {{sent, acknowledged, asked_back, declined_by_service}, ReferralAct::reroute, rerouted},
    };
    return table;
}

}  // namespace

std::string_view code_of(ReferralStatus status) {
    return kStatuses.at(static_cast<std::size_t>(status));
}

base::Result<ReferralStatus> referral_status_from(std::string_view code) {
    for (std::size_t index = 0; index < kStatuses.size(); ++index) {
        if (kStatuses[index] == code) return static_cast<ReferralStatus>(index);
    }
    return base::fail(base::invalid_field("status", "not_in_list"));
}

const std::vector<ReferralStatus>& all_referral_statuses() {
    static const std::vector<ReferralStatus> statuses = [] {
        std::vector<ReferralStatus> all;
        for (std::size_t index = 0; index < kStatuses.size(); ++index)
            all.push_back(static_cast<ReferralStatus>(index));
        return all;
    }();
    return statuses;
}

bool is_open(ReferralStatus status) {
    switch (status) {
        case ReferralStatus::awaiting_confirmation:
        case ReferralStatus::sent:
        case ReferralStatus::acknowledged:
        case ReferralStatus::asked_back:
        case ReferralStatus::accepted: return true;
        case ReferralStatus::declined_by_person:
        case ReferralStatus::declined_by_service:
        case ReferralStatus::served:
        case ReferralStatus::withdrawn:
        case ReferralStatus::rerouted: return false;
    }
    return false;
}

guard::Relation relation_of_recipient(ReferralStatus status) {
    switch (status) {
        case ReferralStatus::sent:
        case ReferralStatus::acknowledged:
        case ReferralStatus::asked_back: return guard::Relation::recipient_pending;
        case ReferralStatus::accepted:
        case ReferralStatus::served: return guard::Relation::recipient_accepted;
        case ReferralStatus::awaiting_confirmation:
        case ReferralStatus::declined_by_person:
        case ReferralStatus::declined_by_service:
        case ReferralStatus::withdrawn:
        case ReferralStatus::rerouted: return guard::Relation::none;
    }
    return guard::Relation::none;
}

base::Result<ReferralStatus> after(ReferralStatus status, ReferralAct act) {
    for (const Step& step : steps()) {
        if (step.act == act && std::ranges::find(step.from, status) != step.from.end()) return step.to;
    }
    return base::fail(base::ProblemCode::wrong_state,
                      "no " + std::string(kActs.at(static_cast<std::size_t>(act))) +
                          " of a referral that is " + std::string(code_of(status)));
}

const std::vector<std::string>& person_decline_reasons() {
    static const std::vector<std::string> reasons{"fear_of_trafficker",  "fear_of_authorities",
                                                  "fear_for_family",     "does_not_see_self_as_victim",
                                                  "wants_to_move_on",    "stigma",
                                                  "no_trust_in_system",  "no_information",
                                                  "prefers_asylum_only", "other"};
    return reasons;
}

const std::vector<std::string>& service_decline_reasons() {
    static const std::vector<std::string> reasons{
        "no_capacity", "outside_mandate", "incomplete_data",    "wrong_gender_or_age_group",
        "wrong_area",  "no_interpreter",  "person_not_reached", "other"};
    return reasons;
}

const std::vector<std::string>& urgency_codes() {
    static const std::vector<std::string> codes{"today", "this_week", "when_possible"};
    return codes;
}

}  // namespace casework
