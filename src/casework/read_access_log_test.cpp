#include "casework/read_access_log.hpp"

#include "casework/answer_referral.hpp"
#include "casework/read_referral.hpp"
#include "casework/referral_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casework {
namespace {

using ::testing::ElementsAre;

class ReadAccessLog : public ReferralTest {
protected:
    void SetUp() override {
        ReferralTest::SetUp();
        if (IsSkipped()) return;
        must(database().run_write([&](store::WriteSession& session) -> base::Done {
            officer_ = add_user(session, reception_, guard::Role::data_protection_officer, "Ada Lind");
            return {};
        }));
    }
    Answering now(base::Id<Referral> id) { return {.referral = id, .version = stored(id).version}; }

    guard::Actor officer_;
};

TEST_P(ReadAccessLog, says_who_by_role_and_organisation_did_what_why_and_under_which_rule) {
    const Referral referral = send();
    must(accept_referral(desk(), receiver_, now(referral.id)));
    must(read_received(desk(), receiver_, referral.id));
    const AccessLogPage page = must(read_access_log(desk(), officer_, file_.id, {}));
    EXPECT_EQ(page.pseudonym, file_.pseudonym);
    const AccessLine& line = page.lines.front();
    EXPECT_EQ(line.organisation, "Harbour House");
    EXPECT_THAT(line.roles, ElementsAre(guard::Role::ngo_case_worker));
    EXPECT_EQ(line.pseudonym, file_.pseudonym);
    EXPECT_EQ(line.row.event.action, "packet.read");
    EXPECT_EQ(line.row.event.purpose, guard::Purpose::referral);
    EXPECT_EQ(line.row.event.rule, "AUTH-PACKET-READ");
}

TEST_P(ReadAccessLog, shows_everything_newest_first_in_pages_without_gaps) {
    for (int number = 0; number < kAccessLogPageRows; ++number) {
        must(write(sender_, [](guard::WriteWork&) { return base::Done{}; }));
    }
    const AccessLogPage first = must(read_access_log(desk(), officer_, {}, {}));
    ASSERT_EQ(first.lines.size(), static_cast<std::size_t>(kAccessLogPageRows));
    EXPECT_TRUE(first.more);
    const std::int64_t last = first.lines.back().row.number;
    const AccessLogPage second = must(read_access_log(desk(), officer_, {}, last));
    EXPECT_EQ(second.lines.front().row.number, last - 1);
    EXPECT_EQ(second.lines.back().row.number, 1);
    EXPECT_FALSE(second.more);
}

TEST_P(ReadAccessLog, finds_a_case_by_the_pseudonym_somebody_asks_about) {
    EXPECT_EQ(must(find_case_for_oversight(desk(), officer_, file_.pseudonym)), file_.id);
    EXPECT_EQ(find_case_for_oversight(desk(), officer_, "no").error().fields.front().rule, "not_a_pseudonym");
    EXPECT_EQ(find_case_for_oversight(desk(), officer_, make_pseudonym(random_)).error().fields.front().rule,
              "no_such_case");
}

TEST_P(ReadAccessLog, is_for_oversight_alone) {
    for (const guard::Actor& actor : {sender_, supervisor_, receiver_, coordinator_, enforcement_}) {
        EXPECT_FALSE(read_access_log(desk(), actor, {}, {}));
        EXPECT_FALSE(find_case_for_oversight(desk(), actor, file_.pseudonym));
    }
}

WAYMARK_ON_EVERY_DATABASE(ReadAccessLog);

}  // namespace
}  // namespace casework
