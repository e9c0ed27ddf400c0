#include "guard/key_ring.hpp"

#include "base/encoding.hpp"
#include "guard/workplace_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace guard {
namespace {

using base::ProblemCode;
using base::crypto::SealingKey;

bool same(const SealingKey& one, const SealingKey& other) {
    return std::ranges::equal(one.expose(), other.expose());
}

TEST(KeyRingFile, a_new_ring_loads_again_with_the_same_keys) {
    const auto path = std::filesystem::path(testing::TempDir()) / "waymark_key_ring_test.key";
    std::filesystem::remove(path);
    base::SeededRandom random(3);
    const auto created = KeyRing::create(path, random);
    ASSERT_TRUE(created);
    const auto loaded = KeyRing::load(path);
    ASSERT_TRUE(loaded);
    EXPECT_TRUE(same(created->audit_key(), loaded->audit_key()));
    const auto again = KeyRing::create(path, random);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ProblemCode::already_exists);
    std::filesystem::remove(path);
}

class KeyRingOn : public GuardTest {
protected:
    void SetUp() override {
        GuardTest::SetUp();
        if (IsSkipped()) return;
        for (const OrganisationId organisation : {lead_, receiver_}) {
            const auto created = database().write([&](store::WriteSession& session) {
                return keys_.create_organisation_key(session, organisation, kNow, random_);
            });
            ASSERT_TRUE(created) << base::to_text(created.error());
        }
    }

    base::Result<SealingKey> create(Zone zone, OrganisationId holder) {
        return database().write([&](store::WriteSession& session) {
            return keys_.create_subject_key(session, subject_, zone, holder, kNow, random_);
        });
    }
    base::Result<SealingKey> open(const KeyRing& ring, Zone zone, OrganisationId holder) {
        return database().read([&](store::ReadSession& session) {
            return ring.open_subject_key(session, subject_, zone, holder);
        });
    }
    ProblemCode problem_opening(Zone zone, OrganisationId holder) {
        const auto key = open(keys_, zone, holder);
        return key ? ProblemCode::internal : key.error().code;
    }
    base::Done share() {
        return database().write([&](store::WriteSession& session) {
            return keys_.share_subject_key(session, subject_, Zone::z3, lead_, receiver_, kNow);
        });
    }
    base::Done bind(const KeyRing& ring) {
        return database().write([&](store::WriteSession& session) { return ring.bind_to(session, kNow); });
    }
    base::Done check(const KeyRing& ring) {
        return database().read([&](store::ReadSession& session) { return ring.check_against(session); });
    }

    OrganisationId lead_ = new_id<Organisation>();
    OrganisationId receiver_ = new_id<Organisation>();
    base::Uuid subject_ = new_id<Case>().uuid();
};

TEST_P(KeyRingOn, a_key_opens_for_its_holder_alone_and_after_a_restart) {
    const auto key = create(Zone::z3, lead_);
    ASSERT_TRUE(key);
    reopen();
    const auto opened = open(keys_, Zone::z3, lead_);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(same(*key, *opened));
    EXPECT_EQ(problem_opening(Zone::z3, receiver_), ProblemCode::key_not_held);
    EXPECT_EQ(problem_opening(Zone::z4, lead_), ProblemCode::key_not_held);
    EXPECT_EQ(problem_opening(Zone::z3, new_id<Organisation>()), ProblemCode::key_not_held);
}

TEST_P(KeyRingOn, every_zone_has_a_key_of_its_own_and_one_only) {
    const auto z3 = create(Zone::z3, lead_);
    const auto z4 = create(Zone::z4, lead_);
    ASSERT_TRUE(z3 && z4);
    EXPECT_FALSE(same(*z3, *z4));
    for (const OrganisationId holder : {lead_, receiver_}) {
        const auto again = create(Zone::z3, holder);
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error().code, ProblemCode::already_exists);
    }
}

TEST_P(KeyRingOn, INV_12_sharing_opens_and_withdrawing_closes_at_the_next_read) {
    const auto key = create(Zone::z3, lead_);
    ASSERT_TRUE(key);
    ASSERT_TRUE(share());
    ASSERT_TRUE(share());  // again, as after a lost answer
    const auto opened = open(keys_, Zone::z3, receiver_);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(same(*key, *opened));
    for (int time = 0; time < 2; ++time) {
        ASSERT_TRUE(database().write([&](store::WriteSession& session) {
            return keys_.withdraw_subject_key(session, subject_, Zone::z3, receiver_);
        }));
        EXPECT_EQ(problem_opening(Zone::z3, receiver_), ProblemCode::key_not_held);
    }
    EXPECT_TRUE(open(keys_, Zone::z3, lead_));
}

