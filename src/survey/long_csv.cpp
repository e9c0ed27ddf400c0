#include "survey/long_csv.hpp"

#include "base/csv_reader.hpp"
#include "base/text.hpp"

#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace survey {
namespace {

constexpr std::array<std::string_view, kLongFieldCount> kHeader{
    "round", "iso3", "item", "option", "value", "disposition", "confidentiality"};

static_assert(base::kCsvBytesMost <= std::numeric_limits<std::uint32_t>::max());

template <class Value>
std::string list_of_codes() {
    std::string list;
    for (const std::string_view code : codes<Value>()) list += (list.empty() ? "" : ", ") + std::string(code);
    return list;
}

class RowReader {
public:
    RowReader(std::string_view text, std::optional<std::string_view> round) : text_(text), round_(round) {}

    base::Result<LongRow> read(const std::vector<base::CsvField>& fields) {
        LongRow row;
        for (std::size_t index = 0; index < kLongFieldCount; ++index) {
            row.offsets[index] = static_cast<std::uint32_t>(fields[index].offset);
        }
        const auto at = [&](LongField field) { return fields[static_cast<std::size_t>(field)]; };
        const auto wrong = [&](LongField field, std::string rule, std::string accepted = {}) {
            return base::fail(base::csv_problem(text_, at(field).offset, name_of(field), std::move(rule),
                                                std::move(accepted)));
        };
        for (const LongField field : {LongField::round, LongField::item, LongField::option}) {
            const std::string_view code = at(field).text;
            if (code.empty() && field != LongField::option) return wrong(field, "required");
            if (base::code_point_count(code) > kCodeCharactersMost) {
                return wrong(field, "too_long", std::to_string(kCodeCharactersMost));
            }
        }
        if (round_ && at(LongField::round).text != *round_) {
            return wrong(LongField::round, "another_round", std::string(*round_));
        }
        const auto state = StateCode::from_text(at(LongField::iso3).text);
        if (!state) return wrong(LongField::iso3, "not_a_state_code", "three of A-Z, 0-9");
        const auto disposition = from_code<Disposition>(at(LongField::disposition).text);
        if (!disposition) return wrong(LongField::disposition, "not_in_list", list_of_codes<Disposition>());
        const std::string_view confidentiality = at(LongField::confidentiality).text;
        if (!confidentiality.empty()) {
            row.confidentiality = from_code<Confidentiality>(confidentiality);
            if (!row.confidentiality) {
                return wrong(LongField::confidentiality, "not_in_list", list_of_codes<Confidentiality>());
            }
        }
        for (const LongField field : {LongField::option, LongField::value}) {
            if (*disposition != Disposition::answered && !at(field).text.empty()) {
                return wrong(field, "only_with_ANS", "empty");
            }
        }
        row.round = at(LongField::round).text;
        row.state = *state;
        row.item = at(LongField::item).text;
        row.option = at(LongField::option).text;
        row.value = at(LongField::value).text;
        row.disposition = *disposition;
        return row;
    }

private:
    std::string_view text_;
    std::optional<std::string_view> round_;
};

// Numbers for texts, so that hundreds of thousands of rows are told apart by a few bytes each.
class Numbers {
public:
    std::uint32_t of(const std::string& text) {
        return numbers_.try_emplace(text, static_cast<std::uint32_t>(numbers_.size())).first->second;
    }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

struct Key {
    std::uint32_t round = 0, state = 0, item = 0, option = 0;

    friend bool operator==(const Key&, const Key&) = default;
};

struct HashOfKey {
    std::size_t operator()(const Key& key) const {
        std::size_t hash = key.round;
        // Odd factors of no meaning: every part moves every bit above its own.
        for (const std::uint32_t part : {key.state, key.item, key.option}) {
            hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
            hash ^= hash >> 32;
        }
        return hash;
    }
};

// What was said of each State and item so far, by round.
class Seen {
public:
    // The field at fault and the rule, where the row cannot stand beside those before.
    std::optional<std::pair<LongField, const char*>> add(const LongRow& row) {
        Key key{.round = rounds_.of(row.round), .state = states_.of(row.state.text())};
        const bool silent = row.disposition == Disposition::no_reply;
        const bool replied = !silent && kind_of(row.disposition).role != Role::outside;
        if (silent || replied) {
            const auto [reply, first] = replies_.try_emplace(key, replied);
            if (!first && reply->second != replied) return std::pair{LongField::disposition, "contradicts"};
        }
        key.item = items_.of(row.item);
        const auto [entry, first] = dispositions_.try_emplace(key, row.disposition, row.confidentiality);
        if (!first) {
            if (entry->second.first != row.disposition)
                return std::pair{LongField::disposition, "contradicts"};
            if (row.disposition != Disposition::answered) return std::pair{LongField::disposition, "twice"};
            if (entry->second.second != row.confidentiality) {
                return std::pair{LongField::confidentiality, "contradicts"};
            }
        }
        if (row.disposition != Disposition::answered) return std::nullopt;
        key.option = options_.of(row.option);
        if (!answers_.insert(key).second) return std::pair{LongField::option, "twice"};
        return std::nullopt;
    }

private:
    Numbers rounds_, states_, items_, options_;
    std::unordered_map<Key, bool, HashOfKey> replies_;
    std::unordered_map<Key, std::pair<Disposition, std::optional<Confidentiality>>, HashOfKey> dispositions_;
    std::unordered_set<Key, HashOfKey> answers_;
};

}  // namespace

std::string_view name_of(LongField field) {
    return kHeader[static_cast<std::size_t>(field)];
}

base::Problem LongCsv::problem(std::size_t row, LongField field, std::string rule,
                               std::string accepted) const {
    return base::csv_problem(text, rows[row].offsets[static_cast<std::size_t>(field)], name_of(field),
                             std::move(rule), std::move(accepted));
}

base::Result<LongCsv> read_long_csv(std::string_view text, std::optional<std::string_view> round) {
    base::CsvReader reader(text);
    if (auto good = reader.expect_header(kHeader); !good) return base::fail(good.error());
    LongCsv csv{.text = text, .rows = {}};
    RowReader rows(text, round);
    Seen seen;
    std::vector<base::CsvField> fields;
    while (true) {
        const auto more = reader.next(fields);
        if (!more) return base::fail(more.error());
        if (!*more) return csv;
        auto row = rows.read(fields);
        if (!row) return base::fail(row.error());
        csv.rows.push_back(std::move(*row));
        if (const auto clash = seen.add(csv.rows.back())) {
            return base::fail(csv.problem(csv.rows.size() - 1, clash->first, clash->second));
        }
    }
}

}  // namespace survey
