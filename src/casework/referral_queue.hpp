#pragma once
// The SQL of queues: pages of referrals as the receiver, the sender, those who supervise and the co-ordinator
// see them, each line whole in one query, its clocks in a second one for all. Zone Z1: what the receiver may
// no longer know is left out. Thread rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/case_clock.hpp"
#include "casework/referral.hpp"
#include "store/session.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casework {

enum class Queue {
    inbox,   // sent to the organisation; not what waits for a confirmation, which nobody there may know of
    outbox,  // sent by the organisation
    escalations,  // sent by it and waiting, a clock having run out and been noticed
};

// Waiting for an answer: who waits longest stands first. Settled: what is newest stands first.
enum class QueuePart { waiting, settled };

// Where a page ends: its last referral (keyset).
struct ReferralPlace {
    base::Time sent_at;
    base::Id<Referral> id;
};

// One line of a queue.
struct QueueLine {
    Referral referral;  // without its packets
    std::string pseudonym;
    std::string service_name;
    std::string from_name;
    std::string to_name;
    std::optional<CaseClock> next_clock;  // running; the soonest
    bool escalated = false;
    bool access_ended = false;  // for the receiver: no need, no facts are told any more
};

struct QueueQuestion {
    Queue queue = Queue::inbox;
    QueuePart part = QueuePart::waiting;
    std::optional<guard::OrganisationId> organisation;  // none: of every organisation (escalations)
    std::optional<ReferralPlace> after;
};

base::Result<std::vector<QueueLine>> queue_lines(store::ReadSession& session, const QueueQuestion& question,
                                                 base::Time now, int rows_max);
// The same of one referral, for its own page. Problem: not_found.
base::Result<QueueLine> queue_line(store::ReadSession& session, base::Id<Referral> id, base::Time now);

// What a receiver keeps of a referral it has no access to any more.
void leave_only_workflow(QueueLine& line);
// What the co-ordinator sees: the same without the service, whose name tells what somebody needs (Z2).
void leave_only_organisations(QueueLine& line);

}  // namespace casework
