#include "guard/audit.hpp"

#include "base/crypto/keyed_hash.hpp"
#include "store/value_rows.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <utility>

namespace guard {

namespace {

using base::crypto::Digest;
using base::crypto::Hasher;
using base::crypto::SealingKey;

constexpr int kPageRows = 500;
constexpr std::size_t kRowsAtOnce = 8;

// What the next row builds upon.
struct Head {
    std::int64_t number = 0;
    base::Bytes hash = base::Bytes(Digest{}.size(), 0);
};

struct ChainedRow {
    AuditRow row;
    base::Bytes previous;
    base::Bytes hash;
};

constexpr std::string_view kColumns =
    "number, at, user_id, organisation, action, subject_kind, subject, case_id, zone, purpose, rule, "
    "outcome, "
    "previous, hash";

template <class Thing>
void add_optional_id(Hasher& hasher, const std::optional<base::Id<Thing>>& id) {
    hasher.add_number(id ? 1 : 0);
    if (id) hasher.add_field(id->uuid().bytes());
}

// Every column, each with its length, in this order for ever: changing it is a new version with a new first
// field.
base::Bytes hash_of(const SealingKey& key, const AuditRow& row, base::ByteView previous) {
    Hasher hasher(key);
    hasher.add_field(base::bytes_of("waymark.audit.event.1"));
    hasher.add_number(row.number);
    hasher.add_number(row.at.microseconds());
    add_optional_id(hasher, row.user);
    add_optional_id(hasher, row.organisation);
    hasher.add_field(base::bytes_of(row.event.action));
    hasher.add_field(base::bytes_of(row.event.subject_kind));
    hasher.add_field(row.event.subject.bytes());
    add_optional_id(hasher, row.event.concerned_case);
    hasher.add_number(static_cast<std::int64_t>(row.event.zone));
    hasher.add_field(base::bytes_of(code_of(row.event.purpose)));
    hasher.add_field(base::bytes_of(row.event.rule));
    hasher.add_field(base::bytes_of(code_of(row.event.outcome)));
    hasher.add_field(previous);
    const Digest digest = hasher.finish();
    return {digest.begin(), digest.end()};
}

base::Bytes mac_of(const SealingKey& key, const Head& head) {
    Hasher hasher(key);
    hasher.add_field(base::bytes_of("waymark.audit.head.1"));
    hasher.add_number(head.number);
    hasher.add_field(head.hash);
    const Digest digest = hasher.finish();
    return {digest.begin(), digest.end()};
}

// SQLite keeps whatever kind of value a hand puts into a column; of other kinds than these none was ever
// written here.
bool is_of_our_kinds(const store::Row& row, std::initializer_list<std::string_view> integers,
                     std::initializer_list<std::string_view> texts,
                     std::initializer_list<std::string_view> bytes) {
    return std::ranges::all_of(integers, [&](auto column) { return row.holds<std::int64_t>(column); }) &&
           std::ranges::all_of(texts, [&](auto column) { return row.holds<std::string>(column); }) &&
           std::ranges::all_of(bytes, [&](auto column) { return row.holds<base::Bytes>(column); });
}

struct StoredHead {
    Head head;
    bool genuine = false;
};

base::Result<std::optional<StoredHead>> load_head(store::ReadSession& session, const SealingKey& key) {
    auto row = session.query_one("select number, hash, mac from audit_head where one = 1");
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return std::optional<StoredHead>{};
    if (!is_of_our_kinds(**row, {"number"}, {}, {"hash", "mac"})) return std::optional(StoredHead{});
    StoredHead stored{.head = {.number = (*row)->integer("number"), .hash = (*row)->bytes("hash")}};
    stored.genuine = base::crypto::equal_in_constant_time(mac_of(key, stored.head), (*row)->bytes("mac"));
    return std::optional(std::move(stored));
}

// A database that is bound to a key has a head from then on (begin_audit): where it is gone, a chain that
// began anew would look like one that nobody touched.
base::Result<bool> was_begun(store::ReadSession& session) {
    const auto row = session.query_one("select one from installation");
    if (!row) return base::fail(row.error());
    return row->has_value();
}

void add_values(std::vector<store::Value>& parameters, const ChainedRow& link) {
    const AuditRow& row = link.row;
    for (store::Value one :
         {store::value(row.number), store::value(row.at), store::value(row.user),
          store::value(row.organisation), store::value(row.event.action),
          store::value(row.event.subject_kind), store::value(row.event.subject),
          store::value(row.event.concerned_case), store::value(static_cast<std::int64_t>(row.event.zone)),
          store::value(code_of(row.event.purpose)), store::value(row.event.rule),
          store::value(code_of(row.event.outcome)), store::value(link.previous), store::value(link.hash)}) {
        parameters.push_back(std::move(one));
    }
}

// Some rows with one statement; few, so that there are few such statements to prepare.
base::Done insert_events(store::WriteSession& session, std::span<const ChainedRow> links) {
    std::vector<store::Value> parameters;
    for (const ChainedRow& link : links) add_values(parameters, link);
    const std::string rows = store::value_rows(links.size(), parameters.size() / links.size());
    // Whoever holds the head holds the number; a row that stands there already was put there by somebody
    // else.
    return session.post_new("insert into audit_event (" + std::string(kColumns) + ") values " + rows,
                            std::move(parameters),
                            base::problem(base::ProblemCode::audit_chain_broken,
                                          "a row stands beyond the head of the audit chain"));
}

base::Done save_head(store::WriteSession& session, const SealingKey& key, const Head& head) {
    return session.post(
        "insert into audit_head (one, number, hash, mac) values (1, $1, $2, $3) "
        "on conflict (one) do update set number = excluded.number, hash = excluded.hash, mac = excluded.mac",
        {store::value(head.number), store::value(head.hash), store::value(mac_of(key, head))});
}

std::optional<Zone> zone_of_number(std::int64_t number) {
    if (number < 0 || number > static_cast<std::int64_t>(Zone::z4)) return std::nullopt;
    return static_cast<Zone>(number);
}

// Nothing, when a column holds what was never written by append_audit().
std::optional<ChainedRow> read_row(const store::Row& stored) {
    if (!is_of_our_kinds(stored, {"number", "at", "zone"},
                         {"action", "subject_kind", "purpose", "rule", "outcome"},
                         {"subject", "previous", "hash"})) {
        return std::nullopt;
    }
    const auto zone = zone_of_number(stored.integer("zone"));
    const auto purpose = purpose_from_code(stored.text("purpose"));
    const auto outcome = outcome_from_code(stored.text("outcome"));
    if (!zone || !purpose || !outcome) return std::nullopt;
    for (const std::string_view column : {"user_id", "organisation", "case_id"}) {
        if (stored.is_null(column)) continue;
        if (!stored.holds<base::Bytes>(column) || stored.bytes(column).size() != base::Uuid::kSize) {
            return std::nullopt;
        }
    }
    const auto subject = base::Uuid::from_bytes(stored.bytes("subject"));
    if (!subject) return std::nullopt;
    return ChainedRow{
        .row = {.number = stored.integer("number"),
                .at = stored.time("at"),
                .user = stored.optional_id<User>("user_id"),
                .organisation = stored.optional_id<Organisation>("organisation"),
                .event = {.action = stored.text("action"),
                          .subject_kind = stored.text("subject_kind"),
                          .subject = *subject,
                          .concerned_case = stored.optional_id<Case>("case_id"),
                          .zone = *zone,
                          .purpose = *purpose,
                          .rule = stored.text("rule"),
                          .outcome = *outcome}},
        .previous = stored.bytes("previous"),
        .hash = stored.bytes("hash"),
    };
}

// A row that does not follow from the one before: where has that one gone?
base::Result<std::string> reason_for_break(store::ReadSession& session, const SealingKey& key,
                                           const ChainedRow& found, const Head& before) {
    if (hash_of(key, found.row, before.hash) == found.hash) return std::string("altered");
    auto elsewhere =
        session.query_one("select number from audit_event where hash = $1", {store::value(found.previous)});
    if (!elsewhere) return base::fail(std::move(elsewhere.error()));
    const base::Bytes start = Head{}.hash;
    return std::string(*elsewhere || found.previous == start ? "reordered" : "dropped");
}

// Nothing, when the row follows; then `before` has moved on.
base::Result<std::optional<std::string>> check_row(store::ReadSession& session, const SealingKey& key,
                                                   const store::Row& stored, Head& before) {
    if (!stored.holds<std::int64_t>("number") || stored.integer("number") != before.number + 1) {
        return std::optional<std::string>("dropped");
    }
    const auto found = read_row(stored);
    if (!found) return std::optional<std::string>("altered");
    if (found->previous != before.hash) {
        return reason_for_break(session, key, *found, before).map([](std::string reason) {
            return std::optional(std::move(reason));
        });
    }
    if (hash_of(key, found->row, found->previous) != found->hash)
        return std::optional<std::string>("altered");
    before = {.number = found->row.number, .hash = found->hash};
    return std::optional<std::string>{};
}

base::Result<std::vector<AuditRow>> rows_from(const base::Result<store::Rows>& rows) {
    if (!rows) return base::fail(rows.error());
    std::vector<AuditRow> found;
    found.reserve(rows->size());
    for (const store::Row& row : *rows) {
        auto read = read_row(row);
        if (!read)
            return base::fail(base::ProblemCode::audit_chain_broken, "a row holds what was never written");
        found.push_back(std::move(read->row));
    }
    return found;
}

AuditVerdict broken_after(const Head& last_good, std::string reason) {
    return {.rows = last_good.number, .first_bad_row = last_good.number + 1, .reason = std::move(reason)};
}

AuditVerdict compare_with_head(const Head& last, const std::optional<StoredHead>& stored, bool begun) {
    if (!stored) return last.number == 0 && !begun ? AuditVerdict{} : broken_after(last, "head");
    if (!stored->genuine) return broken_after(last, "head");
    if (last.number < stored->head.number) return broken_after(last, "dropped");
    if (last.number > stored->head.number || last.hash != stored->head.hash)
        return broken_after(last, "head");
    return {.rows = last.number, .first_bad_row = std::nullopt, .reason = {}};
}

}  // namespace

std::string_view code_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::done: return "done";
        case Outcome::seen: return "seen";
        case Outcome::denied: return "denied";
    }
    return "";
}

