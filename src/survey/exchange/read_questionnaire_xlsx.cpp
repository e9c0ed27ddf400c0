#include "survey/exchange/read_questionnaire_xlsx.hpp"

#include "document/sheets/read_xlsx.hpp"
#include "document/sheets/write_xlsx.hpp"
#include "survey/exchange/answer_cell.hpp"
#include "survey/exchange/questionnaire_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace survey::exchange {
namespace {

using document::sheets::CellPlace;
using document::sheets::ReadCell;
using document::sheets::ReadSheet;
using document::sheets::ReadWorkbook;

using RowKey = std::pair<std::string, std::string>;  // item and cell code

std::string text_at(const ReadSheet& sheet, std::uint32_t row, std::uint32_t column) {
    const ReadCell* cell = sheet.find({row, column});
    const auto* text = cell == nullptr ? nullptr : std::get_if<std::string>(&cell->value);
    return text == nullptr ? std::string() : *text;
}
RowKey key_at(const ReadSheet& sheet, std::uint32_t row) {
    return {text_at(sheet, row, kItemColumn), text_at(sheet, row, kCellColumn)};
}

class Refusals {
public:
    void add(std::size_t sheet, CellPlace place, std::string rule, std::string accepted) {
        if (fields_.size() == kRefusalsMost) return;
        fields_.push_back({where(sheet, place), std::move(rule), std::move(accepted)});
    }
    bool any() const { return !fields_.empty(); }
    base::Problem problem() && {
        base::Problem made = base::problem(base::ProblemCode::invalid_file);
        made.fields = std::move(fields_);
        return made;
    }
    static std::string where(std::size_t sheet, CellPlace place) {
        return fmt::format("sheet {}, cell {}", sheet + 1, document::sheets::name_of(place));
    }

private:
    std::vector<base::FieldProblem> fields_;
};

// Holds a workbook against the one that was sent, and finds for every row sent the row that came back.
class Comparison {
public:
    Comparison(const ReadWorkbook& got, std::size_t form, const ReadWorkbook& sent,
               const QuestionnaireSheet& laid, Refusals& refusals)
        : got_(got), form_(form), sent_(sent), laid_(laid), refusals_(refusals) {}

    // By row of the form that was sent.
    std::map<std::uint32_t, std::uint32_t> run() {
        for (std::uint32_t row = kHeadRows; row < laid_.rows.size(); ++row) {
            const RowKey key = key_at(sent_form(), row);
            keys_[key] = row;
            codes_[key.first].push_back(key.second);
        }
        std::set<std::uint32_t> rows;
        for (const auto& [place, cell] : got_form().cells) rows.insert(place.row);
        for (const std::uint32_t row : rows) {
            if (row < kHeadRows) {
                compare_row(row, row, false);
            } else {
                find(row);
            }
        }
        for (const auto& [key, row] : keys_) {
            if (!found_.contains(row))
                refusals_.add(form_, {row, kCellColumn}, "required", key.first + " " + key.second);
        }
        compare_other_sheets();
        return found_;
    }

private:
    const ReadSheet& got_form() const { return got_.sheets[form_]; }
    const ReadSheet& sent_form() const { return sent_.sheets.front(); }

    void find(std::uint32_t row) {
        const RowKey key = key_at(got_form(), row);
        const auto known = keys_.find(key);
        if (known != keys_.end()) {
            const auto [first, added] = found_.emplace(known->second, row);
            if (!added)
                return refusals_.add(form_, {row, kCellColumn}, "twice",
                                     document::sheets::name_of({first->second, kCellColumn}));
            return compare_row(row, known->second, laid_.rows[known->second].kind != CellKind::none);
        }
        // What somebody wrote where nothing stood is not an answer to anything.
        if (key.first.empty() && key.second.empty() && !keys_.contains(key_at(sent_form(), row)))
            return compare_row(row, static_cast<std::uint32_t>(laid_.rows.size()), false);
        const auto codes = codes_.find(key.first);
        if (codes != codes_.end())
            return refusals_.add(form_, {row, kCellColumn}, "unknown_code", listed(codes->second));
        std::vector<std::string> items;
        for (const auto& [item, unused] : codes_) {
            if (!item.starts_with("#")) items.push_back(item);
        }
        refusals_.add(form_, {row, kItemColumn}, "unknown_code", listed(items));
    }

