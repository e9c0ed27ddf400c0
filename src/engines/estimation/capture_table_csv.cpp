#include "engines/estimation/capture_table_csv.hpp"

#include "base/csv_reader.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace estimation {
namespace {

constexpr std::string_view kCount = "count";

// Which column is what.
struct Header {
    std::vector<base::CsvField> fields;
    std::vector<std::size_t> lists;    // columns, in the order of the file
    std::optional<std::size_t> count;  // none: a row is a person
};

base::Result<Header> understand(std::string_view text, std::vector<base::CsvField> fields) {
    const auto wrong = [&](std::size_t offset, std::string rule, std::string accepted = {}) {
        return base::fail(base::csv_problem(text, offset, {}, std::move(rule), std::move(accepted)));
    };
    Header header{.fields = std::move(fields), .lists = {}, .count = {}};
    for (std::size_t column = 0; column < header.fields.size(); ++column) {
        const base::CsvField& field = header.fields[column];
        if (field.text.empty()) return wrong(field.offset, "name_missing", "a name for every list");
        for (std::size_t before = 0; before < column; ++before) {
            if (header.fields[before].text == field.text) return wrong(field.offset, "name_twice");
        }
        if (field.text == kCount) {
            header.count = column;
        } else {
            header.lists.push_back(column);
        }
    }
    const std::string accepted = "3 to " + std::to_string(kListsMost) + " lists, and count";
    if (header.lists.size() < kListsFewest) return wrong(0, "lists_too_few", accepted);
    if (header.lists.size() > kListsMost) {
        return wrong(header.fields[header.lists[kListsMost]].offset, "lists_too_many", accepted);
    }
    return header;
}

class RowReader {
public:
    // The names of the header are copied: its fields hold only until the next record.
    RowReader(std::string_view text, const Header& header) : text_(text), header_(header) {
        for (const base::CsvField& field : header.fields) names_.emplace_back(field.text);
        table_.count.assign(std::size_t{1} << header.lists.size(), 0);
        seen_.assign(table_.count.size(), false);
        for (const std::size_t column : header.lists) table_.lists.push_back(names_[column]);
    }

    base::Done add(const std::vector<base::CsvField>& row) {
        Mask history = 0;
        for (std::size_t list = 0; list < header_.lists.size(); ++list) {
            const std::size_t column = header_.lists[list];
            const std::string_view cell = row[column].text;
            if (cell == "1") {
                history |= Mask{1} << list;
            } else if (cell != "0") {
                return wrong(row, column, "not_0_or_1", "0 or 1");
            }
        }
        double people = 1;
        if (header_.count) {
            const auto count = people_in(row[*header_.count].text);
            if (!count) return wrong(row, *header_.count, "not_a_whole_number", "0, 1, 2 ...");
            people = *count;
            if (seen_[history]) return wrong(row, header_.lists.front(), "history_twice");
            seen_[history] = true;
        }
        if (history == 0 && people > 0) return wrong(row, header_.lists.front(), "people_on_no_list");
        total_ += people;
        if (total_ > kPeopleMost) {
            return wrong(row, header_.count.value_or(0), "total_too_large", "less than 2^31 people");
        }
        table_.count[history] += people;
        return {};
    }

    CaptureTable& table() { return table_; }

private:
    // Digits alone: what has a sign, a point or an exponent is no count.
    static std::optional<double> people_in(std::string_view text) {
        if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return {};
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size()) return kPeopleMost * 2;
        return value;
    }

    base::Done wrong(const std::vector<base::CsvField>& row, std::size_t column, std::string rule,
                     std::string accepted = {}) const {
        return base::fail(base::csv_problem(text_, row[column].offset, names_[column], std::move(rule),
                                            std::move(accepted)));
    }

    std::string_view text_;
    const Header& header_;
    std::vector<std::string> names_;
    CaptureTable table_;
    std::vector<bool> seen_;
    double total_ = 0;
};

// What one row cannot show. The place is the list's name in the header.
base::Done check_lists(std::string_view text, const Header& header, const CaptureTable& table) {
    const auto wrong = [&](std::size_t list, std::string rule, std::string accepted = {}) {
        return base::fail(base::csv_problem(text, header.fields[header.lists[list]].offset, table.lists[list],
                                            std::move(rule), std::move(accepted)));
    };
    const double everybody = observed(table);
    const auto people_where = [&](auto holds) {
        double people = 0;
        for (Mask history = 1; history < table.cell_count(); ++history) {
            if (holds(history)) people += table.count[history];
        }
        return people;
    };
    for (std::size_t list = 0; list < table.list_count(); ++list) {
        const double people = people_where([&](Mask history) { return (history >> list & 1) != 0; });
        if (people == 0) return wrong(list, "nobody_on_the_list", "a list with somebody on it");
        if (people == everybody) {
            return wrong(list, "everybody_on_the_list", "a list that somebody is missing from");
        }
        for (std::size_t other = 0; other < list; ++other) {
            if (people_where([&](Mask history) { return ((history >> list ^ history >> other) & 1) != 0; }) ==
                0) {
                return wrong(list, "same_people_as_another_list",
                             "not the same people as " + table.lists[other]);
            }
        }
    }
    if (overlapping(table) == 0) {
        return base::fail(
            base::csv_problem(text, 0, {}, "nobody_on_two_lists", "somebody who is on two lists or more"));
    }
    return {};
}

}  // namespace

base::Result<CaptureTable> read_capture_table(std::string_view text) {
    base::CsvReader reader(text);
    auto fields = reader.read_header();
    if (!fields) return base::fail(fields.error());
    const auto header = understand(text, std::move(*fields));
    if (!header) return base::fail(header.error());
    RowReader rows(text, *header);
    std::vector<base::CsvField> row;
    while (true) {
        const auto more = reader.next(row);
        if (!more) return base::fail(more.error());
        if (!*more) break;
        if (auto added = rows.add(row); !added) return base::fail(added.error());
    }
    if (auto good = check_lists(text, *header, rows.table()); !good) return base::fail(good.error());
    return std::move(rows.table());
}

}  // namespace estimation
