#include "casework/consent_repository.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace casework {
namespace {

using store::value;

constexpr std::string_view kColumns =
    "id, case_id, code, recipient, facts, given_by, language, interpreter_present, method, points, "
    "said_back, "
    "risks_explained, alternatives_explained, notice_version, recorded_by_organisation, recorded_by, "
    "valid_from, "
    "expires_at, withdrawn_at, refused, version";

struct PointRow {
    std::string_view name;
    bool ConsentPoints::* member;
};

constexpr std::array<PointRow, 7> kPoints{{
    {"agreement_to_interview", &ConsentPoints::agreement_to_interview},
    {"purpose", &ConsentPoints::purpose},
    {"uses", &ConsentPoints::uses},
    {"research_use", &ConsentPoints::research_use},
    {"right_of_access", &ConsentPoints::right_of_access},
    {"storage_time", &ConsentPoints::storage_time},
    {"how_to_withdraw", &ConsentPoints::how_to_withdraw},
}};

std::string points_text(const ConsentPoints& points) {
    std::string text;
    for (const PointRow& row : kPoints) {
        if (!(points.*row.member)) continue;
        if (!text.empty()) text += ' ';
        text += row.name;
    }
    return text;
}

ConsentPoints points_from(const std::string& text) {
    const std::string padded = " " + text + " ";
    ConsentPoints points;
    for (const PointRow& row : kPoints) {
        points.*row.member = padded.find(" " + std::string(row.name) + " ") != std::string::npos;
    }
    return points;
}

base::Result<Consent> consent_from(const store::Row& row) {
    const auto code = consent_code_from(row.text("code"));
    const auto giver = consent_giver_from(row.text("given_by"));
    const auto method = consent_method_from(row.text("method"));
    auto facts = facts_from_text(row.text("facts"));
    if (!code || !giver || !method || !facts) return base::fail(base::ProblemCode::data_damaged, "consent");
    Consent consent;
    consent.id = row.id<Consent>("id");
    consent.case_id = row.id<guard::Case>("case_id");
    consent.code = *code;
    consent.recipient = row.optional_id<guard::Organisation>("recipient");
    consent.facts = std::move(*facts);
    consent.given_by = *giver;
    consent.language = row.text("language");
    consent.interpreter_present = row.boolean("interpreter_present");
    consent.method = *method;
    consent.points = points_from(row.text("points"));
    consent.said_back_in_own_words = row.boolean("said_back");
    consent.risks_explained = row.boolean("risks_explained");
    consent.alternatives_explained = row.boolean("alternatives_explained");
    consent.notice_version = row.text("notice_version");
    consent.recorded_by_organisation = row.id<guard::Organisation>("recorded_by_organisation");
    consent.recorded_by = row.id<guard::User>("recorded_by");
    consent.valid_from = row.time("valid_from");
    consent.expires_at = row.time("expires_at");
    consent.withdrawn_at = row.optional_time("withdrawn_at");
    consent.refused = row.boolean("refused");
    consent.version = row.integer("version");
    return consent;
}

}  // namespace

base::Done insert_consent(store::WriteSession& session, const Consent& consent) {
    return session.post("insert into consent (" + std::string(kColumns) +
                            ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
                            "$13, $14, $15, $16, $17, $18, $19, $20, $21)",
                        {value(consent.id),
                         value(consent.case_id),
                         value(code_of(consent.code)),
                         value(consent.recipient),
                         value(to_text(consent.facts)),
                         value(code_of(consent.given_by)),
                         value(consent.language),
                         value(consent.interpreter_present),
                         value(code_of(consent.method)),
                         value(points_text(consent.points)),
                         value(consent.said_back_in_own_words),
                         value(consent.risks_explained),
                         value(consent.alternatives_explained),
                         value(consent.notice_version),
                         value(consent.recorded_by_organisation),
                         value(consent.recorded_by),
                         value(consent.valid_from),
                         value(consent.expires_at),
                         value(consent.withdrawn_at),
                         value(consent.refused),
                         value(consent.version)});
}

base::Result<Consent> load_consent(store::ReadSession& session, base::Id<Consent> id) {
    const auto row =
        session.query_one("select " + std::string(kColumns) + " from consent where id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "consent");
    return consent_from(**row);
}

base::Result<std::vector<Consent>> consents_of(store::ReadSession& session, guard::CaseId case_id) {
    const auto rows = session.query(
        "select " + std::string(kColumns) + " from consent where case_id = $1 order by valid_from, id",
        {value(case_id)});
    if (!rows) return base::fail(rows.error());
    std::vector<Consent> consents;
    consents.reserve(rows->size());
    for (const store::Row& row : *rows) {
        auto consent = consent_from(row);
        if (!consent) return base::fail(consent.error());
        consents.push_back(std::move(*consent));
    }
    return consents;
}

base::Result<bool> mark_withdrawn(store::WriteSession& session, base::Id<Consent> id, base::Time at) {
    const auto changed = session.execute(
        "update consent set withdrawn_at = $1, version = version + 1 where id = $2 and withdrawn_at is null",
        {value(at), value(id)});
    if (!changed) return base::fail(changed.error());
    return *changed == 1;
}

}  // namespace casework
