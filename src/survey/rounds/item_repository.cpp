#include "survey/rounds/item_repository.hpp"

#include <utility>

namespace survey::rounds {
namespace {

using store::value;

constexpr std::string_view kColumns =
    "i.id, i.code, i.type, i.metric, i.unit, i.decimals, i.scale, s.version as scale_version, s.declared "
    "from survey_item i left join survey_scale s on s.id = i.scale";

constexpr std::string_view kNoDamage = "a code of an item of the survey";

base::Result<KeptItem> item_from(const store::Row& row) {
    KeptItem kept;
    kept.id = row.id<KeptItem>("id");
    kept.item.id = row.text("code");
    const auto type = from_code<ItemType>(row.text("type"));
    const auto metric = from_code<MetricKind>(row.text("metric"));
    if (!type || !metric) return base::fail(base::ProblemCode::data_damaged, std::string(kNoDamage));
    kept.item.type = *type;
    kept.item.metric = *metric;
    kept.item.unit = row.text("unit");
    kept.item.decimals = static_cast<int>(row.integer("decimals"));
    if (const auto scale = row.optional_id<Scale>("scale")) {
        kept.scale = {
            .id = *scale, .version = row.integer("scale_version"), .declared = row.boolean("declared")};
    }
    return kept;
}

Option option_from(const store::Row& row) {
    return {
        .code = row.text("code"), .exclusive = row.boolean("exclusive"), .is_other = row.boolean("is_other")};
}

base::Done insert_options(store::WriteSession& session, const KeptItem& kept, std::size_t from) {
    std::vector<std::vector<store::Value>> rows;
    for (std::size_t place = from; place < kept.item.options.size(); ++place) {
        const Option& option = kept.item.options[place];
        rows.push_back({value(kept.scale->id), value(option.code), value(static_cast<std::int64_t>(place)),
                        value(0), value(option.exclusive), value(option.is_other),
                        value(kept.scale->version)});
    }
    if (rows.empty()) return {};
    return session.insert_rows(
        "survey_option", {"scale", "code", "position", "polarity", "exclusive", "is_other", "since_version"},
        rows);
}

base::Done insert_scale(store::WriteSession& session, const Scale& scale) {
    return session.post("insert into survey_scale (id, version, declared) values ($1, $2, $3)",
                        {value(scale.id), value(scale.version), value(scale.declared)});
}

std::optional<ScaleId> scale_of(const KeptItem& kept) {
    return kept.scale ? std::optional(kept.scale->id) : std::nullopt;
}

}  // namespace

base::Result<ItemsByCode> items_of(store::ReadSession& session, ProgrammeId programme) {
    const auto rows =
        session.query("select " + std::string(kColumns) + " where i.programme = $1", {value(programme)});
    if (!rows) return base::fail(rows.error());
    ItemsByCode items;
    for (const store::Row& row : *rows) {
        auto kept = item_from(row);
        if (!kept) return base::fail(kept.error());
        std::string code = kept->item.id;
        items.emplace(std::move(code), std::move(*kept));
    }
    const auto options = session.query(
        "select i.code as item, o.code, o.exclusive, o.is_other from survey_item i join survey_option o on "
        "o.scale = i.scale where i.programme = $1 order by o.position",
        {value(programme)});
    if (!options) return base::fail(options.error());
    for (const store::Row& row : *options) {
        items.find(row.text("item"))->second.item.options.push_back(option_from(row));
    }
    return items;
}

base::Done insert_item(store::WriteSession& session, ProgrammeId programme, const KeptItem& kept,
                       base::Time now) {
    if (kept.scale) {
        if (auto done = insert_scale(session, *kept.scale); !done) return done;
        if (auto done = insert_options(session, kept, 0); !done) return done;
    }
    return session.post(
        "insert into survey_item (id, programme, code, type, metric, unit, decimals, scale, created_at) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {value(kept.id), value(programme), value(kept.item.id), value(code_of(kept.item.type)),
         value(code_of(kept.item.metric)), value(kept.item.unit), value(kept.item.decimals),
         value(scale_of(kept)), value(now)});
}

base::Done grow_item(store::WriteSession& session, KeptItem& kept, std::size_t from) {
    if (kept.scale && from == 0) {
        if (auto done = insert_scale(session, *kept.scale); !done) return done;
    } else if (kept.scale && from < kept.item.options.size()) {
        kept.scale->version += 1;
        if (auto done = session.post("update survey_scale set version = $1 where id = $2",
                                     {value(kept.scale->version), value(kept.scale->id)});
            !done) {
            return done;
        }
    }
    if (kept.scale) {
        if (auto done = insert_options(session, kept, from); !done) return done;
    }
    return session.post(
        "update survey_item set type = $1, metric = $2, decimals = $3, scale = $4 where id = $5",
        {value(code_of(kept.item.type)), value(code_of(kept.item.metric)), value(kept.item.decimals),
         value(scale_of(kept)), value(kept.id)});
}

base::Done insert_items_in_round(store::WriteSession& session, std::span<const ItemInRound> items) {
    std::vector<std::vector<store::Value>> rows;
    rows.reserve(items.size());
    for (const ItemInRound& asked : items) {
        rows.push_back({value(asked.id), value(asked.round), value(asked.kept.id),
                        value(static_cast<std::int64_t>(rows.size() + 1)), value(""),
                        value(asked.kept.item.section),
                        value(asked.asked_as ? std::string(code_of(*asked.asked_as)) : std::string()),
                        value(""), value(true), value(""), value(code_of(asked.kept.item.confidentiality)),
                        value(asked.kept.scale ? asked.kept.scale->version : 0)});
    }
    return session.insert_rows("survey_item_in_round",
                               {"id", "round", "item", "position", "number", "section", "type", "routing",
                                "required", "allowed_dispositions", "confidentiality", "scale_version"},
                               rows);
}

base::Result<std::optional<ItemInRound>> find_item_in_round(store::ReadSession& session,
                                                            const KeptRound& round, std::string_view code) {
    const auto row = session.query_one(
        "select q.id as asked, q.type as asked_as, q.section, q.confidentiality, i.id, i.code, i.type, "
        "i.metric, i.unit, i.decimals, i.scale, s.version as scale_version, s.declared from survey_item i "
        "join survey_item_in_round q on q.item = i.id and q.round = $1 left join survey_scale s on s.id = "
        "i.scale where i.programme = $2 and i.code = $3",
        {value(round.id), value(round.programme), value(code)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::optional<ItemInRound>{};
    auto kept = item_from(**row);
    if (!kept) return base::fail(kept.error());
    ItemInRound found{.id = (*row)->id<ItemInRound>("asked"),
                      .round = round.id,
                      .kept = std::move(*kept),
                      .asked_as = from_code<ItemType>((*row)->text("asked_as"))};
    found.kept.item.section = (*row)->text("section");
    found.kept.item.confidentiality =
        from_code<Confidentiality>((*row)->text("confidentiality")).value_or(Confidentiality::totals_only);
    if (!found.kept.scale) return std::optional(std::move(found));
    const auto options = session.query(
        "select code, exclusive, is_other from survey_option where scale = $1 order by position",
        {value(found.kept.scale->id)});
    if (!options) return base::fail(options.error());
    for (const store::Row& option : *options) found.kept.item.options.push_back(option_from(option));
    return std::optional(std::move(found));
}

}  // namespace survey::rounds
