#include "base/messages.hpp"
#include "base/words.hpp"

#include <gtest/gtest.h>

#include <array>
#include <thread>

namespace {

using base::EmbeddedFile;
using base::Language;
using base::Messages;
using base::Time;
using base::TimeStyle;

const base::Time kNoon = base::time_from_iso("2026-11-24T12:00:00Z").value();

constexpr std::array<EmbeddedFile, 3> kFiles{{
    {"en/common.json", R"({"common.hello": "Don't worry", "common.brace": "'{'name'}'",
        "common.cases": "{count, plural, =0 {No cases} one {# case} other {# cases}} for {who}",
        "common.only_english": "Only here", "common.due": "Due {when}",
        "common.date.about": "about {date}", "common.date.before": "before {date}"})"},
    {"uk/common.json", R"({"common.hello": "Не хвилюйтеся",
        "common.cases": "{count, plural, one {# справа} few {# справи} many {# справ} other {# справи}} для {who}"})"},
    {"ar/common.json", R"({"common.hello": "لا تقلق", "common.cases":
        "{count, plural, zero {لا حالات} one {حالة} two {حالتان} few {# حالات} many {# حالة} other {# حالة}} {who}"})"},
}};

Messages messages() {
    return Messages::load(kFiles).value();
}

TEST(Messages, are_found_by_language_and_key) {
    const Messages all = messages();
    EXPECT_EQ(all.text(Language::en, "common.hello"), "Don't worry");
    EXPECT_EQ(all.text(Language::uk, "common.hello"), "Не хвилюйтеся");
    EXPECT_EQ(all.text(Language::en, "common.brace"), "{name}");
}

TEST(Messages, fall_back_to_English_and_then_show_the_key) {
    const Messages all = messages();
    EXPECT_EQ(all.text(Language::ar, "common.only_english"), "Only here");
    EXPECT_EQ(all.text(Language::ar, "common.nowhere"), "common.nowhere");
    EXPECT_FALSE(all.has(Language::ar, "common.only_english"));
}

TEST(Messages, know_the_plurals_of_each_language) {
    const Messages all = messages();
    const auto count = [&](Language language, int number) {
        return all.text(language, "common.cases", {{"count", number}, {"who", "X"}});
    };
    EXPECT_EQ(count(Language::en, 0), "No cases for X");
    EXPECT_EQ(count(Language::en, 1), "1 case for X");
    EXPECT_EQ(count(Language::uk, 2), "2 справи для X");
    EXPECT_EQ(count(Language::uk, 5), "5 справ для X");
    EXPECT_EQ(count(Language::uk, 21), "21 справа для X");
    EXPECT_EQ(count(Language::ar, 2), "حالتان \u2068X\u2069");
    EXPECT_EQ(count(Language::ar, 3), "3 حالات \u2068X\u2069");
    EXPECT_EQ(count(Language::ar, 11), "11 حالة \u2068X\u2069");
}

TEST(Messages, keep_codes_and_names_apart_in_a_sentence_from_right_to_left) {
    const Messages all = messages();
    const auto shown = [&](Language language, const char* who) {
        return all.text(language, "common.cases", {{"count", 1}, {"who", who}});
    };
    EXPECT_EQ(shown(Language::ar, "3323-F4NF"), "حالة \u20663323-F4NF\u2069");
    EXPECT_EQ(shown(Language::ar, "0 800 500 225"), "حالة \u20660 800 500 225\u2069");
    EXPECT_EQ(shown(Language::ar, "none"), "حالة none") << "chooses a branch";
    EXPECT_EQ(shown(Language::ar, "Tamsin Orvellane"), "حالة \u2068Tamsin Orvellane\u2069");
    EXPECT_EQ(shown(Language::ar, "Оксана"), "حالة \u2068Оксана\u2069");
    EXPECT_EQ(shown(Language::ar, "سلمى"), "حالة سلمى");
    EXPECT_EQ(shown(Language::ar, "12"), "حالة 12");
    EXPECT_EQ(shown(Language::en, "3323-F4NF"), "1 case for 3323-F4NF");
}

