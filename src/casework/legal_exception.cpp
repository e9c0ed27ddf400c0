#include "casework/legal_exception.hpp"

#include <string_view>
#include <utility>

namespace casework {
namespace {

using store::value;

constexpr std::string_view kColumns =
    "id, case_id, ground, facts, recipient, proposed_by, proposed_at, confirmed_by, confirmed_at, "
    "person_informed_at, "
    "sealed_reason";

}  // namespace

const std::vector<std::string>& exception_grounds() {
    static const std::vector<std::string> grounds{"immediate_danger", "child_protection",
                                                  "statutory_notification", "court_order"};
    return grounds;
}

base::Done may_confirm(const Exception& exception, guard::UserId proposer, guard::UserId by) {
    if (exception.confirmed_at)
        return base::fail(base::ProblemCode::wrong_state, "the exception is confirmed already");
    if (exception.proposed_by == by || proposer == by) {
        return base::fail(base::refused_by("INV-02", base::ProblemCode::second_person_needed));
    }
    return {};
}

base::Done insert_exception(store::WriteSession& session, const Exception& exception) {
    const auto written = session.execute(
        "insert into legal_exception (" + std::string(kColumns) +
            ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        {value(exception.id), value(exception.case_id), value(exception.ground),
         value(to_text(exception.facts)), value(exception.recipient), value(exception.proposed_by),
         value(exception.proposed_at), value(exception.confirmed_by), value(exception.confirmed_at),
         value(exception.person_informed_at), value(exception.sealed_reason)});
    if (!written) return base::fail(written.error());
    return {};
}

base::Result<Exception> load_exception(store::ReadSession& session, base::Id<Exception> id) {
    const auto row = session.query_one(
        "select " + std::string(kColumns) + " from legal_exception where id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "exception");
    auto facts = facts_from_text((*row)->text("facts"));
    if (!facts) return base::fail(base::ProblemCode::data_damaged, "legal_exception.facts");
    Exception exception;
    exception.id = id;
    exception.case_id = (*row)->id<guard::Case>("case_id");
    exception.ground = (*row)->text("ground");
    exception.facts = std::move(*facts);
    exception.recipient = (*row)->id<guard::Organisation>("recipient");
    exception.proposed_by = (*row)->id<guard::User>("proposed_by");
    exception.proposed_at = (*row)->time("proposed_at");
    exception.confirmed_by = (*row)->optional_id<guard::User>("confirmed_by");
    exception.confirmed_at = (*row)->optional_time("confirmed_at");
    exception.person_informed_at = (*row)->optional_time("person_informed_at");
    exception.sealed_reason = (*row)->bytes("sealed_reason");
    return exception;
}

base::Done mark_confirmed(store::WriteSession& session, base::Id<Exception> id, guard::UserId by,
                          base::Time at) {
    const auto changed = session.execute(
        "update legal_exception set confirmed_by = $1, confirmed_at = $2 where id = $3 and confirmed_at is "
        "null",
        {value(by), value(at), value(id)});
    if (!changed) return base::fail(changed.error());
    if (*changed != 1) return base::fail(base::ProblemCode::edited_meanwhile, "legal_exception");
    return {};
}

base::Result<bool> mark_person_informed(store::WriteSession& session, base::Id<Exception> id, base::Time at) {
    const auto exception = load_exception(session, id);
    if (!exception) return base::fail(exception.error());
    if (!exception->confirmed_at)
        return base::fail(base::ProblemCode::wrong_state, "the exception is not confirmed");
    const auto changed = session.execute(
        "update legal_exception set person_informed_at = $1 where id = $2 and person_informed_at is null",
        {value(at), value(id)});
    if (!changed) return base::fail(changed.error());
    return *changed == 1;
}

base::Result<std::vector<PendingException>> pending_exceptions(store::ReadSession& session,
                                                               guard::OrganisationId from, int rows_max) {
    const auto rows = session.query(
        "select referral.id, case_file.pseudonym, legal_exception.proposed_by, legal_exception.proposed_at "
        "from referral join legal_exception on legal_exception.id = referral.exception join case_file on "
        "case_file.id = referral.case_id where referral.status = 'awaiting_confirmation' and "
        "referral.from_organisation = $1 order by legal_exception.proposed_at, referral.id limit $2",
        {value(from), value(rows_max)});
    if (!rows) return base::fail(rows.error());
    std::vector<PendingException> pending;
    pending.reserve(rows->size());
    for (const store::Row& row : *rows) {
        pending.push_back({row.id<Referral>("id"), row.text("pseudonym"), row.id<guard::User>("proposed_by"),
                           row.time("proposed_at")});
    }
    return pending;
}

}  // namespace casework
