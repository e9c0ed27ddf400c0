#pragma once
// The rows of tokens: found by a keyed hash, their names sealed under KeyRing::staff_key().

#include "guard/program_token.hpp"
#include "store/session.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace guard {

base::Done insert_token(store::WriteSession& session, const KeyRing& keys, const ProgramToken& token,
                        const base::crypto::Digest& token_hash);

base::Result<std::optional<ProgramToken>> find_token(store::ReadSession& session, const KeyRing& keys,
                                                     const base::crypto::Digest& token_hash);
// Problems: not_found, data_damaged.
base::Result<ProgramToken> load_token(store::ReadSession& session, const KeyRing& keys, ProgramTokenId id);
// Newest first, also those that open nothing any more.
base::Result<std::vector<ProgramToken>> tokens_of(store::ReadSession& session, const KeyRing& keys,
                                                  UserId program);

// Of programs that are open: what opens something now and ends soon, soonest first. The count knows no bound.
base::Result<std::vector<ProgramToken>> tokens_ending_soon(store::ReadSession& session, const KeyRing& keys,
                                                           base::Time now, int rows_max);
base::Result<std::int64_t> count_tokens_ending_soon(store::ReadSession& session, base::Time now);

// Nothing, when it was revoked before.
base::Done save_revoked(store::WriteSession& session, ProgramTokenId id, base::Time at);
// Nothing, when somebody noted a use after `not_since`.
base::Done save_used(store::WriteSession& session, ProgramTokenId id, base::Time at, base::Time not_since);

}  // namespace guard
