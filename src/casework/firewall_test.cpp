// INV-09 over every use case that reads: immigration enforcement has no path to a case, a screening, an
// identity or a service, be it a colleague in the very organisation that leads the case, be it with another
// role beside.

#include "casework/edit_profile.hpp"
#include "casework/open_identity.hpp"
#include "casework/raise_concern.hpp"
#include "casework/read_access_log.hpp"
#include "casework/read_board.hpp"
#include "casework/read_case.hpp"
#include "casework/read_case_referrals.hpp"
#include "casework/read_copy.hpp"
#include "casework/read_referral.hpp"
#include "casework/read_screening.hpp"
#include "casework/record_consent.hpp"
#include "casework/record_information.hpp"
#include "casework/referral_for_test.hpp"
#include "casework/send_referral.hpp"
#include "directory/manage_service.hpp"
#include "directory/search_directory.hpp"

#include <gtest/gtest.h>

#include <map>

namespace casework {
namespace {

class Inv09NoReadPath : public ReferralTest {
protected:
    void SetUp() override {
        ReferralTest::SetUp();
        if (IsSkipped()) return;
        looked_at_ = must(start_first_look(desk(), sender_, new_id<guard::Case>(), {}));
    }

    // What the rule is that refused, by use case; empty: it was not refused.
    using Refusals = std::map<std::string, std::string>;

    template <class Value>
    static std::string refusal(const base::Result<Value>& result) {
        return result ? std::string() : result.error().rule;
    }

    Refusals try_to_read(const guard::Actor& actor, const Referral& referral) {
        const CaseDesk& at = desk();
        return {
            {"worklist", refusal(read_worklist(at, actor, {}, {}))},
            {"case", refusal(read_case(at, actor, file_.id))},
            {"timeline", refusal(read_timeline(at, actor, file_.id))},
            {"first look", refusal(read_first_look(at, actor, looked_at_))},
            {"profile", refusal(read_profile(at, actor, file_.id))},
            {"identity cover", refusal(read_identity_cover(at, actor, file_.id))},
            {"identity", refusal(read_identity(at, actor, file_.id, guard::Purpose::support))},
            {"screenings", refusal(read_screenings(at, actor, file_.id))},
            {"consents", refusal(read_consents(at, actor, file_.id))},
            {"information", refusal(read_information(at, actor, file_.id))},
            {"copy", refusal(read_copy_choice(at, actor, file_.id))},
            {"known facts", refusal(read_known_facts(at, actor, file_.id))},
            {"referrals", refusal(read_case_referrals(at, actor, file_.id))},
            {"sent", refusal(read_sent(at, actor, referral.id))},
            {"inbox", refusal(read_queue(at, actor, Queue::inbox, QueuePart::waiting, {}))},
            {"outbox", refusal(read_queue(at, actor, Queue::outbox, QueuePart::waiting, {}))},
            {"escalations", refusal(read_queue(at, actor, Queue::escalations, QueuePart::waiting, {}))},
            {"board", refusal(read_board(at, actor, 90))},
            {"access log", refusal(read_access_log(at, actor, {}, {}))},
            {"directory", refusal(directory::search_directory(at.workplace, actor, {}, {}))},
            {"service", refusal(directory::read_service(at.workplace, actor, service_))},
            {"managed services", refusal(directory::read_managed_services(at.workplace, actor, {}))},
        };
    }

    guard::CaseId looked_at_;  // a case with a first look begun
};

TEST_P(Inv09NoReadPath, of_immigration_enforcement_through_any_use_case) {
    const Referral referral = send();
    guard::Actor actor = enforcement_;
    actor.organisation = reception_;  // leads the case
    actor.supervisor = true;
    for (const auto& [use_case, rule] : try_to_read(actor, referral)) EXPECT_EQ(rule, "INV-09") << use_case;
}

TEST_P(Inv09NoReadPath, with_any_second_role) {
    const Referral referral = send();
    for (const guard::Role role :
         {guard::Role::reception, guard::Role::ngo_case_worker, guard::Role::coordinator,
          guard::Role::data_protection_officer, guard::Role::administrator}) {
        guard::Actor actor = enforcement_;
        actor.organisation = reception_;
        actor.supervisor = true;
        actor.roles = {role, guard::Role::immigration_enforcement};
        for (const auto& [use_case, rule] : try_to_read(actor, referral)) {
            EXPECT_EQ(rule, "INV-09") << use_case << " as " << code_of(role);
        }
    }
}

WAYMARK_ON_EVERY_DATABASE(Inv09NoReadPath);

}  // namespace
}  // namespace casework
