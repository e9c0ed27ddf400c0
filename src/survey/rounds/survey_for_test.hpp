#pragma once
// A workplace on a fresh database for the tests of this room, on both databases. Tests only.

#include "base/crypto/random.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/unit_of_work.hpp"
#include "guard/user_repository.hpp"
#include "store/testing/on_every_database.hpp"
#include "survey/rounds/import_round.hpp"
#include "survey/rounds/round_repository.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace survey::rounds {

// What a Result holds; the test fails with the problem where there is none.
template <class Value>
Value must(base::Result<Value> result) {
    if (!result) throw std::runtime_error(base::to_text(result.error()));
    return std::move(*result);
}
inline void must(base::Done done) {
    if (!done) throw std::runtime_error(base::to_text(done.error()));
}

class SurveyTest : public store::testing::OnEveryDatabase {
protected:
    static constexpr base::Time kNow{1'800'000'000'000'000};

    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped()) return;
        must(database().run_write(
            [&](store::WriteSession& session) -> base::Done { return keys_.bind_to(session, kNow); }));
    }

    guard::Workplace workplace() {
        return {.database = database(),
                .keys = keys_,
                .clock = clock_,
                .random = random_,
                .password_cost = {.passes = 1, .memory_bytes = 8192}};
    }

    guard::OrganisationId add_organisation(store::WriteSession& session, const std::string& name) {
        guard::Organisation organisation;
        organisation.id = base::Id<guard::Organisation>::make(kNow, random_);
        organisation.name = name;
        organisation.agreement_valid_to = kNow + std::chrono::hours(24 * 365);
        organisation.created_at = kNow;
        must(guard::insert_organisation(session, organisation));
        must(keys_.create_organisation_key(session, organisation.id, kNow, random_));
        return organisation.id;
    }
    guard::Actor add_user(store::WriteSession& session, guard::OrganisationId organisation,
                          guard::Role role) {
        guard::User user;
        user.id = base::Id<guard::User>::make(kNow, random_);
        user.organisation = organisation;
        user.sign_in_name = user.id.text();
        user.display_name = user.id.text();
        user.roles = {role};
        user.created_at = kNow;
        must(guard::insert_user(session, keys_, user, "no password"));
        guard::Actor actor;
        actor.user = user.id;
        actor.organisation = organisation;
        actor.roles = user.roles;
        actor.second_factor_passed = true;
        return actor;
    }

    std::int64_t count(const std::string& from) {
        return must(database().read([&](store::ReadSession& session) {
                   return session.query("select count(*) as n from " + from);
               }))
            .front()
            .integer("n");
    }

    static guard::KeyRing keys_of(std::uint64_t seed) {
        base::SeededRandom random(seed);
        return guard::KeyRing::from_master(base::crypto::SealingKey::generate(random));
    }

    guard::KeyRing keys_ = keys_of(1);
    base::ManualClock clock_{kNow};
    base::crypto::SystemRandom random_;
    guard::Actor administrator_ = guard::command_line_actor();
};

}  // namespace survey::rounds
