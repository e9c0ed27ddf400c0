#pragma once
// Use cases of a State's focal point: begin the reply, give parts of it to institutions, take their
// contributions over or send them back, and write answers (survey.md 5.1). Every one asks for the focal point
// or the alternate of that State.

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/rounds/contribution.hpp"
#include "survey/rounds/reply_access.hpp"

#include <optional>
#include <string>

namespace survey::rounds {

// Problems: wrong_state, where it was begun or the round takes no replies.
base::Done begin_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place);

struct NewAssignment {
    std::string item;  // one of the two
    std::string section;
    guard::OrganisationId organisation;
    guard::UserId contributor;
    std::optional<guard::UserId> alternate;
    std::optional<guard::UserId> validator;
    std::optional<base::Time> due_at;
};
// Problems: invalid_input naming `item` or `section` (not of the round; both or neither); not_found, an
// organisation that does not answer for this State; wrong_state.
base::Result<AssignmentId> assign(guard::Workplace& workplace, const guard::Actor& actor,
                                  const ReplyPlace& place, const NewAssignment& wanted);

// No contribution is waited for any more. Problem: invalid_input naming `reason`; wrong_state, where it was
// merged.
base::Done waive(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                 AssignmentId assignment, const std::string& reason);

// The validated version becomes part of the reply. Problem: wrong_state, for any other.
base::Done merge(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                 AssignmentId assignment);
base::Done send_back(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                     AssignmentId assignment, const std::string& reason);

// One answer, in place of the one before; without a disposition the item is open again. Problems: as of
// check_written() (contribution.hpp); wrong_state, unless the reply is a draft.
base::Done write_own_answer(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                            const std::string& item, const WrittenAnswer& answer);

}  // namespace survey::rounds
