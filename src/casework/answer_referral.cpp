#include "casework/answer_referral.hpp"

#include "base/text.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_vault.hpp"
#include "casework/disclose.hpp"
#include "casework/message.hpp"
#include "casework/move_case.hpp"
#include "casework/referral_access.hpp"
#include "casework/referral_repository.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace casework {
namespace {

using country::ClockKind;
using guard::Permission;
using guard::Purpose;

constexpr std::size_t kWordsCodePointsMax = 2000;

struct Step {
    Permission permission;
    ReferralAct act;
    std::string name;  // "referral.accepted": the event, and the audit's action
    std::vector<ClockKind> stops = {};
    bool answers = false;    // the answer the sender waits for
    bool waited_for = true;  // otherwise the clocks end because nobody waits any more
};

// What is beyond status and clocks: keys, disclosures, moves.
using Beyond = std::function<base::Done(guard::WriteWork&, ReferralInHand&)>;

base::Result<std::int64_t> take_step(const CaseDesk& desk, const guard::Actor& actor,
                                     const Answering& answering, const Step& step, const std::string& code,
                                     const Beyond& beyond) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<std::int64_t> {
        auto hand = open_referral(work, answering.referral, step.permission, Purpose::referral);
        if (!hand) return base::fail(hand.error());
        Referral& referral = hand->referral;
        // Before the state is asked: that a colleague was quicker says more than that the step is not open.
        if (referral.version != answering.version) {
            return base::fail(base::ProblemCode::edited_meanwhile, "referral");
        }
        const auto next = after(referral.status, step.act);
        if (!next) return base::fail(next.error());
        referral.status = *next;
        if (step.answers) {
            referral.answered_at = work.now();
            referral.answer_reason = code;
        }
        if (beyond) {
            if (auto went = beyond(work, *hand); !went) return base::fail(went.error());
        }
        if (auto updated = update_referral(work.session(), referral); !updated)
            return base::fail(updated.error());
        for (const ClockKind kind : step.stops) {
            const auto stopped = (step.waited_for ? stop_clocks : drop_clocks)(
                work.session(), hand->file.id, kind, referral.id.uuid(), work.now());
            if (!stopped) return base::fail(stopped.error());
        }
        if (auto noted = note_event(work, hand->file, step.name, "referral", referral.id.uuid(), code);
            !noted) {
            return base::fail(noted.error());
        }
        work.record({.action = step.name,
                     .subject_kind = "referral",
                     .subject = referral.id.uuid(),
                     .concerned_case = hand->file.id,
                     .zone = guard::Zone::z2,
                     .purpose = Purpose::referral,
                     .rule = {},
                     .outcome = guard::Outcome::done});
        return referral.version;
    });
}

base::Done check_reason(const std::vector<std::string>& reasons, const std::string& reason, bool required) {
    if (reason.empty()) {
        if (required) return base::fail(base::invalid_field("reason", "required"));
        return {};
    }
    if (std::ranges::find(reasons, reason) == reasons.end()) {
        return base::fail(base::invalid_field("reason", "not_in_list"));
    }
    return {};
}

// Adds words to the exchange; both sides hold the referral's Z2 key.
base::Done add_message(guard::WriteWork& work, Referral& referral, const std::string& words) {
    const VaultPlace place{"referral", referral.id.uuid(), "sealed_exchange"};
    std::vector<Message> exchange;
    if (referral.sealed_exchange) {
        const auto text = open(work, referral.id.uuid(), guard::Zone::z2, place, *referral.sealed_exchange);
        if (!text) return base::fail(text.error());
        auto earlier = messages_from_json(*text);
        if (!earlier) return base::fail(earlier.error());
        exchange = std::move(*earlier);
    }
    exchange.push_back({work.now(), work.actor().organisation, words});
    auto sealed = seal(work, referral.id.uuid(), guard::Zone::z2, place, to_json(exchange));
    if (!sealed) return base::fail(sealed.error());
    referral.sealed_exchange = std::move(*sealed);
    return {};
}

base::Result<std::int64_t> take_step_with_words(const CaseDesk& desk, const guard::Actor& actor,
                                                const Answering& answering, const Step& step,
                                                const std::string& words) {
    const auto clean = base::clean_text("words", words, {kWordsCodePointsMax, 1, base::Lines::many});
    if (!clean) return base::fail(clean.error());
    return take_step(desk, actor, answering, step, {}, [&](guard::WriteWork& work, ReferralInHand& hand) {
        // Who asks has it in hand.
        if (step.act == ReferralAct::ask_back && !hand.referral.acknowledged_at) {
            hand.referral.acknowledged_at = work.now();
        }
        return add_message(work, hand.referral, *clean);
    });
}

base::Done no_access_any_more(guard::WriteWork& work, ReferralInHand& hand) {
    return end_disclosure(work, hand.referral);
}

}  // namespace

