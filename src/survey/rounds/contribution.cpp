#include "survey/rounds/contribution.hpp"

#include "base/text.hpp"

#include <utility>

namespace survey::rounds {
namespace {

using store::value;

constexpr base::TextLimits kText{20'000, 0, base::Lines::many};

base::Result<Assignment> assignment_from(const store::Row& row) {
    const auto status = from_code<ContributionState>(row.text("status"));
    if (!status) return base::fail(base::ProblemCode::data_damaged, "an assignment");
    return Assignment{.id = row.id<Assignment>("id"),
                      .reply = row.id<Response>("response"),
                      .item = row.optional_id<ItemInRound>("item_in_round"),
                      .section = row.optional_text("section").value_or(""),
                      .organisation = row.id<guard::Organisation>("organisation"),
                      .contributor = row.id<guard::User>("contributor"),
                      .alternate = row.optional_id<guard::User>("alternate"),
                      .validator = row.optional_id<guard::User>("validator"),
                      .due_at = row.optional_time("due_at"),
                      .status = *status,
                      .waived_reason = row.optional_text("waived_reason").value_or("")};
}

constexpr std::string_view kAssignment =
    "select id, response, item_in_round, section, organisation, contributor, alternate, validator, due_at, "
    "status, waived_reason from survey_assignment where response = $1";

store::Value text_or_none(const std::string& text) {
    return text.empty() ? store::Value{} : value(text);
}

base::Problem not_as_it_was() {
    return base::problem(base::ProblemCode::edited_meanwhile, "contribution");
}

}  // namespace

base::Done insert_assignment(store::WriteSession& session, const Assignment& assignment) {
    return session.post(
        "insert into survey_assignment (id, response, item_in_round, section, organisation, contributor, "
        "alternate, validator, due_at, status) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        {value(assignment.id), value(assignment.reply), value(assignment.item),
         assignment.item ? store::Value{} : value(assignment.section), value(assignment.organisation),
         value(assignment.contributor), value(assignment.alternate), value(assignment.validator),
         value(assignment.due_at), value(code_of(assignment.status))});
}

base::Result<std::vector<Assignment>> assignments_of(store::ReadSession& session, ResponseId reply) {
    const auto rows = session.query(std::string(kAssignment) + " order by id", {value(reply)});
    if (!rows) return base::fail(rows.error());
    std::vector<Assignment> all;
    for (const store::Row& row : *rows) {
        auto one = assignment_from(row);
        if (!one) return base::fail(one.error());
        all.push_back(std::move(*one));
    }
    return all;
}

base::Result<Assignment> load_assignment(store::ReadSession& session, ResponseId reply, AssignmentId id) {
    const auto row = session.query_one(std::string(kAssignment) + " and id = $2", {value(reply), value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "assignment");
    return assignment_from(**row);
}

base::Done save_assignment(store::WriteSession& session, const Assignment& assignment,
                           ContributionState was) {
    return session.post_one(
        "update survey_assignment set status = $1, waived_reason = $2 where id = $3 and status = $4",
        {value(code_of(assignment.status)), text_or_none(assignment.waived_reason), value(assignment.id),
         value(code_of(was))},
        not_as_it_was());
}

base::Result<std::optional<Contribution>> newest_contribution(store::ReadSession& session, AssignmentId id) {
    const auto row = session.query_one(
        "select version, status, payload, written_by, validated_by, reason from survey_contribution where "
        "assignment = $1 order by version desc limit 1",
        {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::optional<Contribution>{};
    const auto status = from_code<ContributionState>((*row)->text("status"));
    if (!status) return base::fail(base::ProblemCode::data_damaged, "a contribution");
    return std::optional(Contribution{.assignment = id,
                                      .version = (*row)->integer("version"),
                                      .status = *status,
                                      .payload = (*row)->text("payload"),
                                      .written_by = (*row)->id<guard::User>("written_by"),
                                      .validated_by = (*row)->optional_id<guard::User>("validated_by"),
                                      .reason = (*row)->optional_text("reason").value_or("")});
}

base::Done insert_contribution(store::WriteSession& session, const Contribution& contribution,
                               base::Time now) {
    return session.post_new(
        "insert into survey_contribution (assignment, version, status, payload, written_by, written_at) "
        "values ($1, $2, $3, $4, $5, $6)",
        {value(contribution.assignment), value(contribution.version), value(code_of(contribution.status)),
         value(contribution.payload), value(contribution.written_by), value(now)},
        not_as_it_was());
}

base::Done save_contribution(store::WriteSession& session, const Contribution& contribution,
                             ContributionState was) {
    return session.post_one(
        "update survey_contribution set status = $1, validated_by = $2, reason = $3 where assignment = $4 "
        "and "
        "version = $5 and status = $6",
        {value(code_of(contribution.status)), value(contribution.validated_by),
         text_or_none(contribution.reason), value(contribution.assignment), value(contribution.version),
         value(code_of(was))},
        not_as_it_was());
}

base::Done check_written(const Item& item, const WrittenAnswer& answer) {
    for (const std::string* text : {&answer.content.text, &answer.note}) {
        if (auto clean = base::clean_text(item.id, *text, kText); !clean) return base::fail(clean.error());
    }
    for (const auto& [option, text] : answer.content.beside) {
        if (auto clean = base::clean_text(item.id, text, kText); !clean) return base::fail(clean.error());
    }
    std::vector<base::FieldProblem> wrong;
    for (const Check check : answer_problems(item, entered(item, answer))) {
        // An item left open is seen to when the reply is put together.
        if (check != Check::disposition_missing) wrong.push_back({item.id, std::string(code_of(check)), {}});
    }
    if (answer.disposition == Disposition::no_reply) wrong.push_back({item.id, "not_in_list", {}});
    const bool has_content = answer.content != AnswerContent{} || !answer.cells.empty();
    if (has_content && answer.disposition != Disposition::answered) {
        wrong.push_back({item.id, "only_with_ANS", {}});
    }
    for (const KeptCell& cell : answer.cells) {
        const bool known =
            item.type == ItemType::number ? cell.row.empty() : option_index(item, cell.row).has_value();
        if (!known) wrong.push_back({item.id, "not_in_list", {}});
    }
    if (wrong.empty()) return {};
    return base::fail(base::invalid_fields(std::move(wrong)));
}

}  // namespace survey::rounds
