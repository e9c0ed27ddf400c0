#include "survey/disclosure.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace survey {
namespace {

// States whose answer to the item is in its counts, but not under their name.
StateSet counted_without_name(const Column& column) {
    return column.totals_only & (column.with(Disposition::answered) | column.accepted);
}

bool one_answer_passes(const std::vector<StateSet>& classes, const StateSet& hidden) {
    std::vector<std::int64_t> counts;
    for (const StateSet& one : classes) counts.push_back((one & hidden).count());
    return may_name_beside_totals(counts);
}

bool options_pass(const Column& column, const StateSet& hidden) {
    return std::ranges::all_of(column.chosen, [&](const StateSet& chosen) {
        return may_name_beside_totals(std::vector{(hidden & chosen).count(), (hidden - chosen).count()});
    });
}

bool cells_pass(const Round& round, std::size_t item, const StateSet& hidden) {
    const Column& column = round.column(item);
    for (std::size_t cell = 0; cell < column.stated.size(); ++cell) {
        std::vector<std::int64_t> amounts;
        (hidden & column.stated[cell]).for_each([&](std::size_t state) {
            amounts.push_back(round.amount(item, cell, state));
        });
        if (!may_name_beside_sum(amounts)) return false;
    }
    return true;
}

bool passes(const Round& round, std::size_t item, const StateSet& hidden) {
    const Column& column = round.column(item);
    switch (shape_of(round.item(item).type)) {
        case AnswerShape::one: return one_answer_passes(column.chosen, hidden);
        case AnswerShape::ticked:
        case AnswerShape::forced: return options_pass(column, hidden);
        case AnswerShape::amounts: return cells_pass(round, item, hidden);
        case AnswerShape::told: return one_answer_passes({hidden}, hidden);
    }
    return false;
}

Disclosure told(std::int64_t hidden, std::int64_t held, bool passes) {
    return {.in_totals_only = hidden,
            .held = held,
            .printing = passes ? Printing::totals_and_names : Printing::totals_or_names};
}

bool asks_for_one(const Round& round, std::size_t item) {
    return shape_of(round.item(item).type) == AnswerShape::one;
}

// Every pair of an option here and an option there.
std::vector<StateSet> pairs(const Column& one, const Column& other) {
    std::vector<StateSet> all;
    for (const StateSet& left : one.chosen) {
        for (const StateSet& right : other.chosen) all.push_back(left & right);
    }
    return all;
}

StateSet joined(const std::vector<StateSet>& sets) {
    StateSet all;
    for (const StateSet& set : sets) all |= set;
    return all;
}

base::Problem not_one_option() {
    return base::invalid_field("item", "not_one_option");
}

}  // namespace

bool may_name_beside_totals(std::span<const std::int64_t> by_answer) {
    const std::int64_t hidden = std::accumulate(by_answer.begin(), by_answer.end(), std::int64_t{0});
    if (hidden == 0) return true;
    return hidden >= 3 && std::ranges::max(by_answer) <= hidden - 2;
}

bool may_name_beside_sum(std::span<const std::int64_t> amounts) {
    if (amounts.empty()) return true;
    const auto count = static_cast<std::ptrdiff_t>(amounts.size());
    return count >= 3 && std::ranges::count(amounts, 0) <= count - 2;
}

Disclosure disclosure(const Round& round, std::size_t item) {
    const Column& column = round.column(item);
    const StateSet hidden = counted_without_name(column);
    return told(hidden.count(), column.with(Disposition::held).count(), passes(round, item, hidden));
}

base::Result<Disclosure> disclosure_of_table(const Round& round, std::size_t item, std::size_t other) {
    if (!asks_for_one(round, item) || !asks_for_one(round, other)) return base::fail(not_one_option());
    const Column& rows = round.column(item);
    const Column& columns = round.column(other);
    // Whoever is in totals only for one of the two is so for the table. A State that answered one alone
    // stands in a margin.
    const StateSet hidden = counted_without_name(rows) | counted_without_name(columns);
    // Cells may pass where a margin tells that everybody stands in one row.
    const bool margins = passes(round, item, counted_without_name(rows)) &&
                         passes(round, other, counted_without_name(columns));
    std::vector<StateSet> classes = pairs(rows, columns);
    const StateSet in_both = joined(classes);
    for (const Column* column : {&rows, &columns}) {
        for (const StateSet& chosen : column->chosen) classes.push_back(chosen - in_both);
    }
    return told(hidden.count(), (rows.with(Disposition::held) | columns.with(Disposition::held)).count(),
                margins && one_answer_passes(classes, hidden));
}

base::Result<Disclosure> disclosure_of_difference(const Round& before, std::size_t item_before,
                                                  const Round& after, std::size_t item_after) {
    if (!asks_for_one(before, item_before) || !asks_for_one(after, item_after)) {
        return base::fail(not_one_option());
    }
    const Column& then = before.column(item_before);
    const Column& now = after.column(item_after);
    const StateSet hidden_then = counted_without_name(then);
    const StateSet hidden_now = counted_without_name(now);
    StateSet same;
    for (std::size_t option = 0; option < std::min(then.chosen.size(), now.chosen.size()); ++option) {
        same |= then.chosen[option] & now.chosen[option];
    }
    const StateSet came = hidden_now - hidden_then;
    const StateSet left = hidden_then - hidden_now;
    const StateSet changed = (hidden_then & hidden_now) - same;
    const bool good = one_answer_passes(now.chosen, came) && one_answer_passes(then.chosen, left) &&
                      one_answer_passes(pairs(then, now), changed);
    return told((came | left | changed).count(), now.with(Disposition::held).count(), good);
}

Disclosure disclosure_of_movers(const Round& before, std::size_t item_before, const Round& after,
                                std::size_t item_after, const Matched& matched) {
    const Column& then = before.column(item_before);
    const Column& now = after.column(item_after);
    const StateSet hidden = matched.states & (counted_without_name(then) | counted_without_name(now));
    const StateSet moved = matched.gainers | matched.losers;
    const bool good = one_answer_passes(
        {matched.gainers, matched.losers, matched.stayers, matched.states - moved - matched.stayers}, hidden);
    return told(hidden.count(), now.with(Disposition::held).count(), good);
}

bool has_small_cell(std::span<const std::int64_t> cells) {
    return std::ranges::any_of(cells, [](std::int64_t cell) { return cell > 0 && cell < kSmallestCell; });
}

}  // namespace survey
