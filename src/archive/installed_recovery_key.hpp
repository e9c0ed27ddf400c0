#pragma once
// The recovery key of an installation: its public half, in the database, so that it goes with every backup
// and every copy. A MAC under the master key says that nobody else put it there: who could slip in a key of
// their own would be able to open the next backup. Thread rule: as the session passed in.

#include "archive/recovery_key.hpp"
#include "base/crypto/sealing_key.hpp"
#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "store/session.hpp"

namespace archive {

// Makes a key, which takes the place of the one there was; backups made before still open with that. In the
// audit log. The answer is all there will ever be of its secret half.
base::Result<RecoveryKey> renew_recovery_key(guard::Workplace& workplace, const guard::Actor& actor,
                                             const base::crypto::SealingKey& master);

// Problems: wrong_state (none was made yet), data_damaged (not put there by a holder of the master key).
base::Result<base::crypto::BoxPublicKey> load_recovery_key(store::ReadSession& session,
                                                           const base::crypto::SealingKey& master);

}  // namespace archive
