// Keeping and reading estimates, on both databases; what is shown of a table, and what is computed from it.

#include "base/crypto/sha256.hpp"
#include "base/encoding.hpp"
#include "estimates/keep_estimate.hpp"
#include "estimates/shown_table.hpp"
#include "estimates/study.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/user_repository.hpp"
#include "guard/workplace_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>

namespace {

using namespace estimates;
using base::ProblemCode;
using ::testing::HasSubstr;

constexpr std::string_view kSmall =
    "border,helpline,police,count\n1,0,0,40\n0,1,0,30\n0,0,1,25\n1,1,0,9\n1,0,1,4\n0,1,1,6\n1,1,1,2\n";

std::string published(const std::string& name) {
    std::ifstream in(std::string(WAYMARK_SOURCE_DIR) + "/tests/estimation/" + name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

KeptEstimate wanted() {
    KeptEstimate estimate;
    estimate.title = "Arvandia 2025";
    estimate.window_from = base::date_from_iso("2025-01-01").value();
    estimate.window_to = base::date_from_iso("2025-12-31").value();
    estimate.territory = "Arvandia";
    return estimate;
}

KeptEstimate kept_of(std::string_view csv) {
    KeptEstimate estimate = wanted();
    estimate.overlaps = canonical_csv(read_table(csv).value());
    return estimate;
}

std::string refused_by(std::string_view csv) {
    const auto table = read_table(csv);
    if (table) return "accepted";
    const base::FieldProblem& field = table.error().fields.at(0);
    return field.field + " " + field.rule + " " + field.accepted;
}

TEST(ReadTable, says_which_rule_is_broken_in_which_line_and_column) {
    EXPECT_EQ(refused_by(""), "table required ");
    EXPECT_EQ(refused_by("a,b,c,count\n1,0,0,5\n0,2,0,5\n"), "table table_not_0_or_1 3:3");
    EXPECT_EQ(refused_by("a,b,count\n1,0,5\n0,1,5\n1,1,2\n").substr(0, 26), "table table_lists_too_few ");
    EXPECT_EQ(refused_by("a,b,c,count\n1,0,0,-5\n"), "table table_not_a_whole_number 2:7");
    EXPECT_EQ(refused_by(std::string(kTableBytesMost + 1, 'a')), "table too_long 65536");
}

TEST(ReadTable, takes_what_a_spreadsheet_gives_and_what_a_browser_sends) {
    std::string pasted(kSmall);
    for (char& letter : pasted) letter = letter == ',' ? '\t' : letter;
    std::string sent;
    for (const char letter : pasted) sent += letter == '\n' ? std::string("\r\n") : std::string(1, letter);
    EXPECT_EQ(canonical_csv(read_table(sent + "\r\n").value()), canonical_csv(read_table(kSmall).value()));
}

TEST(ReadTable, is_the_same_bytes_whatever_the_order_of_rows_and_whether_zeros_are_written) {
    const std::string other =
        "border,helpline,police,count\n1,1,1,2\n0,0,1,25\n1,0,0,40\n0,1,1,6\n1,1,0,9\n1,0,1,4\n0,1,0,30\n";
    EXPECT_EQ(canonical_csv(read_table(other).value()), canonical_csv(read_table(kSmall).value()));
}

TEST(ReadTable, takes_eight_lists_and_no_more) {
    EXPECT_EQ(read_table(published("new_orleans_8_n185.csv")).value().list_count(), 8U);
    std::string nine = "a,b,c,d,e,f,g,h,i,count\n1,1,0,0,0,0,0,0,0,20\n";
    for (int list = 0; list < 9; ++list) {
        for (int column = 0; column < 9; ++column) nine += column == list ? "1," : "0,";
        nine += "7\n";
    }
    EXPECT_EQ(refused_by(nine), "table table_lists_too_many 1:1");
}

TEST(Check, tells_all_that_is_wrong_at_once) {
    KeptEstimate estimate;
    estimate.window_from = base::date_from_iso("2025-02-01").value();
    estimate.window_to = base::date_from_iso("2025-01-01").value();
    estimate.survey = Survey{};
    estimate.options = {
        .method = estimation::Method::lcmcr, .level_percent = 50, .replicates = 7, .seed = -1};
    estimate.reasons = {{"closed", ""}, {"made_up", "so"}};
    const auto checked = check(estimate);
    ASSERT_FALSE(checked);
    std::vector<std::string> fields;
    for (const auto& field : checked.error().fields) fields.push_back(field.field + ":" + field.rule);
    EXPECT_THAT(fields, ::testing::ElementsAre(
                            "title:required", "territory:required", "window_to:ends_before_it_begins",
                            "method:not_in_list", "level:not_in_list", "replicates:not_in_list",
                            "seed:out_of_range", "survey_source:required", "survey_people:out_of_range",
                            "reason_closed:required", "reason_made_up:not_in_list"));
}

TEST(Check, an_estimate_is_confirmed_only_when_each_assumption_has_its_reason) {
    KeptEstimate estimate = wanted();
    for (const auto& one : estimation::assumptions_to_tick()) {
        EXPECT_FALSE(estimate.is_confirmed());
        estimate.reasons.emplace(one.key, "as agreed");
    }
    EXPECT_TRUE(estimate.is_confirmed());
}

TEST(ShownTable, holds_nothing_back_from_who_may_see_all_and_names_the_table_exactly) {
    const auto table = read_table(kSmall).value();
    const ShownTable shown = shown_table(table, Sight::all);
    EXPECT_FALSE(shown.holds_back);
    EXPECT_EQ(shown.csv, canonical_csv(table));
    EXPECT_EQ(shown.observed, 116);
    EXPECT_EQ(shown.on_list, (std::vector<base::SafeCount>{55, 47, 37}));
    EXPECT_EQ(shown.histories.front().count, 40);
}

TEST(ShownTable, holds_back_what_is_small_inside_and_more_outside) {
    const auto table = read_table(kSmall).value();
    const ShownTable inside = shown_table(table, Sight::inside);
    EXPECT_TRUE(inside.holds_back);
    EXPECT_THAT(inside.csv, HasSubstr("1,0,1,c\n"));
    EXPECT_THAT(inside.csv, HasSubstr("1,1,1,c\n"));
    EXPECT_THAT(inside.csv, HasSubstr("1,1,0,9\n"));
    EXPECT_EQ(inside.on_list, std::vector<base::SafeCount>(3)) << "of a list's total it could be worked out";
    const ShownTable outside = shown_table(table, Sight::outside);
    EXPECT_THAT(outside.csv, HasSubstr("1,1,0,c\n"));
    EXPECT_THAT(outside.csv, HasSubstr("0,0,1,25\n"));
    EXPECT_NE(outside.sha256, shown_table(table, Sight::all).sha256) << "the digest would be guessed from";
}

RC_GTEST_PROP(ShownTable, shows_no_small_cell_and_none_can_be_worked_out_from_the_total, ()) {
    estimation::CaptureTable table{.lists = {"a", "b", "c"}, .count = std::vector<double>(8, 0.0)};
    for (std::size_t history = 1; history < 8; ++history) {
        table.count[history] = static_cast<double>(*rc::gen::inRange(0, 30));
    }
    const ShownTable shown = shown_table(table, Sight::outside);
    double hidden = 0;
    int cells = 0;
    for (const ShownHistory& one : shown.histories) {
        RC_ASSERT(one.count.value_or(base::kSmallestPublished) >= base::kSmallestPublished);
        if (!one.count) hidden += table.count[one.history];
        if (!one.count) cells += 1;
    }
    const bool derivable = shown.observed && (cells < 2 || hidden < base::kSmallestPublished);
    RC_ASSERT(cells == 0 || !derivable);
}

TEST(Study, gives_the_published_estimate_with_all_that_is_said_beside_it) {
    KeptEstimate estimate = kept_of(published("uk2013_5.csv"));
    const Study made = study(estimate).value();
    EXPECT_EQ(made.observed, 2744);
    EXPECT_NEAR(made.chosen().population().value(), 11313, 1);
    EXPECT_EQ(made.chosen().method(), estimation::Method::stepwise);
    EXPECT_EQ(made.methods.size(), 7U);
    EXPECT_EQ(made.odds.size(), 10U);
    EXPECT_FALSE(made.lists.empty());
    EXPECT_FALSE(made.missing.empty());
    EXPECT_TRUE(made.chao.has_value());
    EXPECT_TRUE(made.engine.starts_with("waymark "));
}

TEST(Study, is_the_same_each_time) {
    const KeptEstimate estimate = kept_of(kSmall);
    const Study one = study(estimate).value();
    const Study other = study(estimate).value();
    ASSERT_EQ(one.methods.size(), other.methods.size());
    for (std::size_t at = 0; at < one.methods.size(); ++at) {
        EXPECT_EQ(one.methods[at].population(), other.methods[at].population());
        const auto interval = one.methods[at].interval();
        if (!interval) continue;
        EXPECT_EQ(interval->limits.upper, other.methods[at].interval()->limits.upper);
    }
}

TEST(Study, estimates_nothing_from_fewer_than_ten_people) {
    const auto made = study(kept_of("a,b,c,count\n1,0,0,2\n0,1,0,2\n0,0,1,2\n1,1,0,2\n0,1,1,1\n"));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().rule, "too_few_people");
}

// The most that a page takes; what it may cost is held in bench/estimation.
TEST(Study, has_an_answer_for_eight_lists) {
    const Study made = study(kept_of(published("new_orleans_8_n185.csv"))).value();
    EXPECT_EQ(made.observed, 185);
    EXPECT_FALSE(made.methods.empty());
}

class Estimates : public guard::GuardTest {
protected:
    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped()) return;
        workplace_.reset(
            new guard::Workplace{.database = database(), .keys = keys_, .clock = clock_, .random = random_});
        rapporteur_ = actor_with(guard::Role::rapporteur);
        coordinator_ = actor_with(guard::Role::coordinator);
        case_worker_ = actor_with(guard::Role::ngo_case_worker);
        add_account(rapporteur_);
    }
    void TearDown() override {
        workplace_.reset();
        OnEveryDatabase::TearDown();
    }
    void add_account(const guard::Actor& actor);

