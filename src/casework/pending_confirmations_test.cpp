#include "casework/change_band.hpp"
#include "casework/legal_exception.hpp"
#include "casework/plans_for_test.hpp"
#include "casework/referral_for_test.hpp"
#include "casework/screening_repository.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace casework;

class PendingConfirmations : public ReferralTest {
protected:
    Referral propose(guard::UserId by) {
        Exception exception;
        exception.id = new_id<Exception>();
        exception.case_id = file_.id;
        exception.ground = "immediate_danger";
        exception.recipient = ngo_;
        exception.proposed_by = by;
        exception.proposed_at = clock_.now();
        Referral referral;
        referral.id = new_id<Referral>();
        referral.case_id = file_.id;
        referral.need = "shelter";
        referral.urgency = "today";
        referral.from_organisation = reception_;
        referral.sent_by = by;
        referral.to_organisation = ngo_;
        referral.service = service_;
        referral.exception = exception.id;
        referral.status = ReferralStatus::awaiting_confirmation;
        referral.sent_at = clock_.now();
        must(database().run_write([&](store::WriteSession& session) -> base::Done {
            must(insert_exception(session, exception));
            return insert_referral(session, referral);
        }));
        return referral;
    }
    std::vector<PendingLine> exceptions_for(const guard::Actor& actor) {
        return must(pending_confirmations(desk(), actor, std::nullopt)).exceptions;
    }
};

TEST_P(PendingConfirmations, name_the_exceptions_of_the_house_that_nobody_has_confirmed) {
    const Referral proposed = propose(colleague_.user);
    send();  // under a consent: waits for nobody here
    const auto waiting = exceptions_for(sender_);
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting.front().referral, proposed.id);
    EXPECT_EQ(waiting.front().pseudonym, file_.pseudonym);
    EXPECT_EQ(waiting.front().proposed_by, "Maria Popa");
    EXPECT_FALSE(waiting.front().own);
    EXPECT_TRUE(exceptions_for(colleague_).front().own);
    EXPECT_TRUE(exceptions_for(receiver_).empty()) << "the receiver knows nothing of it yet (INV-02)";
}
TEST_P(PendingConfirmations, are_found_along_the_few_that_wait) {
    must(database().run_read([&](store::ReadSession& session) -> base::Done {
        // The few rows of a test would be read whole for cheapness' sake.
        if (GetParam() == store::Engine::postgresql) must(session.query("set local enable_seqscan = off"));
        Explaining explaining(session, GetParam());
        must(pending_screenings(explaining, ngo_, std::nullopt, 10));
        EXPECT_THAT(explaining.whole_tables(), ::testing::IsEmpty());
        // PostgreSQL chooses by how many rows there are, here two.
        if (GetParam() == store::Engine::postgresql) return {};
        EXPECT_THAT(explaining.steps(), ::testing::Contains(::testing::HasSubstr("screening_pending")));
        for (const std::string& step : explaining.steps())
            EXPECT_EQ(step.find("case_file_of_"), std::string::npos);
        return {};
    }));
}

WAYMARK_ON_EVERY_DATABASE(PendingConfirmations);

}  // namespace
