#include "survey/rounds/tally_repository.hpp"

#include <string>

namespace survey::rounds {
namespace {

using store::value;

struct PrintedTally;

std::string_view unit_of(const PublishedTally& tally) {
    if (tally.count) return "count";
    return tally.percent ? "percent" : "ordinal";
}

}  // namespace

base::Done insert_tallies(store::WriteSession& session, RoundId round, std::span<const NewTally> tallies,
                          base::Time now, base::RandomSource& random) {
    std::vector<std::vector<store::Value>> rows;
    for (const auto& [item, tally] : tallies) {
        store::Value amount;
        if (tally.count) amount = value(*tally.count);
        if (tally.percent) amount = value(tally.percent->units);
        rows.push_back({value(base::Id<PrintedTally>::make(now, random)), value(round), value(item),
                        value(static_cast<std::int64_t>(rows.size() + 1)), value(tally.answer),
                        value(unit_of(tally)), amount, value(tally.percent ? tally.percent->decimals : 0),
                        value(tally.respondents ? "respondents" : ""), value(tally.respondents),
                        value("exact"), value(tally.paraphrase), value(tally.source)});
    }
    return session.insert_rows("survey_published_tally",
                               {"id", "round", "item_in_round", "position", "answer", "unit", "amount",
                                "decimals", "base_label", "base", "reading", "paraphrase", "document"},
                               rows);
}

base::Result<std::vector<PublishedTally>> load_tallies(store::ReadSession& session,
                                                       const ItemInRound& asked) {
    const auto rows = session.query(
        "select answer, unit, amount, decimals, base, paraphrase, document from survey_published_tally "
        "where item_in_round = $1 order by position",
        {value(asked.id)});
    if (!rows) return base::fail(rows.error());
    const Item item = asked.item();
    std::vector<PublishedTally> tallies;
    for (const store::Row& row : *rows) {
        PublishedTally tally;
        tally.item = item.id;
        tally.section = item.section;
        tally.type = item.type;
        tally.answer = row.text("answer");
        tally.paraphrase = row.text("paraphrase");
        tally.source = row.text("document");
        tally.respondents = row.optional_integer("base");
        const auto amount = row.optional_integer("amount");
        const std::string& unit = row.text("unit");
        if (amount && unit == "count") tally.count = amount;
        if (amount && unit == "percent") {
            tally.percent = Decimal{.units = *amount, .decimals = static_cast<int>(row.integer("decimals"))};
        }
        tallies.push_back(std::move(tally));
    }
    return tallies;
}

}  // namespace survey::rounds
