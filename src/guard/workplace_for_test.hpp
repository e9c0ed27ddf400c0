#pragma once
// A workplace on a fresh database, for the tests of this room.

#include "base/crypto/random.hpp"
#include "guard/unit_of_work.hpp"
#include "store/testing/on_every_database.hpp"

#include <memory>
#include <string>

namespace guard {

class GuardTest : public store::testing::OnEveryDatabase {
protected:
    static constexpr base::Time kNow{1'800'000'000'000'000};

    static KeyRing keys_of(std::uint64_t seed) {
        base::SeededRandom random(seed);
        return KeyRing::from_master(base::crypto::SealingKey::generate(random));
    }

    template <class Thing>
    base::Id<Thing> new_id() {
        return base::Id<Thing>::make(kNow, random_);
    }

    Actor actor_with(Role role) {
        Actor actor;
        actor.user = new_id<User>();
        actor.organisation = new_id<Organisation>();
        actor.roles = {role};
        actor.training = {{Function::interview, kNow + std::chrono::hours(1)}};
        actor.second_factor_passed = true;
        return actor;
    }

    Workplace workplace() {
        return {.database = database(),
                .keys = keys_,
                .clock = clock_,
                .random = random_,
                .password_cost = {.passes = 1, .memory_bytes = 8192}};
    }

    base::Done execute(std::string_view sql, std::vector<store::Value> parameters = {}) {
        return database().run_write([&](store::WriteSession& session) -> base::Done {
            auto executed = session.execute(sql, parameters);
            if (!executed) return base::fail(std::move(executed.error()));
            return {};
        });
    }
    std::int64_t count(const std::string& from) {
        return database()
            .read([&](store::ReadSession& session) {
                return session.query("select count(*) as n from " + from);
            })
            .value()
            .front()
            .integer("n");
    }
    AuditVerdict verdict() {
        return database()
            .read([&](store::ReadSession& session) { return verify_audit(session, keys_.audit_key()); })
            .value();
    }

    KeyRing keys_ = keys_of(1);
    base::ManualClock clock_{kNow};
    base::crypto::SystemRandom random_;
};

}  // namespace guard