    // All cells of a row but the one to fill in, against those of a row that was sent.
    void compare_row(std::uint32_t row, std::uint32_t sent_row, bool is_answer) {
        compare({got_form(), form_, row}, {sent_form(), 0, sent_row}, is_answer);
    }
    struct RowPlace {
        const ReadSheet& sheet;
        std::size_t number;
        std::uint32_t row;
    };
    void compare(const RowPlace& got, const RowPlace& sent, bool is_answer) {
        std::set<std::uint32_t> columns;
        for (const RowPlace* each : {&got, &sent}) {
            const auto& cells = each->sheet.cells;
            for (auto cell = cells.lower_bound({each->row, 0});
                 cell != cells.end() && cell->first.row == each->row; ++cell) {
                columns.insert(cell->first.column);
            }
        }
        for (const std::uint32_t column : columns) {
            if (is_answer && column == kAnswerColumn) continue;
            const ReadCell* now = got.sheet.find({got.row, column});
            const ReadCell* was = sent.sheet.find({sent.row, column});
            if (now != nullptr && was != nullptr && *now == *was) continue;
            const auto* text = was == nullptr ? nullptr : std::get_if<std::string>(&was->value);
            refusals_.add(got.number, {got.row, column}, rule_of(column, sent.row, sent.number == 0),
                          text == nullptr ? "\"\"" : *text);
        }
    }
    std::string rule_of(std::uint32_t column, std::uint32_t row, bool is_form) const {
        const bool has_hash = row < laid_.rows.size();
        return is_form && column == kHashColumn && has_hash ? "another_form" : "locked_cell";
    }

    // The lists to choose from are on a sheet of their own; one that was added is in no question.
    void compare_other_sheets() {
        static const ReadSheet kNothing;
        for (std::size_t number = 0; number < got_.sheets.size(); ++number) {
            if (number == form_) continue;
            const ReadSheet& sheet = got_.sheets[number];
            const auto was = std::ranges::find(sent_.sheets, sheet.name, &ReadSheet::name);
            const ReadSheet& sent = was == sent_.sheets.end() ? kNothing : *was;
            std::set<std::uint32_t> rows;
            for (const ReadSheet* each : {&sheet, &sent}) {
                for (const auto& [place, cell] : each->cells) rows.insert(place.row);
            }
            for (const std::uint32_t row : rows) compare({sheet, number, row}, {sent, 1, row}, false);
        }
    }

    const ReadWorkbook& got_;
    std::size_t form_;
    const ReadWorkbook& sent_;
    const QuestionnaireSheet& laid_;
    Refusals& refusals_;
    std::map<RowKey, std::uint32_t> keys_;
    std::map<std::string, std::vector<std::string>> codes_;
    std::map<std::uint32_t, std::uint32_t> found_;
};

class AnswerReader {
public:
    AnswerReader(const Questionnaire& asked, const QuestionnaireSheet& laid, const ReadSheet& sheet,
                 std::size_t number, Refusals& refusals)
        : asked_(asked), laid_(laid), sheet_(sheet), number_(number), refusals_(refusals) {}

    FilledQuestionnaire run(const std::map<std::uint32_t, std::uint32_t>& found) {
        struct Open {
            FilledAnswer answer;
            CellPlace reason;
            bool has_reason = false;
        };
        std::vector<Open> all(asked_.questions.size());
        for (const auto& [sent, row] : found) {
            const FormRow& laid = laid_.rows[sent];
            if (!laid.question || laid.kind == CellKind::none) continue;
            Open& open = all[*laid.question];
            place_ = {row, kAnswerColumn};
            if (laid.kind == CellKind::disposition) {
                open.reason = place_;
                const auto code = value(code_in_cell(cell(), laid.codes));
                open.has_reason = code.has_value();
                if (code) open.answer.disposition = *from_code<Disposition>(*code);
            } else {
                read(laid, asked_.questions[*laid.question].item, open.answer);
            }
        }
        FilledQuestionnaire filled;
        for (std::size_t index = 0; index < all.size(); ++index) {
            auto& [answer, reason, has_reason] = all[index];
            answer.item = asked_.questions[index].item.id;
            const bool has_answer = !answer.chosen.empty() || !answer.denied.empty() ||
                                    !answer.amounts.empty() || !answer.text.empty();
            place_ = reason;
            if (has_reason && (has_answer || !answer.beside.empty())) refuse("contradicts", "\"\"");
            check_beside(answer, has_reason);
            if (has_answer || has_reason) {
                filled.answers.push_back(std::move(answer));
            } else {
                filled.missing.push_back({answer.item, Refusals::where(number_, reason), answer.note});
            }
        }
        return filled;
    }

private:
    const ReadCell* cell() const { return sheet_.find(place_); }
    void refuse(std::string rule, std::string accepted) {
        refusals_.add(number_, place_, std::move(rule), std::move(accepted));
    }
    template <class Value>
    std::optional<Value> value(InCell<Value> read) {
        if (read) return *std::move(read);
        refuse(read.error().rule, read.error().accepted);
        return {};
    }

