#include "archive/recovery_key.hpp"

#include "base/encoding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cctype>

namespace {

using archive::RecoveryKey;
using base::ProblemCode;
using base::SeededRandom;

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

RecoveryKey key_of(std::uint64_t seed) {
    SeededRandom random(seed);
    return RecoveryKey::generate(random);
}

bool same(const RecoveryKey& one, const RecoveryKey& other) {
    return one.box_key().public_key() == other.box_key().public_key();
}

// The places of letters in the text, without what stands between groups.
std::vector<std::size_t> letter_places(const std::string& text) {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (text[place] != '-' && text[place] != '\n') places.push_back(place);
    }
    return places;
}

RC_GTEST_PROP(RecoveryKeyText, reads_back_however_it_was_copied, (std::uint64_t seed)) {
    const RecoveryKey key = key_of(seed);
    std::string text = key.text().expose();
    RC_ASSERT(text.size() == 47U);
    for (char& letter : text) {
        if (*rc::gen::arbitrary<bool>())
            letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        if (letter == '-') letter = *rc::gen::element('-', ' ');
        if (letter == '0') letter = *rc::gen::element('0', 'O', 'o');
        if (letter == '1') letter = *rc::gen::element('1', 'I', 'l', 'L', 'i');
    }
    RC_ASSERT(same(RecoveryKey::from_text(text + "\r\n").value(), key));
}

RC_GTEST_PROP(RecoveryKeyText, names_the_group_of_every_single_wrong_letter, (std::uint64_t seed)) {
    std::string text = key_of(seed).text().expose();
    const auto places = letter_places(text);
    const auto index = *rc::gen::inRange<std::size_t>(0, places.size());
    const char wrong = *rc::gen::suchThat(rc::gen::elementOf(std::string(kAlphabet) + "U*"),
                                          [&](char letter) { return letter != text[places[index]]; });
    text[places[index]] = wrong;
    const auto read = RecoveryKey::from_text(text);
    RC_ASSERT(!read.has_value());
    RC_ASSERT(read.error().code == ProblemCode::invalid_input);
    RC_ASSERT(read.error().fields.size() == 1U);
    RC_ASSERT(read.error().fields[0].field == "group " + std::to_string(index / 5 + 1));
}

RC_GTEST_PROP(RecoveryKeyText, notices_two_letters_that_changed_places_in_a_group, (std::uint64_t seed)) {
    std::string text = key_of(seed).text().expose();
    const auto places = letter_places(text);
    const auto group = *rc::gen::inRange<std::size_t>(0, 8);
    const auto one = *rc::gen::inRange<std::size_t>(0, 4);
    const auto other = (one + *rc::gen::inRange<std::size_t>(1, 4)) % 4;
    if (text[places[group * 5 + one]] == text[places[group * 5 + other]]) return;
    std::swap(text[places[group * 5 + one]], text[places[group * 5 + other]]);
    RC_ASSERT(!RecoveryKey::from_text(text).has_value());
}

TEST(RecoveryKeyText, notices_two_groups_that_changed_places_and_names_both) {
    std::string text = key_of(5).text().expose();
    for (int index = 0; index < 5; ++index) std::swap(text[6U + index], text[24U + index]);
    const auto read = RecoveryKey::from_text(text);
    ASSERT_FALSE(read.has_value());
    ASSERT_EQ(read.error().fields.size(), 2U);
    EXPECT_EQ(read.error().fields[0].field, "group 2");
    EXPECT_EQ(read.error().fields[1].field, "group 5");
}

TEST(RecoveryKeyText, says_how_many_letters_there_were_and_never_which) {
    const std::string text = key_of(5).text().expose();
    for (const std::string& wrong : {std::string(), text.substr(0, 40), text + "0"}) {
        const auto read = RecoveryKey::from_text(wrong);
        ASSERT_FALSE(read.has_value());
        EXPECT_THAT(base::to_text(read.error()), ::testing::HasSubstr("letters_and_digits"));
        EXPECT_EQ(base::to_text(read.error()).find(text.substr(0, 5)), std::string::npos);
    }
}

TEST(RecoveryKeyText, stays_readable_in_later_versions) {
    // Made once with this code: papers in safes must go on opening backups.
    const auto key = RecoveryKey::from_text("4E6S8-94CRP-APEDM-PQA5V 6QPQC-V4NWF-F27BD-HRPDF");
    ASSERT_TRUE(key.has_value()) << base::to_text(key.error());
    EXPECT_EQ(base::to_hex(key->box_key().public_key()),
              "8054a6208e1bdd772617cd5badc94d6ce899088b67fba8296030dfc5f037593e");
}

TEST(RecoveryKey, differs_each_time_and_so_does_its_fingerprint) {
    EXPECT_FALSE(same(key_of(1), key_of(2)));
    EXPECT_NE(archive::fingerprint_of(key_of(1).box_key().public_key()),
              archive::fingerprint_of(key_of(2).box_key().public_key()));
}

}  // namespace
