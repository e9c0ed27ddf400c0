#include "survey/tally_csv.hpp"

#include "base/csv_reader.hpp"

#include <array>
#include <set>

namespace survey {
namespace {

constexpr std::array<std::string_view, 9> kHeader{
    "round", "question_id", "section", "question_paraphrase", "answer_type", "answer",
    "count", "respondents", "source"};

enum Column { kRound, kItem, kSection, kParaphrase, kType, kAnswer, kCount, kRespondents, kSource };

struct TypeName {
    std::string_view name;
    ItemType type;
};
constexpr std::array<TypeName, 5> kTypes{{{"single_choice", ItemType::single},
                                          {"multi_choice", ItemType::multi},
                                          {"likert5", ItemType::likert},
                                          {"number_table", ItemType::table},
                                          {"free_text", ItemType::text}}};

std::optional<ItemType> type_of(std::string_view name) {
    for (const TypeName& type : kTypes) {
        if (type.name == name) return type.type;
    }
    return std::nullopt;
}

std::optional<std::int64_t> count_of(std::string_view text) {
    const auto number = decimal_from_text(text);
    if (!number || number->decimals > 0 || number->units < 0) return std::nullopt;
    return number->units;
}

class TallyReader {
public:
    explicit TallyReader(std::string_view text) : text_(text) {}

    base::Result<PublishedTally> read(const std::vector<base::CsvField>& fields) const {
        const auto wrong = [&](Column column, std::string rule, std::string accepted = {}) {
            return base::fail(base::csv_problem(text_, fields[column].offset, kHeader[column],
                                                std::move(rule), std::move(accepted)));
        };
        for (const Column column : {kRound, kItem, kAnswer, kSource}) {
            if (fields[column].text.empty()) return wrong(column, "required");
        }
        const auto type = type_of(fields[kType].text);
        if (!type) {
            std::string accepted;
            for (const TypeName& one : kTypes)
                accepted += (accepted.empty() ? "" : ", ") + std::string(one.name);
            return wrong(kType, "not_in_list", std::move(accepted));
        }
        PublishedTally tally{.round = std::string(fields[kRound].text),
                             .item = std::string(fields[kItem].text),
                             .section = std::string(fields[kSection].text),
                             .paraphrase = std::string(fields[kParaphrase].text),
                             .type = *type,
                             .answer = std::string(fields[kAnswer].text),
                             .count = {},
                             .percent = {},
                             .respondents = {},
                             .source = std::string(fields[kSource].text),
                             .line = base::csv_place(text_, fields[kRound].offset).line};
        std::string_view count = fields[kCount].text;
        if (count.ends_with('%')) {
            count.remove_suffix(1);
            tally.percent = decimal_from_text(count);
            if (!tally.percent) return wrong(kCount, "not_a_count", "39, 71% or empty");
            if (tally.percent->units < 0 ||
                tally.percent->units > 100 * power_of_ten(tally.percent->decimals)) {
                return wrong(kCount, "out_of_range", "0% to 100%");
            }
        } else if (!count.empty()) {
            tally.count = count_of(count);
            if (!tally.count) return wrong(kCount, "not_a_count", "39, 71% or empty");
        }
        if (!fields[kRespondents].text.empty()) {
            tally.respondents = count_of(fields[kRespondents].text);
            if (!tally.respondents) return wrong(kRespondents, "not_a_count", "57 or empty");
            if (tally.count && *tally.count > *tally.respondents) {
                return wrong(kCount, "out_of_range", "at most the respondents");
            }
        }
        return tally;
    }

private:
    std::string_view text_;
};

}  // namespace

base::Result<std::vector<PublishedTally>> read_tally_csv(std::string_view text,
                                                         std::optional<std::string_view> round) {
    base::CsvReader reader(text);
    if (auto good = reader.expect_header(kHeader); !good) return base::fail(good.error());
    const TallyReader rows(text);
    std::vector<PublishedTally> tallies;
    std::set<std::string> seen;
    std::vector<base::CsvField> fields;
    while (true) {
        const auto more = reader.next(fields);
        if (!more) return base::fail(more.error());
        if (!*more) break;
        auto tally = rows.read(fields);
        if (!tally) return base::fail(tally.error());
        if (!seen.insert(tally->round + '\n' + tally->item + '\n' + tally->answer).second) {
            return base::fail(base::csv_problem(text, fields[kAnswer].offset, kHeader[kAnswer], "twice"));
        }
        if (!round || tally->round == *round) tallies.push_back(std::move(*tally));
    }
    if (round && tallies.empty()) {
        return base::fail(base::csv_problem(text, 0, kHeader[kRound], "no_such_round", std::string(*round)));
    }
    return tallies;
}

}  // namespace survey