    void read(const FormRow& laid, const Item& item, FilledAnswer& answer) {
        const std::string option = laid.option ? item.options[*laid.option].code : std::string();
        switch (laid.kind) {
            case CellKind::choice:
                if (const auto code = value(code_in_cell(cell(), laid.codes))) answer.chosen.push_back(*code);
                break;
            case CellKind::tick:
                if (value(code_in_cell(cell(), laid.codes))) answer.chosen.push_back(option);
                break;
            case CellKind::yes_or_no:
                if (const auto code = value(code_in_cell(cell(), laid.codes)))
                    (*code == "yes" ? answer.chosen : answer.denied).push_back(option);
                break;
            case CellKind::amount:
                if (const auto amount = value(amount_in_cell(cell(), item.decimals)))
                    answer.amounts.push_back({option, *amount});
                break;
            case CellKind::day: answer.text = value(day_in_cell(cell())).value_or(""); break;
            case CellKind::told: answer.text = value(text_in_cell(cell())).value_or(""); break;
            case CellKind::note: answer.note = value(text_in_cell(cell())).value_or(""); break;
            case CellKind::beside:
                if (auto text = value(text_in_cell(cell()))) {
                    answer.beside.emplace_back(option, *std::move(text));
                    beside_[option + "\n" + item.id] = place_;
                }
                break;
            case CellKind::disposition:
            case CellKind::none: break;
        }
    }
    // What "other" is, without choosing it, would be lost.
    void check_beside(const FilledAnswer& answer, bool has_reason) {
        for (const auto& [option, text] : answer.beside) {
            if (has_reason || std::ranges::find(answer.chosen, option) != answer.chosen.end()) continue;
            place_ = beside_.at(option + "\n" + answer.item);
            refuse("contradicts", "\"\"");
        }
    }

    const Questionnaire& asked_;
    const QuestionnaireSheet& laid_;
    const ReadSheet& sheet_;
    std::size_t number_;
    Refusals& refusals_;
    CellPlace place_;
    std::map<std::string, CellPlace> beside_;
};

// What the head says, before any cell is compared: of another form every cell would differ.
void check_head(const ReadSheet& sheet, std::size_t number, const Questionnaire& asked, Refusals& refusals) {
    const auto expect = [&](std::uint32_t row, FormColumn column, const std::string& expected,
                            const char* rule) {
        if (text_at(sheet, row, column) != expected) refusals.add(number, {row, column}, rule, expected);
    };
    expect(0, kCellColumn, asked.state, "another_state");
    expect(1, kItemColumn, asked.round, "another_round");
    expect(0, kHashColumn, form_hash(asked), "another_form");
    if (std::ranges::find(asked.languages, text_at(sheet, 1, kCellColumn)) == asked.languages.end())
        refusals.add(number, {1, kCellColumn}, "not_in_list", listed(asked.languages));
}

}  // namespace

base::Result<FilledQuestionnaire> read_questionnaire_xlsx(base::ByteView bytes,
                                                          const Questionnaire& questionnaire,
                                                          const base::Messages& messages) {
    if (base::Done checked = check(questionnaire); !checked) return base::fail(checked.error());
    const auto got = document::sheets::read_xlsx(bytes);
    if (!got) return base::fail(got.error());
    Refusals refusals;
    const auto form = std::ranges::find_if(
        got->sheets, [](const ReadSheet& sheet) { return text_at(sheet, 0, kItemColumn) == kFormMark; });
    if (form == got->sheets.end()) {
        refusals.add(0, {0, kItemColumn}, "not_a_questionnaire", std::string(kFormMark));
        return base::fail(std::move(refusals).problem());
    }
    const auto number = static_cast<std::size_t>(form - got->sheets.begin());
    check_head(*form, number, questionnaire, refusals);
    if (refusals.any()) return base::fail(std::move(refusals).problem());

    const Language language = text_at(*form, 1, kCellColumn);
    const auto laid = lay_out(questionnaire, language, messages, {});
    if (!laid) return base::fail(laid.error());
    const auto written = document::sheets::write_xlsx(laid->workbook);
    if (!written) return base::fail(written.error());
    const auto sent = document::sheets::read_xlsx(*written);
    if (!sent) return base::fail(sent.error());
    const auto found = Comparison(*got, number, *sent, *laid, refusals).run();
    auto filled = AnswerReader(questionnaire, *laid, *form, number, refusals).run(found);
    if (refusals.any()) return base::fail(std::move(refusals).problem());
    filled.language = language;
    return filled;
}

}  // namespace survey::exchange
