#include "casework/case_repository.hpp"

#include <string>
#include <utility>

namespace casework {
namespace {

using store::Row;
using store::value;

constexpr std::string_view kCaseColumns =
    "id, pseudonym, profile, author_organisation, lead_organisation, lead_user, opened_at, first_identifier, "
    "identification_route, handled_as_child, id_state, as_state, pr_state, cj_state, last_event, closed_at, "
    "version";

base::Result<CaseFile> case_from(const Row& row) {
    CaseFile file;
    file.id = row.id<guard::Case>("id");
    file.pseudonym = row.text("pseudonym");
    file.profile = row.text("profile");
    file.author_organisation = row.id<guard::Organisation>("author_organisation");
    file.lead_organisation = row.id<guard::Organisation>("lead_organisation");
    file.lead_user = row.id<guard::User>("lead_user");
    file.opened_at = row.time("opened_at");
    file.first_identifier = row.text("first_identifier");
    file.identification_route = row.text("identification_route");
    file.handled_as_child = row.boolean("handled_as_child");
    for (const char* column : {"id_state", "as_state", "pr_state", "cj_state"}) {
        const auto state = state_from_code(row.text(column));
        if (!state) return base::fail(base::ProblemCode::data_damaged, "case_file." + std::string(column));
        file.states.set(*state);
    }
    file.last_event = row.integer("last_event");
    file.closed_at = row.optional_time("closed_at");
    file.version = row.integer("version");
    return file;
}

std::optional<State> optional_state(const Row& row, const char* column) {
    const auto code = row.optional_text(column);
    if (!code) return std::nullopt;
    const auto state = state_from_code(*code);
    return state ? std::optional(*state) : std::nullopt;
}

CaseEvent event_from(const Row& row) {
    CaseEvent event;
    event.case_id = row.id<guard::Case>("case_id");
    event.number = row.integer("number");
    event.at = row.time("at");
    event.user = row.optional_id<guard::User>("user_id");
    event.organisation = row.id<guard::Organisation>("organisation");
    event.kind = row.text("kind");
    event.transition = row.optional_text("transition").value_or("");
    event.from = optional_state(row, "from_state");
    event.to = optional_state(row, "to_state");
    event.subject_kind = row.optional_text("subject_kind").value_or("");
    if (const auto subject = row.optional_bytes("subject"))
        event.subject = base::Uuid::from_bytes(*subject).value();
    event.code = row.optional_text("code").value_or("");
    event.sealed = row.optional_bytes("sealed");
    return event;
}

store::Value text_or_null(const std::string& text) {
    return text.empty() ? store::Value{} : store::Value{text};
}

store::Value state_or_null(const std::optional<State>& state) {
    return state ? store::Value{std::string(code_of(*state))} : store::Value{};
}

base::Result<std::vector<CaseFile>> cases_from(const store::Rows& rows) {
    std::vector<CaseFile> files;
    files.reserve(rows.size());
    for (const Row& row : rows) {
        auto file = case_from(row);
        if (!file) return base::fail(file.error());
        files.push_back(std::move(*file));
    }
    return files;
}

// The projection of the event (domain.md 2): its number, and where the case then stands.
void take_up(CaseFile& file, CaseEvent& event) {
    event.case_id = file.id;
    event.number = ++file.last_event;
    file.version += 1;
    if (event.to) file.states.set(*event.to);
    if (event.to == State::closed) file.closed_at = event.at;
    if (event.from == State::closed) file.closed_at.reset();
}

base::Done insert_event(store::WriteSession& session, const CaseEvent& event) {
    return session.post(
        "insert into case_event (case_id, number, at, user_id, organisation, kind, transition, from_state, "
        "to_state, "
        "subject_kind, subject, code, sealed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13)",
        {value(event.case_id), value(event.number), value(event.at), value(event.user),
         value(event.organisation), value(event.kind), text_or_null(event.transition),
         state_or_null(event.from), state_or_null(event.to), text_or_null(event.subject_kind),
         value(event.subject), text_or_null(event.code), value(event.sealed)});
}

base::Problem edited_meanwhile() {
    return base::problem(base::ProblemCode::edited_meanwhile, "case_file");
}

}  // namespace

base::Done insert_case(store::WriteSession& session, const CaseFile& file) {
    return session.post(
        "insert into case_file (" + std::string(kCaseColumns) +
            ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        {value(file.id), value(file.pseudonym), value(file.profile), value(file.author_organisation),
         value(file.lead_organisation), value(file.lead_user), value(file.opened_at),
         value(file.first_identifier), value(file.identification_route), value(file.handled_as_child),
         value(code_of(file.states.identification)), value(code_of(file.states.assistance)),
         value(code_of(file.states.protection)), value(code_of(file.states.justice)), value(file.last_event),
         value(file.closed_at), value(file.version)});
}

base::Result<CaseFile> load_case(store::ReadSession& session, CaseId id) {
    const auto row = session.query_one(
        "select " + std::string(kCaseColumns) + " from case_file where id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "case");
    return case_from(**row);
}

base::Result<std::optional<CaseFile>> find_case_by_pseudonym(store::ReadSession& session,
                                                             std::string_view pseudonym) {
    const auto row = session.query_one(
        "select " + std::string(kCaseColumns) + " from case_file where pseudonym = $1", {value(pseudonym)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::nullopt;
    return case_from(**row).map([](CaseFile file) { return std::optional(std::move(file)); });
}

base::Done begin_case(store::WriteSession& session, CaseFile& file, CaseEvent opening) {
    take_up(file, opening);
    if (auto inserted = insert_case(session, file); !inserted) return inserted;
    return insert_event(session, opening);
}

base::Done append(store::WriteSession& session, CaseFile& file, CaseEvent event) {
    const std::int64_t read_version = file.version;
    take_up(file, event);
    base::Done updated = session.post_one(
        "update case_file set lead_organisation = $1, lead_user = $2, first_identifier = $3, "
        "identification_route = $4, handled_as_child = $5, id_state = $6, as_state = $7, pr_state = $8, "
        "cj_state = $9, closed_at = $10, last_event = $11, version = $12 where id = $13 and version = $14",
        {value(file.lead_organisation), value(file.lead_user), value(file.first_identifier),
         value(file.identification_route), value(file.handled_as_child),
         value(code_of(file.states.identification)), value(code_of(file.states.assistance)),
         value(code_of(file.states.protection)), value(code_of(file.states.justice)), value(file.closed_at),
         value(file.last_event), value(file.version), value(file.id), value(read_version)},
        edited_meanwhile());
    if (!updated) return updated;
    return insert_event(session, event);
}

base::Result<std::vector<CaseEvent>> events_of(store::ReadSession& session, CaseId id) {
    const auto rows = session.query(
        "select case_id, number, at, user_id, organisation, kind, transition, from_state, to_state, "
        "subject_kind, "
        "subject, code, sealed from case_event where case_id = $1 order by number",
        {value(id)});
    if (!rows) return base::fail(rows.error());
    std::vector<CaseEvent> events;
    events.reserve(rows->size());
    for (const Row& row : *rows) events.push_back(event_from(row));
    return events;
}

base::Result<std::vector<CaseFile>> cases_of(store::ReadSession& session, guard::OrganisationId organisation,
                                             const CaseFilter& filter, const std::optional<CasePlace>& before,
                                             int rows_max) {
    std::vector<store::Value> parameters{value(organisation), value(std::int64_t{rows_max})};
    std::string conditions;
    if (filter.identification) {
        parameters.push_back(value(code_of(*filter.identification)));
        conditions += " and id_state = $" + std::to_string(parameters.size());
    }
    if (filter.open_only) conditions += " and closed_at is null";
    if (before) {
        parameters.push_back(value(before->opened_at));
        parameters.push_back(value(before->id));
        conditions += " and (opened_at, id) < ($" + std::to_string(parameters.size() - 1) + ", $" +
                      std::to_string(parameters.size()) + ")";
    }
    // One walk down the index of leads and one down that of authors: an "or" would read every case there is.
    const auto newest = [&](const std::string& column) {
        return "select id from (select id from case_file where " + column + " = $1" + conditions +
               " order by opened_at desc, id desc limit $2) as of_" + column;
    };
    const auto rows =
        session.query("select " + std::string(kCaseColumns) + " from case_file where id in (" +
                          newest("lead_organisation") + " union " + newest("author_organisation") +
                          ") order by opened_at desc, id desc limit $2",
                      std::move(parameters));
    if (!rows) return base::fail(rows.error());
    return cases_from(*rows);
}

}  // namespace casework
