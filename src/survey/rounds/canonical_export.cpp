#include "survey/rounds/canonical_export.hpp"

#include "base/crypto/sha256.hpp"
#include "base/csv_writer.hpp"
#include "survey/rounds/reply_repository.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <utility>
#include <vector>

namespace survey::rounds {
namespace {

using store::value;

constexpr std::string_view kHeader = "round,iso3,item,option,value,disposition,confidentiality\n";

std::string record(std::initializer_list<std::string_view> fields) {
    base::CsvWriter writer;
    writer.add_record(fields);
    return writer.take();
}

// Which versions of which replies are meant, as the rest of a statement from `a`, the table of answers or
// cells.
struct Source {
    std::string joined;
    std::vector<store::Value> parameters;  // from $2 on
};

Source source_of(const ExportOf& what) {
    if (what.snapshot) {
        return {
            " join survey_snapshot_reply p on p.snapshot = $2 and p.response = a.response and p.version = "
            "a.version join survey_response r on r.id = a.response",
            {value(*what.snapshot)}};
    }
    if (what.reply) {
        return {" join survey_response r on r.id = a.response and r.id = $2 and a.version = $3",
                {value(*what.reply), value(what.version)}};
    }
    return {" join survey_response r on r.id = a.response and r.counted_version = a.version", {}};
}

class Exporter {
public:
    Exporter(store::ReadSession& session, const KeptRound& round, const ExportOf& what)
        : session_(session), round_(round), what_(what), source_(source_of(what)) {}

    base::Result<std::string> run() {
        const auto items = items_in_round(session_, round_);
        if (!items) return base::fail(items.error());
        if (auto done = load_silent(); !done) return base::fail(done.error());
        csv_ = kHeader;
        for (const ItemInRound& asked : *items) {
            if (auto done = add(asked); !done) return base::fail(done.error());
        }
        return std::move(csv_);
    }

private:
    // By State; in the order of their codes.
    using Lines = std::map<std::string, std::vector<std::string>>;

    // Members whose reply is not among those that are meant. Of one reply there are none.
    base::Done load_silent() {
        if (what_.reply) return {};
        const std::string replied =
            what_.snapshot
                ? "select r.state from survey_snapshot_reply p join survey_response r on r.id = "
                  "p.response where p.snapshot = $2"
                : "select state from survey_response where round = $1 and counted_version is not null";
        std::vector<store::Value> parameters{value(round_.id)};
        if (what_.snapshot) parameters.push_back(value(*what_.snapshot));
        const auto rows = session_.query(
            "select state from survey_round_member where round = $1 and eligible = "
            "1 and state not in (" +
                replied + ")",
            std::move(parameters));
        if (!rows) return base::fail(rows.error());
        for (const store::Row& row : *rows) silent_.push_back(row.text("state"));
        return {};
    }

    base::Result<store::Rows> of_item(const char* columns, const char* table, const ItemInRound& asked) {
        std::vector<store::Value> parameters{value(asked.id)};
        parameters.insert(parameters.end(), source_.parameters.begin(), source_.parameters.end());
        return session_.query("select r.state, " + std::string(columns) + " from " + table + " a" +
                                  source_.joined + " where a.item_in_round = $1",
                              std::move(parameters));
    }

    std::string line(const std::string& state, const std::string& item, std::string_view option,
                     std::string_view text, const store::Row& row) const {
        const bool answered = row.text("disposition") == code_of(Disposition::answered);
        return record({round_.label, state, item, answered ? option : std::string_view(),
                       answered ? text : std::string_view(), row.text("disposition"),
                       row.optional_text("confidentiality").value_or("")});
    }

    base::Done add(const ItemInRound& asked) {
        const Item item = asked.item();
        const auto rows = of_item("a.disposition, a.confidentiality, a.value", "survey_answer", asked);
        if (!rows) return base::fail(rows.error());
        Lines lines;
        std::map<std::string, const store::Row*> answers;
        for (const store::Row& row : *rows) {
            const std::string& state = row.text("state");
            answers.emplace(state, &row);
            if (auto done = add_answer(item, row, lines[state]); !done) return done;
        }
        if (cells_of(item) > 0) {
            const auto cells = of_item("a.row_code, a.amount, a.decimals", "survey_cell", asked);
            if (!cells) return base::fail(cells.error());
            for (const store::Row& cell : *cells) {
                const auto answer = answers.find(cell.text("state"));
                if (answer == answers.end() || cell.is_null("amount")) continue;
                const Decimal amount{.units = cell.integer("amount"),
                                     .decimals = static_cast<int>(cell.integer("decimals"))};
                lines[answer->first].push_back(line(answer->first, item.id, cell.text("row_code"),
                                                    survey::to_text(amount), *answer->second));
            }
        }
        for (const std::string& state : silent_) {
            lines[state] = {
                record({round_.label, state, item.id, {}, {}, code_of(Disposition::no_reply), {}})};
        }
        for (auto& [state, own] : lines) {
            std::ranges::sort(own);
            for (const std::string& one : own) csv_ += one;
        }
        return {};
    }

    base::Done add_answer(const Item& item, const store::Row& row, std::vector<std::string>& own) const {
        const std::string& state = row.text("state");
        const auto json = row.optional_text("value");
        if (row.text("disposition") != code_of(Disposition::answered)) {
            own.push_back(line(state, item.id, {}, {}, row));
            return {};
        }
        if (!json) return {};  // its cells follow
        const auto content = content_from_json(item.type, *json);
        if (!content) return base::fail(content.error());
        if (shape_of(item.type) == AnswerShape::told) {
            own.push_back(line(state, item.id, {}, content->text, row));
            return {};
        }
        const bool forced = shape_of(item.type) == AnswerShape::forced;
        for (const std::string& option : content->chosen) {
            const auto beside =
                std::ranges::find(content->beside, option, &std::pair<std::string, std::string>::first);
            const std::string text = beside == content->beside.end() ? std::string() : beside->second;
            own.push_back(line(state, item.id, option, forced ? "yes" : std::string_view(text), row));
        }
        for (const std::string& option : content->denied)
            own.push_back(line(state, item.id, option, "no", row));
        return {};
    }

    store::ReadSession& session_;
    const KeptRound& round_;
    const ExportOf& what_;
    Source source_;
    std::vector<std::string> silent_;
    std::string csv_;
};

}  // namespace

base::Result<std::string> canonical_csv(store::ReadSession& session, const KeptRound& round,
                                        const ExportOf& what) {
    return Exporter(session, round, what).run();
}

base::Bytes hash_of(const std::string& csv) {
    const auto digest = base::crypto::sha256(base::bytes_of(csv));
    return {digest.begin(), digest.end()};
}

}  // namespace survey::rounds
