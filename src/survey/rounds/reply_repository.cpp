#include "survey/rounds/reply_repository.hpp"

#include <utility>

namespace survey::rounds {
namespace {

using store::value;

constexpr std::string_view kColumns =
    "id, round, state, status, version, counted_version, late, consolidated_by, cleared_by, cleared_hash";

base::Result<Reply> reply_from(const store::Row& row) {
    const auto state = StateCode::from_text(row.text("state"));
    const auto status = from_code<ResponseState>(row.text("status"));
    if (!state || !status) return base::fail(base::ProblemCode::data_damaged, "a reply of the survey");
    return Reply{.id = row.id<Response>("id"),
                 .round = row.id<KeptRound>("round"),
                 .state = *state,
                 .status = *status,
                 .version = row.integer("version"),
                 .counted = row.optional_integer("counted_version"),
                 .late = row.boolean("late"),
                 .consolidated_by = row.optional_id<guard::User>("consolidated_by"),
                 .cleared_by = row.optional_id<guard::User>("cleared_by"),
                 .cleared_hash = row.optional_bytes("cleared_hash")};
}

std::string_view provenance_of(const WrittenAnswer& answer) {
    if (!answer.carried) return "entered";
    return answer.confirmed ? "confirmed" : "carried";
}

base::Result<WrittenAnswer> answer_from(const store::Row& row, ItemType type) {
    WrittenAnswer answer;
    answer.disposition = from_code<Disposition>(row.text("disposition"));
    if (!answer.disposition) return base::fail(base::ProblemCode::data_damaged, "a disposition");
    if (const auto json = row.optional_text("value")) {
        auto content = content_from_json(type, *json);
        if (!content) return base::fail(content.error());
        answer.content = std::move(*content);
    }
    if (const auto code = row.optional_text("confidentiality")) {
        answer.confidentiality = from_code<Confidentiality>(*code);
    }
    answer.note = row.optional_text("note").value_or("");
    answer.language = row.optional_text("language").value_or("");
    const std::string& provenance = row.text("provenance");
    answer.carried = provenance == "carried" || provenance == "confirmed";
    answer.confirmed = provenance == "confirmed";
    return answer;
}

}  // namespace

base::Result<Reply> load_reply(store::ReadSession& session, RoundId round, StateCode state) {
    const auto row = session.query_one(
        "select " + std::string(kColumns) + " from survey_response where round = $1 and state = $2",
        {value(round), value(state.text())});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "reply");
    return reply_from(**row);
}

base::Result<std::vector<Reply>> replies_of(store::ReadSession& session, RoundId round) {
    const auto rows = session.query(
        "select " + std::string(kColumns) + " from survey_response where round = $1 order by state",
        {value(round)});
    if (!rows) return base::fail(rows.error());
    std::vector<Reply> replies;
    for (const store::Row& row : *rows) {
        auto reply = reply_from(row);
        if (!reply) return base::fail(reply.error());
        replies.push_back(std::move(*reply));
    }
    return replies;
}

base::Done save_reply(store::WriteSession& session, const Reply& reply, const Reply& was, base::Time now) {
    return session.post_one(
        "update survey_response set status = $1, version = $2, counted_version = $3, late = $4, "
        "consolidated_by = $5, cleared_by = $6, cleared_hash = $7, changed_at = $8 where id = $9 and status "
        "= $10 and version = $11",
        {value(code_of(reply.status)), value(reply.version), value(reply.counted), value(reply.late),
         value(reply.consolidated_by), value(reply.cleared_by), value(reply.cleared_hash), value(now),
         value(reply.id), value(code_of(was.status)), value(was.version)},
        base::problem(base::ProblemCode::edited_meanwhile, "reply"));
}

base::Done write_answer(store::WriteSession& session, const Reply& reply, const ItemInRound& item,
                        const WrittenAnswer& answer, const std::optional<ContributionPlace>& from) {
    const std::vector<store::Value> place{value(item.id), value(reply.id), value(reply.version)};
    for (const char* table : {"survey_cell", "survey_answer"}) {
        auto cleared = session.post("delete from " + std::string(table) +
                                        " where item_in_round = $1 and response = $2 and version = $3",
                                    place);
        if (!cleared) return cleared;
    }
    if (!answer.disposition) return {};
    const bool answered = *answer.disposition == Disposition::answered;
    const std::string content = answered ? to_json(item.item().type, answer.content) : std::string();
    std::optional<std::string_view> confidentiality;
    if (answer.confidentiality) confidentiality = code_of(*answer.confidentiality);
    auto written = session.post(
        "insert into survey_answer (item_in_round, response, version, disposition, confidentiality, value, "
        "note, accepted, provenance, contribution_assignment, contribution_version, language) values ($1, "
        "$2, "
        "$3, $4, $5, $6, $7, 0, $8, $9, $10, $11)",
        {place[0], place[1], place[2], value(code_of(*answer.disposition)), value(confidentiality),
         content.empty() ? store::Value{} : value(content), value(answer.note), value(provenance_of(answer)),
         from ? value(from->assignment) : store::Value{}, from ? value(from->version) : store::Value{},
         value(answer.language)});
    if (!written || !answered) return written;
    for (const KeptCell& cell : answer.cells) {
        written = session.post(
            "insert into survey_cell (item_in_round, response, version, row_code, column_code, amount, "
            "decimals, disposition) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            {place[0], place[1], place[2], value(cell.row), value(cell.column), value(cell.amount.units),
             value(cell.amount.decimals), value(code_of(Disposition::answered))});
        if (!written) return written;
    }
    return {};
}

