#include "survey/rounds/published_round.hpp"

#include "base/encoding.hpp"
#include "survey/build_round.hpp"
#include "survey/concordance.hpp"
#include "survey/long_csv.hpp"
#include "survey/rounds/canonical_export.hpp"
#include "survey/rounds/concordance_repository.hpp"
#include "survey/rounds/reply_access.hpp"
#include "survey/rounds/reply_repository.hpp"
#include "survey/rounds/round_repository.hpp"
#include "survey/rounds/tally_repository.hpp"

#include <algorithm>
#include <utility>

namespace survey::rounds {
namespace {

using store::value;

// The newest snapshot of each round, where that one is published; and totals as they came.
constexpr std::string_view kPublished =
    "select r.id, r.label, r.kind, r.synthetic, p.name as programme, p.owner, "
    "coalesce(s.frozen_at, r.created_at) as at, s.id as snapshot, s.sha256 "
    "from survey_round r join survey_programme p on p.id = r.programme "
    "left join survey_snapshot s on s.round = r.id and s.published_at is not null "
    "and s.number = (select max(n.number) from survey_snapshot n where n.round = r.id) "
    "where (s.id is not null or r.kind = 'aggregate_only')";

base::Result<PublishedEntry> entry_from(const store::Row& row) {
    const auto kind = from_code<RoundKind>(row.text("kind"));
    if (!kind) return base::fail(base::ProblemCode::data_damaged, "survey_round.kind");
    return PublishedEntry{.id = row.id<KeptRound>("id"),
                          .programme = row.text("programme"),
                          .label = row.text("label"),
                          .kind = *kind,
                          .synthetic = row.boolean("synthetic"),
                          .at = row.time("at")};
}

base::Done fill_answers(store::ReadSession& session, const base::Bytes& hash, SnapshotId snapshot,
                        PublishedRound& published) {
    const auto csv =
        canonical_csv(session, published.round, {.snapshot = snapshot, .reply = {}, .version = 0});
    if (!csv) return base::fail(csv.error());
    if (hash_of(*csv) != hash)
        return base::fail(base::ProblemCode::data_damaged, "a snapshot is not what was frozen");
    const auto asked = items_in_round(session, published.round);
    if (!asked) return base::fail(asked.error());
    std::vector<Item> items;
    for (const ItemInRound& one : *asked) items.push_back(one.item());
    const auto members = eligible_members(session, published.round.id, published.states);
    if (!members) return base::fail(members.error());
    const auto rows = read_long_csv(*csv, published.round.label);
    if (!rows) return base::fail(rows.error());
    auto built = build_round(*rows, published.round.label, published.states, items, *members);
    if (!built) return base::fail(built.error());
    published.answers = *std::move(built);
    return {};
}

// What was printed is named by the rows as they are kept, since nobody froze it here.
base::Done fill_totals(store::ReadSession& session, PublishedRound& published) {
    const auto asked = items_in_round(session, published.round);
    if (!asked) return base::fail(asked.error());
    std::string text;
    for (const ItemInRound& one : *asked) {
        auto tallies = load_tallies(session, one);
        if (!tallies) return base::fail(tallies.error());
        for (PublishedTally& tally : *tallies) {
            text += tally.item + "\n" + tally.answer + "\n" +
                    (tally.count ? std::to_string(*tally.count) : std::string()) + "\n" + tally.source + "\n";
            published.totals.push_back(std::move(tally));
        }
    }
    published.snapshot = base::to_hex(hash_of(text));
    return {};
}

}  // namespace

base::Result<std::vector<PublishedEntry>> published_rounds(guard::Workplace& workplace) {
    return workplace.database.read(
        [&](store::ReadSession& session) -> base::Result<std::vector<PublishedEntry>> {
            const auto rows = session.query(std::string(kPublished) + " order by p.name, r.label desc");
            if (!rows) return base::fail(rows.error());
            std::vector<PublishedEntry> entries;
            for (const store::Row& row : *rows) {
                auto entry = entry_from(row);
                if (!entry) return base::fail(entry.error());
                entries.push_back(*std::move(entry));
            }
            return entries;
        });
}

base::Result<PublishedRound> read_published(guard::Workplace& workplace, RoundId id) {
    return workplace.database.read([&](store::ReadSession& session) -> base::Result<PublishedRound> {
        const auto row = session.query_one(std::string(kPublished) + " and r.id = $1", {value(id)});
        if (!row) return base::fail(row.error());
        if (!*row) return base::fail(base::ProblemCode::not_found, "round");
        auto round = load_round(session, id);
        if (!round) return base::fail(round.error());
        PublishedRound published{.round = *std::move(round),
                                 .programme = (*row)->text("programme"),
                                 .owner = (*row)->text("owner"),
                                 .snapshot = {},
                                 .at = (*row)->time("at"),
                                 .states = {},
                                 .answers = {},
                                 .totals = {},
                                 .wordings = {}};
        auto states = all_states(session);
        if (!states) return base::fail(states.error());
        published.states = *std::move(states);
        auto wordings = load_wordings(session, id);
        if (!wordings) return base::fail(wordings.error());
        published.wordings = *std::move(wordings);
        const auto snapshot = (*row)->optional_id<Snapshot>("snapshot");
        if (!snapshot) {
            if (auto filled = fill_totals(session, published); !filled) return base::fail(filled.error());
            return published;
        }
        const base::Bytes& hash = (*row)->bytes("sha256");
        published.snapshot = base::to_hex(hash);
        if (auto filled = fill_answers(session, hash, *snapshot, published); !filled)
            return base::fail(filled.error());
        return published;
    });
}

base::Result<Grades> published_grades(guard::Workplace& workplace, const PublishedRound& before,
                                      const PublishedRound& after) {
    const bool other_population =
        before.answers && after.answers && before.answers->population() != after.answers->population();
    return workplace.database.read([&](store::ReadSession& session) -> base::Result<Grades> {
        const auto earlier = items_in_round(session, before.round);
        if (!earlier) return base::fail(earlier.error());
        const auto later = items_in_round(session, after.round);
        if (!later) return base::fail(later.error());
        Grades grades;
        for (const ItemInRound& from : *earlier) {
            const auto to = std::ranges::find_if(
                *later, [&](const ItemInRound& one) { return one.kept.id == from.kept.id; });
            if (to == later->end()) continue;
            auto decided = find_concordance(session, from, *to);
            if (!decided) return base::fail(decided.error());
            Concordance concordance = decided->value_or(Concordance{});
            if (concordance.map) continue;
            concordance.changed.population = concordance.changed.population || other_population;
            grades.emplace(from.kept.item.id, grade_of(concordance));
        }
        return grades;
    });
}

}  // namespace survey::rounds
