#pragma once
// What is carried from step to step of a referral: ids and codes, in the address or in hidden fields; nothing
// of the person. Used by the pages of the referral alone. Pure.

#include "casework/send_referral.hpp"
#include "web/http/form.hpp"
#include "web/page/block.hpp"

#include <optional>
#include <string>
#include <vector>

namespace web {

struct DraftFields {
    std::string need;
    std::string urgency;
    std::string area;
    std::string service;     // id
    std::string instead_of;  // id
    std::vector<casework::Fact> facts;
};

DraftFields draft_fields(const http::Form& fields);
// "need=shelter&urgency=today&service=...": only what is set.
std::string query_of(const DraftFields& fields);
// The page of a service, which leads back to the step it was opened from, and on to the next.
std::string service_path_within(const guard::CaseId& case_id, const DraftFields& fields);
std::vector<page::Block> hidden_fields(const DraftFields& fields);

// Problem: not_found, when service or referral is no id.
base::Result<casework::ReferralDraft> draft_from(const DraftFields& fields);

}  // namespace web