    EstimateId kept(std::string_view csv = kSmall) {
        const auto id = keep_estimate(*workplace_, rapporteur_, wanted(), csv);
        EXPECT_TRUE(id) << base::to_text(id.error());
        return id.value();
    }

    std::unique_ptr<guard::Workplace> workplace_;
    guard::Actor rapporteur_;
    guard::Actor coordinator_;
    guard::Actor case_worker_;
};

void Estimates::add_account(const guard::Actor& actor) {
    guard::Organisation organisation;
    organisation.id = actor.organisation;
    organisation.name = "Office of the rapporteur";
    organisation.agreement_valid_to = kNow + std::chrono::hours(1000);
    organisation.created_at = kNow;
    guard::User user;
    user.id = actor.user;
    user.organisation = actor.organisation;
    user.sign_in_name = "maren.t";
    user.display_name = "Maren Toft";
    user.created_at = kNow;
    user.roles = actor.roles;
    const auto inserted = database().run_write([&](store::WriteSession& session) -> base::Done {
        if (auto done = guard::insert_organisation(session, organisation); !done) return done;
        return guard::insert_user(session, keys_, user, "hash");
    });
    ASSERT_TRUE(inserted) << base::to_text(inserted.error());
}

TEST_P(Estimates, are_read_as_they_were_kept) {
    KeptEstimate estimate = wanted();
    estimate.title = "  Arvandia 2025 ";
    estimate.published_source = "Annual report, table 4";
    estimate.options = {.method = estimation::Method::bma,
                        .interval = estimation::Interval::Kind::profile,
                        .level_percent = 90,
                        .replicates = 500,
                        .seed = 42};
    estimate.survey = Survey{.people = 5000, .source = "Household survey 2024"};
    estimate.reasons = {{"closed", "A year is short.\nNobody left."}};
    const auto id = keep_estimate(*workplace_, rapporteur_, estimate, kSmall);
    ASSERT_TRUE(id) << base::to_text(id.error());
    const EstimateRead read = read_estimate(*workplace_, rapporteur_, *id).value();
    EXPECT_EQ(read.estimate.title, "Arvandia 2025");
    EXPECT_EQ(read.estimate.window_from, estimate.window_from);
    EXPECT_EQ(read.estimate.window_to, estimate.window_to);
    EXPECT_EQ(read.estimate.published_source, "Annual report, table 4");
    EXPECT_EQ(read.estimate.options.method, estimation::Method::bma);
    EXPECT_EQ(read.estimate.options.interval, estimation::Interval::Kind::profile);
    EXPECT_EQ(read.estimate.options.level_percent, 90);
    EXPECT_EQ(read.estimate.options.replicates, 500);
    EXPECT_EQ(read.estimate.options.seed, 42);
    EXPECT_EQ(read.estimate.survey->people, 5000);
    EXPECT_EQ(read.estimate.survey->source, "Household survey 2024");
    EXPECT_EQ(read.estimate.reasons, estimate.reasons);
    EXPECT_EQ(read.estimate.overlaps, canonical_csv(read_table(kSmall).value()));
    EXPECT_EQ(read.estimate.overlaps_sha256,
              base::to_hex(base::crypto::sha256(base::bytes_of(read.estimate.overlaps))));
    EXPECT_EQ(read.estimate.kept_at, kNow);
    EXPECT_EQ(read.kept_by_name, "Maren Toft");
    EXPECT_TRUE(read.sees_all_cells);
}

