#pragma once
// A case that may be screened: its key, the person's agreement, and the steps of a talk in one line each.
// Tests only.

#include "casework/answer_screening.hpp"
#include "casework/begin_screening.hpp"
#include "casework/casework_for_test.hpp"
#include "casework/change_band.hpp"
#include "casework/consent_repository.hpp"
#include "casework/read_screening.hpp"
#include "casework/screening_repository.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>

namespace casework {

class ScreeningTest : public CaseworkTest {
protected:
    static constexpr screening::PersonAge kAdult{.claimed = screening::AgeClaim::adult};
    static constexpr screening::PersonAge kDoubt{.claimed = screening::AgeClaim::adult, .in_doubt = true};

    void SetUp() override {
        CaseworkTest::SetUp();
        if (IsSkipped()) return;
        must(write(colleague_, [&](guard::WriteWork& work) -> base::Done {
            must(keys_.create_subject_key(work.session(), file_.id.uuid(), guard::Zone::z3, reception_,
                                          work.now(), random_));
            untrained_ = add_user(work.session(), reception_, guard::Role::social, "Jonas Berg");
            unvetted_ = add_user(work.session(), reception_, guard::Role::social, "Lena Sand");
            third_ = add_user(work.session(), reception_, guard::Role::child_protection, "Tamar Beridze");
            return {};
        }));
        untrained_.training.clear();
        unvetted_.vetted_for_children = false;
    }

    base::Id<Consent> agree(ConsentGiver giver = ConsentGiver::adult) {
        Consent consent;
        consent.id = new_id<Consent>();
        consent.case_id = file_.id;
        consent.code = ConsentCode::interview;
        consent.given_by = giver;
        consent.language = "uk";
        consent.notice_version = "test";
        consent.recorded_by_organisation = reception_;
        consent.recorded_by = colleague_.user;
        consent.valid_from = clock_.now();
        consent.expires_at = default_expiry(clock_.now());
        must(database().run_write(
            [&](store::WriteSession& session) { return insert_consent(session, consent); }));
        return consent.id;
    }

    ScreeningId begin(const screening::PersonAge& age = kAdult) { return begin_as(colleague_, age); }
    ScreeningId begin_as(const guard::Actor& actor, const screening::PersonAge& age) {
        const Begun begun = must(begin_screening(desk(), actor, file_.id, {.age = age, .language = "uk"}));
        if (!begun.screening) throw std::runtime_error("handed over");
        return *begun.screening;
    }

    static std::set<screening::Prerequisite> all_but(const std::set<screening::Prerequisite>& left_out) {
        std::set<screening::Prerequisite> met;
        for (const auto one : screening::all_prerequisites()) {
            if (!left_out.contains(one)) met.insert(one);
        }
        return met;
    }
    Prepared prepare(ScreeningId id, const std::set<screening::Prerequisite>& left_out = {}) {
        return must(prepare_screening(desk(), colleague_, id,
                                      {.version = version_of(id),
                                       .met = all_but(left_out),
                                       .interpreter = InterpreterUse::by_phone_or_video,
                                       .language = "uk",
                                       .instrument = {}}));
    }
    // Begun, agreed to, everything ticked.
    ScreeningId under_way(const screening::PersonAge& age = kAdult) {
        const ScreeningId id = begin(age);
        agree(screening::handled_as_child(age) ? ConsentGiver::guardian_with_child : ConsentGiver::adult);
        if (!prepare(id).ready()) throw std::runtime_error("not ready");
        return id;
    }

    static screening::Answers yes_to(std::initializer_list<const char*> items) {
        screening::Answers answers;
        for (const char* item : items) answers[item] = screening::Answer::yes;
        return answers;
    }
    base::Result<std::int64_t> save(ScreeningId id, const std::string& dimension,
                                    const screening::Answers& answers, bool pause = false) {
        return save_answers(desk(), colleague_, id,
                            {.version = version_of(id),
                             .dimension = dimension,
                             .answers = answers,
                             .own_words = "they kept my papers in a drawer",
                             .observations = "looks at the door before each word",
                             .pause = pause});
    }
    screening::Band finish(ScreeningId id) {
        return must(finish_screening(desk(), colleague_, id, {.version = version_of(id), .observations = {}}))
            .band;
    }
    // Finished with this band.
    ScreeningId finished_at(screening::Band band) {
        const ScreeningId id = under_way();
        switch (band) {
            case screening::Band::no_indication_now: break;
            case screening::Band::at_risk: must(save(id, "DR", yes_to({"DR01"}))); break;
            case screening::Band::reason_for_concern: must(save(id, "EX", yes_to({"EX01", "EX02"}))); break;
            case screening::Band::strong_concern:
                must(save(id, "EX", yes_to({"EX01", "EX02"})));
                must(save(id, "CD", yes_to({"CD01", "CD02"})));
                break;
            case screening::Band::child_concern: throw std::runtime_error("an adult's bands");
        }
        EXPECT_EQ(finish(id), band);
        return id;
    }

    Screening stored(ScreeningId id) {
        return look([&](store::ReadSession& session) { return load_screening(session, id); });
    }
    std::int64_t version_of(ScreeningId id) { return stored(id).version; }
    State state() { return stored_case().states.identification; }
    ScreeningView view(ScreeningId id) { return must(read_screening(desk(), colleague_, id)); }
    screening::Band band(ScreeningId id) { return *band_of(view(id).talk.value().content); }
    BandWish wish(ScreeningId id, screening::Band to) {
        return {.version = version_of(id),
                .to = to,
                .reason = screening::OverrideReason::professional_judgement,
                .words = "fear was seen",
                .information_given = true};
    }

    guard::Actor untrained_;
    guard::Actor unvetted_;
    guard::Actor third_;
};

}  // namespace casework
