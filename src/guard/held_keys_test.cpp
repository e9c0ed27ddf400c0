#include "guard/held_keys.hpp"

#include "base/crypto/random.hpp"

#include <gtest/gtest.h>

namespace guard {
namespace {

TEST(HeldKeys, AreFoundBySubjectZoneAndHolderAlone) {
    base::SeededRandom random(1);
    const auto uuid = [&] { return OrganisationId::make(base::Time{1}, random).uuid(); };
    const base::Uuid subject = uuid();
    const OrganisationId holder(uuid());
    HeldKeys keys;
    EXPECT_EQ(keys.find(subject, Zone::z3, holder), nullptr);
    const base::crypto::SealingKey& kept =
        keys.keep(subject, Zone::z3, holder, base::crypto::SealingKey::generate(random));
    for (int more = 0; more < 100; ++more)
        keys.keep(uuid(), Zone::z3, holder, base::crypto::SealingKey::generate(random));
    EXPECT_EQ(keys.find(subject, Zone::z3, holder), &kept);  // where it was, however many came after it
    EXPECT_EQ(keys.find(subject, Zone::z4, holder), nullptr);
    EXPECT_EQ(keys.find(subject, Zone::z3, OrganisationId(uuid())), nullptr);
    EXPECT_EQ(keys.find(uuid(), Zone::z3, holder), nullptr);
}

}  // namespace
}  // namespace guard
