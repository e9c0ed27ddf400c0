#pragma once
// A case that began with a real first look, services of another organisation, and the talk and the draft in
// one line each: for the tests of consenting, sending and telling. Tests only.

#include "casework/answer_referral.hpp"
#include "casework/edit_profile.hpp"
#include "casework/raise_concern.hpp"
#include "casework/read_referral.hpp"
#include "casework/record_consent.hpp"
#include "casework/referral_for_test.hpp"
#include "casework/send_referral.hpp"

#include <string>
#include <vector>

namespace casework {

class SendTest : public ReferralTest {
protected:
    static constexpr std::string_view kNote = "Planted-note-about-a-red-van";

    void SetUp() override {
        ReferralTest::SetUp();
        if (IsSkipped()) return;
        ConcernContent look;
        look.situation = {.language = "uk",
                          .interpreter_needed = true,
                          .company = screening::Company::accompanied,
                          .immediate_danger = false};
        look.signs = {{"LOOK01", screening::Answer::yes}};
        look.person = {.age = {.claimed = screening::AgeClaim::adult},
                       .self_report = false,
                       .place = "reception",
                       .seen_when = "today",
                       .source = "observation",
                       .note = std::string(kNote)};
        file_ = must(raise_concern(desk(), sender_, new_id<guard::Case>(), look)).file;
    }

    static std::vector<Fact> chosen() {
        return {Fact::need, Fact::urgency, Fact::language, Fact::signs, Fact::observations};
    }
    ReferralDraft draft(std::vector<Fact> facts = chosen()) {
        return {.need = "mental_health",
                .urgency = "this_week",
                .service = service_,
                .facts = std::move(facts),
                .exception = std::nullopt,
                .instead_of = std::nullopt};
    }
    ReferralDraft under_exception() {
        ReferralDraft made = draft();
        made.exception =
            ProposedException{.ground = "immediate_danger", .reason = "Planted-reason: threats today"};
        return made;
    }

    ConsentTalk talk(ConsentCode code) {
        ConsentTalk held;
        held.code = code;
        held.language = "uk";
        held.points = {.agreement_to_interview = true,
                       .purpose = true,
                       .uses = true,
                       .research_use = true,
                       .right_of_access = true,
                       .storage_time = true,
                       .how_to_withdraw = true};
        held.said_back_in_own_words = held.risks_explained = held.alternatives_explained = true;
        return held;
    }
    ConsentTalk referral_talk(std::vector<Fact> facts = chosen()) {
        ConsentTalk held = talk(ConsentCode::referral);
        held.recipient = ngo_;
        held.facts = std::move(facts);
        return held;
    }
    base::Id<Consent> agree(std::vector<Fact> facts = chosen()) {
        return must(record_consent(desk(), sender_, file_.id, referral_talk(std::move(facts))));
    }
    base::Id<Referral> sent() {
        agree();
        return must(send_referral(desk(), sender_, file_.id, draft()));
    }

    std::vector<QueueLine> inbox() {
        return must(read_queue(desk(), receiver_, Queue::inbox, QueuePart::waiting, std::nullopt)).lines;
    }
    std::vector<Disclosure> disclosures() {
        return look([&](store::ReadSession& session) { return disclosures_of(session, file_.id); });
    }
    bool receiver_holds_a_key(base::Id<Referral> id) {
        for (const guard::Zone zone : {guard::Zone::z2, guard::Zone::z3}) {
            const auto key = database().read([&](store::ReadSession& session) {
                return keys_.open_subject_key(session, id.uuid(), zone, ngo_);
            });
            if (key) return true;
        }
        return false;
    }
};

}  // namespace casework
