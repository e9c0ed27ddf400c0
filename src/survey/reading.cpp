#include "survey/reading.hpp"

#include <utility>

namespace survey {
namespace {

// Of the items of two answers, the sets for one that holds where either does.
Reading joined(const Reading& left, const Reading& right, bool any) {
    Reading both;
    both.population = left.population | right.population;
    both.eligible = left.eligible | right.eligible;
    both.replied = left.replied | right.replied;
    const StateSet left_no = left.answered - left.holding;
    const StateSet right_no = right.answered - right.holding;
    // A part that does not concern a State leaves the word to the other.
    const StateSet left_out = both.eligible - left.eligible;
    const StateSet right_out = both.eligible - right.eligible;
    const StateSet none_holds = (left_no & right_no) | (left_no & right_out) | (left_out & right_no);
    const StateSet all_hold =
        (left.holding & right.holding) | (left.holding & right_out) | (left_out & right.holding);
    both.holding = any ? left.holding | right.holding : all_hold;
    both.answered = any ? both.holding | none_holds : all_hold | left_no | right_no;
    return both;
}

Reading folded(std::span<const Reading> parts, bool any) {
    Reading all = parts.front();
    for (const Reading& part : parts.subspan(1)) all = joined(all, part, any);
    return all;
}

// A State holds the target where any of its cells is above zero; one that left a cell open which would decide
// is not among the answered.
base::Result<Reading> read_amounts(const Round& round, std::size_t item, const Target& target,
                                   Reading reading) {
    const Column& column = round.column(item);
    StateSet none = reading.answered;
    for (const std::size_t cell : target.options) {
        if (cell >= column.stated.size()) return base::fail(base::invalid_field("option", "no_options"));
        StateSet above;
        (column.stated[cell] & reading.answered).for_each([&](std::size_t state) {
            if (round.amount(item, cell, state) > 0) above.insert(state);
        });
        reading.holding |= above;
        none &= column.stated[cell] - above;
    }
    reading.answered = reading.holding | none;
    return reading;
}

}  // namespace

base::Result<Reading> read(const Round& round, std::size_t item_index, const Target& target) {
    const Item& item = round.item(item_index);
    const Column& column = round.column(item_index);
    if (const auto open = round.without_disposition(item_index).count(); open > 0) {
        return base::fail(base::refused_by("SURVEY-B1", base::ProblemCode::rule_refuses,
                                           std::to_string(open) + " States without a disposition"));
    }
    Reading reading;
    reading.population = round.population();
    reading.eligible = round.population();
    for (const Disposition disposition : kDispositions) {
        const Role role = kind_of(disposition).role;
        if (role == Role::outside) reading.eligible -= column.with(disposition);
        if (role == Role::answered) reading.answered |= column.with(disposition);
    }
    reading.answered |= column.accepted;
    reading.replied = round.population() - column.with(Disposition::no_reply);
    if (target.options.empty()) {
        reading.holding = reading.answered;
        return reading;
    }
    if (cells_of(item) > 0) return read_amounts(round, item_index, target, reading);
    const bool forced = shape_of(item.type) == AnswerShape::forced;
    StateSet denied = reading.answered;
    for (const std::size_t option : target.options) {
        if (option >= column.chosen.size()) return base::fail(base::invalid_field("option", "no_options"));
        reading.holding |= column.chosen[option];
        if (forced) denied &= column.denied[option];
    }
    reading.holding &= reading.answered;
    if (forced) reading.answered = reading.holding | denied;
    return reading;
}

Reading any_of(std::span<const Reading> parts) {
    return folded(parts, true);
}

Reading all_of(std::span<const Reading> parts) {
    return folded(parts, false);
}

}  // namespace survey
