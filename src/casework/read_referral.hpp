#pragma once
// Use cases that only read: the queues, and one referral as its receiver or its sender sees it. The receiver
// is shown the minimum packet until it accepts, all that was consented to afterwards, and nothing but
// workflow once access has ended (INV-02, INV-12). Each look at content is in the access log before it is
// shown (INV-10).

#include "base/result.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_desk.hpp"
#include "casework/message.hpp"
#include "casework/packet.hpp"
#include "casework/referral.hpp"
#include "casework/referral_queue.hpp"
#include "guard/actor.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casework {

constexpr int kQueuePageRows = 50;

struct QueuePage {
    std::vector<QueueLine> lines;
    bool more = false;
};

// escalations: those of the asker's organisation for who supervises there, of every organisation for the
// co-ordinator.
base::Result<QueuePage> read_queue(const CaseDesk& desk, const guard::Actor& actor, Queue queue,
                                   QueuePart part, const std::optional<ReferralPlace>& after);

struct ReferralPage {
    QueueLine line;
    guard::Relation relation = guard::Relation::none;
    Packet minimum;              // the receiver's
    std::optional<Packet> full;  // the receiver's; none: not opened
    std::vector<Message> exchange;
    std::vector<CaseClock> clocks;  // of this referral, soonest first
    std::string sent_by;            // display name, for the other side to ring up
    std::string exception_ground;   // when sent without consent
    std::string proposed_by;        // the sender's: display names of the two who decided that (INV-02)
    std::string confirmed_by;
    std::optional<base::Time> person_told_at;
    bool may_confirm = false;  // this person may be the second one (INV-02)
};

// As the organisation it was sent to. Problem: not_found, also where it was sent to another one.
base::Result<ReferralPage> read_received(const CaseDesk& desk, const guard::Actor& actor,
                                         base::Id<Referral> referral);
// Of the same referral only what its queue shows: for the pages that ask for an answer, which need no look at
// the packet.
base::Result<QueueLine> read_received_line(const CaseDesk& desk, const guard::Actor& actor,
                                           base::Id<Referral> referral);
// As the one that sent it, leads the case or supervises: its way, what was asked back, no packet.
base::Result<ReferralPage> read_sent(const CaseDesk& desk, const guard::Actor& actor,
                                     base::Id<Referral> referral);

}  // namespace casework