TEST_P(Estimates, are_the_rapporteurs_to_make_and_the_coordinators_to_read_with_small_cells_held_back) {
    const EstimateId id = kept();
    const auto read = read_estimate(*workplace_, coordinator_, id);
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->sees_all_cells);
    EXPECT_EQ(keep_estimate(*workplace_, coordinator_, wanted(), kSmall).error().code,
              ProblemCode::not_allowed);
    EXPECT_EQ(confirm_assumptions(*workplace_, coordinator_, id, 1, {}).error().code,
              ProblemCode::not_allowed);
    EXPECT_EQ(read_estimate(*workplace_, case_worker_, id).error().code, ProblemCode::not_allowed);
    EXPECT_EQ(list_estimates(*workplace_, case_worker_, {}).error().code, ProblemCode::not_allowed);
}

TEST_P(Estimates, leave_nothing_behind_when_the_table_or_a_field_is_refused) {
    KeptEstimate estimate = wanted();
    estimate.title = "";
    const auto refused = keep_estimate(*workplace_, rapporteur_, estimate, "a,b,c,count\n1,0,0,x\n");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.size(), 2U) << base::to_text(refused.error());
    EXPECT_EQ(count("estimate"), 0);
    EXPECT_EQ(count("audit_event where action = 'estimate.keep'"), 0);
}

