#include "casework/packet.hpp"

#include <gtest/gtest.h>

namespace casework {
namespace {

const Packet kKnown{{.fact = Fact::name_used, .words = "Олена"},
                    {.fact = Fact::language, .keys = {"language.uk"}},
                    {.fact = Fact::signs, .keys = {"a", "b"}, .words = "kept \"apart\""}};

TEST(Packet, holds_only_what_was_chosen_and_is_known) {
    const std::vector<Fact> chosen{Fact::language, Fact::signs, Fact::birth_date};
    EXPECT_EQ(facts_of(part_of_packet(kKnown, chosen, PacketPart::minimum)), std::vector{Fact::language});
    EXPECT_EQ(facts_of(part_of_packet(kKnown, chosen, PacketPart::full)), std::vector{Fact::signs});
}

TEST(Packet, never_lets_identity_or_notes_into_the_minimum) {
    for (const Fact fact : all_facts()) {
        if (guard::Zone::z2 < zone_of(fact)) {
            EXPECT_EQ(part_of(fact), PacketPart::full) << name_of(fact);
        }
    }
}

TEST(Packet, comes_back_from_json_as_it_went) {
    EXPECT_EQ(packet_from_json(to_json(kKnown)).value(), kKnown);
    EXPECT_EQ(packet_from_json(to_json({})).value(), Packet{});
}

TEST(Packet, with_a_fact_nobody_knows_is_refused) {
    const auto packet = packet_from_json(R"({"facts":[{"fact":"address","keys":[],"words":""}]})");
    ASSERT_FALSE(packet);
    EXPECT_EQ(packet.error().code, base::ProblemCode::invalid_file);
}

}  // namespace
}  // namespace casework
