#pragma once
// The sender's side of referrals: what was sent and where it stands, what nobody answered in time; and what
// both sides' pages share. Thread rule: handlers hold nothing.

#include "base/problem.hpp"
#include "casework/read_referral.hpp"
#include "web/route.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace web {

std::vector<Route> sent_routes();

// Where the page before ended, from "?after=…&at=…"; nothing where it is not said rightly.
std::optional<casework::ReferralPlace> queue_place(const Visit& visit);

// A colleague, or the other side, has done something since the page was shown.
bool somebody_was_quicker(const base::Problem& problem);
// What was done meanwhile; links to the referral as it is now where `href` is given.
page::Notice meanwhile(const Visit& visit, casework::ReferralStatus now, const std::string& href);

}  // namespace web
