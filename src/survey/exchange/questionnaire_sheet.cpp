#include "survey/exchange/questionnaire_sheet.hpp"

#include "base/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace survey::exchange {
namespace {

using document::sheets::Cell;
using document::sheets::Look;
using document::sheets::Sheet;

constexpr std::string_view kBetween = " · ";

bool is_right_to_left(std::string_view language) {
    constexpr std::array<std::string_view, 8> kRightToLeft{"ar", "fa", "he", "ku", "ps", "sd", "ur", "yi"};
    return std::ranges::find(kRightToLeft, language.substr(0, language.find('-'))) != kRightToLeft.end();
}

class Layout {
public:
    Layout(const Questionnaire& asked, const Language& language, const base::Messages& messages)
        : asked_(asked),
          language_(language),
          words_(messages, base::language_from_code(language).value_or(base::kFallbackLanguage)),
          hash_(form_hash(asked)) {}

    QuestionnaireSheet run(base::Time issued_at) {
        sheet_.name = words_.text("survey_form.sheet");
        sheet_.direction = is_right_to_left(language_) ? document::Direction::right_to_left
                                                       : document::Direction::left_to_right;
        sheet_.columns = {{16, true},  {16, true},  {16, true}, {9, false},
                          {70, false}, {30, false}, {40, false}};
        sheet_.frozen_rows = kHeadRows;
        sheet_.is_protected = true;
        head();
        std::string section;
        for (std::size_t index = 0; index < asked_.questions.size(); ++index) {
            const Question& question = asked_.questions[index];
            if (question.item.section != section) heading(question.item.section);
            section = question.item.section;
            rows_of(index, question);
        }
        const auto title = asked_.title.find(language_);
        QuestionnaireSheet made;
        made.workbook = {.title = title == asked_.title.end() ? asked_.round : title->second,
                         .author = "Waymark",
                         .created = issued_at,
                         .sheets = {std::move(sheet_)}};
        made.rows = std::move(rows_);
        return made;
    }

private:
    std::vector<Cell>& add(FormRow row, std::string item, std::string code) {
        rows_.push_back(std::move(row));
        auto& cells = sheet_.rows.emplace_back(kAnswerColumn + 1);
        cells[kItemColumn] = Cell(std::move(item));
        cells[kCellColumn] = Cell(std::move(code));
        cells[kHashColumn] = Cell(hash_);
        return cells;
    }

    void head() {
        auto& first = add({}, std::string(kFormMark), asked_.state);
        first[kQuestionColumn] = Cell(words_.text("survey_form.how"), Look::quiet);
        auto& second = add({}, asked_.round, language_);
        const std::pair<FormColumn, const char*> headings[] = {{kNumberColumn, "survey_form.number"},
                                                               {kQuestionColumn, "survey_form.question"},
                                                               {kLastRoundColumn, "survey_form.last_round"},
                                                               {kAnswerColumn, "survey_form.answer"}};
        for (const auto& [column, key] : headings) second[column] = Cell(words_.text(key), Look::heading);
    }

    void heading(const std::string& section) {
        if (section.empty()) return;
        const auto found = std::ranges::find(asked_.sections, section, &Section::code);
        // No item begins with this sign; a section can come again after another.
        const std::string place = "#" + std::to_string(rows_.size());
        add({}, place, section)[kQuestionColumn] = Cell(found->labels.at(language_), Look::heading);
    }

    void rows_of(std::size_t index, const Question& question) {
        const Wording& wording = question.wordings.at(language_);
        const ItemType type = question.item.type;
        FormRow row{.question = index};
        bool by_option = false;
        switch (shape_of(type)) {
            case AnswerShape::one: row.kind = CellKind::choice; break;
            case AnswerShape::ticked:
            case AnswerShape::forced: by_option = true; break;
            case AnswerShape::amounts:
                by_option = has_options(type);
                row.kind = by_option ? CellKind::none : CellKind::amount;
                break;
            case AnswerShape::told: row.kind = type == ItemType::date ? CellKind::day : CellKind::told; break;
        }
        auto& cells = add(row, question.item.id, by_option ? "question" : "answer");
        cells[kNumberColumn] = Cell(question.number);
        cells[kQuestionColumn] = Cell(shown(question, wording), Look::strong);
        cells[kLastRoundColumn] = Cell(question.previous, Look::quiet);
        if (row.kind == CellKind::choice) offer_options(question, wording);
        if (row.kind != CellKind::none) open(row.kind);
        if (by_option) option_rows(index, question, wording);
        for (std::size_t option = 0; option < question.item.options.size(); ++option) {
            if (!question.item.options[option].is_other) continue;
            labelled({index, CellKind::beside, option}, question,
                     "beside:", words_.text("survey_form.other", {{"option", wording.options[option]}}));
            open(CellKind::beside);
        }
        labelled({.question = index, .kind = CellKind::disposition}, question, "disposition",
                 words_.text("survey_form.why_none"));
        offer_dispositions(question);
        open(CellKind::disposition);
        labelled({.question = index, .kind = CellKind::note}, question, "note",
                 words_.text("survey_form.note"));
        open(CellKind::note);
    }

