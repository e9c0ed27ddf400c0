#pragma once
// What institutions contribute to a State's reply (survey.md 5.1): an assignment, and its contributions, of
// which no version is written over. Values and their SQL; authorising is the caller's.

#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "store/session.hpp"
#include "survey/rounds/reply.hpp"
#include "survey/rounds/reply_repository.hpp"
#include "survey/workflow.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace survey::rounds {

struct Assignment;
using AssignmentId = base::Id<Assignment>;

struct Assignment {
    AssignmentId id;
    ResponseId reply;
    std::optional<ItemInRoundId> item;
    std::string section;
    guard::OrganisationId organisation;
    guard::UserId contributor;
    std::optional<guard::UserId> alternate;
    std::optional<guard::UserId> validator;
    std::optional<base::Time> due_at;
    ContributionState status = ContributionState::assigned;  // of its newest contribution
    std::string waived_reason;                               // empty: not waived

    bool covers(const ItemInRound& asked) const {
        return item ? *item == asked.id : asked.kept.item.section == section;
    }
    // Whether the reply need not wait for it any more.
    bool closed() const { return status == ContributionState::merged || !waived_reason.empty(); }
};

struct Contribution {
    AssignmentId assignment;
    std::int64_t version = 1;
    ContributionState status = ContributionState::drafting;
    std::string payload;
    guard::UserId written_by;
    std::optional<guard::UserId> validated_by;
    std::string reason;
};

base::Done insert_assignment(store::WriteSession& session, const Assignment& assignment);
base::Result<std::vector<Assignment>> assignments_of(store::ReadSession& session, ResponseId reply);
// Problem: not_found, also for one of another reply.
base::Result<Assignment> load_assignment(store::ReadSession& session, ResponseId reply, AssignmentId id);
base::Done save_assignment(store::WriteSession& session, const Assignment& assignment, ContributionState was);

base::Result<std::optional<Contribution>> newest_contribution(store::ReadSession& session, AssignmentId id);
base::Done insert_contribution(store::WriteSession& session, const Contribution& contribution,
                               base::Time now);
base::Done save_contribution(store::WriteSession& session, const Contribution& contribution,
                             ContributionState was);

// Whether one answer may be kept as it is: its texts clean, its codes of the item, at most one disposition
// (B2 to B5). Whether it may be submitted is asked later. Problems: invalid_input naming the item and the
// check.
base::Done check_written(const Item& item, const WrittenAnswer& answer);

}  // namespace survey::rounds
