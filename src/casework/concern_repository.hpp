#pragma once
// The SQL of concerns; seals and opens their content under the Z3 key of the case. Whoever calls has asked
// authorise().

#include "base/result.hpp"
#include "casework/concern.hpp"
#include "guard/unit_of_work.hpp"
#include "store/session.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casework {

base::Done insert_concern(guard::WriteWork& work, const Concern& concern);
// Problem: edited_meanwhile.
base::Done update_concern(guard::WriteWork& work, Concern& concern);

// The newest of a case, whether finished or not. Problem: key_not_held.
base::Result<std::optional<Concern>> latest_concern(const guard::Work& work, store::ReadSession& session,
                                                    CaseId case_id);
// All of a case, oldest first. Problem: key_not_held.
base::Result<std::vector<Concern>> concerns_of(const guard::Work& work, store::ReadSession& session,
                                               CaseId case_id);

// Opens nothing.
store::Question unfinished_look_question(CaseId case_id);
base::Result<bool> has_unfinished_look(store::ReadSession& session, CaseId case_id);

// A first look that was left before its end. Zone Z1: nothing of its content.
struct UnfinishedLook {
    CaseId case_id;
    std::string pseudonym;
    guard::UserId recorded_by;
    base::Time started_at;
    FirstLookStep next_step = FirstLookStep::situation;
};
// Of an organisation, newest first; only those of `user` when one is named.
base::Result<std::vector<UnfinishedLook>> unfinished_looks(store::ReadSession& session,
                                                           guard::OrganisationId organisation,
                                                           const std::optional<guard::UserId>& user,
                                                           int rows_max);

}  // namespace casework
