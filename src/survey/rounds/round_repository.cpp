#include "survey/rounds/round_repository.hpp"

#include <set>
#include <string>

namespace survey::rounds {
namespace {

using store::value;

constexpr std::string_view kColumns =
    "r.id, r.programme, r.label, r.kind, r.phase, r.source_language, r.population, r.synthetic, r.note, "
    "r.created_at, r.version";

KeptRound round_from(const store::Row& row) {
    KeptRound round;
    round.id = row.id<KeptRound>("id");
    round.programme = row.id<Programme>("programme");
    round.label = row.text("label");
    round.kind = from_code<RoundKind>(row.text("kind")).value_or(RoundKind::microdata);
    round.phase = row.text("phase");
    round.source_language = row.text("source_language");
    round.population = row.optional_integer("population");
    round.synthetic = row.boolean("synthetic");
    round.note = row.text("note");
    round.created_at = row.time("created_at");
    round.version = row.integer("version");
    return round;
}

base::Result<StateCode> state_from(const store::Row& row, std::string_view column) {
    const auto state = StateCode::from_text(row.text(column));
    if (!state) return base::fail(base::ProblemCode::data_damaged, "the code of a State");
    return *state;
}

}  // namespace

base::Done insert_programme(store::WriteSession& session, const Programme& programme) {
    return session.post_new(
        "insert into survey_programme (id, name, owner, created_at) values ($1, $2, $3, $4)",
        {value(programme.id), value(programme.name), value(programme.owner), value(programme.created_at)},
        base::problem(base::ProblemCode::already_exists, "survey programme"));
}

base::Result<std::optional<Programme>> find_programme(store::ReadSession& session, std::string_view name) {
    const auto row = session.query_one(
        "select id, name, owner, created_at from survey_programme where name = $1", {value(name)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::optional<Programme>{};
    return std::optional(Programme{.id = (*row)->id<Programme>("id"),
                                   .name = (*row)->text("name"),
                                   .owner = (*row)->text("owner"),
                                   .created_at = (*row)->time("created_at")});
}

base::Done insert_round(store::WriteSession& session, const KeptRound& round) {
    return session.post_new(
        "insert into survey_round (id, programme, label, kind, phase, source_language, languages, "
        "population, synthetic, note, created_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
        "$10, $11, 1)",
        {value(round.id), value(round.programme), value(round.label), value(code_of(round.kind)),
         value(round.phase), value(round.source_language), value(round.source_language),
         value(round.population), value(round.synthetic), value(round.note), value(round.created_at)},
        base::problem(base::ProblemCode::already_exists, "survey round"));
}

base::Result<std::optional<KeptRound>> find_round(store::ReadSession& session, ProgrammeId programme,
                                                  std::string_view label) {
    const auto row = session.query_one(
        "select " + std::string(kColumns) + " from survey_round r where r.programme = $1 and r.label = $2",
        {value(programme), value(label)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::optional<KeptRound>{};
    return std::optional(round_from(**row));
}

base::Result<std::vector<FoundRound>> rounds_labelled(store::ReadSession& session, std::string_view label) {
    const auto rows = session.query("select " + std::string(kColumns) +
                                        ", p.name as programme_name from survey_round r join "
                                        "survey_programme p on p.id = r.programme where r.label = $1 "
                                        "order by p.name",
                                    {value(label)});
    if (!rows) return base::fail(rows.error());
    std::vector<FoundRound> found;
    for (const store::Row& row : *rows) found.push_back({round_from(row), row.text("programme_name")});
    return found;
}

base::Result<StateRegister> all_states(store::ReadSession& session) {
    const auto rows = session.query("select code from survey_state order by code");
    if (!rows) return base::fail(rows.error());
    std::vector<StateCode> states;
    for (const store::Row& row : *rows) {
        const auto state = state_from(row, "code");
        if (!state) return base::fail(state.error());
        states.push_back(*state);
    }
    return StateRegister::of(states);
}

base::Result<std::int64_t> add_states(store::WriteSession& session, std::span<const StateCode> states,
                                      base::Time now) {
    const auto known = all_states(session);
    if (!known) return base::fail(known.error());
    std::set<StateCode> added;
    std::vector<std::vector<store::Value>> rows;
    for (const StateCode state : states) {
        if (known->place_of(state) || !added.insert(state).second) continue;
        rows.push_back({value(state.text()), value("{}"), value(now)});
    }
    if (rows.empty()) return 0;
    // One register has to hold all of them.
    if (known->size() + rows.size() > kStatesMost) {
        return base::fail(base::invalid_field("states", "too_many", std::to_string(kStatesMost)));
    }
    if (auto done = session.insert_rows("survey_state", {"code", "names", "added_at"}, rows); !done) {
        return base::fail(done.error());
    }
    return static_cast<std::int64_t>(rows.size());
}

base::Done insert_members(store::WriteSession& session, RoundId round, std::span<const StateCode> states) {
    std::vector<std::vector<store::Value>> rows;
    rows.reserve(states.size());
    for (const StateCode state : states) {
        rows.push_back({value(round), value(state.text()), value(true), value("")});
    }
    return session.insert_rows("survey_round_member", {"round", "state", "eligible", "reason"}, rows);
}

base::Result<StateSet> eligible_members(store::ReadSession& session, RoundId round,
                                        const StateRegister& states) {
    const auto rows = session.query("select state from survey_round_member where round = $1 and eligible = 1",
                                    {value(round)});
    if (!rows) return base::fail(rows.error());
    StateSet members;
    for (const store::Row& row : *rows) {
        const auto state = state_from(row, "state");
        if (!state) return base::fail(state.error());
        if (const auto place = states.place_of(*state)) members.insert(*place);
    }
    return members;
}

}  // namespace survey::rounds
