#include "base/csv_reader.hpp"
#include "survey/build_round.hpp"
#include "survey/rounds/answer_repository.hpp"
#include "survey/rounds/import_round.hpp"
#include "survey/rounds/item_growth.hpp"
#include "survey/rounds/new_round.hpp"
#include "survey/rounds/round_repository.hpp"
#include "survey/tally_csv.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace survey::rounds {
namespace {

using Rows = std::vector<std::size_t>;

// Rows by item, items in the order of their first row.
std::vector<Rows> rows_by_item(const LongCsv& csv) {
    std::vector<Rows> by_item;
    std::map<std::string_view, std::size_t> places;
    for (std::size_t row = 0; row < csv.rows.size(); ++row) {
        const auto [place, first] = places.try_emplace(csv.rows[row].item, by_item.size());
        if (first) by_item.emplace_back();
        by_item[place->second].push_back(row);
    }
    return by_item;
}

bool anybody_answered(const LongCsv& csv, const Rows& rows) {
    return std::ranges::any_of(
        rows, [&](std::size_t row) { return csv.rows[row].disposition == Disposition::answered; });
}

// What one State's rows of one item hold, as it is kept. The rows have passed build_round().
KeptAnswer kept_answer(const LongCsv& csv, const Item& item, std::span<const std::size_t> rows) {
    const LongRow& first = csv.rows[rows.front()];
    KeptAnswer kept{
        .disposition = first.disposition, .confidentiality = first.confidentiality, .value = {}, .cells = {}};
    if (first.disposition != Disposition::answered) return kept;
    AnswerContent content;
    for (const std::size_t index : rows) {
        const LongRow& row = csv.rows[index];
        switch (shape_of(item.type)) {
            case AnswerShape::told: content.text = row.value; break;
            case AnswerShape::one:
            case AnswerShape::ticked:
                content.chosen.push_back(row.option);
                if (!row.value.empty()) content.beside.emplace_back(row.option, row.value);
                break;
            case AnswerShape::forced:
                (row.value == "yes" ? content.chosen : content.denied).push_back(row.option);
                break;
            case AnswerShape::amounts:
                kept.cells.push_back(
                    {.row = row.option, .column = {}, .amount = *decimal_from_text(row.value)});
                break;
        }
    }
    kept.value = to_json(item.type, content);
    return kept;
}

// The rows of each State of one item, one State after the other.
template <class Visit>
void for_each_state(const LongCsv& csv, Rows rows, Visit visit) {
    std::ranges::stable_sort(rows, {}, [&](std::size_t row) { return csv.rows[row].state; });
    for (auto from = rows.begin(); from != rows.end();) {
        const StateCode state = csv.rows[*from].state;
        const auto to =
            std::find_if(from, rows.end(), [&](std::size_t row) { return csv.rows[row].state != state; });
        visit(state, std::span<const std::size_t>(from, to));
        from = to;
    }
}

// Everything of one import that stands in one transaction.
class AnswerImport {
public:
    AnswerImport(guard::WriteWork& work, const RoundFile& file, const LongCsv& csv)
        : work_(work), file_(file), csv_(csv), by_item_(rows_by_item(csv)) {}

    base::Result<Imported> run() {
        const auto round = begin_round(work_, file_, RoundKind::microdata, {});
        if (!round) return base::fail(round.error());
        round_ = *round;
        auto known = items_of(work_.session(), round_.programme);
        if (!known) return base::fail(known.error());
        ItemGrowth growth(work_, round_.programme, std::move(*known));
        if (auto done = take_items(growth); !done) return base::fail(done.error());
        const auto states = states_of(csv_);
        if (!states) return base::fail(states.error());
        // Refuses what cannot be right, by its place in the file.
        const auto built = build_round(csv_, file_.label, *states, items_);
        if (!built) return base::fail(built.error());
        if (auto done = growth.write(); !done) return base::fail(done.error());
        if (auto done = write_states(*states); !done) return base::fail(done.error());
        if (auto done = write_items(growth); !done) return base::fail(done.error());
        if (auto done = insert_wordings(work_.session(), asked_, file_.wordings, work_.now()); !done)
            return base::fail(done.error());
        if (auto done = write_answers(*built); !done) return base::fail(done.error());
        imported_.round = round_.id;
        imported_.new_items = growth.added();
        work_.record(round_event(round_.id, "survey_round.import"));
        return imported_;
    }

private:
    base::Done take_items(ItemGrowth& growth) {
        for (const Rows& rows : by_item_) {
            const std::string& code = csv_.rows[rows.front()].item;
            const auto declared = std::ranges::find(file_.declared, code, &Item::id);
            const bool told = anybody_answered(csv_, rows);
            told_.push_back(told || declared != file_.declared.end());
            if (declared != file_.declared.end()) {
                items_.push_back(growth.take(*declared, true, true));
                continue;
            }
            const auto seen = infer_item(csv_, rows);
            if (!seen) return base::fail(seen.error());
            items_.push_back(growth.take(*seen, told, false));
        }
        return {};
    }

