#pragma once
// Use cases of the secretariat with a submitted reply, and the State's answers to what it asks
// (survey.md 5.1): queries on single answers, verification by two readers, locking, reopening.

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/rounds/query.hpp"
#include "survey/rounds/reply_access.hpp"

#include <optional>
#include <string>

namespace survey::rounds {

base::Done take_up_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place);

// Problems: not_found (item); invalid_input naming `text` or `due_at`, which is later than now; wrong_state.
struct NewQuery {
    std::string item;
    std::string text;
    base::Time due_at;
};
base::Result<QueryId> open_query(guard::Workplace& workplace, const guard::Actor& actor,
                                 const ReplyPlace& place, const NewQuery& wanted);

// By the focal point: what was answered stands, or is corrected, which makes a new version with a receipt of
// its own. With the last query answered the reply is submitted again. Problems: done_already; wrong_state; as
// of check_written().
base::Done answer_query(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                        QueryId query, const std::string& text,
                        const std::optional<WrittenAnswer>& corrected);

base::Done withdraw_query(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                          QueryId query);
// The day has passed in silence: the answer stays, shown as under examination, in a version without a
// receipt, since the State did not submit it so. Problem: wrong_state, before that day.
base::Done close_unanswered(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                            QueryId query);

enum class VerificationVerdict { consistent, unsupported, contradicted, not_checked };

struct NewVerification {
    std::string item;
    VerificationVerdict verdict = VerificationVerdict::not_checked;
    std::string code;     // what the reader found in a text
    std::string excerpt;  // where
    std::string basis;    // evidence, or a source outside
};
// Each reader once for each answer; the same reader again puts the last one in its place.
base::Done verify_answer(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                         const NewVerification& wanted);

// Problems: prerequisites_open, rule SURVEY-QUERIES (one is open) or SURVEY-TWO-READERS, naming each answered
// text that fewer than two have read.
base::Done verify_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place);
base::Done lock_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place);

// A draft of the next version, which begins as the one before; until it is submitted that one counts.
// Problems: invalid_input naming `reason`; wrong_state: after freezing it takes an erratum
// (freeze_round.hpp).
base::Done reopen_reply(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                        const std::string& reason);

}  // namespace survey::rounds

namespace survey {
template <>
std::span<const std::string_view> codes<rounds::VerificationVerdict>();
}  // namespace survey
