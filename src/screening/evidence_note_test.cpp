#include "screening/evidence_note.hpp"

#include "screening/instrument_library.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

TEST(EvidenceNote, every_set_begins_with_what_a_flag_means_and_ends_with_the_professionals_judgement) {
    const auto library = screening::shipped_instruments().value();
    for (const auto* instrument : library.all_newest()) {
        const auto note = screening::evidence_note_for(*instrument);
        ASSERT_FALSE(note.text_keys.empty());
        EXPECT_EQ(note.text_keys.front(), "screening_rules.evidence.flag_means_offer") << instrument->id;
        EXPECT_EQ(note.text_keys.back(), "screening_rules.evidence.judgement_first") << instrument->id;
    }
}

TEST(EvidenceNote, says_that_weights_are_not_checked_until_they_are) {
    const auto library = screening::shipped_instruments().value();
    screening::Instrument adult = *library.newest("ilo-delphi-adult-labour");
    const auto says_so = [](const screening::Instrument& instrument) {
        const auto keys = screening::evidence_note_for(instrument).text_keys;
        return std::ranges::find(keys, "screening_rules.evidence.weights_unverified") != keys.end();
    };
    EXPECT_TRUE(says_so(adult));
    adult.verified = true;
    EXPECT_FALSE(says_so(adult));
}

// 0.867 and 0.765 at one in ten: 86.7 found and 211.5 flagged wrongly of a thousand.
TEST(EvidenceNote, tells_what_a_published_accuracy_means_for_a_thousand_people) {
    const auto& qyit = screening::published_accuracies().front();
    const auto yield = screening::yield_per_thousand(qyit, 0.1);
    EXPECT_NEAR(yield.flagged, 298.2, 0.01);
    EXPECT_NEAR(yield.affected_share_of_flagged, 0.2907, 0.0001);
    EXPECT_NEAR(yield.missed, 13.3, 0.01);
}

TEST(EvidenceNote, holds_at_the_ends_of_prevalence) {
    const screening::PublishedAccuracy perfect{"none", "none", 1.0, 1.0, 0, "K", "K"};
    EXPECT_EQ(screening::yield_per_thousand(perfect, 0.0).affected_share_of_flagged, 0.0);
    EXPECT_EQ(screening::yield_per_thousand(perfect, 7.0).flagged, 1000.0);
    EXPECT_EQ(screening::yield_per_thousand(perfect, -1.0).flagged, 0.0);
}

}  // namespace
