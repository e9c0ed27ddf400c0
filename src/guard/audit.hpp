#pragma once
// The audit log: one row for every write and for every look into Z3 and Z4 (INV-10), chained by keyed hashes
// in the transaction it speaks of. Rows hold ids, codes and rules, never names or notes. Who holds the
// database but not the key can neither alter, drop nor reorder a row unnoticed; only putting back a whole
// older copy of both tables goes unseen from inside (docs/security.md).

#include "base/crypto/sealing_key.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "guard/actor.hpp"
#include "guard/authorise.hpp"
#include "store/session.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guard {

enum class Outcome { done, seen, denied };

std::string_view code_of(Outcome outcome);
std::optional<Outcome> outcome_from_code(std::string_view code);

struct AuditEvent {
    std::string action;        // "concern.raise", "identity.read": a noun and its verb, lower case
    std::string subject_kind;  // "concern", "referral", "user"
    base::Uuid subject;
    std::optional<CaseId> concerned_case;
    Zone zone = Zone::z1;
    Purpose purpose = Purpose::support;
    std::string rule;  // the rule that allowed or denied it
    Outcome outcome = Outcome::done;
};

struct AuditRow {
    std::int64_t number = 0;  // 1, 2, 3 ... without gaps
    base::Time at;
    std::optional<UserId> user;  // none: the command line or a job
    std::optional<OrganisationId> organisation;
    AuditEvent event;
};

// The head of a chain without rows, written where a database is bound to its key: from then on a head that is
// missing is noticed, also when every row went with it.
base::Done begin_audit(store::WriteSession& session, const base::crypto::SealingKey& key);

// Appends in the session's transaction. `key` is KeyRing::audit_key(). Problem: audit_chain_broken, when the
// chain's end was tampered with.
base::Done append_audit(store::WriteSession& session, const base::crypto::SealingKey& key,
                        const std::optional<Actor>& actor, base::Time at,
                        const std::vector<AuditEvent>& events);

struct AuditVerdict {
    std::int64_t rows = 0;  // that hold, from the first; of verify_audit_from(), see there
    std::optional<std::int64_t> first_bad_row;
    // "altered", "dropped", "reordered"; "head" when the rows hold and the record of where they end does not;
    // empty when the chain holds.
    std::string reason;
};

base::Result<AuditVerdict> verify_audit(store::ReadSession& session, const base::crypto::SealingKey& key);

// The row up to which a chain was found to hold; as made, its beginning.
struct AuditPlace {
    std::int64_t number = 0;
    base::Bytes hash = {};
};

// The same in pieces: reads at most `rows_max` rows from `place` on and moves it to the last that holds.
// Whether the end was reached and agrees with the record of it is known when `rows` of the verdict, which
// does not count those before, is below `rows_max`.
base::Result<AuditVerdict> verify_audit_from(store::ReadSession& session, const base::crypto::SealingKey& key,
                                             AuditPlace& place, std::int64_t rows_max);

// Newest first; `before` is the number of the last row of the page before (keyset).
base::Result<std::vector<AuditRow>> audit_of_case(store::ReadSession& session, CaseId concerned_case,
                                                  std::optional<std::int64_t> before, int rows_max);

// The same of everything.
base::Result<std::vector<AuditRow>> newest_audit(store::ReadSession& session,
                                                 std::optional<std::int64_t> before, int rows_max);

}  // namespace guard
