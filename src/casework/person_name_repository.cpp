#include "casework/person_name_repository.hpp"

#include "base/crypto/keyed_hash.hpp"
#include "base/name_words.hpp"

#include <utility>

namespace casework {
namespace {

using store::value;

// Half a digest: one in 2^64 of two names is taken for the same, and an index is half as large.
constexpr std::size_t kWordBytes = 16;

// Of the organisation, so that one word never looks alike in two of them.
base::Bytes encoded(const guard::Work& work, guard::OrganisationId organisation, const std::string& word) {
    base::crypto::Hasher hasher(work.keys().lookup_key());
    hasher.add_field(base::bytes_of("waymark.person_name.1"));
    hasher.add_field(organisation.uuid().bytes());
    hasher.add_field(base::bytes_of(word));
    const auto digest = hasher.finish();
    return {digest.begin(), digest.begin() + kWordBytes};
}

}  // namespace

base::Done replace_names(guard::WriteWork& work, guard::OrganisationId organisation, CaseId case_id,
                         const Identity& identity) {
    base::Done removed = work.session().post("delete from person_name where case_id = $1", {value(case_id)});
    if (!removed) return removed;
    return add_names(work, organisation, case_id, identity);
}

base::Done add_names(guard::WriteWork& work, guard::OrganisationId organisation, CaseId case_id,
                     const Identity& identity) {
    std::vector<store::Value> parameters{value(organisation), value(case_id)};
    std::string rows;
    for (const std::string& word : base::name_words(identity.name_used + " " + identity.other_names)) {
        parameters.push_back(value(encoded(work, organisation, word)));
        rows += (rows.empty() ? "" : ", ");
        rows += "($1, $" + std::to_string(parameters.size()) + ", $2)";
    }
    if (rows.empty()) return {};
    return work.session().post("insert into person_name (organisation, word, case_id) values " + rows +
                                   " on conflict (organisation, word, case_id) do nothing",
                               std::move(parameters));
}

base::Result<std::vector<CaseId>> cases_named(guard::ReadWork& work, const std::vector<std::string>& words,
                                              int rows_max) {
    const guard::OrganisationId organisation = work.actor().organisation;
    std::vector<store::Value> parameters{value(organisation), value(std::int64_t{rows_max})};
    std::string also;
    for (const std::string& word : words) {
        parameters.push_back(value(encoded(work, organisation, word)));
        const std::string place = "$" + std::to_string(parameters.size());
        if (parameters.size() == 3) {
            also = "person_name.word = " + place;
        } else {
            also +=
                " and exists (select 1 from person_name as other where other.organisation = $1 and "
                "other.word = " +
                place + " and other.case_id = person_name.case_id)";
        }
    }
    // Ids are in the order of time: the newest come last.
    const auto rows = work.session().query("select case_id from person_name where organisation = $1 and " +
                                               also + " order by case_id desc limit $2",
                                           std::move(parameters));
    if (!rows) return base::fail(rows.error());
    std::vector<CaseId> cases;
    cases.reserve(rows->size());
    for (const store::Row& row : *rows) cases.push_back(row.id<guard::Case>("case_id"));
    return cases;
}

}  // namespace casework
