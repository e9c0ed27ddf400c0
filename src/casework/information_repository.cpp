#include "casework/information_repository.hpp"

#include "base/text.hpp"

#include <string_view>

namespace casework {
namespace {

using store::value;

}  // namespace

base::Done insert_information(store::WriteSession& session, const InformationGiven& information) {
    return session.post(
        "insert into information_given (id, case_id, topics, forms, language, interpreter_present, "
        "organisation, "
        "recorded_by, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {value(information.id), value(information.case_id), value(base::joined_codes(information.topics)),
         value(base::joined_codes(information.forms)), value(information.language),
         value(information.interpreter_present), value(information.organisation),
         value(information.recorded_by), value(information.at)});
}

base::Result<std::vector<InformationGiven>> information_of(store::ReadSession& session,
                                                           guard::CaseId case_id) {
    const auto rows = session.query(
        "select id, topics, forms, language, interpreter_present, organisation, recorded_by, at "
        "from information_given where case_id = $1 order by at, id",
        {value(case_id)});
    if (!rows) return base::fail(rows.error());
    std::vector<InformationGiven> given;
    given.reserve(rows->size());
    for (const store::Row& row : *rows) {
        given.push_back({.id = row.id<InformationGiven>("id"),
                         .case_id = case_id,
                         .topics = base::split_codes(row.text("topics")),
                         .forms = base::split_codes(row.text("forms")),
                         .language = row.text("language"),
                         .interpreter_present = row.boolean("interpreter_present"),
                         .organisation = row.id<guard::Organisation>("organisation"),
                         .recorded_by = row.id<guard::User>("recorded_by"),
                         .at = row.time("at")});
    }
    return given;
}

}  // namespace casework
