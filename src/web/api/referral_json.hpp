#pragma once
// Referrals, queues and packets as JSON. A referral's way is zone Z2; what a packet holds is of the zone of
// each fact, and is only here when the use case opened it. Pure.

#include "casework/read_case_referrals.hpp"
#include "casework/read_exception.hpp"
#include "casework/read_referral.hpp"
#include "casework/send_referral.hpp"
#include "web/api/json.hpp"
#include "web/api/schema.hpp"

namespace web::api {

Schema referral_schema();
Json referral_json(const casework::Referral& referral);

Schema queue_line_schema();
Json queue_line_json(const casework::QueueLine& line, base::Time now);

Schema packet_schema();
Json packet_json(const casework::Packet& packet);

// One referral as a side of it reads it.
Schema referral_view_schema();
Json referral_view_json(const casework::ReferralPage& page, base::Time now);

Schema draft_schema();
casework::ReferralDraft draft_from(const Json& body);

}  // namespace web::api
