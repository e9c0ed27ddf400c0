// Any bytes as a filled-in questionnaire, as an XLSForm, and as what people typed into a sound questionnaire
// (lines of ROW, tab, text): refused by place and rule, or read, and then every item is either answered or
// missing, never both and never by an empty cell.

#include "base/bytes.hpp"
#include "document/sheets/write_xlsx.hpp"
#include "survey/exchange/questionnaire_sheet.hpp"
#include "survey/exchange/read_questionnaire_xlsx.hpp"
#include "survey/exchange/xlsform.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace survey::exchange {
namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

const base::Messages& words() {
    static const base::Messages messages = base::Messages::load({}).value();  // every key is its own text
    return messages;
}

Question question(std::string id, ItemType type, std::vector<std::string> options) {
    Question made;
    made.item.id = std::move(id);
    made.item.type = type;
    for (const std::string& option : options)
        made.item.options.push_back({.code = option, .is_other = option == "other"});
    made.wordings["en"] = {.text = made.item.id, .options = std::move(options)};
    return made;
}

const Questionnaire& asked() {
    static const Questionnaire questionnaire{
        .round = "2021",
        .state = "XAA",
        .languages = {"en"},
        .questions = {question("ONE", ItemType::single, {"yes", "other"}),
                      question("SOME", ItemType::multi, {"a", "b"}),
                      question("EACH", ItemType::multi_forced, {"a", "b"}),
                      question("MANY", ItemType::table, {"a", "b"}), question("WHEN", ItemType::date, {}),
                      question("TOLD", ItemType::text, {})}};
    return questionnaire;
}

void read(base::ByteView bytes) {
    const auto filled = read_questionnaire_xlsx(bytes, asked(), words());
    if (!filled) {
        require(!filled.error().fields.empty());
        for (const auto& field : filled.error().fields) require(!field.field.empty() && !field.rule.empty());
        return;
    }
    std::set<std::string> items;
    for (const FilledAnswer& answer : filled->answers) {
        require(items.insert(answer.item).second);
        const bool says = !answer.chosen.empty() || !answer.denied.empty() || !answer.amounts.empty() ||
                          !answer.text.empty();
        require(says == (answer.disposition == Disposition::answered));
        for (const FilledAmount& amount : answer.amounts) require(amount.amount.units >= 0);
    }
    for (const MissingAnswer& missing : filled->missing) require(items.insert(missing.item).second);
    require(items.size() == asked().questions.size());
}

// What was typed into the cells for answers, and into others.
base::Bytes typed(std::string_view lines) {
    auto form = lay_out(asked(), "en", words(), {}).value();
    auto& rows = form.workbook.sheets[0].rows;
    while (!lines.empty()) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        const std::size_t tab = line.find('\t');
        std::size_t row = 0;
        std::from_chars(line.data(), line.data() + std::min(tab, line.size()), row);
        if (tab == std::string_view::npos || row >= rows.size()) continue;
        const std::string text(line.substr(tab + 1));
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool is_number = error == std::errc{} && end == text.data() + text.size();
        auto& value = rows[row][kAnswerColumn].value;
        if (is_number && row % 2 == 0) {
            value = number;
        } else {
            value = text;
        }
    }
    const auto bytes = document::sheets::write_xlsx(form.workbook);
    return bytes ? *bytes : base::Bytes{};
}

void take(base::ByteView bytes) {
    if (base::text_of(bytes).starts_with("PK")) {
        read(bytes);
        const auto form = read_xlsform(bytes, {.round = "2021"});
        require(form.has_value() ? check(form->questionnaire).has_value() : !form.error().fields.empty());
    } else {
        read(typed(base::text_of(bytes)));
    }
}

}  // namespace
}  // namespace survey::exchange

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    survey::exchange::take({data, size});
    return 0;
}