TEST(Messages, show_times_in_the_readers_zone) {
    const Messages all = messages();
    EXPECT_EQ(all.time(Language::en, "Europe/Kyiv", kNoon, TimeStyle::time_of_day), "14:00");
    EXPECT_EQ(all.time(Language::en, "No/Such", kNoon, TimeStyle::date), "24 November 2026");
    EXPECT_EQ(all.text(Language::en, "common.due", {{"when", kNoon}}, "Europe/Kyiv"),
              "Due 24 November 2026 at 14:00");
    EXPECT_EQ(all.time(Language::uk, "UTC", kNoon, TimeStyle::date), "24 листопада 2026\u202Fр.");
    EXPECT_EQ(all.time(Language::ar, "UTC", kNoon, TimeStyle::date), "24 نوفمبر 2026");
}

TEST(Messages, tell_lengths_and_distances_in_the_largest_unit_that_fits) {
    using namespace std::chrono_literals;
    const Messages all = messages();
    EXPECT_EQ(all.duration(Language::en, 90min), "1 hour");
    EXPECT_EQ(all.duration(Language::en, 47h), "47 hours");
    EXPECT_EQ(all.duration(Language::en, 72h), "3 days");
    EXPECT_EQ(all.relative(Language::en, -72h), "3 days ago");
    EXPECT_EQ(all.relative(Language::en, 2h), "in 2 hours");
    EXPECT_EQ(all.relative(Language::uk, -72h), "3 дні тому");
    EXPECT_EQ(all.number(Language::en, 1234567.0, 0), "1,234,567");
    EXPECT_EQ(all.percent(Language::en, 0.715, 1), "71.5%");
    EXPECT_EQ(all.list(Language::en, std::vector<std::string>{"a", "b", "c"}), "a, b and c");
}

TEST(Messages, refuse_what_is_no_pattern_and_name_its_place) {
    const std::array<EmbeddedFile, 2> files{
        {{"en/common.json", R"({"common.bad": "{count, plural, one {#}"})"}, {"xx/common.json", "{}"}}};
    const auto loaded = Messages::load(files);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().fields.at(0).field, "en/common.json:common.bad");
    EXPECT_EQ(loaded.error().fields.at(1).field, "xx/common.json");
}

TEST(Messages, refuse_a_key_that_two_files_claim) {
    const std::array<EmbeddedFile, 2> files{
        {{"en/a.json", R"({"common.x": "1"})"}, {"en/b.json", R"({"common.x": "2"})"}}};
    EXPECT_FALSE(Messages::load(files));
}

TEST(Messages, tell_the_arguments_that_a_text_asks_for) {
    EXPECT_EQ(messages().argument_names(Language::ar, "common.cases"),
              (std::vector<std::string>{"count", "who"}));
    EXPECT_TRUE(messages().argument_names(Language::en, "common.hello").empty());
}

TEST(Messages, are_safe_to_use_from_several_threads) {
    const Messages all = messages();
    std::vector<std::thread> threads;
    std::array<int, 4> right{};
    for (std::size_t index = 0; index < right.size(); ++index) {
        threads.emplace_back([&all, &right, index] {
            for (int count = 2; count < 200; ++count) {
                const std::string expected = std::to_string(count) + " cases for X";
                if (all.text(Language::en, "common.cases", {{"count", count}, {"who", "X"}}) == expected &&
                    all.time(Language::en, "UTC", kNoon, TimeStyle::date) == "24 November 2026") {
                    ++right[index];
                }
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const int count : right) EXPECT_EQ(count, 198);
}

TEST(Words, show_partial_dates_as_people_say_them) {
    const Messages all = messages();
    const base::Words words(all, Language::en, "Europe/Kyiv");
    EXPECT_EQ(words.date(base::PartialDate::from_text("about 2007-05").value()), "about May 2007");
    EXPECT_EQ(words.date(base::PartialDate::from_text("before 2026").value()), "before 2026");
    EXPECT_EQ(words.date(base::PartialDate::from_text("2026-03-01").value()), "1 March 2026");
    EXPECT_EQ(words.relative(kNoon, kNoon + std::chrono::hours(72)), "3 days ago");
}

}  // namespace