TEST_P(Estimates, are_noted_in_the_audit_log_when_kept_and_when_answered_for) {
    const EstimateId id = kept();
    ASSERT_TRUE(confirm_assumptions(*workplace_, rapporteur_, id, 1, {{"closed", "A year is short."}}));
    EXPECT_EQ(count("audit_event where action = 'estimate.keep'"), 1);
    EXPECT_EQ(count("audit_event where action = 'estimate.confirm'"), 1);
}

TEST_P(Estimates, are_answered_for_by_one_person_at_a_time) {
    const EstimateId id = kept();
    ASSERT_TRUE(
        confirm_assumptions(*workplace_, rapporteur_, id, 1, {{"closed", "first"}, {"once", "first"}}));
    const auto second = confirm_assumptions(*workplace_, rapporteur_, id, 1, {{"closed", "second"}});
    EXPECT_EQ(second.error().code, ProblemCode::edited_meanwhile);
    const KeptEstimate stored = read_estimate(*workplace_, rapporteur_, id).value().estimate;
    EXPECT_EQ(stored.reasons.at("closed"), "first");
    EXPECT_EQ(stored.version, 2);
    ASSERT_TRUE(confirm_assumptions(*workplace_, rapporteur_, id, 2, {{"closed", "third"}}));
    EXPECT_EQ(read_estimate(*workplace_, rapporteur_, id).value().estimate.reasons.size(), 1U);
}

TEST_P(Estimates, are_listed_newest_first_a_page_at_a_time) {
    for (int one = 0; one < 52; ++one) kept();
    const EstimateList first = list_estimates(*workplace_, coordinator_, {}).value();
    EXPECT_EQ(first.estimates.size(), 50U);
    EXPECT_TRUE(first.more);
    const KeptEstimate& last = first.estimates.back();
    const EstimateList rest =
        list_estimates(*workplace_, coordinator_, EstimatePlace{last.kept_at, last.id}).value();
    EXPECT_EQ(rest.estimates.size(), 2U);
    EXPECT_FALSE(rest.more);
    EXPECT_FALSE(rest.estimates.front().id == last.id);
}

TEST_P(Estimates, of_an_id_that_nobody_has_are_not_found) {
    const auto id = EstimateId::make(kNow, random_);
    EXPECT_EQ(read_estimate(*workplace_, rapporteur_, id).error().code, ProblemCode::not_found);
    EXPECT_EQ(confirm_assumptions(*workplace_, rapporteur_, id, 1, {}).error().code, ProblemCode::not_found);
}

WAYMARK_ON_EVERY_DATABASE(Estimates);

}  // namespace
