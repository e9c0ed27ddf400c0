// The report of the source document's figures, on data that is made up (survey.md 10.1).

#include "survey/report/render_report.hpp"

#include "document/render_docx.hpp"
#include "document/render_html.hpp"
#include "document/render_pdf.hpp"
#include "survey/disclosure.hpp"
#include "survey/report/item_report.hpp"
#include "survey/rounds_for_test.hpp"
#include "survey/words_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace survey::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const base::Messages& catalogue() {
    constexpr std::string_view kNames[] = {"survey_sentence.json", "survey_report.json"};
    static const base::Messages messages = words_for_test(kNames);
    return messages;
}

constexpr std::string_view kText =
    "# Commitments kept\n\n## Who identifies\n"
    "Police who are no specialists may identify in {{stat:P-IDENT-WHO.police|sentence}}.\n\n"
    "## Access\nNGOs have access in {{stat:P-NGO-ACCESS.yes|sentence}}. {{stat:P-NGO-ACCESS.yes|others}} "
    "{{stat:P-NGO-ACCESS.yes|bounds}}\n\n{{chart:P-NGO-ACCESS|bars}}\n\n{{chart:P-NGO-ACCESS.yes|bounds}}\n\n"
    "## Progress\n{{change:P-IDENT-PROACTIVE.agree+strongly_agree@2015/16|sentence}}\n\n"
    "{{change:V-RECRUIT-MONITOR@2015/16|sentence}}\n\n"
    "{{chart:P-IDENT-PROACTIVE.agree+strongly_agree@2015/16|slope}}\n";

class Report : public ::testing::Test {
protected:
    Report() {
        source_.now = {.label = "2021", .snapshot = std::string(64, 'a'), .answers = &now_};
        source_.earlier = {{.label = "2015/16", .snapshot = std::string(64, 'b'), .answers = &before_}};
        source_.states = invented_states(kParticipating);
        source_.grade = [this](std::string_view, std::string_view) { return grade_; };
        source_.question = [](std::string_view item) { return "Question " + std::string(item); };
        source_.answer = [](std::string_view, std::string_view option) { return std::string(option); };
        source_.state_name = [](StateCode state) { return state.text(); };
    }

    base::Result<document::Document> render(std::string_view text,
                                            base::Language language = base::Language::en) {
        const auto report = read_report_template(std::string(text));
        if (!report) throw std::runtime_error(base::to_text(report.error()));
        return render_report(*report, source_, {.author = "Secretariat", .created = base::Time{0}},
                             base::Words(catalogue(), language));
    }
    std::string html(std::string_view text) {
        const auto made = render(text);
        if (!made) throw std::runtime_error(base::to_text(made.error()));
        return document::render_html(*made).value();
    }
    std::string refusal(std::string_view reference) {
        const auto made = render("# T\n\n" + std::string(reference) + "\n");
        if (made) return "";
        return made.error().fields.front().rule;
    }

    Round now_ = synthetic_2021();
    Round before_ = synthetic_2015();
    std::optional<Grade> grade_ = Grade::a;
    ReportSource source_;
};

TEST_F(Report, SaysWhatTheFiguresCarry) {
    const std::string page = html(kText);
    EXPECT_THAT(page, HasSubstr("39 out of 57 States (68.4%)"));
    EXPECT_THAT(page, HasSubstr("35 out of 57 States (61.4%)"));
    EXPECT_THAT(page, HasSubstr("9 States gave another answer, 8 gave no information and 5 did not reply"));
    EXPECT_THAT(page, HasSubstr("between 35 and 48 of 57 States (61.4% to 84.2%)"));
    EXPECT_THAT(page, HasSubstr("40 States provided information, against 34 in 2015/16"));
    EXPECT_THAT(page, HasSubstr(std::string(64, 'a')));  // where the figures come from
}

// survey.md 10.1, test 12: another wording, and the trend is withheld.
TEST_F(Report, WithholdsATrendBetweenQuestionsThatDiffer) {
    constexpr std::string_view kChange =
        "# T\n\n{{change:P-IDENT-PROACTIVE.agree+strongly_agree@2015/16|sentence}}\n";
    EXPECT_THAT(html(kChange), HasSubstr("33"));
    grade_ = Grade::d;
    const std::string page = html(kChange);
    EXPECT_THAT(page, HasSubstr("The two questions differ"));
    EXPECT_THAT(page, Not(HasSubstr("increase")));
    EXPECT_EQ(refusal("{{chart:P-IDENT-PROACTIVE.agree@2015/16|slope}}"), "not_matched");
}

TEST_F(Report, IsDrawnWholeOrNotAtAll) {
    EXPECT_EQ(refusal("{{stat:P-NOTHING.yes|count}}"), "no_such_item");
    EXPECT_EQ(refusal("{{stat:P-NGO-ACCESS.perhaps|count}}"), "not_in_list");
    EXPECT_EQ(refusal("{{change:P-IDENT-PROACTIVE.agree@2007|sentence}}"), "no_such_round");
    EXPECT_EQ(refusal("{{chart:P-NGO-ACCESS.yes|bars}}"), "");
    grade_ = std::nullopt;
    EXPECT_EQ(refusal("{{change:P-IDENT-PROACTIVE.agree@2015/16|sentence}}"), "not_graded");
    grade_ = Grade::a;
    source_.earlier.front().snapshot.clear();
    EXPECT_EQ(refusal("{{change:P-IDENT-PROACTIVE.agree@2015/16|sentence}}"), "not_frozen");
    source_.now.snapshot.clear();
    EXPECT_EQ(refusal("{{stat:P-NGO-ACCESS.yes|count}}"), "not_frozen");
    EXPECT_EQ(refusal("{{chart:P-NGO-ACCESS|bars}}"), "not_frozen");
}

