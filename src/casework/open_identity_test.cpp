#include "casework/open_identity.hpp"

#include "casework/case_repository.hpp"
#include "casework/casework_for_test.hpp"
#include "casework/raise_concern.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace casework;
using guard::Purpose;

constexpr std::string_view kName = "Planted-Oksana-Чайка";
constexpr std::string_view kContact = "+995 555 010 203";

class SealedIdentity : public CaseworkTest {
protected:
    void SetUp() override {
        CaseworkTest::SetUp();
        if (IsSkipped()) return;
        ConcernContent look;
        look.signs = {{"LOOK02", screening::Answer::yes}};
        look.person.age.claimed = screening::AgeClaim::adult;
        id_ = must(raise_concern(desk(), sender_, new_id<guard::Case>(), look)).file.id;
    }
    static Identity an_identity() {
        Identity identity;
        identity.name_used = kName;
        identity.birth_date = must(base::PartialDate::from_text("about 1999"));
        identity.contact_channel = "phone";
        identity.contact = kContact;
        identity.safe_to_use = "at_times";
        return identity;
    }
    std::vector<guard::AuditRow> log_of_case() {
        return look([&](store::ReadSession& session) {
            return guard::audit_of_case(session, id_, std::nullopt, 200);
        });
    }
    // The lead goes to the NGO; the reception centre remains the author.
    void hand_lead_to_ngo() {
        must(write(sender_, [&](guard::WriteWork& work) -> base::Done {
            CaseFile file = must(load_case(work.session(), id_));
            file.lead_organisation = ngo_;
            file.lead_user = receiver_.user;
            must(note_event(work, file, "test.laid", "case", file.id.uuid()));
            for (const guard::Zone zone : {guard::Zone::z2, guard::Zone::z3, guard::Zone::z4}) {
                must(keys_.share_subject_key(work.session(), id_.uuid(), zone, reception_, ngo_, work.now()));
            }
            return keys_.withdraw_subject_key(work.session(), id_.uuid(), guard::Zone::z4, reception_);
        }));
    }

    CaseId id_;
};

TEST_P(SealedIdentity, is_read_as_it_was_written) {
    must(write_identity(desk(), sender_, id_, an_identity(), 0));
    const auto view = must(read_identity(desk(), colleague_, id_, Purpose::support));
    EXPECT_EQ(view.identity, an_identity());
    EXPECT_EQ(view.version, 1);
    EXPECT_EQ(view.updated_by, "Ilyas Demir");
}

TEST_P(SealedIdentity, keeps_no_way_to_the_person_without_asking_whether_it_is_safe) {
    Identity identity = an_identity();
    identity.safe_to_use.clear();
    const auto refused = write_identity(desk(), sender_, id_, identity, 0);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().fields.front().field, "safe_to_use");
}

TEST_P(SealedIdentity, of_two_who_write_the_second_is_told_and_nothing_is_lost) {
    must(write_identity(desk(), sender_, id_, an_identity(), 0));
    Identity other = an_identity();
    other.name_used = "Second";
    for (const std::int64_t version : {0, 2}) {
        const auto refused = write_identity(desk(), colleague_, id_, other, version);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, base::ProblemCode::edited_meanwhile);
    }
    EXPECT_EQ(must(read_identity(desk(), sender_, id_, Purpose::support)).identity, an_identity());
}

TEST_P(SealedIdentity, is_closed_to_an_author_that_does_not_lead) {
    must(write_identity(desk(), sender_, id_, an_identity(), 0));
    hand_lead_to_ngo();
    EXPECT_EQ(must(read_identity(desk(), receiver_, id_, Purpose::support)).identity, an_identity());
    const auto refused = read_identity(desk(), sender_, id_, Purpose::support);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().rule, "AUTH-IDENTITY-READ");
    EXPECT_FALSE(write_identity(desk(), sender_, id_, an_identity(), 1).has_value());
    EXPECT_FALSE(read_identity_cover(desk(), sender_, id_).has_value());
    // And without the rule it would still be locked.
    const auto key = look([&](store::ReadSession& session) -> base::Result<bool> {
        return keys_.open_subject_key(session, id_.uuid(), guard::Zone::z4, reception_).has_value();
    });
    EXPECT_FALSE(key);
}