    base::Done write_states(const StateRegister& states) {
        const std::vector<StateCode> codes = states.codes_of(states.all());
        const auto added = add_states(work_.session(), codes, work_.now());
        if (!added) return base::fail(added.error());
        imported_.new_states = *added;
        imported_.states = static_cast<std::int64_t>(codes.size());
        if (auto done = insert_members(work_.session(), round_.id, codes); !done) return done;
        std::map<StateCode, NewResponse> replies;
        for (const StateCode code : codes) {
            replies.emplace(code,
                            NewResponse{.id = work_.new_id<Response>(), .state = code, .replied = false});
        }
        for (const LongRow& row : csv_.rows) {
            if (row.disposition != Disposition::no_reply) replies.find(row.state)->second.replied = true;
        }
        std::vector<NewResponse> rows;
        for (const auto& [code, reply] : replies) {
            rows.push_back(reply);
            replies_.emplace(code, reply);
        }
        return insert_responses(work_.session(), round_.id, rows, work_.now());
    }

    base::Done write_items(const ItemGrowth& growth) {
        for (std::size_t item = 0; item < items_.size(); ++item) {
            asked_.push_back({.id = work_.new_id<ItemInRound>(),
                              .round = round_.id,
                              .kept = growth.kept(items_[item].id),
                              .asked_as = told_[item] ? std::optional(items_[item].type) : std::nullopt});
        }
        imported_.items = static_cast<std::int64_t>(asked_.size());
        return insert_items_in_round(work_.session(), asked_);
    }

    base::Done write_answers(const Round& built) {
        std::vector<KeptAnswer> answers;
        for (std::size_t item = 0; item < items_.size(); ++item) {
            imported_.open += built.without_disposition(item).count();
            for_each_state(csv_, by_item_[item], [&](StateCode state, std::span<const std::size_t> rows) {
                imported_.answers += 1;
                const NewResponse& reply = replies_.find(state)->second;
                if (!reply.replied) return;
                KeptAnswer kept = kept_answer(csv_, items_[item], rows);
                kept.item = asked_[item].id;
                kept.response = reply.id;
                answers.push_back(std::move(kept));
            });
            // Item by item, so that memory holds no second copy of the file.
            if (auto done = insert_answers(work_.session(), answers); !done) return done;
            answers.clear();
        }
        return {};
    }

    guard::WriteWork& work_;
    const RoundFile& file_;
    const LongCsv& csv_;
    std::vector<Rows> by_item_;
    KeptRound round_;
    std::vector<Item> items_;  // as this round asks them, in the order of by_item_
    std::vector<bool> told_;
    std::vector<ItemInRound> asked_;
    std::map<StateCode, NewResponse> replies_;
    Imported imported_;
};

base::Result<LongCsv> read_answers(const RoundFile& file) {
    auto csv = read_long_csv(file.text, file.label);
    if (csv && csv->rows.empty()) {
        return base::fail(base::csv_problem(file.text, file.text.size(), {}, "no_rows", "at least one row"));
    }
    return csv;
}

}  // namespace

base::Done check_file(const RoundFile& file, RoundKind kind) {
    if (kind == RoundKind::aggregate_only) {
        const auto tallies = read_tally_csv(file.text, file.label);
        return tallies ? base::Done{} : base::fail(tallies.error());
    }
    const auto csv = read_answers(file);
    if (!csv) return base::fail(csv.error());
    const auto states = states_of(*csv);
    if (!states) return base::fail(states.error());
    const auto built = build_round(*csv, file.label, *states, file.declared);
    return built ? base::Done{} : base::fail(built.error());
}

base::Result<Imported> import_answers(guard::Workplace& workplace, const guard::Actor& actor,
                                      const RoundFile& file) {
    const auto csv = read_answers(file);
    if (!csv) return base::fail(csv.error());
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<Imported> {
        if (auto allowed = work.allow(kManageSurvey); !allowed) return base::fail(allowed.error());
        return AnswerImport(work, file, *csv).run();
    });
}

}  // namespace survey::rounds
