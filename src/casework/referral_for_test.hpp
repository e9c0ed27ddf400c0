#pragma once
// A service, a consent and a referral on its way, for the tests of what happens after a referral is sent.
// Laid as send_referral() lays it. Tests only.

#include "casework/case_clock.hpp"
#include "casework/case_vault.hpp"
#include "casework/casework_for_test.hpp"
#include "casework/consent_repository.hpp"
#include "casework/disclose.hpp"
#include "casework/packet.hpp"
#include "casework/referral_repository.hpp"
#include "directory/service_repository.hpp"

#include <string>
#include <utility>
#include <vector>

namespace casework {

class ReferralTest : public CaseworkTest {
protected:
    void SetUp() override {
        CaseworkTest::SetUp();
        if (IsSkipped()) return;
        must(database().run_write([&](store::WriteSession& session) -> base::Done {
            add_service(session);
            return {};
        }));
    }

    void add_service(store::WriteSession& session) {
        directory::Service service;
        service.id = new_id<directory::Service>();
        service.organisation = ngo_;
        service.name = "Counselling by the harbour";
        service.needs = {"mental_health", "shelter"};
        service.capacity = directory::Capacity{.total = 12, .free = 3, .as_of = kNow, .note = {}};
        must(directory::insert_service(session, service));
        service_ = service.id;
    }

    Consent add_consent(guard::CaseId case_id, std::vector<Fact> facts) {
        Consent consent;
        consent.id = new_id<Consent>();
        consent.case_id = case_id;
        consent.code = ConsentCode::referral;
        consent.recipient = ngo_;
        consent.facts = std::move(facts);
        consent.language = "uk";
        consent.notice_version = "test";
        consent.recorded_by_organisation = reception_;
        consent.recorded_by = sender_.user;
        consent.valid_from = clock_.now();
        consent.expires_at = default_expiry(clock_.now());
        must(database().run_write(
            [&](store::WriteSession& session) { return insert_consent(session, consent); }));
        return consent;
    }

    Referral send(const std::string& need = "mental_health") { return send_of(file_, need); }
    Referral send_of(CaseFile file, const std::string& need = "mental_health") {
        const std::vector<Fact> facts{Fact::need, Fact::urgency, Fact::language, Fact::signs,
                                      Fact::name_used};
        Referral referral;
        referral.case_id = file.id;
        referral.consent = add_consent(file.id, facts).id;
        referral.need = need;
        referral.urgency = "this_week";
        referral.from_organisation = reception_;
        referral.sent_by = sender_.user;
        referral.to_organisation = ngo_;
        referral.service = service_;
        referral.facts = facts;
        referral.sent_at = clock_.now();
        must(write(sender_, [&](guard::WriteWork& work) -> base::Done {
            referral.id = work.new_id<Referral>();
            CaseFile now = must(load_case(work.session(), file.id));
            referral.sealed_minimum = sealed(work, referral, PacketPart::minimum);
            referral.sealed_full = sealed(work, referral, PacketPart::full);
            must(insert_referral(work.session(), referral));
            must(disclose(work, referral, PacketPart::minimum));
            for (const auto kind : {country::ClockKind::acknowledgement, country::ClockKind::acceptance}) {
                must(start_clock(desk(), work, now, kind, referral.id.uuid(), ngo_));
            }
            return note_event(work, now, "referral.sent", "referral", referral.id.uuid(), referral.need);
        }));
        return referral;
    }

    base::Bytes sealed(guard::WriteWork& work, const Referral& referral, PacketPart part) {
        const bool minimum = part == PacketPart::minimum;
        const guard::Zone zone = minimum ? guard::Zone::z2 : guard::Zone::z3;
        const Packet packet = minimum ? Packet{{.fact = Fact::need, .keys = {"directory.need.mental_health"}},
                                               {.fact = Fact::language, .words = "Ukrainian"}}
                                      : Packet{{.fact = Fact::signs, .words = "papers kept by another"},
                                               {.fact = Fact::name_used, .words = "Daryna"}};
        must(keys_.create_subject_key(work.session(), referral.id.uuid(), zone, reception_, work.now(),
                                      random_));
        return must(seal(work, referral.id.uuid(), zone,
                         {"referral", referral.id.uuid(), minimum ? "sealed_minimum" : "sealed_full"},
                         to_json(packet)));
    }

    Referral stored(base::Id<Referral> id) {
        return look([&](store::ReadSession& session) { return load_referral(session, id); });
    }
    CaseClock clock_of(base::Id<Referral> id, country::ClockKind kind) {
        for (const CaseClock& clock :
             look([&](store::ReadSession& session) { return clocks_about(session, {id.uuid()}); })) {
            if (clock.kind == kind) return clock;
        }
        throw std::runtime_error("no such clock");
    }

    directory::ServiceId service_;
};

}  // namespace casework