// Answers in totals only: who gave what is not drawn where the total would give one away.
TEST_F(Report, NamesNobodyOnAMapWhereThatWouldGiveAnAnswerAway) {
    const Disclosure may = disclosure(now_, item_of(now_, "P-NGO-ACCESS"));
    const std::string rule = refusal("{{chart:P-NGO-ACCESS.yes|map}}");
    EXPECT_EQ(rule, may.printing == Printing::totals_and_names ? "no_map" : "");
}

TEST_F(Report, DrawsWhoAnsweredWhatWhereAllMayBeNamed) {
    Item item{.id = "P-OPEN", .confidentiality = Confidentiality::open};
    item.options = {{.code = "yes"}, {.code = "no"}};
    const StateRegister states = invented_states(4);
    Round open("2021", states.all(), states.size());
    ASSERT_TRUE(open.add_item(item));
    ASSERT_TRUE(open.put(0, 0, {.chosen = {0}}));
    ASSERT_TRUE(open.put(0, 1, {.chosen = {1}}));
    ASSERT_TRUE(open.put(0, 2, {.disposition = Disposition::blank}));
    ASSERT_TRUE(open.put(0, 3, {.disposition = Disposition::no_reply}));
    source_.now.answers = &open;
    source_.states = states;
    EXPECT_EQ(refusal("{{chart:P-OPEN.yes|map}}"), "no_map");  // no layout
    document::charts::TileLayout layout{.id = "invented", .tiles = {}};
    for (int place = 0; place < 4; ++place) {
        const std::string code = states.at(static_cast<std::size_t>(place)).text();
        layout.tiles.push_back(
            {.alpha3 = code, .alpha2 = code.substr(1), .name = code, .column = place, .row = 0});
    }
    source_.layout = layout;
    const std::string page = html("# T\n\n{{chart:P-OPEN.yes|map}}\n");
    for (const char* standing :
         {"Gave this answer", "Gave another answer", "Gave no information", "Did not reply"}) {
        EXPECT_THAT(page, HasSubstr(standing));
    }
    source_.layout->tiles.pop_back();
    EXPECT_EQ(refusal("{{chart:P-OPEN.yes|map}}"), "no_map");
}

TEST_F(Report, ComparesWithTotalsAloneWithoutAnIncrease) {
    source_.earlier.front() = {.label = "2015/16", .snapshot = std::string(64, 'c'), .population = 57};
    PublishedTally tally;
    tally.round = "2015/16";
    tally.item = "P-NGO-ACCESS";
    tally.answer = "yes";
    tally.count = 33;
    source_.earlier.front().totals = {tally};
    const std::string page = html("# T\n\n{{change:P-NGO-ACCESS.yes@2015/16|sentence}}\n");
    EXPECT_THAT(page, HasSubstr("35 States, against 33 in 2015/16 (different States may have replied)."));
    EXPECT_EQ(refusal("{{chart:P-NGO-ACCESS.yes@2015/16|slope}}"), "not_matched");
}

// Whatever an item asks, all that can be said of it can be drawn.
TEST_F(Report, SaysEverythingOfEveryItem) {
    const base::Words words(catalogue(), base::Language::en);
    for (std::size_t item = 0; item < now_.item_count(); ++item) {
        const auto report = item_report(source_, now_.item(item).id, words);
        ASSERT_TRUE(report) << base::to_text(report.error());
        const auto made =
            render_report(*report, source_, {.author = "Secretariat", .created = base::Time{0}}, words);
        ASSERT_TRUE(made) << now_.item(item).id << " " << base::to_text(made.error()) << report->text;
        EXPECT_TRUE(document::check(*made)) << base::to_text(document::check(*made).error());
    }
    EXPECT_THAT(item_report(source_, "P-IDENT-FIRST", words)->text, HasSubstr("{{share:"));
    EXPECT_THAT(item_report(source_, "V-RECRUIT-MONITOR", words)->text, HasSubstr("{{change:"));
    EXPECT_EQ(item_report(source_, "P-NOTHING", words).error().code, base::ProblemCode::not_found);
}

TEST_F(Report, TakesWordsOfOthersAsWords) {
    source_.question = [](std::string_view) { return std::string("{{stat:X|count}}\n# Title"); };
    const auto report = item_report(source_, "P-NGO-ACCESS", base::Words(catalogue(), base::Language::en));
    ASSERT_TRUE(report) << base::to_text(report.error());
    EXPECT_EQ(report->title, "stat:X|count # Title");
}

TEST_F(Report, IsTheSameDocumentInEveryFormAndLanguage) {
    for (const base::Language language : base::all_languages()) {
        const auto made = render(kText, language);
        ASSERT_TRUE(made) << base::to_text(made.error());
        ASSERT_TRUE(document::check(*made)) << base::to_text(document::check(*made).error());
        const auto pdf = document::render_pdf(*made);
        ASSERT_TRUE(pdf) << base::to_text(pdf.error());
        EXPECT_EQ(*pdf, *document::render_pdf(*made));
        const auto docx = document::render_docx(*made);
        ASSERT_TRUE(docx) << base::to_text(docx.error());
        EXPECT_GT(docx->size(), 1000U);
    }
}

}  // namespace
}  // namespace survey::report
