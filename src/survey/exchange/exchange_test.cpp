#include "survey/exchange/codebook.hpp"
#include "survey/exchange/data_package.hpp"
#include "survey/exchange/tables.hpp"
#include "survey/rounds_for_test.hpp"

#include "base/csv_reader.hpp"
#include "document/zip_archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace survey::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Exchange : public ::testing::Test {
protected:
    Publication publication(const Round& round, const StateRegister& states) {
        Publication made;
        made.programme = "Commitments";
        made.owner = "Secretariat";
        made.period = "2021";
        made.population = "OSCE57";
        made.snapshot = std::string(64, 'a');
        made.licence = "CC BY 4.0";
        made.synthetic = true;
        made.languages = {"en", "uk"};
        made.round = &round;
        made.states = states;
        made.question = [](std::string_view language, std::string_view item) {
            return std::string(language) + " <" + std::string(item) + "> & more";
        };
        made.answer = [](std::string_view language, std::string_view, std::string_view option) {
            return std::string(language) + " " + std::string(option);
        };
        made.grade = [](std::string_view) { return std::optional(Grade::a); };
        return made;
    }

    std::vector<Observation> rows_of(const Round& round, Audience audience) {
        auto rows = observations(round, states_, audience);
        if (!rows) throw std::runtime_error(base::to_text(rows.error()));
        return *std::move(rows);
    }

    // Yes and no in turn; the first `count` States in totals only.
    Round answered_in_confidence_by(std::size_t count) {
        Round round("2021", states_.all(), states_.size());
        Item item{.id = "P-ONE"};
        item.options = {{.code = "yes"}, {.code = "no"}};
        EXPECT_TRUE(round.add_item(item));
        for (std::size_t state = 0; state < states_.size(); ++state) {
            const auto level = state < count ? Confidentiality::totals_only : Confidentiality::open;
            EXPECT_TRUE(round.put(0, state, {.confidentiality = level, .chosen = {state % 2}}));
        }
        return round;
    }

    StateRegister states_ = invented_states(kParticipating);
    Round round_ = synthetic_2021();
};

// A small round with one of everything that decides what may be said.
Round three_kinds(const StateRegister& states) {
    Round round("2021", states.all(), states.size());
    Item item{.id = "P-OPEN", .confidentiality = Confidentiality::open};
    item.options = {{.code = "yes"}, {.code = "no"}};
    round.add_item(item).value();
    const auto put = [&](std::size_t state, Answer answer) { EXPECT_TRUE(round.put(0, state, answer)); };
    put(0, {.chosen = {0}});
    put(1, {.chosen = {1}});
    put(2, {.disposition = Disposition::blank});
    put(3, {.disposition = Disposition::skipped});
    put(4, {.confidentiality = Confidentiality::secretariat, .chosen = {0}});
    return round;
}

TEST_F(Exchange, GivesEveryStatisticWithItsBase) {
    const auto rows = rows_of(round_, Audience::everybody);
    const auto value = [&](std::string_view option, Measure measure, std::optional<Base> base) {
        const auto found = std::ranges::find_if(rows, [&](const Observation& row) {
            return !row.state && row.item == "P-NGO-ACCESS" && row.option == option &&
                   row.measure == measure && row.base == base;
        });
        return found == rows.end() ? std::string("none") : found->value;
    };
    EXPECT_EQ(value("yes", Measure::states, {}), "35");
    EXPECT_EQ(value("yes", Measure::percent, Base::pop), "61.4");
    EXPECT_EQ(value("yes", Measure::percent, Base::item), "79.5");
    EXPECT_EQ(value("yes", Measure::lower, Base::elig), "35");
    EXPECT_EQ(value("yes", Measure::upper, Base::elig), "48");
    EXPECT_EQ(value("", Measure::states, {}), "44");
}

TEST_F(Exchange, NamesAStateOnlyWhereThatGivesNothingAway) {
    // Two in confidence, who would learn of one another from the total.
    states_ = invented_states(8);
    const Round round = answered_in_confidence_by(2);
    const auto is_named = [](const Observation& row) { return row.state.has_value(); };
    EXPECT_TRUE(std::ranges::none_of(rows_of(round, Audience::everybody), is_named));
    EXPECT_EQ(std::ranges::count_if(rows_of(round, Audience::secretariat), is_named), 8);
}