TEST_P(KeyRingOn, who_does_not_hold_a_key_cannot_share_it) {
    ASSERT_TRUE(create(Zone::z3, receiver_));
    const auto shared = share();
    ASSERT_FALSE(shared);
    EXPECT_EQ(shared.error().code, ProblemCode::key_not_held);
}

TEST_P(KeyRingOn, destroying_the_wrappings_is_erasure) {
    ASSERT_TRUE(create(Zone::z3, lead_));
    ASSERT_TRUE(create(Zone::z4, lead_));
    ASSERT_TRUE(share());
    ASSERT_TRUE(database().write(
        [&](store::WriteSession& session) { return keys_.destroy_subject_keys(session, subject_); }));
    EXPECT_EQ(problem_opening(Zone::z3, lead_), ProblemCode::key_not_held);
    EXPECT_EQ(problem_opening(Zone::z4, lead_), ProblemCode::key_not_held);
    EXPECT_EQ(problem_opening(Zone::z3, receiver_), ProblemCode::key_not_held);
    EXPECT_EQ(count("subject_key"), 0);
}

TEST_P(KeyRingOn, a_wrapping_moved_to_another_place_does_not_open) {
    ASSERT_TRUE(create(Zone::z3, lead_));
    ASSERT_TRUE(execute("update subject_key set zone = 4"));
    EXPECT_EQ(problem_opening(Zone::z4, lead_), ProblemCode::wrong_key);
    ASSERT_TRUE(execute("update subject_key set zone = 3, organisation = $1", {store::value(receiver_)}));
    EXPECT_EQ(problem_opening(Zone::z3, receiver_), ProblemCode::wrong_key);
    const base::Uuid other = new_id<Case>().uuid();
    ASSERT_TRUE(execute("update subject_key set organisation = $1, subject = $2",
                        {store::value(lead_), store::value(other)}));
    subject_ = other;
    EXPECT_EQ(problem_opening(Zone::z3, lead_), ProblemCode::wrong_key);
}

TEST_P(KeyRingOn, an_organisation_has_one_key_and_none_is_a_problem) {
    const auto again = database().write([&](store::WriteSession& session) {
        return keys_.create_organisation_key(session, lead_, kNow, random_);
    });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ProblemCode::already_exists);
    const auto without = create(Zone::z3, new_id<Organisation>());
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().code, ProblemCode::key_not_held);
}

TEST_P(KeyRingOn, binding_tells_the_key_file_of_another_installation) {
    const KeyRing other = keys_of(2);
    // Before it is bound: the wrapped keys that are there already tell.
    EXPECT_EQ(check(other).error().code, ProblemCode::wrong_key);
    EXPECT_EQ(bind(other).error().code, ProblemCode::wrong_key);
    EXPECT_TRUE(check(keys_));
    ASSERT_TRUE(bind(keys_));
    ASSERT_TRUE(bind(keys_));
    EXPECT_TRUE(check(keys_));
    EXPECT_EQ(check(other).error().code, ProblemCode::wrong_key);
    EXPECT_EQ(bind(other).error().code, ProblemCode::wrong_key);
    EXPECT_EQ(count("installation"), 1);
}

TEST_P(KeyRingOn, no_key_stands_open_in_the_database) {
    const auto key = create(Zone::z4, lead_);
    ASSERT_TRUE(key);
    ASSERT_TRUE(bind(keys_));
    const std::string stored = everything_stored();
    const std::string_view raw = base::text_of(key->expose());
    EXPECT_EQ(stored.find(raw), std::string::npos);
    EXPECT_EQ(stored.find(base::to_hex(key->expose())), std::string::npos);
}

TEST(KeyRing, derives_a_different_key_for_every_use) {
    base::SeededRandom random(1);
    const KeyRing ring = KeyRing::from_master(SealingKey::generate(random));
    std::set<std::string> keys;
    for (const SealingKey* key :
         {&ring.staff_key(), &ring.lookup_key(), &ring.form_key(), &ring.audit_key()}) {
        keys.emplace(base::text_of(key->expose()));
    }
    EXPECT_EQ(keys.size(), 4U);
}

WAYMARK_ON_EVERY_DATABASE(KeyRingOn);

}  // namespace
}  // namespace guard
