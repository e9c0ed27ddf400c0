#include "casework/referral_repository.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace casework {
namespace {

using store::value;

constexpr std::array<std::string_view, 20> kOpenColumns{"id",
                                                        "case_id",
                                                        "need",
                                                        "urgency",
                                                        "from_organisation",
                                                        "sent_by",
                                                        "to_organisation",
                                                        "service",
                                                        "facts",
                                                        "consent",
                                                        "exception",
                                                        "status",
                                                        "sent_at",
                                                        "acknowledged_at",
                                                        "answered_at",
                                                        "version",
                                                        "answer_reason",
                                                        "rerouted_from",
                                                        "first_service_at",
                                                        "copy_given"};

constexpr std::string_view kColumns =
    "id, case_id, need, urgency, from_organisation, sent_by, to_organisation, service, facts, consent, "
    "exception, status, sent_at, acknowledged_at, answered_at, first_service_at, answer_reason, "
    "rerouted_from, copy_given, sealed_minimum, sealed_full, sealed_exchange, version";

base::Result<Referral> referral_from(const store::Row& row) {
    auto referral = open_referral_from(row);
    if (!referral) return referral;
    referral->sealed_minimum = row.optional_bytes("sealed_minimum");
    referral->sealed_full = row.optional_bytes("sealed_full");
    referral->sealed_exchange = row.optional_bytes("sealed_exchange");
    return referral;
}

base::Result<std::vector<Referral>> referrals_from(const base::Result<store::Rows>& rows) {
    if (!rows) return base::fail(rows.error());
    std::vector<Referral> referrals;
    referrals.reserve(rows->size());
    for (const store::Row& row : *rows) {
        auto referral = referral_from(row);
        if (!referral) return base::fail(referral.error());
        referrals.push_back(std::move(*referral));
    }
    return referrals;
}

}  // namespace

std::string open_referral_columns() {
    std::string columns;
    for (const std::string_view column : kOpenColumns) {
        columns += (columns.empty() ? "r." : ", r.") + std::string(column);
    }
    return columns;
}

base::Result<Referral> open_referral_from(const store::Row& row) {
    const auto status = referral_status_from(row.text("status"));
    auto facts = facts_from_text(row.text("facts"));
    if (!status || !facts) return base::fail(base::ProblemCode::data_damaged, "referral");
    Referral referral;
    referral.id = row.id<Referral>("id");
    referral.case_id = row.id<guard::Case>("case_id");
    referral.need = row.text("need");
    referral.urgency = row.text("urgency");
    referral.from_organisation = row.id<guard::Organisation>("from_organisation");
    referral.sent_by = row.id<guard::User>("sent_by");
    referral.to_organisation = row.id<guard::Organisation>("to_organisation");
    referral.service = row.id<directory::Service>("service");
    referral.facts = std::move(*facts);
    referral.consent = row.optional_id<Consent>("consent");
    referral.exception = row.optional_id<Exception>("exception");
    referral.status = *status;
    referral.sent_at = row.time("sent_at");
    referral.acknowledged_at = row.optional_time("acknowledged_at");
    referral.answered_at = row.optional_time("answered_at");
    referral.first_service_at = row.optional_time("first_service_at");
    referral.answer_reason = row.text("answer_reason");
    referral.rerouted_from = row.optional_id<Referral>("rerouted_from");
    referral.copy_given_to_person = row.boolean("copy_given");
    referral.version = row.integer("version");
    return referral;
}

base::Result<std::optional<base::Id<Referral>>> open_referral_to(store::ReadSession& session,
                                                                 guard::CaseId case_id,
                                                                 const std::string& need,
                                                                 directory::ServiceId service) {
    const auto open = session.query_one(
        "select id from referral where case_id = $1 and need = $2 and service = $3 and status in "
        "('awaiting_confirmation', 'sent', 'acknowledged', 'asked_back', 'accepted')",
        {value(case_id), value(need), value(service)});
    if (!open) return base::fail(open.error());
    if (!*open) return std::optional<base::Id<Referral>>{};
    return std::optional((*open)->id<Referral>("id"));
}

base::Done insert_referral(store::WriteSession& session, const Referral& referral) {
    // Asked first, so that the answer is a rule and not a broken constraint; the unique index holds it under
    // concurrency.
    const auto open = open_referral_to(session, referral.case_id, referral.need, referral.service);
    if (!open) return base::fail(open.error());
    if (*open) return base::fail(base::ProblemCode::open_referral_exists);
    return session.post("insert into referral (" + std::string(kColumns) +
                            ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
                            "$13, $14, $15, $16, $17, $18, $19, $20, $21, "
                            "$22, $23)",
                        {value(referral.id),
                         value(referral.case_id),
                         value(referral.need),
                         value(referral.urgency),
                         value(referral.from_organisation),
                         value(referral.sent_by),
                         value(referral.to_organisation),
                         value(referral.service),
                         value(to_text(referral.facts)),
                         value(referral.consent),
                         value(referral.exception),
                         value(code_of(referral.status)),
                         value(referral.sent_at),
                         value(referral.acknowledged_at),
                         value(referral.answered_at),
                         value(referral.first_service_at),
                         value(referral.answer_reason),
                         value(referral.rerouted_from),
                         value(referral.copy_given_to_person),
                         value(referral.sealed_minimum),
                         value(referral.sealed_full),
                         value(referral.sealed_exchange),
                         value(referral.version)});
}

base::Result<Referral> load_referral(store::ReadSession& session, base::Id<Referral> id) {
    const auto row =
        session.query_one("select " + std::string(kColumns) + " from referral where id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "referral");
    return referral_from(**row);
}

base::Done update_referral(store::WriteSession& session, Referral& referral) {
    base::Done changed = session.post_one(
        "update referral set status = $1, sent_at = $2, acknowledged_at = $3, answered_at = $4, "
        "first_service_at = $5, "
        "answer_reason = $6, copy_given = $7, sealed_exchange = $8, version = version + 1 where id = $9 and "
        "version = $10",
        {value(code_of(referral.status)), value(referral.sent_at), value(referral.acknowledged_at),
         value(referral.answered_at), value(referral.first_service_at), value(referral.answer_reason),
         value(referral.copy_given_to_person), value(referral.sealed_exchange), value(referral.id),
         value(referral.version)},
        base::problem(base::ProblemCode::edited_meanwhile, "referral"));
    if (!changed) return changed;
    referral.version += 1;
    return {};
}

base::Result<std::vector<Referral>> referrals_of(store::ReadSession& session, guard::CaseId case_id) {
    return referrals_from(session.query(
        "select " + std::string(kColumns) + " from referral where case_id = $1 order by sent_at, id",
        {value(case_id)}));
}

base::Result<std::vector<Referral>> referrals_under(store::ReadSession& session, base::Id<Consent> consent) {
    return referrals_from(session.query(
        "select " + std::string(kColumns) + " from referral where consent = $1 order by sent_at, id",
        {value(consent)}));
}

}  // namespace casework
