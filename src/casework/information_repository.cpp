#include "casework/information_repository.hpp"

#include <string_view>

namespace casework {
namespace {

using store::value;

std::string joined(const std::vector<std::string>& codes) {
    std::string text;
    for (const std::string& code : codes) {
        if (!text.empty()) text += ' ';
        text += code;
    }
    return text;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> codes;
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        codes.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return codes;
}

}  // namespace

base::Done insert_information(store::WriteSession& session, const InformationGiven& information) {
    const auto written = session.execute(
        "insert into information_given (id, case_id, topics, forms, language, interpreter_present, "
        "organisation, "
        "recorded_by, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {value(information.id), value(information.case_id), value(joined(information.topics)),
         value(joined(information.forms)), value(information.language),
         value(information.interpreter_present), value(information.organisation),
         value(information.recorded_by), value(information.at)});
    if (!written) return base::fail(written.error());
    return {};
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
                         .topics = split(row.text("topics")),
                         .forms = split(row.text("forms")),
                         .language = row.text("language"),
                         .interpreter_present = row.boolean("interpreter_present"),
                         .organisation = row.id<guard::Organisation>("organisation"),
                         .recorded_by = row.id<guard::User>("recorded_by"),
                         .at = row.time("at")});
    }
    return given;
}

}  // namespace casework
