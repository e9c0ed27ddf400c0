#pragma once
// What a program wants done once, however often it is sent: after a lost answer it sends the same again with
// the same key, and is told what was done the first time. Promise: the key is noted in the transaction of the
// write itself, so that nothing is done twice, whatever breaks in between; a key that comes with another
// request is refused. Kept for a day. Thread rule: plain values; functions as their sessions.

#include "base/crypto/keyed_hash.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "store/session.hpp"

#include <optional>
#include <string>

namespace guard {

struct Workplace;

inline constexpr base::Duration kRequestKept = std::chrono::hours(24);

// `key` and `request` are what came; only their hashes are kept. `hashing` is KeyRing::lookup_key().
RequestOnce request_once(const base::crypto::SealingKey& hashing, std::string_view key,
                         std::string_view request);

struct EarlierRequest {
    bool same_request = false;           // as the one the key was first used for
    std::optional<std::string> receipt;  // none: it was carried out, and what was answered is not known
};

// Problem: as the database's.
base::Result<std::optional<EarlierRequest>> find_earlier(Workplace& workplace, const Actor& actor,
                                                         const RequestOnce& once);
// What was answered, to be told again; ids, states and versions only. Forgets what is older than a day.
base::Done keep_receipt(Workplace& workplace, const Actor& actor, const RequestOnce& once,
                        const std::string& receipt);

// For the unit of work. Problem: done_already, where the key is noted.
base::Done note_once(store::WriteSession& session, UserId program, const RequestOnce& once, base::Time now);

}  // namespace guard
