#include "survey/rounds/answer_repository.hpp"

#include "survey/rounds/round_repository.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace survey::rounds {
namespace {

using store::value;

// So many rows are made ready at once: the memory they take stays small, and nothing is gained by more.
constexpr std::size_t kRowsAtOnce = 4000;

using Rows = std::vector<std::vector<store::Value>>;

// Hands rows of one table over in portions.
class Portions {
public:
    Portions(store::WriteSession& session, std::string_view table, store::ColumnNames columns)
        : session_(session), table_(table), columns_(std::move(columns)) {
        rows_.reserve(kRowsAtOnce);
    }
    base::Done add(std::vector<store::Value> row) {
        rows_.push_back(std::move(row));
        return rows_.size() < kRowsAtOnce ? base::Done{} : flush();
    }
    base::Done flush() {
        if (rows_.empty()) return {};
        auto done = session_.insert_rows(table_, columns_, rows_);
        rows_.clear();
        return done;
    }

private:
    store::WriteSession& session_;
    std::string_view table_;
    store::ColumnNames columns_;
    Rows rows_;
};

base::Done damaged(const char* what) {
    return base::fail(base::ProblemCode::data_damaged, what);
}

// What one State's row says, without its numbers.
base::Result<Answer> answer_from(const store::Row& row, const Item& item) {
    Answer answer;
    const auto disposition = from_code<Disposition>(row.text("disposition"));
    if (!disposition) return base::fail(base::ProblemCode::data_damaged, "a disposition");
    answer.disposition = *disposition;
    if (const auto code = row.optional_text("confidentiality")) {
        answer.confidentiality = from_code<Confidentiality>(*code);
    }
    answer.accepted = row.boolean("accepted");
    const auto json = row.optional_text("value");
    if (!json) return answer;
    const auto content = content_from_json(item.type, *json);
    if (!content) return base::fail(content.error());
    if (shape_of(item.type) == AnswerShape::told) return answer;
    for (const auto& [codes, places] :
         {std::pair{&content->chosen, &answer.chosen}, std::pair{&content->denied, &answer.denied}}) {
        for (const std::string& code : *codes) {
            const auto option = option_index(item, code);
            if (!option) return base::fail(base::ProblemCode::data_damaged, "an option");
            places->push_back(*option);
        }
    }
    return answer;
}

struct ReadCell {
    std::size_t cell = 0;
    Decimal amount;
};
using CellsByState = std::map<std::string, std::vector<ReadCell>, std::less<>>;

base::Result<CellsByState> load_cells(store::ReadSession& session, const ItemInRound& asked,
                                      const Item& item) {
    CellsByState cells;
    const auto rows = session.query(
        "select r.state, c.row_code, c.amount, c.decimals from survey_cell c join survey_response r on r.id "
        "= c.response and r.counted_version = c.version where c.item_in_round = $1 and c.amount is not null",
        {value(asked.id)});
    if (!rows) return base::fail(rows.error());
    for (const store::Row& row : *rows) {
        const auto cell = item.type == ItemType::number ? std::optional<std::size_t>(0)
                                                        : option_index(item, row.text("row_code"));
        if (!cell) return base::fail(base::ProblemCode::data_damaged, "a cell");
        cells[row.text("state")].push_back(
            {*cell, {.units = row.integer("amount"), .decimals = static_cast<int>(row.integer("decimals"))}});
    }
    return cells;
}

// As fine as the finest, so that all are whole numbers of one unit.
int finest(const CellsByState& cells) {
    int decimals = 0;
    for (const auto& [state, own] : cells) {
        for (const ReadCell& cell : own) decimals = std::max(decimals, cell.amount.decimals);
    }
    return decimals;
}

base::Done add_amounts(const std::vector<ReadCell>& cells, int decimals, Answer& answer) {
    for (const ReadCell& cell : cells) {
        const auto same = with_decimals(cell.amount, decimals);
        if (!same) return damaged("an amount");
        answer.amounts.push_back({cell.cell, same->units});
    }
    return {};
}

base::Done fill(store::ReadSession& session, const ItemInRound& asked, const StateRegister& states,
                const CellsByState& cells, Round& filled) {
    const Item& item = filled.item(0);
    const auto rows = session.query(
        "select r.state, a.disposition, a.confidentiality, a.value, a.accepted from survey_answer a join "
        "survey_response r on r.id = a.response and r.counted_version = a.version where a.item_in_round = $1",
        {value(asked.id)});
    if (!rows) return base::fail(rows.error());
    for (const store::Row& row : *rows) {
        const auto code = StateCode::from_text(row.text("state"));
        const auto place = code ? states.place_of(*code) : std::nullopt;
        if (!place) return damaged("the code of a State");
        // Of a State that was taken off the population its answers stay, and count no more.
        if (!filled.population().contains(*place)) continue;
        auto answer = answer_from(row, item);
        if (!answer) return base::fail(answer.error());
        if (const auto own = cells.find(row.text("state")); own != cells.end()) {
            if (auto done = add_amounts(own->second, item.decimals, *answer); !done) return done;
        }
        if (auto done = filled.put(0, *place, *answer); !done) return done;
    }
    return {};
}

// Members that have submitted nothing yet, with or without a reply begun.
base::Result<StateSet> without_reply(store::ReadSession& session, RoundId round, StateSet members,
                                     const StateRegister& states) {
    const auto rows = session.query(
        "select state from survey_response where round = $1 and counted_version is not null", {value(round)});
    if (!rows) return base::fail(rows.error());
    for (const store::Row& row : *rows) {
        const auto code = StateCode::from_text(row.text("state"));
        if (const auto place = code ? states.place_of(*code) : std::nullopt) members.erase(*place);
    }
    return members;
}

}  // namespace

