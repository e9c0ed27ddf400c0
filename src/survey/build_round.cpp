#include "survey/build_round.hpp"

#include "survey/decimal.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace survey {
namespace {

using Rows = std::vector<std::size_t>;

bool is_yes_or_no(std::string_view value) {
    return value == "yes" || value == "no";
}

// How the rows with answers look, taken together.
struct Look {
    bool any_option = false, any_without_option = false;
    bool any_value = false, any_without_value = false;
    bool all_yes_or_no = true, any_no = false;
    bool all_numbers = true, too_fine = false;
    bool all_ones = true;             // a tick, written as a number
    bool several_rows = false;        // of one State
    bool one_value_an_option = true;  // an option always has the same value
    int decimals = 0;
};

// A number but for its decimals, which are too many.
bool too_fine(std::string_view value) {
    const std::size_t stop = value.find('.');
    return stop != std::string_view::npos && value.size() - stop > kDecimalsMost + 1 &&
           decimal_from_text(value.substr(0, stop + 1 + kDecimalsMost)) &&
           std::ranges::all_of(value.substr(stop + 1), [](char sign) { return sign >= '0' && sign <= '9'; });
}

Look look_of(const LongCsv& csv, std::span<const std::size_t> rows) {
    Look look;
    std::set<StateCode> states;
    std::map<std::string_view, std::string_view> values;
    for (const std::size_t index : rows) {
        const LongRow& row = csv.rows[index];
        if (row.disposition != Disposition::answered) continue;
        (row.option.empty() ? look.any_without_option : look.any_option) = true;
        (row.value.empty() ? look.any_without_value : look.any_value) = true;
        const auto number = decimal_from_text(row.value);
        if (!row.value.empty()) {
            look.all_yes_or_no = look.all_yes_or_no && is_yes_or_no(row.value);
            look.any_no = look.any_no || row.value == "no";
            look.all_ones = look.all_ones && row.value == "1";
            look.too_fine = look.too_fine || too_fine(row.value);
            look.all_numbers = look.all_numbers && (number || too_fine(row.value));
        }
        if (number) look.decimals = std::max(look.decimals, number->decimals);
        look.several_rows = !states.insert(row.state).second || look.several_rows;
        const auto first = values.try_emplace(row.option, row.value).first;
        look.one_value_an_option = look.one_value_an_option && first->second == row.value;
    }
    look.one_value_an_option = look.one_value_an_option && values.size() > 1;
    return look;
}

ItemType type_of(const Look& look) {
    if (!look.any_option) {
        return look.any_value && !look.any_without_value && look.all_numbers ? ItemType::number
                                                                             : ItemType::text;
    }
    // A value that says the option over again, or its points on a scale.
    const bool value_says_option =
        !look.any_without_value && (look.all_ones || (look.one_value_an_option && !look.several_rows));
    if (look.any_value && !value_says_option) {
        if (look.all_yes_or_no && look.any_no) return ItemType::multi_forced;
        if (look.all_numbers) return ItemType::table;
    }
    return look.several_rows ? ItemType::multi : ItemType::single;
}

bool holds_amounts(ItemType type) {
    return shape_of(type) == AnswerShape::amounts;
}

// The first answered row that is of another kind than the first one, by `differs`.
template <class Differs>
base::Problem first_problem(const LongCsv& csv, std::span<const std::size_t> rows, LongField field,
                            std::string rule, std::string accepted, Differs differs) {
    for (const std::size_t index : rows) {
        if (csv.rows[index].disposition != Disposition::answered || !differs(csv.rows[index])) continue;
        return csv.problem(index, field, std::move(rule), std::move(accepted));
    }
    return csv.problem(rows.front(), field, std::move(rule), std::move(accepted));
}

// Puts one State's rows of one item together to an answer.
class AnswerReader {
public:
    AnswerReader(const LongCsv& csv, const Item& item) : csv_(csv), item_(item) {}

    base::Result<Answer> read(const Rows& rows) const {
        const LongRow& first = csv_.rows[rows.front()];
        Answer answer{.disposition = first.disposition, .confidentiality = first.confidentiality};
        if (first.disposition != Disposition::answered) return answer;
        for (const std::size_t row : rows) {
            if (auto good = add(row, answer); !good) return base::fail(good.error());
        }
        return answer;
    }

private:
    base::Done add(std::size_t index, Answer& answer) const {
        const LongRow& row = csv_.rows[index];
        const auto wrong = [&](LongField field, std::string rule, std::string accepted = {}) {
            return base::fail(csv_.problem(index, field, std::move(rule), std::move(accepted)));
        };
        const AnswerShape shape = shape_of(item_.type);
        std::size_t option = 0;
        if (shape == AnswerShape::told || item_.type == ItemType::number) {
            if (!row.option.empty()) return wrong(LongField::option, "no_options", "empty");
        } else {
            if (row.option.empty()) return wrong(LongField::option, "required");
            const auto found = option_index(item_, row.option);
            if (!found) return wrong(LongField::option, "not_in_list");
            option = *found;
        }
        switch (shape) {
            case AnswerShape::told: return {};
            case AnswerShape::one:
            case AnswerShape::ticked: answer.chosen.push_back(option); return {};
            case AnswerShape::forced:
                if (!is_yes_or_no(row.value)) return wrong(LongField::value, "not_yes_or_no", "yes, no");
                (row.value == "yes" ? answer.chosen : answer.denied).push_back(option);
                return {};
            case AnswerShape::amounts: break;
        }
        const auto number = decimal_from_text(row.value);
        if (!number) return wrong(LongField::value, "not_a_number");
        if (number->decimals > item_.decimals) {
            return wrong(LongField::value, "too_many_decimals", std::to_string(item_.decimals));
        }
        const auto amount = with_decimals(*number, item_.decimals);
        if (!amount) return wrong(LongField::value, "out_of_range", "64 bits");
        answer.amounts.push_back({option, amount->units});
        return {};
    }