base::Result<std::int64_t> acknowledge_referral(const CaseDesk& desk, const guard::Actor& actor,
                                                const Answering& answering) {
    return take_step(desk, actor, answering,
                     {.permission = Permission::referral_answer,
                      .act = ReferralAct::acknowledge,
                      .name = "referral.acknowledged",
                      .stops = {ClockKind::acknowledgement}},
                     {}, [](guard::WriteWork& work, ReferralInHand& hand) -> base::Done {
                         hand.referral.acknowledged_at = work.now();
                         return {};
                     });
}

base::Result<std::int64_t> accept_referral(const CaseDesk& desk, const guard::Actor& actor,
                                           const Answering& answering) {
    return take_step(desk, actor, answering,
                     {.permission = Permission::referral_answer,
                      .act = ReferralAct::accept,
                      .name = "referral.accepted",
                      .stops = {ClockKind::acknowledgement, ClockKind::acceptance},
                      .answers = true},
                     {}, [](guard::WriteWork& work, ReferralInHand& hand) -> base::Done {
                         if (!hand.referral.acknowledged_at) hand.referral.acknowledged_at = work.now();
                         return disclose(work, hand.referral, PacketPart::full);
                     });
}

base::Result<std::int64_t> decline_by_person(const CaseDesk& desk, const guard::Actor& actor,
                                             const Answering& answering, const std::string& reason) {
    if (auto good = check_reason(person_decline_reasons(), reason, false); !good)
        return base::fail(good.error());
    return take_step(desk, actor, answering,
                     {.permission = Permission::referral_answer,
                      .act = ReferralAct::decline_person,
                      .name = "referral.declined_by_person",
                      .stops = {ClockKind::acknowledgement, ClockKind::acceptance},
                      .answers = true},
                     reason, no_access_any_more);
}

base::Result<std::int64_t> decline_by_service(const CaseDesk& desk, const guard::Actor& actor,
                                              const Answering& answering, const std::string& reason) {
    if (auto good = check_reason(service_decline_reasons(), reason, true); !good)
        return base::fail(good.error());
    return take_step(desk, actor, answering,
                     {.permission = Permission::referral_answer,
                      .act = ReferralAct::decline_service,
                      .name = "referral.declined_by_service",
                      .stops = {ClockKind::acknowledgement, ClockKind::acceptance},
                      .answers = true},
                     reason, no_access_any_more);
}

base::Result<std::int64_t> ask_back(const CaseDesk& desk, const guard::Actor& actor,
                                    const Answering& answering, const std::string& words) {
    return take_step_with_words(desk, actor, answering,
                                {.permission = Permission::referral_answer,
                                 .act = ReferralAct::ask_back,
                                 .name = "referral.asked_back",
                                 .stops = {ClockKind::acknowledgement}},
                                words);
}

base::Result<std::int64_t> reply_to_question(const CaseDesk& desk, const guard::Actor& actor,
                                             const Answering& answering, const std::string& words) {
    return take_step_with_words(
        desk, actor, answering,
        {.permission = Permission::referral_follow, .act = ReferralAct::reply, .name = "referral.replied"},
        words);
}

base::Result<std::int64_t> record_service(const CaseDesk& desk, const guard::Actor& actor,
                                          const Answering& answering) {
    return take_step(
        desk, actor, answering,
        {.permission = Permission::service_record, .act = ReferralAct::serve, .name = "referral.served"}, {},
        [&](guard::WriteWork& work, ReferralInHand& hand) -> base::Done {
            hand.referral.first_service_at = work.now();
            const State now = hand.file.states.assistance;
            const bool plan_follows = now == State::assistance_offered || now == State::assistance_accepted ||
                                      now == State::emergency_assistance;
            if (!plan_follows) return {};
            return move_case(desk, work, hand.file,
                             {.to = State::plan_active, .fulfilled = {Requirement::service_delivered}});
        });
}

base::Result<std::int64_t> take_back_referral(const CaseDesk& desk, const guard::Actor& actor,
                                              const Answering& answering) {
    return take_step(desk, actor, answering,
                     {.permission = Permission::referral_follow,
                      .act = ReferralAct::withdraw,
                      .name = "referral.taken_back",
                      .stops = {ClockKind::acknowledgement, ClockKind::acceptance},
                      .waited_for = false},
                     {}, [](guard::WriteWork& work, ReferralInHand& hand) -> base::Done {
                         // The receiver, too, may follow a referral; taking it back is the sender's.
                         if (hand.ask.relation == guard::Relation::recipient_pending ||
                             hand.ask.relation == guard::Relation::recipient_accepted) {
                             return base::fail(base::ProblemCode::not_allowed, "referral");
                         }
                         return end_disclosure(work, hand.referral);
                     });
}

}  // namespace casework
