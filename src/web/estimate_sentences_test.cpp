// Whatever the engine says is said in the reader's language: every published table, every method.

#include "web/estimate_sentences.hpp"

#include "engines/estimation/capture_table_csv.hpp"
#include "estimates/study.hpp"
#include "ui_words.hpp"
#include "web/estimate_document.hpp"
#include "web/page/fragment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

estimates::KeptEstimate kept(const std::string& name) {
    std::ifstream in(std::string(WAYMARK_SOURCE_DIR) + "/tests/estimation/" + name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    estimates::KeptEstimate estimate;
    estimate.title = "A title";
    estimate.territory = "A territory";
    estimate.overlaps = estimates::canonical_csv(estimates::read_table(text.str()).value());
    estimate.options.replicates = 200;
    return estimate;
}

const base::Messages& messages() {
    static const base::Messages loaded = base::Messages::load(ui_words_files()).value();
    return loaded;
}

constexpr const char* kTables[] = {"new_orleans_5_n185.csv", "western_us_5.csv", "new_orleans_8_n185.csv",
                                   "artificial_3.csv", "spina_bifida_3.csv"};

// Computed once: what stands in it is the engine's to test.
struct Published {
    estimates::KeptEstimate kept;
    estimates::Study study;
};
const Published& published() {
    static const Published made{kept("uk2013_5.csv"), estimates::study(kept("uk2013_5.csv")).value()};
    return made;
}

TEST(EstimateSentences, says_all_that_the_engine_says_in_every_language) {
    std::vector<estimates::Study> studies{published().study};
    for (const char* table : kTables) studies.push_back(estimates::study(kept(table)).value());
    for (const estimates::Study& study : studies) {
        for (const base::Language language : base::all_languages()) {
            const base::Words words(messages(), language);
            for (const estimation::Estimate& one : study.methods) {
                EXPECT_TRUE(said_in(words, one.assumption().sentence(), false))
                    << one.assumption().sentence();
                for (const auto& reason : one.status().reasons())
                    EXPECT_TRUE(said_in(words, reason, false)) << reason;
                for (const auto& warning : one.warnings())
                    EXPECT_TRUE(said_in(words, warning, false)) << warning;
            }
        }
    }
}

TEST(EstimateDocument, is_a_document_in_every_language_and_the_same_each_time) {
    const auto& [estimate, study] = published();
    const std::string name = "Somebody";
    for (const base::Language language : base::all_languages()) {
        const base::Words words(messages(), language);
        const auto one = estimate_document(words, {estimate, name, study, estimates::Sight::all});
        const auto other = estimate_document(words, {estimate, name, study, estimates::Sight::all});
        ASSERT_TRUE(one);
        EXPECT_EQ(page::Fragment::of(*one).value().html(), page::Fragment::of(*other).value().html());
    }
}

TEST(EstimateDocument, shows_no_small_count_and_no_digest_of_it_to_who_may_not_see_it) {
    const auto& [estimate, study] = published();
    const std::string name = "Somebody";
    const base::Words words(messages(), base::Language::en);
    const auto all = estimate_document(words, {estimate, name, study, estimates::Sight::all}).value();
    const auto outside = estimate_document(words, {estimate, name, study, estimates::Sight::outside}).value();
    const std::string whole = page::Fragment::of(all).value().html();
    const std::string shown = page::Fragment::of(outside).value().html();
    const std::string digest = estimates::shown_table(study.table, estimates::Sight::all).sha256;
    EXPECT_THAT(whole, HasSubstr(digest));
    EXPECT_THAT(shown, Not(HasSubstr(digest)));
    EXPECT_THAT(shown, HasSubstr("\xe2\x80\x9c"
                                 "c\xe2\x80\x9d"));
    EXPECT_THAT(whole, HasSubstr("Listed share (MSE)"));
    EXPECT_THAT(whole, HasSubstr("Share of survey prevalence"));
    EXPECT_THAT(whole, HasSubstr("Not confirmed"));
}

}  // namespace
}  // namespace web
