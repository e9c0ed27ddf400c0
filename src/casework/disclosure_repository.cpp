#include "casework/disclosure_repository.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace casework {
namespace {

using store::value;

constexpr std::string_view kColumns =
    "id, case_id, referral, to_organisation, facts, part, consent, exception, at";
constexpr std::string_view kMinimum = "minimum";
constexpr std::string_view kFull = "full";

}  // namespace

base::Done insert_disclosure(store::WriteSession& session, const Disclosure& disclosure) {
    return session.post(
        "insert into disclosure (" + std::string(kColumns) + ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {value(disclosure.id), value(disclosure.case_id), value(disclosure.referral),
         value(disclosure.to_organisation), value(to_text(disclosure.facts)),
         value(disclosure.part == PacketPart::full ? kFull : kMinimum), value(disclosure.consent),
         value(disclosure.exception), value(disclosure.at)});
}

base::Result<std::vector<Disclosure>> disclosures_of(store::ReadSession& session, guard::CaseId case_id) {
    const auto rows = session.query(
        "select " + std::string(kColumns) + " from disclosure where case_id = $1 order by at, id",
        {value(case_id)});
    if (!rows) return base::fail(rows.error());
    std::vector<Disclosure> disclosures;
    disclosures.reserve(rows->size());
    for (const store::Row& row : *rows) {
        auto facts = facts_from_text(row.text("facts"));
        if (!facts) return base::fail(base::ProblemCode::data_damaged, "disclosure.facts");
        disclosures.push_back({.id = row.id<Disclosure>("id"),
                               .case_id = row.id<guard::Case>("case_id"),
                               .referral = row.optional_id<Referral>("referral"),
                               .to_organisation = row.id<guard::Organisation>("to_organisation"),
                               .facts = std::move(*facts),
                               .part = row.text("part") == kFull ? PacketPart::full : PacketPart::minimum,
                               .consent = row.optional_id<Consent>("consent"),
                               .exception = row.optional_id<Exception>("exception"),
                               .at = row.time("at")});
    }
    return disclosures;
}

}  // namespace casework
