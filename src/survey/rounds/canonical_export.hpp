#pragma once
// A round, or one reply to it, as the one text that its hash is of: the long CSV, items in the order of the
// round, States and options in the order of their codes. Made twice from the same answers it is the same,
// byte for byte, also after it was imported somewhere else. Authorising is the caller's.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "store/session.hpp"
#include "survey/rounds/kept_answer.hpp"
#include "survey/rounds/kept_round.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace survey::rounds {

struct Snapshot;
using SnapshotId = base::Id<Snapshot>;

// What counts now; what a snapshot holds; or one version of one reply, submitted or not.
struct ExportOf {
    std::optional<SnapshotId> snapshot;
    std::optional<ResponseId> reply;
    std::int64_t version = 0;  // of the reply
};

base::Result<std::string> canonical_csv(store::ReadSession& session, const KeptRound& round,
                                        const ExportOf& what);

base::Bytes hash_of(const std::string& csv);  // SHA-256

}  // namespace survey::rounds