TEST_P(SealedIdentity, is_not_there_for_anybody_else) {
    const auto refused = read_identity(desk(), receiver_, id_, Purpose::support);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::ProblemCode::not_found);
}

TEST_P(SealedIdentity, leaves_no_name_and_no_number_in_the_database) {
    must(write_identity(desk(), sender_, id_, an_identity(), 0));
    const std::string stored = everything_stored();
    for (const std::string_view planted : {kName, kContact, std::string_view("about 1999")}) {
        EXPECT_EQ(stored.find(planted), std::string::npos) << planted;
    }
    EXPECT_NE(stored.find("AUTH-IDENTITY-WRITE"), std::string::npos) << "looked in the wrong place";
}
WAYMARK_ON_EVERY_DATABASE(SealedIdentity);

class Inv10Identity : public SealedIdentity {};

TEST_P(Inv10Identity, every_opening_is_logged_with_who_when_and_what_for) {
    must(write_identity(desk(), sender_, id_, an_identity(), 0));
    clock_.advance(kHour);
    must(read_identity(desk(), colleague_, id_, Purpose::referral));
    const auto rows = log_of_case();
    ASSERT_FALSE(rows.empty());
    const guard::AuditRow& row = rows.front();
    EXPECT_EQ(row.event.subject_kind, "person_identity");
    EXPECT_EQ(row.event.outcome, guard::Outcome::seen);
    EXPECT_EQ(row.event.zone, guard::Zone::z4);
    EXPECT_EQ(row.event.purpose, Purpose::referral);
    EXPECT_EQ(row.user, colleague_.user);
    EXPECT_EQ(row.at, kNow + kHour);
}

TEST_P(Inv10Identity, a_purpose_that_is_no_reason_to_read_opens_nothing) {
    must(write_identity(desk(), sender_, id_, an_identity(), 0));
    for (const Purpose purpose : {Purpose::co_ordination, Purpose::oversight, Purpose::administration}) {
        const auto refused = read_identity(desk(), sender_, id_, purpose);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().rule, "AUTH-PURPOSE");
    }
}

TEST_P(Inv10Identity, a_refusal_is_logged_too) {
    guard::Actor without_factor = sender_;
    without_factor.second_factor_passed = false;
    EXPECT_FALSE(read_identity(desk(), without_factor, id_, Purpose::support).has_value());
    const auto rows = look([&](store::ReadSession& session) {
        return session.query("select outcome from audit_event order by number desc limit 1");
    });
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().text("outcome"), "denied");
}

TEST_P(Inv10Identity, an_attempt_on_a_case_of_others_is_logged_though_it_looks_like_none) {
    const auto refused = read_identity(desk(), receiver_, id_, Purpose::support);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error(), base::problem(base::ProblemCode::not_found, "case"));
    const auto rows = log_of_case();
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows.front().user, receiver_.user);
    EXPECT_EQ(rows.front().event.outcome, guard::Outcome::denied);
    EXPECT_EQ(rows.front().event.action, "identity.read");
    EXPECT_EQ(rows.front().event.rule, "AUTH-IDENTITY-READ");
    EXPECT_EQ(rows.front().event.purpose, Purpose::support);
}

TEST_P(Inv10Identity, reading_a_first_look_is_logged) {
    must(read_first_look(desk(), colleague_, id_));
    const auto rows = log_of_case();
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows.front().event.subject_kind, "concern");
    EXPECT_EQ(rows.front().event.outcome, guard::Outcome::seen);
    EXPECT_EQ(rows.front().event.zone, guard::Zone::z3);
}
WAYMARK_ON_EVERY_DATABASE(Inv10Identity);

}  // namespace