// Four in confidence that differ: the others may be named, they may not.
TEST_F(Exchange, KeepsTheAnswersOfThoseInTotalsOnly) {
    states_ = invented_states(8);
    const Round round = answered_in_confidence_by(4);
    for (const Observation& row : rows_of(round, Audience::everybody)) {
        if (!row.state) continue;
        EXPECT_EQ(row.value.empty(), *row.confidentiality == Confidentiality::totals_only);
    }
}

TEST_F(Exchange, LeavesOutWhatWasNotAskedAndKeepsWhyThereIsNone) {
    states_ = invented_states(5);
    const Round round = three_kinds(states_);
    const auto rows = rows_of(round, Audience::everybody);
    std::vector<std::string> said;
    for (const Observation& row : rows) {
        if (row.state) said.push_back(row.option + row.value + std::string(code_of(row.disposition)));
    }
    EXPECT_THAT(said, ::testing::ElementsAre("yesyesANS", "noyesANS", "BLANK", "HELD"));
    const std::string sdmx = sdmx_csv(publication(round, states_), rows);
    EXPECT_THAT(sdmx, HasSubstr(",_T,_Z,ANSWER,NaN,O,F,BLANK,A,2021\n"));
    EXPECT_THAT(sdmx, HasSubstr(",_T,_Z,ANSWER,NaN,Q,"));
    EXPECT_THAT(sdmx, Not(HasSubstr("SKIP")));
}

TEST_F(Exchange, TablesAreReadAsTheyWereWritten) {
    const auto rows = rows_of(round_, Audience::secretariat);
    const Publication given = publication(round_, states_);
    const auto named =
        std::ranges::count_if(rows, [](const Observation& row) { return row.state.has_value(); });
    const auto all = static_cast<std::ptrdiff_t>(rows.size());
    struct Case {
        std::string text;
        std::ptrdiff_t records;
    };
    for (const Case& one :
         {Case{answers_csv(given, rows), named}, Case{statistics_csv(given, rows), all - named},
          Case{sdmx_csv(given, rows), all}, Case{hxl_csv(given, rows), all + 1}}) {
        base::CsvReader reader(one.text);
        ASSERT_TRUE(reader.read_header());
        std::vector<base::CsvField> fields;
        std::ptrdiff_t records = 0;
        for (auto more = reader.next(fields); more && *more; more = reader.next(fields)) ++records;
        EXPECT_EQ(records, one.records);
    }
}

TEST_F(Exchange, CodebookHasEveryQuestionAndCountsWhyAnswersAreMissing) {
    const std::string ddi = ddi_codebook(publication(round_, states_));
    EXPECT_THAT(ddi, HasSubstr("<codeBook version=\"2.5\" xmlns=\"ddi:codebook:2_5\">"));
    EXPECT_THAT(ddi, HasSubstr("<labl xml:lang=\"uk\">uk &lt;P-NGO-ACCESS&gt; &amp; more</labl>"));
    EXPECT_THAT(ddi, HasSubstr("<catStat type=\"freq\">35</catStat>"));
    EXPECT_THAT(ddi, HasSubstr("<catgry missing=\"Y\">"));
    EXPECT_THAT(ddi, HasSubstr("Synthetic"));
    EXPECT_THAT(codebook_json(publication(round_, states_)), HasSubstr("\"item\": \"P-NGO-ACCESS\""));
}

TEST_F(Exchange, PackageIsTheSameEveryTimeAndItsChecksumsHold) {
    const Publication given = publication(round_, states_);
    const auto package = data_package(given, Audience::everybody);
    ASSERT_TRUE(package);
    EXPECT_EQ(*package, *data_package(given, Audience::everybody));
    auto archive = document::ZipReader::open(*package);
    ASSERT_TRUE(archive);
    const std::string sums = archive->read("SHA256SUMS").value();
    EXPECT_EQ(std::ranges::count(sums, '\n'), 8);
    const auto parts = package_parts(given, Audience::everybody);
    for (const PackagePart& part : *parts) EXPECT_EQ(archive->read(part.name).value(), part.text);
}

}  // namespace
}  // namespace survey::exchange