std::optional<Outcome> outcome_from_code(std::string_view code) {
    for (const Outcome outcome : {Outcome::done, Outcome::seen, Outcome::denied}) {
        if (code_of(outcome) == code) return outcome;
    }
    return std::nullopt;
}

base::Done begin_audit(store::WriteSession& session, const SealingKey& key) {
    return save_head(session, key, Head{});
}

base::Done append_audit(store::WriteSession& session, const SealingKey& key,
                        const std::optional<Actor>& actor, base::Time at,
                        const std::vector<AuditEvent>& events) {
    if (events.empty()) return {};
    auto stored = load_head(session, key);
    if (!stored) return base::fail(std::move(stored.error()));
    // Building on a forged head would make it genuine.
    if (*stored && !(*stored)->genuine) {
        return base::fail(base::ProblemCode::audit_chain_broken, "the head of the audit chain is not ours");
    }
    if (!*stored) {
        const auto begun = was_begun(session);
        if (!begun) return base::fail(begun.error());
        if (*begun) {
            return base::fail(base::ProblemCode::audit_chain_broken, "the head of the audit chain is gone");
        }
    }
    Head head = *stored ? (*stored)->head : Head{};
    std::vector<ChainedRow> rows;
    for (const AuditEvent& event : events) {
        ChainedRow link{
            .row = {.number = head.number + 1, .at = at, .user = {}, .organisation = {}, .event = event},
            .previous = head.hash,
            .hash = {}};
        if (actor && !actor->user.is_nil()) {
            link.row.user = actor->user;
            link.row.organisation = actor->organisation;
        }
        link.hash = hash_of(key, link.row, link.previous);
        head = {.number = link.row.number, .hash = link.hash};
        rows.push_back(std::move(link));
    }
    // The head first: whoever comes second waits here and then begins again, instead of finding its number
    // taken.
    if (auto saved = save_head(session, key, head); !saved) return saved;
    for (std::span<const ChainedRow> left(rows); !left.empty();) {
        const std::size_t some = std::min(left.size(), kRowsAtOnce);
        if (auto inserted = insert_events(session, left.first(some)); !inserted) return inserted;
        left = left.subspan(some);
    }
    return {};
}

