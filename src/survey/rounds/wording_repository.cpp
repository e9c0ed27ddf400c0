#include "survey/rounds/wording_repository.hpp"

#include "survey/rounds/wording_json.hpp"

#include <algorithm>
#include <vector>

namespace survey::rounds {

using store::value;

base::Result<Wordings> load_wordings(store::ReadSession& session, RoundId round) {
    const auto rows = session.query(
        "select i.code, w.language, w.text, w.option_labels from survey_wording w "
        "join survey_item_in_round q on q.id = w.item_in_round join survey_item i on i.id = q.item "
        "where q.round = $1 and w.status = 'final'",
        {value(round)});
    if (!rows) return base::fail(rows.error());
    Wordings wordings;
    for (const store::Row& row : *rows) {
        auto labels = labels_from_json(row.text("option_labels"));
        if (!labels) return base::fail(labels.error());
        Wording& wording = wordings[{row.text("language"), row.text("code")}];
        wording.text = row.text("text");
        for (auto& [option, label] : *labels) wording.labels.emplace(option, std::move(label));
    }
    return wordings;
}

base::Done insert_wordings(store::WriteSession& session, std::span<const ItemInRound> items,
                           const Wordings& wordings, base::Time now) {
    std::vector<std::vector<store::Value>> rows;
    for (const auto& [of, wording] : wordings) {
        const auto& [language, code] = of;
        const auto item =
            std::ranges::find_if(items, [&](const ItemInRound& one) { return one.kept.item.id == code; });
        if (item == items.end()) return base::fail(base::invalid_field("wording", "no_such_item", code));
        OptionLabels labels;
        for (const Option& option : item->kept.item.options) {
            const auto label = wording.labels.find(option.code);
            if (label != wording.labels.end()) labels.emplace_back(option.code, label->second);
        }
        rows.push_back({value(item->id), value(language), value(wording.text), value(""),
                        value(labels_json(labels)), value("final"), value(now)});
    }
    if (rows.empty()) return {};
    return session.insert_rows(
        "survey_wording",
        {"item_in_round", "language", "text", "help", "option_labels", "status", "changed_at"}, rows);
}

}  // namespace survey::rounds
