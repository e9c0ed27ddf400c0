#include "survey/movement.hpp"

namespace survey {

base::Result<std::vector<MovementClass>> movement_classes(const Round& round, std::size_t index,
                                                          const StateSet& everybody) {
    const Item& item = round.item(index);
    const Column& column = round.column(index);
    if (shape_of(item.type) != AnswerShape::one) {
        return base::fail(base::invalid_field("item", "not_one_option"));
    }
    if (!round.without_disposition(index).empty()) {
        return base::fail(base::refused_by("SURVEY-B1"));
    }
    const StateSet answered = column.with(Disposition::answered) | column.accepted;
    std::vector<MovementClass> classes;
    for (std::size_t option = 0; option < item.options.size(); ++option) {
        classes.push_back({item.options[option].code, column.chosen[option] & answered});
    }
    for (const Disposition disposition : kDispositions) {
        if (disposition == Disposition::answered) continue;
        classes.push_back({std::string(code_of(disposition)), column.with(disposition) - column.accepted});
    }
    classes.push_back({std::string(kNotMember), everybody - round.population()});
    return classes;
}

base::Result<MovementTable> movement(const Round& before, std::size_t item_before, const Round& after,
                                     std::size_t item_after) {
    const StateSet everybody = before.population() | after.population();
    auto rows = movement_classes(before, item_before, everybody);
    if (!rows) return base::fail(rows.error());
    auto columns = movement_classes(after, item_after, everybody);
    if (!columns) return base::fail(columns.error());
    MovementTable table{.rows = std::move(*rows), .columns = std::move(*columns), .counts = {}};
    for (const MovementClass& row : table.rows) {
        for (const MovementClass& column : table.columns) {
            table.counts.push_back((row.states & column.states).count());
        }
    }
    return table;
}

}  // namespace survey
