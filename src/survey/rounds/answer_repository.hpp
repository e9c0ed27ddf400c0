#pragma once
// The SQL of replies and answers. The answers to one item of one round lie together, so that a statistic
// reads them and nothing else. Authorising is the caller's. Thread rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"
#include "survey/round.hpp"
#include "survey/rounds/kept_answer.hpp"

#include <span>
#include <vector>

namespace survey::rounds {

// A State that is new to a round: with a reply that counts, or without one yet.
struct NewResponse {
    ResponseId id;
    StateCode state;
    bool replied = false;
};
base::Done insert_responses(store::WriteSession& session, RoundId round, std::span<const NewResponse> replies,
                            base::Time now);

base::Done insert_answers(store::WriteSession& session, std::span<const KeptAnswer> answers);

// A round with this one item in it, filled with what is counted now: of each State the version that was
// submitted last. A State of the population that has not submitted anything did not reply. Problems:
// data_damaged; as of Round::put().
base::Result<Round> load_item(store::ReadSession& session, const KeptRound& round, const ItemInRound& asked,
                              const StateRegister& states);

}  // namespace survey::rounds
