#pragma once
// Use cases of the receiving organisation: acknowledge, ask back, accept, decline (the person's reasons and
// the service's are two lists), record the first service; and the sender's reply. Each is one step of the
// referral's life, noted in the case and told to the sender by its status.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/referral.hpp"
#include "guard/actor.hpp"

#include <cstdint>
#include <string>

namespace casework {

// `version` of every step is that of the referral when it was shown: two people answering at once is found
// (edited_meanwhile). What a step gives is the version that it saved.
struct Answering {
    base::Id<Referral> referral;
    std::int64_t version = 0;
};

base::Result<std::int64_t> acknowledge_referral(const CaseDesk& desk, const guard::Actor& actor,
                                                const Answering& answering);
// The full packet opens, and the disclosure of it is written.
base::Result<std::int64_t> accept_referral(const CaseDesk& desk, const guard::Actor& actor,
                                           const Answering& answering);
// The person's reason is never mandatory: an empty one is kept as empty. Problem: invalid_input (reason).
base::Result<std::int64_t> decline_by_person(const CaseDesk& desk, const guard::Actor& actor,
                                             const Answering& answering, const std::string& reason);
// The service's reason is. Both declines end the receiver's access.
base::Result<std::int64_t> decline_by_service(const CaseDesk& desk, const guard::Actor& actor,
                                              const Answering& answering, const std::string& reason);
base::Result<std::int64_t> ask_back(const CaseDesk& desk, const guard::Actor& actor,
                                    const Answering& answering, const std::string& words);
base::Result<std::int64_t> reply_to_question(const CaseDesk& desk, const guard::Actor& actor,
                                             const Answering& answering, const std::string& words);
// The first service was delivered: what uptake is counted by, and never a place of its own for a signature
// (INV-01).
base::Result<std::int64_t> record_service(const CaseDesk& desk, const guard::Actor& actor,
                                          const Answering& answering);
// The sender takes it back; the receiver's access ends.
base::Result<std::int64_t> take_back_referral(const CaseDesk& desk, const guard::Actor& actor,
                                              const Answering& answering);

}  // namespace casework
