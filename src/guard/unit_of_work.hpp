#pragma once
// A unit of work: what one person does or looks at, in one transaction, with its audit rows. Use cases begin
// with read() or write() below, then allow() or grant() before they touch anything. Promise: a write that
// changed something without an audit event of what was done is refused (a bug); a look into Z3 or Z4 is
// committed to the log before its result is handed out (INV-10); a refusal that ends the work is logged with
// its rule. Bodies may run more than once; only the last attempt's events count. A body never calls read() or
// write() itself.

#include "base/crypto/password.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "guard/audit.hpp"
#include "guard/authorise.hpp"
#include "guard/held_keys.hpp"
#include "guard/key_ring.hpp"
#include "guard/zone.hpp"
#include "store/database.hpp"

#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace guard {

// The real parts a use case works with, wired together by cli/ (or by a test). One for each database in a
// process.
struct Workplace {
    store::Database& database;
    const KeyRing& keys;
    const base::Clock& clock;
    base::RandomSource& random;  // safe to call from several threads
    base::crypto::PasswordCost password_cost = {};

    // Held by the one that writes. Every write ends at the head of the audit chain, so that of two at once
    // PostgreSQL would run one again: waiting is cheaper, and nobody waits for ever. Between processes the
    // store's retries do.
    std::mutex writing = {};
};

// What is logged when a refusal ends the work.
struct Refusal {
    AuditEvent event;
    bool told_as_absent = false;
};

// What reading and writing work share: who, when, and the door.
class Work {
public:
    const Actor& actor() const { return actor_; }
    base::Time now() const { return now_; }
    const KeyRing& keys() const { return keys_; }

    // Authorises and nothing else; the rule that allowed it is kept for the audit rows that follow. The
    // subject, where it is known, goes into the log with a refusal.
    base::Done allow(const Ask& ask, std::string subject_kind = {}, const base::Uuid& subject = {},
                     std::optional<CaseId> concerned_case = {});

    // Authorises and notes the look at `subject` for the access log. The permission's zone is at
    // least Z, and the ask names a relation: content of Z2 and above is not granted at the door.
    template <Zone Z>
    base::Result<Grant<Z>> grant(const Ask& ask, std::string subject_kind, const base::Uuid& subject,
                                 std::optional<CaseId> concerned_case) {
        if (auto looked = look(Z, ask, std::move(subject_kind), subject, concerned_case); !looked) {
            return base::fail(looked.error());
        }
        return Grant<Z>{};
    }

    // The answer to somebody to whom the subject is not to exist: the same as for an id that nobody has. The
    // attempt is logged with the rule that refuses the ask.
    base::Problem not_there(const Ask& ask, std::string subject_kind, const base::Uuid& subject,
                            std::optional<CaseId> concerned_case);

    // The key of a zone of a subject, asked for once in a work. A wrapping that this very work takes away is
    // noticed by the next one. Problem: key_not_held.
    base::Result<const base::crypto::SealingKey*> subject_key(store::ReadSession& session,
                                                              const base::Uuid& subject, Zone zone,
                                                              OrganisationId holder) const;
    // A hint that subject_key() comes next.
    void will_open(store::ReadSession& session, const base::Uuid& subject, Zone zone,
                   OrganisationId holder) const;

    // The rule that allowed the last allow() or grant().
    const std::string& rule() const { return rule_; }

protected:
    Work(const Actor& actor, const KeyRing& keys, base::Time now) : actor_(actor), keys_(keys), now_(now) {}
    base::Done look(Zone zone, const Ask& ask, std::string subject_kind, const base::Uuid& subject,
                    std::optional<CaseId> concerned_case);

    const Actor& actor_;
    const KeyRing& keys_;
    base::Time now_;
    std::string rule_;
    Purpose purpose_ = Purpose::support;
    std::vector<AuditEvent> events_;  // looks, and in a write also what was done
    std::optional<Refusal> refusal_;
    mutable HeldKeys held_;
    friend class WorkRunner;
};

class ReadWork : public Work {
public:
    ReadWork(store::ReadSession& session, const Actor& actor, const KeyRing& keys, base::Time now)
        : Work(actor, keys, now), session_(session) {}
    store::ReadSession& session() { return session_; }

private:
    store::ReadSession& session_;
};

class WriteWork : public Work {
public:
    WriteWork(store::WriteSession& session, const Actor& actor, const KeyRing& keys, base::Time now,
              base::RandomSource& random)
        : Work(actor, keys, now), session_(session), random_(random) {}
    store::WriteSession& session() { return session_; }
    base::RandomSource& random() { return random_; }

    template <class Thing>
    base::Id<Thing> new_id() {
        return base::Id<Thing>::make(now_, random_);
    }

    // New keys for these zones of a subject, wrapped for its first holder. Problem: already_exists.
    base::Done create_subject_keys(const base::Uuid& subject, std::span<const Zone> zones,
                                   OrganisationId holder);

    // At least one with Outcome::done for every write that changes something. An empty rule is filled with
    // the rule of the last allow().
    void record(AuditEvent event);

private:
    store::WriteSession& session_;
    base::RandomSource& random_;
};

// Runs the transactions and appends the audit rows; the templates below only carry the result's type through.
class WorkRunner {
public:
    static base::Done read(Workplace& workplace, const Actor& actor,
                           const std::function<base::Done(ReadWork&)>& body);
    static base::Done write(Workplace& workplace, const Actor& actor,
                            const std::function<base::Done(WriteWork&)>& body);
    static base::Done write_as_job(Workplace& workplace, std::string_view rule,
                                   const std::function<base::Done(WriteWork&)>& body);

private:
    static base::Done write_for(Workplace& workplace, const std::optional<Actor>& actor,
                                std::string_view rule, const std::function<base::Done(WriteWork&)>& body);
};

namespace detail {

template <class Work, class Run, class Body>
auto carry(Run run, Body body) -> std::invoke_result_t<Body, Work&> {
    using Outcome = std::invoke_result_t<Body, Work&>;
    if constexpr (std::is_void_v<typename Outcome::value_type>) {
        return run(body);
    } else {
        std::optional<typename Outcome::value_type> value;
        base::Done done = run([&](Work& work) -> base::Done {
            Outcome outcome =
                body(work);  // may run again after a serialization conflict: the last value counts
            if (!outcome) return base::fail(std::move(outcome.error()));
            value.emplace(std::move(*outcome));
            return {};
        });
        if (!done) return base::fail(std::move(done.error()));
        return std::move(*value);
    }
}

}  // namespace detail

template <class Body>
auto read(Workplace& workplace, const Actor& actor, Body body) {
    return detail::carry<ReadWork>([&](auto run) { return WorkRunner::read(workplace, actor, run); },
                                   std::move(body));
}

template <class Body>
auto write(Workplace& workplace, const Actor& actor, Body body) {
    return detail::carry<WriteWork>([&](auto run) { return WorkRunner::write(workplace, actor, run); },
                                    std::move(body));
}

// What the program does by itself because a moment has come: no person asked, so that the log names no user,
// and a rule ("C-ACK") stands where a permission would. A job has no role: allow() and grant() refuse it
// everything, so that it can write down and alert. One alone opens something, the names it makes findable
// (casework/index_names.hpp), and hands nothing of it on.
template <class Body>
auto write_as_job(Workplace& workplace, std::string_view rule, Body body) {
    return detail::carry<WriteWork>([&](auto run) { return WorkRunner::write_as_job(workplace, rule, run); },
                                    std::move(body));
}

}  // namespace guard