base::Done insert_responses(store::WriteSession& session, RoundId round, std::span<const NewResponse> replies,
                            base::Time now) {
    Rows rows;
    rows.reserve(replies.size());
    for (const NewResponse& reply : replies) {
        rows.push_back({value(reply.id), value(round), value(reply.state.text()),
                        value(reply.replied ? "locked" : "not_started"), value(1),
                        reply.replied ? value(1) : store::Value{}, value(false), value(now)});
    }
    return session.insert_rows(
        "survey_response",
        {"id", "round", "state", "status", "version", "counted_version", "late", "changed_at"}, rows);
}

base::Done insert_answers(store::WriteSession& session, std::span<const KeptAnswer> answers) {
    Portions rows(session, "survey_answer",
                  {"item_in_round", "response", "version", "disposition", "confidentiality", "value",
                   "accepted", "provenance"});
    Portions cells(session, "survey_cell",
                   {"item_in_round", "response", "version", "row_code", "column_code", "amount", "decimals",
                    "disposition"});
    for (const KeptAnswer& answer : answers) {
        const std::optional<std::string_view> confidentiality =
            answer.confidentiality ? std::optional(code_of(*answer.confidentiality)) : std::nullopt;
        auto done = rows.add({value(answer.item), value(answer.response), value(answer.version),
                              value(code_of(answer.disposition)), value(confidentiality),
                              answer.value.empty() ? store::Value{} : value(answer.value), value(false),
                              value("imported")});
        if (!done) return done;
        for (const KeptCell& cell : answer.cells) {
            done = cells.add({value(answer.item), value(answer.response), value(answer.version),
                              value(cell.row), value(cell.column), value(cell.amount.units),
                              value(cell.amount.decimals), value(code_of(Disposition::answered))});
            if (!done) return done;
        }
    }
    if (auto done = rows.flush(); !done) return done;
    return cells.flush();
}

base::Result<Round> load_item(store::ReadSession& session, const KeptRound& round, const ItemInRound& asked,
                              const StateRegister& states) {
    const auto members = eligible_members(session, round.id, states);
    if (!members) return base::fail(members.error());
    auto silent = without_reply(session, round.id, *members, states);
    if (!silent) return base::fail(silent.error());
    Item item = asked.item();
    CellsByState cells;
    if (shape_of(item.type) == AnswerShape::amounts) {
        auto loaded = load_cells(session, asked, item);
        if (!loaded) return base::fail(loaded.error());
        cells = std::move(*loaded);
        item.decimals = finest(cells);
    }
    Round filled(round.label, *members, states.size());
    if (const auto added = filled.add_item(std::move(item)); !added) return base::fail(added.error());
    if (auto done = fill(session, asked, states, cells, filled); !done) return base::fail(done.error());
    base::Done done;
    silent->for_each([&](std::size_t place) {
        if (done) done = filled.put(0, place, {.disposition = Disposition::no_reply});
    });
    if (!done) return base::fail(done.error());
    return filled;
}

}  // namespace survey::rounds
