#include "screening/override.hpp"

#include <gtest/gtest.h>

namespace {

using base::ProblemCode;
using screening::Band;
using screening::BandChange;
using screening::OverrideReason;
using screening::Screener;

constexpr std::array kAll{Band::no_indication_now, Band::at_risk, Band::reason_for_concern,
                          Band::strong_concern, Band::child_concern};

Screener person(std::uint8_t number, bool trained = true) {
    std::array<std::uint8_t, 16> raw{};
    raw[15] = number;
    return {.user = base::Uuid(raw), .trained = trained};
}

BandChange change(Band from, Band to) {
    return {.from = from,
            .to = to,
            .reason = OverrideReason::new_information,
            .by = person(1),
            .confirmed_by = {}};
}

TEST(BandChange, INV_17_one_trained_person_may_raise_with_a_reason) {
    const auto raised = screening::change_band(change(Band::no_indication_now, Band::strong_concern));
    ASSERT_TRUE(raised) << base::to_text(raised.error());
    EXPECT_EQ(raised->direction, screening::ChangeDirection::upward);
    EXPECT_EQ(raised->reason, OverrideReason::new_information);
}

TEST(BandChange, INV_17_every_step_down_needs_a_second_person_and_no_step_up_does) {
    for (const Band from : kAll) {
        for (const Band to : kAll) {
            if (from == to) continue;
            const bool down = to < from;
            EXPECT_EQ(screening::needs_second_person(from, to), down);
            const auto alone = screening::change_band(change(from, to));
            EXPECT_EQ(alone.has_value(), !down) << screening::name_of(from) << ' ' << screening::name_of(to);
            if (!alone) {
                EXPECT_EQ(alone.error().code, ProblemCode::second_person_needed);
                EXPECT_EQ(alone.error().rule, "INV-17");
            }
        }
    }
}

TEST(BandChange, INV_17_the_second_person_is_somebody_else_and_trained) {
    BandChange down = change(Band::strong_concern, Band::at_risk);
    down.confirmed_by = person(1);
    EXPECT_EQ(screening::change_band(down).error().code, ProblemCode::second_person_needed);
    down.confirmed_by = Screener{.user = base::Uuid{}, .trained = true};
    EXPECT_EQ(screening::change_band(down).error().code, ProblemCode::second_person_needed);
    down.confirmed_by = person(2, false);
    EXPECT_EQ(screening::change_band(down).error().code, ProblemCode::training_missing);
    down.confirmed_by = person(2);
    ASSERT_TRUE(screening::change_band(down));
    EXPECT_EQ(screening::change_band(down)->direction, screening::ChangeDirection::downward);
}

TEST(BandChange, INV_17_a_change_without_a_reason_is_refused_in_both_directions) {
    for (const Band to : {Band::no_indication_now, Band::strong_concern}) {
        BandChange silent = change(Band::at_risk, to);
        silent.confirmed_by = person(2);
        silent.reason.reset();
        ASSERT_FALSE(screening::change_band(silent));
        EXPECT_EQ(screening::change_band(silent).error().fields.at(0).field, "reason");
    }
}

TEST(BandChange, refuses_what_changes_nothing_and_who_is_not_trained) {
    EXPECT_EQ(screening::change_band(change(Band::at_risk, Band::at_risk)).error().fields.at(0).rule,
              "unchanged");
    BandChange untrained = change(Band::at_risk, Band::strong_concern);
    untrained.by.trained = false;
    EXPECT_EQ(screening::change_band(untrained).error().code, ProblemCode::training_missing);
}

}  // namespace
