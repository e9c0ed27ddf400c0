#pragma once
// A workplace on a fresh database with organisations, their people and a case, for the tests of use cases on
// both databases. Tests only.

#include "base/crypto/random.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_repository.hpp"
#include "casework/move_case.hpp"
#include "casework/pseudonym.hpp"
#include "country/profile_catalogue.hpp"
#include "guard/audit.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/unit_of_work.hpp"
#include "guard/user_repository.hpp"
#include "store/testing/on_every_database.hpp"

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace casework {

// What a Result holds; the test fails with the problem where there is none.
template <class Value>
Value must(base::Result<Value> result) {
    if (!result) throw std::runtime_error(base::to_text(result.error()));
    return std::move(*result);
}
inline void must(base::Done done) {
    if (!done) throw std::runtime_error(base::to_text(done.error()));
}

class CaseworkTest : public store::testing::OnEveryDatabase {
protected:
    static constexpr base::Time kNow{1'800'000'000'000'000};
    static constexpr base::Duration kHour = std::chrono::hours(1);

    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped()) return;
        must(database().run_write([&](store::WriteSession& session) -> base::Done {
            must(keys_.bind_to(session, kNow));
            reception_ = add_organisation(session, "Reception Centre North");
            ngo_ = add_organisation(session, "Harbour House");
            police_ = add_organisation(session, "Return Unit");
            sender_ = add_user(session, reception_, guard::Role::reception, "Ilyas Demir");
            colleague_ = add_user(session, reception_, guard::Role::social, "Maria Popa");
            supervisor_ = add_user(session, reception_, guard::Role::reception, "Sana Haddad");
            supervisor_.supervisor = true;
            receiver_ = add_user(session, ngo_, guard::Role::ngo_case_worker, "Olena Kovalenko");
            second_receiver_ = add_user(session, ngo_, guard::Role::ngo_case_worker, "Petro Bondar");
            coordinator_ = add_user(session, police_, guard::Role::coordinator, "Nadia Karam");
            enforcement_ = add_user(session, police_, guard::Role::immigration_enforcement, "Erik Holm");
            return {};
        }));
        file_ = add_case();
    }

    guard::OrganisationId add_organisation(store::WriteSession& session, const std::string& name) {
        guard::Organisation organisation;
        organisation.id = new_id<guard::Organisation>();
        organisation.name = name;
        organisation.agreement_valid_to = kNow + kHour * 24 * 365;
        organisation.created_at = kNow;
        must(guard::insert_organisation(session, organisation));
        must(keys_.create_organisation_key(session, organisation.id, kNow, random_));
        return organisation.id;
    }

    guard::Actor add_user(store::WriteSession& session, guard::OrganisationId organisation, guard::Role role,
                          const std::string& display_name) {
        guard::User user;
        user.id = new_id<guard::User>();
        user.organisation = organisation;
        user.sign_in_name = user.id.text();
        user.display_name = display_name;
        user.roles = {role};
        user.created_at = kNow;
        must(guard::insert_user(session, keys_, user, "no password"));
        guard::Actor actor;
        actor.user = user.id;
        actor.organisation = organisation;
        actor.roles = user.roles;
        actor.training = {{guard::Function::interview, kNow + kHour * 24 * 365},
                          {guard::Function::frontline_identification, kNow + kHour * 24 * 365}};
        actor.vetted_for_children = true;
        actor.second_factor_passed = true;
        return actor;
    }

    // Presumed, agreed to support, led by the reception centre.
    CaseFile add_case(const std::string& first_identifier = "reception_staff") {
        CaseFile file;
        file.id = new_id<guard::Case>();
        file.pseudonym = make_pseudonym(random_);
        file.profile = "DEMO";
        file.author_organisation = reception_;
        file.lead_organisation = reception_;
        file.lead_user = sender_.user;
        file.opened_at = clock_.now();
        file.first_identifier = first_identifier;
        file.identification_route = "reception_screening";
        must(write(sender_, [&](guard::WriteWork& work) -> base::Done {
            must(insert_case(work.session(), file));
            must(move_case(desk(), work, file, {.to = State::contact}));
            must(move_case(desk(), work, file,
                           {.to = State::concern_raised, .fulfilled = {Requirement::sign_or_self_report}}));
            must(move_case(desk(), work, file,
                           {.to = State::assistance_accepted, .fulfilled = {Requirement::support_agreed}}));
            return {};
        }));
        return file;
    }

    // What a test lays by hand, logged like everything else.
    base::Done write(const guard::Actor& actor, const std::function<base::Done(guard::WriteWork&)>& body) {
        return guard::write(workplace(), actor, [&](guard::WriteWork& work) -> base::Done {
            if (auto done = body(work); !done) return done;
            work.record({.action = "test.lay", .subject_kind = "test", .subject = {}, .rule = "TEST"});
            return {};
        });
    }
    template <class Body>
    auto look(Body body) {
        return must(database().read(body));
    }

    CaseFile stored_case() {
        return look([&](store::ReadSession& session) { return load_case(session, file_.id); });
    }
    std::vector<CaseEvent> events() {
        return look([&](store::ReadSession& session) { return events_of(session, file_.id); });
    }
    // Newest first.
    std::vector<guard::AuditRow> log() {
        return look([&](store::ReadSession& session) {
            return guard::audit_of_case(session, file_.id, std::nullopt, 200);
        });
    }

    template <class Thing>
    base::Id<Thing> new_id() {
        return base::Id<Thing>::make(clock_.now(), random_);
    }
    static const country::Profile& profile() {
        static const auto catalogue = must(country::ProfileCatalogue::shipped());
        return *catalogue.find("DEMO");
    }
    static const screening::InstrumentLibrary& instruments() {
        static const auto library = must(screening::shipped_instruments());
        return library;
    }
    static guard::KeyRing make_keys() {
        base::SeededRandom random(1);
        return guard::KeyRing::from_master(base::crypto::SealingKey::generate(random));
    }
    const CaseDesk& desk() {
        if (!desk_) desk_ = std::make_unique<CaseDesk>(CaseDesk{workplace(), profile(), instruments()});
        return *desk_;
    }
    guard::Workplace& workplace() {
        if (!place_) place_.reset(new guard::Workplace{database(), keys_, clock_, random_});
        return *place_;
    }

    guard::KeyRing keys_ = make_keys();
    base::ManualClock clock_{kNow};
    base::crypto::SystemRandom random_;
    guard::OrganisationId reception_;
    guard::OrganisationId ngo_;
    guard::OrganisationId police_;
    guard::Actor sender_;
    guard::Actor colleague_;
    guard::Actor supervisor_;
    guard::Actor receiver_;
    guard::Actor second_receiver_;
    guard::Actor coordinator_;
    guard::Actor enforcement_;
    CaseFile file_;

private:
    std::unique_ptr<guard::Workplace> place_;
    std::unique_ptr<CaseDesk> desk_;
};

}  // namespace casework