    std::string shown(const Question& question, const Wording& wording) const {
        std::string text = wording.text;
        if (!wording.help.empty()) text += "\n" + wording.help;
        if (!question.item.unit.empty())
            text += "\n" + words_.text("survey_form.unit", {{"unit", question.item.unit}});
        if (!question.routing.empty())
            text += "\n" + words_.text("survey_form.routing", {{"condition", question.routing}});
        return text;
    }

    void option_rows(std::size_t index, const Question& question, const Wording& wording) {
        const AnswerShape shape = shape_of(question.item.type);
        const CellKind kind = shape == AnswerShape::ticked   ? CellKind::tick
                              : shape == AnswerShape::forced ? CellKind::yes_or_no
                                                             : CellKind::amount;
        for (std::size_t option = 0; option < question.item.options.size(); ++option) {
            labelled({index, kind, option}, question, "option:", wording.options[option]);
            if (kind == CellKind::tick) offer({std::string(kTick)}, {std::string(kTick)});
            if (kind == CellKind::yes_or_no) {
                offer({"yes", "no"}, {with_label("yes", words_.text("survey_form.yes")),
                                      with_label("no", words_.text("survey_form.no"))});
            }
            open(kind);
        }
    }

    void labelled(FormRow row, const Question& question, std::string code, std::string label) {
        if (row.option) code += question.item.options[*row.option].code;
        auto& cells = add(std::move(row), question.item.id, std::move(code));
        cells[kQuestionColumn] = Cell(std::move(label));
    }
    // Amounts and days stay what the program makes of them; everything else stays as it was typed.
    void open(CellKind kind) {
        sheet_.rows.back()[kAnswerColumn] =
            document::sheets::input_cell(kind != CellKind::amount && kind != CellKind::day);
    }

    static std::string with_label(std::string_view code, std::string_view label) {
        return std::string(code) + std::string(kBetween) + std::string(label);
    }
    void offer_options(const Question& question, const Wording& wording) {
        std::vector<std::string> codes;
        std::vector<std::string> choices;
        for (std::size_t option = 0; option < question.item.options.size(); ++option) {
            codes.push_back(question.item.options[option].code);
            choices.push_back(with_label(codes.back(), wording.options[option]));
        }
        offer(std::move(codes), std::move(choices));
    }
    void offer_dispositions(const Question& question) {
        std::vector<std::string> codes;
        std::vector<std::string> choices;
        for (const Disposition disposition : question.dispositions) {
            codes.emplace_back(code_of(disposition));
            choices.push_back(with_label(codes.back(), words_.text("survey_form.none." + codes.back())));
        }
        offer(std::move(codes), std::move(choices));
    }
    void offer(std::vector<std::string> codes, std::vector<std::string> choices) {
        const auto row = static_cast<std::uint32_t>(sheet_.rows.size() - 1);
        rows_.back().codes = std::move(codes);
        sheet_.choices.push_back({kAnswerColumn, row, row, std::move(choices),
                                  words_.text("survey_form.not_on_list_title"),
                                  words_.text("survey_form.not_on_list")});
    }

    const Questionnaire& asked_;
    const Language& language_;
    base::Words words_;
    std::string hash_;
    Sheet sheet_;
    std::vector<FormRow> rows_;
};

}  // namespace

base::Result<QuestionnaireSheet> lay_out(const Questionnaire& questionnaire, const Language& language,
                                         const base::Messages& messages, base::Time issued_at) {
    if (base::Done checked = check(questionnaire); !checked) return base::fail(checked.error());
    if (std::ranges::find(questionnaire.languages, language) == questionnaire.languages.end())
        return base::fail(base::invalid_field("language", "not_in_list"));
    return Layout(questionnaire, language, messages).run(issued_at);
}

std::string_view code_in(std::string_view choice) {
    const std::size_t end = choice.find(kBetween);
    return end == std::string_view::npos ? choice : choice.substr(0, end);
}

}  // namespace survey::exchange
