#pragma once
// A State's reply to a round, as it goes through its states, and what somebody writes into it. Thread rule:
// plain values.

#include "base/bytes.hpp"
#include "guard/actor.hpp"
#include "survey/answer_checks.hpp"
#include "survey/rounds/kept_answer.hpp"
#include "survey/workflow.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace survey::rounds {

struct Reply {
    ResponseId id;
    RoundId round;
    StateCode state;
    ResponseState status = ResponseState::not_started;
    std::int64_t version = 1;             // the one that is worked on
    std::optional<std::int64_t> counted;  // the one that was submitted last
    bool late = false;
    std::optional<guard::UserId> consolidated_by;
    std::optional<guard::UserId> cleared_by;
    std::optional<base::Bytes> cleared_hash;
};

// One answer as it is written. `carried`: copied from the last round; `confirmed`: and somebody ticked that
// it is unchanged (survey.md 5.1).
struct WrittenAnswer {
    std::optional<Disposition> disposition;
    AnswerContent content;
    std::vector<KeptCell> cells;
    std::string note;
    std::optional<Confidentiality> confidentiality;
    std::string language;
    bool carried = false;
    bool confirmed = false;
};

// By the item's code.
using WrittenAnswers = std::map<std::string, WrittenAnswer, std::less<>>;

// How the checks of survey.md 5.3 look at it.
EnteredAnswer entered(const Item& item, const WrittenAnswer& answer);

// A contribution's payload. Problem of reading: data_damaged.
std::string to_json(const std::map<std::string, ItemType, std::less<>>& types, const WrittenAnswers& answers);
base::Result<WrittenAnswers> written_from_json(const std::map<std::string, ItemType, std::less<>>& types,
                                               std::string_view json);

}  // namespace survey::rounds
