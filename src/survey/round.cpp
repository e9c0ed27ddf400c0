#include "survey/round.hpp"

#include <set>

namespace survey {
namespace {

base::Done refuse(std::string field, std::string rule, std::string accepted = {}) {
    return base::fail(base::invalid_field(std::move(field), std::move(rule), std::move(accepted)));
}

bool has_value(const Answer& answer) {
    return !answer.chosen.empty() || !answer.denied.empty() || !answer.amounts.empty();
}

// Options named once, and of this item; B3: an exclusive option stands alone.
base::Done check_options(const Item& item, const Answer& answer) {
    std::set<std::size_t> seen;
    for (const auto* list : {&answer.chosen, &answer.denied}) {
        for (const std::size_t option : *list) {
            if (option >= item.options.size()) return refuse("option", "not_in_list");
            if (!seen.insert(option).second) return refuse("option", "taken");
        }
    }
    for (const std::size_t option : answer.chosen) {
        if (item.options[option].exclusive && answer.chosen.size() > 1) {
            return refuse("option", "exclusive", item.options[option].code);
        }
    }
    return {};
}

base::Done check_cells(const Item& item, const Answer& answer) {
    std::set<std::size_t> seen;
    for (const CellAmount& cell : answer.amounts) {
        if (cell.cell >= cells_of(item)) return refuse("option", "not_in_list");
        if (!seen.insert(cell.cell).second) return refuse("option", "taken");
    }
    return {};
}

base::Done check_shape(const Item& item, const Answer& answer) {
    const AnswerShape shape = shape_of(item.type);
    if (shape != AnswerShape::amounts && !answer.amounts.empty()) return refuse("value", "not_a_number_item");
    if (shape != AnswerShape::forced && !answer.denied.empty()) return refuse("value", "not_yes_or_no_item");
    const bool lists_options = shape != AnswerShape::amounts && shape != AnswerShape::told;
    if (!lists_options && !answer.chosen.empty()) return refuse("option", "no_options");
    if (shape == AnswerShape::one && answer.chosen.size() != 1) return refuse("option", "exactly_one");
    if (shape == AnswerShape::ticked && answer.chosen.empty()) return refuse("option", "required");
    if (shape == AnswerShape::forced && answer.chosen.empty() && answer.denied.empty()) {
        return refuse("option", "required");
    }
    if (shape == AnswerShape::amounts && answer.amounts.empty()) return refuse("value", "required");
    if (auto good = check_options(item, answer); !good) return good;
    return check_cells(item, answer);
}

// What only a reply can hold; SKIP and NAP may be set by the secretariat for a State that never replied.
bool needs_a_reply(Disposition disposition) {
    return disposition != Disposition::no_reply && kind_of(disposition).role != Role::outside;
}

}  // namespace

StateSet Column::disposed() const {
    StateSet all;
    for (const StateSet& set : by_disposition) all |= set;
    return all;
}

std::optional<std::size_t> Round::find(std::string_view item_id) const {
    const auto found = by_id_.find(item_id);
    if (found == by_id_.end()) return std::nullopt;
    return found->second;
}

base::Result<std::size_t> Round::add_item(Item item) {
    std::set<std::string_view> seen;
    for (const Option& option : item.options) {
        if (!seen.insert(option.code).second) {
            return base::fail(base::invalid_field("option", "taken", option.code));
        }
    }
    const std::size_t index = items_.size();
    if (!by_id_.emplace(item.id, index).second) return base::fail(base::invalid_field("item", "taken"));
    Column column;
    const std::size_t cells = cells_of(item);
    if (cells > 0) {
        column.stated.resize(cells);
        column.amounts.resize(cells * width_);
    } else {
        column.chosen.resize(item.options.size());
        if (shape_of(item.type) == AnswerShape::forced) column.denied.resize(item.options.size());
    }
    items_.push_back(std::move(item));
    columns_.push_back(std::move(column));
    return index;
}

base::Done Round::put(std::size_t item_index, std::size_t state, const Answer& answer) {
    const Item& item = items_[item_index];
    Column& column = columns_[item_index];
    if (state >= width_ || !population_.contains(state)) return refuse("state", "not_in_population");
    if (column.disposed().contains(state)) return refuse("disposition", "taken");
    const Confidentiality confidentiality = answer.confidentiality.value_or(item.confidentiality);
    const bool answered = answer.disposition == Disposition::answered;
    const Disposition disposition =
        answered && confidentiality == Confidentiality::secretariat ? Disposition::held : answer.disposition;
    const bool silent = disposition == Disposition::no_reply;
    if ((silent && spoken_.contains(state)) || (needs_a_reply(disposition) && silent_.contains(state))) {
        return refuse("disposition", "contradicts", "no reply (NR) to all items asked, or to none");
    }
    const Role role = kind_of(disposition).role;
    const bool may_have_value = answered || role == Role::examined || role == Role::held;
    if (!may_have_value && has_value(answer)) return refuse("value", "only_with_ANS");
    // An answer under examination may be known or not; it has to be known to be accepted.
    if (answered || answer.accepted || has_value(answer)) {
        if (auto good = check_shape(item, answer); !good) return good;
    }
    if (answer.accepted && role != Role::examined) return refuse("disposition", "only_with_EXAM");

    column.by_disposition[static_cast<std::size_t>(disposition)].insert(state);
    if (answer.accepted) column.accepted.insert(state);
    if (silent) silent_.insert(state);
    if (needs_a_reply(disposition)) spoken_.insert(state);
    if (role == Role::held) return {};
    if (confidentiality == Confidentiality::totals_only && (answered || has_value(answer))) {
        column.totals_only.insert(state);
    }
    for (const std::size_t option : answer.chosen) column.chosen[option].insert(state);
    for (const std::size_t option : answer.denied) column.denied[option].insert(state);
    for (const CellAmount& cell : answer.amounts) {
        column.stated[cell.cell].insert(state);
        column.amounts[cell.cell * width_ + state] = cell.amount;
    }
    return {};
}

StateSet Round::without_disposition(std::size_t item) const {
    return population_ - columns_[item].disposed();
}

}  // namespace survey
