#pragma once
// Use cases that only read: the receiver's inbox and one referral in it, the sender's list and one of its
// referrals. The minimum packet until acceptance, all that was consented to afterwards, and nothing once
// access has ended.

#include "base/result.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_desk.hpp"
#include "casework/message.hpp"
#include "casework/packet.hpp"
#include "casework/referral.hpp"
#include "casework/referral_repository.hpp"
#include "guard/actor.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casework {

// One line of a queue. Zone Z1.
struct QueueLine {
    Referral referral;  // without its packets
    std::string pseudonym;
    std::string service_name;
    std::string other_organisation;       // the sender in the inbox, the receiver in the outbox
    std::optional<CaseClock> next_clock;  // running; the soonest
    bool escalated = false;
};
struct QueuePage {
    std::vector<QueueLine> lines;
    bool more = false;
};

enum class Queue { inbox, outbox, escalations };

constexpr int kQueuePageRows = 50;

// escalations: the sender's unanswered referrals whose clock ran out, for those who supervise.
base::Result<QueuePage> read_queue(const CaseDesk& desk, const guard::Actor& actor, Queue queue,
                                   const QueueFilter& filter, const std::optional<ReferralPlace>& before);

struct ReferralPage {
    QueueLine line;
    guard::Relation relation = guard::Relation::none;
    bool access_ended = false;  // nothing but Z1 is here
    Packet minimum;
    std::optional<Packet> full;  // none: not opened yet
    std::vector<Fact> promised;  // names of facts that open on acceptance
    std::vector<Message> exchange;
    std::vector<CaseClock> clocks;  // of this referral
    std::string sent_by;            // display name, for the other side to ring up
    std::string exception_ground;   // when sent without consent
    bool may_confirm = false;       // this person may be the second one
};
base::Result<ReferralPage> read_referral(const CaseDesk& desk, const guard::Actor& actor,
                                         base::Id<Referral> referral);

}  // namespace casework
