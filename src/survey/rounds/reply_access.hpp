#pragma once
// The door of every use case on one State's reply: loads it and asks the guard, with how the asker's
// organisation stands to that State. Whoever answers for another State is refused by the rule, whatever is
// there.

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/rounds/reply_repository.hpp"
#include "survey/rounds/round_repository.hpp"

namespace survey::rounds {

struct ReplyPlace {
    RoundId round;
    StateCode state;
};

struct OpenReply {
    KeptRound round;
    Reply reply;
};

// Problems: not_found; not_allowed with the rule.
base::Result<OpenReply> open_reply(guard::Work& work, store::ReadSession& session,
                                   guard::Permission permission, const ReplyPlace& place);

// Problem: not_found.
base::Result<KeptRound> load_round(store::ReadSession& session, RoundId id);

// Moves on, saves, and notes it: `action` such as "survey_reply.submit".
base::Done step_reply(guard::WriteWork& work, OpenReply& open, ResponseStep step);
base::Done save_changed(guard::WriteWork& work, const Reply& now, const Reply& was, std::string action);

}  // namespace survey::rounds
