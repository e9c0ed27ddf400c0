#pragma once
// How an organisation and a person stand to a screening, and the gate before its questions: INV-16 (the
// checklist), CONS-INT by the right giver, INV-06 (no adult's set for somebody who may be a child) and the
// tier of domain.md 6.1. One place, so that no use case asks less. Steps inside a use case's transaction.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/screening_record.hpp"
#include "guard/unit_of_work.hpp"

#include <string>

namespace casework {

struct ScreeningInHand {
    CaseFile file;
    Screening screening;
    ScreeningContent content;
};

// Loads a screening with its case, allows `permission` on it and notes the look (Z3, INV-10). Problems:
// not_found, also where the asker has nothing to do with the case.
base::Result<ScreeningInHand> take_screening(guard::Work& work, store::ReadSession& session, ScreeningId id,
                                             guard::Permission permission);
// The same for the second person of INV-17: somebody else than who proposed the step, of the same house.
base::Result<ScreeningInHand> take_pending(guard::Work& work, store::ReadSession& session, ScreeningId id);

// CONS-INT now: by the person where an adult, by guardian and child (or the child, where the guardian is
// suspected) otherwise.
base::Result<guard::ConsentState> consent_to_talk(store::ReadSession& session, const CaseFile& file,
                                                  bool handled_as_child, base::Time now);

bool handled_as_child(const CaseFile& file, const ScreeningContent& content);

// The highest tier this person may ask: 2 for the professions of the structured interview with its training,
// 1 for the trained front line, 0 for all others.
int tier_max(const guard::Actor& actor, base::Time now);

// The set being asked. Problem: data_damaged, where this program carries it no more.
base::Result<const screening::Instrument*> instrument_of(const CaseDesk& desk, const AnswerSheet& sheet);

// Whether all that must be there before a question is there. Problems: prerequisites_open (INV-16, naming
// each), consent_missing (CONS-INT), rule_refuses (INV-06), training_missing, wrong_state (finished, or a
// case that is not open).
base::Done conditions_met(const CaseDesk& desk, const guard::Work& work, store::ReadSession& session,
                          const ScreeningInHand& hand);
// And whether the talk is going on: questions may be shown and answers taken now. Problem also: wrong_state
// while it is paused.
base::Done may_ask(const CaseDesk& desk, const guard::Work& work, store::ReadSession& session,
                   const ScreeningInHand& hand);

// INV-06: from now on the case is handled as a child's; C-CHILD starts. Nothing where it is already.
base::Done mark_as_child(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file);

// Seals the content, stamps who changed it and writes it. Problem: edited_meanwhile, where `version` is not
// the one in the database.
base::Done keep_screening(guard::WriteWork& work, ScreeningInHand& hand, std::int64_t version);

guard::AuditEvent screening_done(std::string action, const Screening& screening);

}  // namespace casework