base::Result<WrittenAnswers> answers_of(store::ReadSession& session, const Reply& reply,
                                        std::int64_t version) {
    const auto rows = session.query(
        "select i.code, q.type as asked_as, i.type, a.disposition, a.value, a.confidentiality, a.note, "
        "a.language, a.provenance from survey_item_in_round q join survey_answer a on a.item_in_round = q.id "
        "and a.response = $1 and a.version = $2 join survey_item i on i.id = q.item where q.round = $3",
        {value(reply.id), value(version), value(reply.round)});
    if (!rows) return base::fail(rows.error());
    WrittenAnswers answers;
    for (const store::Row& row : *rows) {
        const std::string& asked = row.text("asked_as");
        const auto type = from_code<ItemType>(asked.empty() ? row.text("type") : asked);
        if (!type) return base::fail(base::ProblemCode::data_damaged, "the type of an item");
        auto answer = answer_from(row, *type);
        if (!answer) return base::fail(answer.error());
        answers.emplace(row.text("code"), std::move(*answer));
    }
    const auto cells = session.query(
        "select i.code, c.row_code, c.column_code, c.amount, c.decimals from survey_cell c join "
        "survey_item_in_round q on q.id = c.item_in_round join survey_item i on i.id = q.item where "
        "q.round = $1 and c.response = $2 and c.version = $3 and c.amount is not null order by c.row_code, "
        "c.column_code",
        {value(reply.round), value(reply.id), value(version)});
    if (!cells) return base::fail(cells.error());
    for (const store::Row& row : *cells) {
        const auto answer = answers.find(row.text("code"));
        if (answer == answers.end()) continue;
        answer->second.cells.push_back(
            {row.text("row_code"),
             row.text("column_code"),
             {.units = row.integer("amount"), .decimals = static_cast<int>(row.integer("decimals"))}});
    }
    return answers;
}

base::Done copy_answers(store::WriteSession& session, const Reply& reply, std::int64_t from,
                        std::int64_t to) {
    // Item by item, as answers lie.
    const std::string of_reply =
        " a on a.item_in_round = q.id and a.response = $2 and a.version = $3 where q.round = $4";
    const std::vector<store::Value> places{value(to), value(reply.id), value(from), value(reply.round)};
    if (auto done = session.post(
            "insert into survey_answer (item_in_round, response, version, disposition, confidentiality, "
            "value, note, accepted, provenance, contribution_assignment, contribution_version, language) "
            "select a.item_in_round, a.response, $1, a.disposition, a.confidentiality, a.value, a.note, "
            "a.accepted, a.provenance, a.contribution_assignment, a.contribution_version, a.language from "
            "survey_item_in_round q join survey_answer" +
                of_reply,
            places);
        !done) {
        return done;
    }
    return session.post(
        "insert into survey_cell (item_in_round, response, version, row_code, column_code, amount, decimals, "
        "disposition) select a.item_in_round, a.response, $1, a.row_code, a.column_code, a.amount, "
        "a.decimals, a.disposition from survey_item_in_round q join survey_cell" +
            of_reply,
        places);
}

base::Done insert_receipt(store::WriteSession& session, const Reply& reply, const base::Bytes& hash,
                          guard::UserId by, base::Time now) {
    return session.post(
        "insert into survey_receipt (response, version, hash, submitted_by, submitted_at, cleared_by) values "
        "($1, $2, $3, $4, $5, $6)",
        {value(reply.id), value(reply.version), value(hash), value(by), value(now), value(reply.cleared_by)});
}

base::Result<std::vector<ItemInRound>> items_in_round(store::ReadSession& session, const KeptRound& round) {
    const auto kept = items_of(session, round.programme);
    if (!kept) return base::fail(kept.error());
    const auto rows = session.query(
        "select q.id, q.type, q.section, q.confidentiality, i.code from survey_item_in_round q join "
        "survey_item i on i.id = q.item where q.round = $1 order by q.position",
        {value(round.id)});
    if (!rows) return base::fail(rows.error());
    std::vector<ItemInRound> items;
    for (const store::Row& row : *rows) {
        items.push_back({.id = row.id<ItemInRound>("id"),
                         .round = round.id,
                         .kept = kept->find(row.text("code"))->second,
                         .asked_as = from_code<ItemType>(row.text("type"))});
        items.back().kept.item.section = row.text("section");
        items.back().kept.item.confidentiality =
            from_code<Confidentiality>(row.text("confidentiality")).value_or(Confidentiality::totals_only);
    }
    return items;
}

}  // namespace survey::rounds