    const LongCsv& csv_;
    const Item& item_;
};

// The field of the row that a refusal of Round::put() is about.
LongField field_of(const base::Problem& refused) {
    const std::string& field = refused.fields.empty() ? refused.rule : refused.fields.front().field;
    if (field == "state") return LongField::iso3;
    if (field == "option") return LongField::option;
    if (field == "value") return LongField::value;
    return LongField::disposition;
}

base::Done put_item(const LongCsv& csv, const StateRegister& states, const Rows& rows, std::size_t item,
                    Round& round) {
    std::map<StateCode, Rows> by_state;
    for (const std::size_t row : rows) by_state[csv.rows[row].state].push_back(row);
    const AnswerReader reader(csv, round.item(item));
    for (const auto& [state, own] : by_state) {
        const auto place = states.place_of(state);
        if (!place || !round.population().contains(*place)) {
            return base::fail(csv.problem(own.front(), LongField::iso3, "not_in_population"));
        }
        const auto answer = reader.read(own);
        if (!answer) return base::fail(answer.error());
        const auto done = round.put(item, *place, *answer);
        if (done) continue;
        const base::FieldProblem why =
            done.error().fields.empty() ? base::FieldProblem{} : done.error().fields.front();
        return base::fail(csv.problem(own.back(), field_of(done.error()), why.rule, why.accepted));
    }
    return {};
}

}  // namespace

base::Result<StateRegister> states_of(const LongCsv& csv) {
    std::vector<StateCode> states;
    for (const LongRow& row : csv.rows) states.push_back(row.state);
    return StateRegister::of(states);
}

base::Result<Item> infer_item(const LongCsv& csv, std::span<const std::size_t> rows) {
    const Look look = look_of(csv, rows);
    if (look.any_option && look.any_without_option) {
        return base::fail(first_problem(csv, rows, LongField::option, "mixed",
                                        "an option in every row, or in none",
                                        [](const LongRow& row) { return row.option.empty(); }));
    }
    Item item{.id = csv.rows[rows.front()].item, .type = type_of(look)};
    const bool needs_values = holds_amounts(item.type) || item.type == ItemType::multi_forced;
    if (needs_values && look.any_without_value) {
        return base::fail(first_problem(csv, rows, LongField::value, "mixed",
                                        "a value in every row, or in none",
                                        [](const LongRow& row) { return row.value.empty(); }));
    }
    if (holds_amounts(item.type) && look.too_fine) {
        return base::fail(first_problem(csv, rows, LongField::value, "too_many_decimals", "6",
                                        [](const LongRow& row) { return too_fine(row.value); }));
    }
    item.metric = usual_metric_kind(item.type);
    if (holds_amounts(item.type)) item.decimals = look.decimals;
    if (!look.any_option) return item;
    std::set<std::string_view> seen;
    for (const std::size_t row : rows) {
        const std::string& option = csv.rows[row].option;
        if (!option.empty() && seen.insert(option).second) item.options.push_back({.code = option});
    }
    return item;
}

base::Result<Round> build_round(const LongCsv& csv, std::string_view label, const StateRegister& states,
                                std::span<const Item> known, std::optional<StateSet> population) {
    std::vector<Rows> by_item;
    std::map<std::string_view, std::size_t> place_of_item;
    StateSet with_rows;
    for (std::size_t row = 0; row < csv.rows.size(); ++row) {
        if (csv.rows[row].round != label) continue;
        const auto [found, first] = place_of_item.try_emplace(csv.rows[row].item, by_item.size());
        if (first) by_item.emplace_back();
        by_item[found->second].push_back(row);
        if (const auto place = states.place_of(csv.rows[row].state)) with_rows.insert(*place);
    }
    Round round(std::string(label), population.value_or(with_rows), states.size());
    const StateSet silent = round.population() - with_rows;
    for (const Rows& rows : by_item) {
        const std::string& id = csv.rows[rows.front()].item;
        const auto given = std::ranges::find(known, id, &Item::id);
        auto item = given == known.end() ? infer_item(csv, rows) : base::Result<Item>(*given);
        if (!item) return base::fail(item.error());
        const auto index = round.add_item(std::move(*item));
        if (!index) return base::fail(index.error());
        if (auto good = put_item(csv, states, rows, *index, round); !good) return base::fail(good.error());
        base::Done filled;
        silent.for_each([&](std::size_t state) {
            auto done = round.put(*index, state, {.disposition = Disposition::no_reply});
            if (!done) filled = std::move(done);
        });
        if (!filled) return base::fail(filled.error());
    }
    return round;
}

}  // namespace survey
