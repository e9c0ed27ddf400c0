#include "base/name_words.hpp"

#include <gmock/gmock.h>

namespace {

using base::name_words;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NameWords, are_the_same_in_every_script_and_spelling) {
    EXPECT_EQ(name_words("Дарина"), name_words("Daryna"));
    EXPECT_EQ(name_words("Оксана"), name_words("OKSANA"));
    EXPECT_EQ(name_words("Müller"), name_words("muller"));
    EXPECT_EQ(name_words("Марʼяна"), name_words("Мар'яна"));
    EXPECT_EQ(name_words("Anna"), name_words("Ana"));
    EXPECT_NE(name_words("Daryna"), name_words("Marina"));
}

TEST(NameWords, are_taken_apart_at_spaces_hyphens_and_commas) {
    EXPECT_THAT(name_words("Kovalenko-Bondar, Olena  (Lena)"),
                ElementsAre("kovalenko", "bondar", "olena", "lena"));
    EXPECT_THAT(name_words("Olena Olena"), ElementsAre("olena"));
}

TEST(NameWords, of_an_arabic_name_are_found_by_the_same_name) {
    EXPECT_THAT(name_words("سلمى الأرفندية"), ::testing::SizeIs(2));
    EXPECT_EQ(name_words("سلمى"), name_words(" سلمى "));
}

TEST(NameWords, are_none_where_there_is_no_letter_and_never_too_many) {
    EXPECT_THAT(name_words(" - '' … "), IsEmpty());
    std::string many;
    for (int number = 0; number < 100; ++number) many += "a" + std::to_string(number) + "b ";
    EXPECT_THAT(name_words(many), ::testing::SizeIs(base::kNameWordsMax));
}

}  // namespace
