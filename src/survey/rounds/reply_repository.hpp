#pragma once
// The SQL of replies on their way: their states, their answers one by one, receipts. Authorising is the
// caller's. Thread rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"
#include "survey/rounds/item_repository.hpp"
#include "survey/rounds/reply.hpp"

#include <optional>
#include <string>
#include <vector>

namespace survey::rounds {

// Problem: not_found.
base::Result<Reply> load_reply(store::ReadSession& session, RoundId round, StateCode state);
base::Result<std::vector<Reply>> replies_of(store::ReadSession& session, RoundId round);

// `reply` as it shall be; it was `was`. Problem: edited_meanwhile.
base::Done save_reply(store::WriteSession& session, const Reply& reply, const Reply& was, base::Time now);

// In place of what that version held. `from`: the contribution it came with, if any.
struct ContributionPlace {
    base::Uuid assignment;
    std::int64_t version = 0;
};
base::Done write_answer(store::WriteSession& session, const Reply& reply, const ItemInRound& item,
                        const WrittenAnswer& answer, const std::optional<ContributionPlace>& from);

// What `version` of a reply holds, by the item's code. Problem: data_damaged.
base::Result<WrittenAnswers> answers_of(store::ReadSession& session, const Reply& reply,
                                        std::int64_t version);

// Everything of `from` as the answers of `to`, word for word.
base::Done copy_answers(store::WriteSession& session, const Reply& reply, std::int64_t from, std::int64_t to);

base::Done insert_receipt(store::WriteSession& session, const Reply& reply, const base::Bytes& hash,
                          guard::UserId by, base::Time now);

// Every item of a round, in its order, with its options.
base::Result<std::vector<ItemInRound>> items_in_round(store::ReadSession& session, const KeptRound& round);

}  // namespace survey::rounds
