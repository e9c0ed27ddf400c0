#include "base/id.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::SeededRandom;
using base::Time;
using base::Uuid;

TEST(Uuid, says_version_7_and_the_rfc_variant) {
    SeededRandom random(1);
    const std::string text = Uuid::v7(Time(1'700'000'000'000'000), random).text();
    EXPECT_EQ(text[14], '7');
    EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos);
}

TEST(Uuid, of_rfc_9562_appendix_a_6_carries_its_milliseconds) {
    SeededRandom random(1);
    // RFC 9562, A.6: 2022-02-22T19:22:22.000Z begins 017F22E2-79B0-7.
    const Uuid uuid = Uuid::v7(base::time_from_iso("2022-02-22T19:22:22Z").value(), random);
    EXPECT_EQ(uuid.text().substr(0, 15), "017f22e2-79b0-7");
}

RC_GTEST_PROP(Uuid, reads_back_what_it_writes, (std::uint64_t seed)) {
    SeededRandom random(seed);
    const Uuid uuid = Uuid::v7(Time(static_cast<std::int64_t>(seed % (1ULL << 50U))), random);
    RC_ASSERT(Uuid::from_text(uuid.text()).value() == uuid);
    RC_ASSERT(Uuid::from_bytes(uuid.bytes()).value() == uuid);
}

RC_GTEST_PROP(Uuid, orders_by_time, (std::uint64_t seed)) {
    SeededRandom random(seed);
    const auto at = static_cast<std::int64_t>(seed % (1ULL << 50U));
    RC_ASSERT(Uuid::v7(Time(at), random) < Uuid::v7(Time(at + 1000), random));
}

TEST(Uuid, refuses_what_is_not_one) {
    for (const char* text :
         {"", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2x79b0-7cc3-98c4-dc0c0c07398f",
          "017g22e2-79b0-7cc3-98c4-dc0c0c07398f"}) {
        EXPECT_FALSE(Uuid::from_text(text).has_value()) << text;
    }
}

}  // namespace
