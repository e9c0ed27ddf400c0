#pragma once
// A legal exception (INV-02, domain.md 5.2): the few grounds on which facts may be told without consent. It
// needs a ground, minimal data, who decided, and another person who confirms; the person is told as soon as
// it is safe. The reason in words is sealed (Z3).

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/fact.hpp"
#include "guard/actor.hpp"
#include "store/session.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework {

// "immediate_danger", "child_protection", "statutory_notification", "court_order": words under
// "casework.exception.<code>".
const std::vector<std::string>& exception_grounds();

struct Referral;

struct Exception {
    base::Id<Exception> id;
    guard::CaseId case_id;
    std::string ground;
    std::vector<Fact> facts;
    guard::OrganisationId recipient;
    guard::UserId proposed_by;
    base::Time proposed_at;
    std::optional<guard::UserId> confirmed_by;
    std::optional<base::Time> confirmed_at;
    std::optional<base::Time> person_informed_at;
    base::Bytes sealed_reason;
};

// Whether this person may confirm it: another one than who proposed it or answers for the program that did
// (`proposer`: guard::person_behind), and not confirmed yet. Problems: second_person_needed (rule INV-02),
// wrong_state.
base::Done may_confirm(const Exception& exception, guard::UserId proposer, guard::UserId by);

base::Done insert_exception(store::WriteSession& session, const Exception& exception);
// Problem: not_found.
base::Result<Exception> load_exception(store::ReadSession& session, base::Id<Exception> id);
base::Done mark_confirmed(store::WriteSession& session, base::Id<Exception> id, guard::UserId by,
                          base::Time at);
// Whether it was not known before. Problem: wrong_state, before it is confirmed.
base::Result<bool> mark_person_informed(store::WriteSession& session, base::Id<Exception> id, base::Time at);

// What an organisation proposed and nobody has confirmed yet, longest waiting first. Zone Z1.
struct PendingException {
    base::Id<Referral> referral;
    std::string pseudonym;
    guard::UserId proposed_by;
    base::Time proposed_at;
};
base::Result<std::vector<PendingException>> pending_exceptions(store::ReadSession& session,
                                                               guard::OrganisationId from, int rows_max);

}  // namespace casework
