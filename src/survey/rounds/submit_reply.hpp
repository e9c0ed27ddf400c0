#pragma once
// Use cases that bring a State's reply to the secretariat (survey.md 5.1): the focal point puts it together,
// another person clears it, and what was cleared, and nothing else, is submitted.

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/quality_check.hpp"
#include "survey/rounds/reply_access.hpp"

#include <string>
#include <vector>

namespace survey::rounds {

// Problems: prerequisites_open, rule SURVEY-ASSIGNMENTS (one is neither merged nor waived) or SURVEY-B1,
// naming each item without a disposition; wrong_state.
base::Done consolidate_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place);

// By the clearing authority. Problems: second_person_needed, for whoever put it together; prerequisites_open,
// naming each item with a blocking check (B1 to B5, B9) and which; wrong_state.
base::Done clear_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place);

struct Receipt {
    std::string hash;  // SHA-256 of the canonical form of this version, in hexadecimal
    std::int64_t version = 0;
    base::Time at;
    bool late = false;
};
// Problems: wrong_state, also where the round takes no replies any more; refused_by SURVEY-CLEARED, where it
// is not what was cleared.
base::Result<Receipt> submit_reply(guard::Workplace& workplace, const guard::Actor& actor,
                                   const ReplyPlace& place);

// What the blocking checks find in the version that is worked on.
struct OpenCheck {
    std::string item;
    Check check;
};
base::Result<std::vector<OpenCheck>> blocking_checks(store::ReadSession& session, const OpenReply& open);

}  // namespace survey::rounds