base::Result<AuditVerdict> verify_audit_from(store::ReadSession& session, const SealingKey& key,
                                             AuditPlace& place, std::int64_t rows_max) {
    auto stored_head = load_head(session, key);
    if (!stored_head) return base::fail(std::move(stored_head.error()));
    const std::string sql =
        "select " + std::string(kColumns) + " from audit_event where number > $1 order by number limit $2";
    const std::int64_t before = place.number;
    Head last;
    if (before > 0) last = {.number = before, .hash = place.hash};
    // From the very first number there is: a row put before the beginning is found too.
    std::int64_t after = before > 0 ? before : std::numeric_limits<std::int64_t>::min();
    while (true) {
        const std::int64_t wanted = std::min<std::int64_t>(kPageRows, before + rows_max - last.number);
        if (wanted == 0) {
            place = {.number = last.number, .hash = last.hash};
            return AuditVerdict{.rows = rows_max, .first_bad_row = std::nullopt, .reason = {}};
        }
        auto rows = session.query(sql, {store::value(after), store::value(wanted)});
        if (!rows) return base::fail(std::move(rows.error()));
        for (const store::Row& row : *rows) {
            auto reason = check_row(session, key, row, last);
            if (!reason) return base::fail(std::move(reason.error()));
            if (*reason) return broken_after(last, std::move(**reason));
        }
        if (rows->size() < static_cast<std::size_t>(wanted)) break;
        after = last.number;
    }
    const auto begun = was_begun(session);
    if (!begun) return base::fail(begun.error());
    AuditVerdict verdict = compare_with_head(last, *stored_head, *begun);
    if (!verdict.first_bad_row) {
        place = {.number = last.number, .hash = last.hash};
        verdict.rows = last.number - before;
    }
    return verdict;
}

base::Result<AuditVerdict> verify_audit(store::ReadSession& session, const SealingKey& key) {
    AuditPlace beginning;
    return verify_audit_from(session, key, beginning, std::numeric_limits<std::int64_t>::max());
}

base::Result<std::vector<AuditRow>> audit_of_case(store::ReadSession& session, CaseId concerned_case,
                                                  std::optional<std::int64_t> before, int rows_max) {
    return rows_from(session.query(
        "select " + std::string(kColumns) +
            " from audit_event where case_id = $1 and number < $2 order by number desc limit $3",
        {store::value(concerned_case),
         store::value(before.value_or(std::numeric_limits<std::int64_t>::max())), store::value(rows_max)}));
}

base::Result<std::vector<AuditRow>> newest_audit(store::ReadSession& session,
                                                 std::optional<std::int64_t> before, int rows_max) {
    return rows_from(session.query(
        "select " + std::string(kColumns) +
            " from audit_event where number < $1 order by number desc limit $2",
        {store::value(before.value_or(std::numeric_limits<std::int64_t>::max())), store::value(rows_max)}));
}

}  // namespace guard
