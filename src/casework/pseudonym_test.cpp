#include "casework/pseudonym.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <array>
#include <cctype>

namespace {

using casework::make_pseudonym;
using casework::read_pseudonym;

RC_GTEST_PROP(Pseudonym, is_read_back_however_it_was_written_down, (std::uint64_t seed)) {
    base::SeededRandom random(seed);
    const std::string pseudonym = make_pseudonym(random);
    std::string sloppy = " " + pseudonym.substr(0, 4) + " " + pseudonym.substr(5);
    for (char& letter : sloppy) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    RC_ASSERT(read_pseudonym(sloppy).value() == pseudonym);
}

RC_GTEST_PROP(Pseudonym, with_one_wrong_letter_is_refused, (std::uint64_t seed)) {
    base::SeededRandom random(seed);
    std::string pseudonym = make_pseudonym(random);
    const std::size_t place = std::array<std::size_t, 7>{0, 1, 2, 3, 5, 6, 7}.at(random.below(7));
    pseudonym[place] = pseudonym[place] == 'Z' ? 'Y' : 'Z';
    RC_ASSERT(!read_pseudonym(pseudonym).has_value());
}

TEST(Pseudonym, of_wrong_length_or_letters_is_refused) {
    for (const char* text : {"", "7KQ4", "7KQ4-M2FX-1", "7KQ4-M2F!", "UUUU-UUUU"}) {
        EXPECT_FALSE(read_pseudonym(text).has_value()) << text;
    }
}

}  // namespace
