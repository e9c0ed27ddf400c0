#pragma once
// An organisation with one account, for the tests of signing in.

#include "base/crypto/token.hpp"
#include "base/crypto/totp.hpp"
#include "guard/add_organisation.hpp"
#include "guard/lock_out.hpp"
#include "guard/manage_users.hpp"
#include "guard/second_factor.hpp"
#include "guard/sign_in.hpp"
#include "guard/user_repository.hpp"
#include "guard/workplace_for_test.hpp"

#include <memory>
#include <string>

namespace guard {

class AccountTest : public GuardTest {
protected:
    static constexpr const char* kName = "olena.k";
    static constexpr const char* kDisplayName = "Olena Kovalenko";
    static constexpr const char* kPassword = "a lantern by the harbour";

    void SetUp() override {
        GuardTest::SetUp();
        if (IsSkipped()) return;
        open_place();
        NewOrganisation organisation;
        organisation.name = "Harbour House";
        organisation.agreement_valid_to = kNow + std::chrono::hours(24 * 365);
        organisation_ = add_organisation(*place_, command_line_actor(), organisation).value();
    }
    void TearDown() override {
        place_.reset();
        GuardTest::TearDown();
    }

    void open_place() {
        place_.reset(new Workplace{.database = database(),
                                   .keys = keys_,
                                   .clock = clock_,
                                   .random = random_,
                                   .password_cost = {.passes = 1, .memory_bytes = 8192}});
    }
    // Searching all files closes and opens the database.
    std::string all_that_is_stored() {
        place_.reset();
        std::string stored = everything_stored();
        open_place();
        return stored;
    }

    NewUser olena(Role role = Role::ngo_case_worker) const {
        NewUser wanted;
        wanted.organisation = organisation_;
        wanted.sign_in_name = kName;
        wanted.display_name = kDisplayName;
        wanted.duties.roles = {role};
        wanted.password = secret(kPassword);
        wanted.must_change_password = false;
        return wanted;
    }
    UserId add(const NewUser& wanted) {
        auto added = add_user(*place_, command_line_actor(), wanted);
        EXPECT_TRUE(added) << base::to_text(added.error());
        return added->id;
    }

    static base::Secret<std::string> secret(const char* text) { return base::Secret<std::string>(text); }
    SignInAttempt attempt(const char* password = kPassword, const char* name = kName) const {
        return {.sign_in_name = name, .password = secret(password), .peer = peer_};
    }
    base::Result<NewSession> try_sign_in(const char* password = kPassword, const char* name = kName) {
        return sign_in(*place_, limiter_, attempt(password, name));
    }
    NewSession signed_in() {
        auto session = try_sign_in();
        EXPECT_TRUE(session) << base::to_text(session.error());
        return *std::move(session);
    }
    std::optional<SignedIn> resumed(const NewSession& session) {
        return resume_session(*place_, session.token.expose()).value();
    }

    std::unique_ptr<Workplace> place_;
    std::string peer_ = "192.0.2.1";
    SignInLimiter limiter_{{.peer_burst = 1000, .global_burst = 1000}};
    OrganisationId organisation_;
};

}  // namespace guard
