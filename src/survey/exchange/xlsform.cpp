#include "survey/exchange/xlsform.hpp"

#include "document/sheets/read_xlsx.hpp"
#include "survey/decimal.hpp"
#include "survey/exchange/answer_cell.hpp"
#include "survey/exchange/xlsform_sheet.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace survey::exchange {
namespace {

using document::sheets::ReadSheet;
using document::sheets::ReadWorkbook;

const XlsformColumns& survey_columns() {
    static const XlsformColumns columns{{"type", "name", "required", "relevant", "constraint"},
                                        {"label", "hint", "constraint_message"}};
    return columns;
}
const XlsformColumns& choice_columns() {
    static const XlsformColumns columns{{"list_name", "name"}, {"label"}};
    return columns;
}
const XlsformColumns& setting_columns() {
    static const XlsformColumns columns{{"form_title", "form_id", "version", "default_language"}, {}};
    return columns;
}
constexpr std::string_view kTypes =
    "select_one LIST, select_multiple LIST, integer, decimal, text, date, begin_group, end_group";

struct ListedOption {
    std::uint32_t row = 0;
    std::string code;
};

struct OpenGroup {
    std::uint32_t row = 0;
    std::string code;
    std::string relevant;
};

class FormReader {
public:
    FormReader(const ReadWorkbook& workbook, const XlsformPlace& place)
        : workbook_(workbook), place_(place) {}

    base::Result<ImportedForm> run() {
        form_.questionnaire.round = place_.round;
        plain_language_ = place_.language_of_plain;
        for (std::size_t number = 0; number < workbook_.sheets.size(); ++number)
            refuse_other(workbook_.sheets[number]);
        read_settings();
        const ReadSheet* survey = sheet("survey");
        if (survey == nullptr) {
            refused_.push_back({"survey", "required", "survey, choices, settings"});
            return result();
        }
        XlsformSheet& rows = survey_.emplace(*survey, "survey", survey_columns(), plain_language_, refused_);
        form_.questionnaire.languages = rows.languages("label");
        if (form_.questionnaire.languages.empty()) rows.refuse(0, "label", "required", "label::English (en)");
        read_choices();
        for (const std::uint32_t row : rows.rows()) read_row(row);
        for (const OpenGroup& group : groups_) rows.refuse(group.row, "type", "contradicts", "end_group");
        return result();
    }

private:
    const ReadSheet* sheet(std::string_view name) const {
        const auto found = std::ranges::find(workbook_.sheets, name, &ReadSheet::name);
        return found == workbook_.sheets.end() ? nullptr : &*found;
    }
    // A sheet that begins with "_" is its author's own, as for other readers of XLSForm.
    void refuse_other(const ReadSheet& other) {
        if (other.name == "survey" || other.name == "choices" || other.name == "settings") return;
        if (other.cells.empty() || other.name.starts_with("_")) return;
        const auto number = &other - workbook_.sheets.data() + 1;
        refused_.push_back({"sheet " + std::to_string(number) + ", cell " +
                                document::sheets::name_of(other.cells.begin()->first),
                            "not_supported", "survey, choices, settings, _"});
    }

    base::Result<ImportedForm> result() {
        if (!refused_.empty()) {
            base::Problem problem = base::problem(base::ProblemCode::invalid_file);
            problem.fields = std::move(refused_);
            return base::fail(std::move(problem));
        }
        if (base::Done checked = check(form_.questionnaire); !checked) return base::fail(checked.error());
        return std::move(form_);
    }

    void read_settings() {
        const ReadSheet* found = sheet("settings");
        if (found == nullptr) return;
        XlsformSheet settings(*found, "settings", setting_columns(), plain_language_, refused_);
        for (std::size_t place = 0; place < settings.rows().size(); ++place) {
            const std::uint32_t row = settings.rows()[place];
            if (place > 0) {
                settings.refuse(row, "form_title", "not_supported", "2");
                continue;
            }
            const std::string language = settings.text(row, "default_language");
            if (!language.empty()) {
                plain_language_ = language_code_in(language);
                if (plain_language_.empty())
                    settings.refuse(row, "default_language", "wrong_format", "English (en)");
            }
            form_.form_id = settings.text(row, "form_id");
            form_.version = settings.text(row, "version");
            const std::string title = settings.text(row, "form_title");
            if (!title.empty()) form_.questionnaire.title[plain_language_] = title;
        }
    }

    void read_choices() {
        const ReadSheet* found = sheet("choices");
        if (found == nullptr) return;
        choices_.emplace(*found, "choices", choice_columns(), plain_language_, refused_);
        for (const Language& language : choices_->languages("label")) {
            if (!has_language(language)) choices_->refuse_in(0, "label", language, "not_in_list");
        }
        for (const std::uint32_t row : choices_->rows()) {
            const std::string list = choices_->text(row, "list_name");
            const std::string code = choices_->text(row, "name");
            if (list.empty()) choices_->refuse(row, "list_name", "required");
            check_code(*choices_, row, code);
            auto& options = lists_[list];
            if (std::ranges::find(options, code, &ListedOption::code) != options.end())
                choices_->refuse(row, "name", "twice");
            options.push_back({row, code});
            for (const Language& language : form_.questionnaire.languages) {
                if (choices_->text(row, "label", language).empty())
                    choices_->refuse_in(row, "label", language, "required");
            }
        }
    }
    bool has_language(const Language& language) const {
        const auto& all = form_.questionnaire.languages;
        return std::ranges::find(all, language) != all.end();
    }
    static void check_code(XlsformSheet& sheet, std::uint32_t row, const std::string& code) {
        if (code.empty()) return sheet.refuse(row, "name", "required");
        if (!is_code(code)) sheet.refuse(row, "name", "wrong_format", "A-Z a-z 0-9 - _ . /");
    }

    void read_row(std::uint32_t row) {
        const std::string type = survey_->text(row, "type");
        if (type.empty()) return survey_->refuse(row, "type", "required", std::string(kTypes));
        if (type == "end_group" || type == "end group") return end_group(row);
        const std::string name = survey_->text(row, "name");
        check_code(*survey_, row, name);
        if (type == "begin_group" || type == "begin group") return begin_group(row, name);
        read_question(row, type, name);
    }

    // What a group cannot have.
    void refuse_filled(std::uint32_t row, std::initializer_list<const char*> plain,
                       std::initializer_list<const char*> translated) {
        for (const char* column : plain) {
            if (!survey_->text(row, column).empty())
                survey_->refuse(row, column, "not_supported", "type, name, label, relevant");
        }
        for (const char* column : translated) {
            for (const Language& language : survey_->languages(column)) {
                if (!survey_->text(row, column, language).empty())
                    survey_->refuse_in(row, column, language, "not_supported");
            }
        }
    }
    void end_group(std::uint32_t row) {
        // A name here is only written for its author; a label would be shown to nobody.
        refuse_filled(row, {"required", "relevant", "constraint"}, {"label", "hint", "constraint_message"});
        if (groups_.empty()) return survey_->refuse(row, "type", "contradicts", "begin_group");
        groups_.pop_back();
    }
    void begin_group(std::uint32_t row, const std::string& name) {
        refuse_filled(row, {"required", "constraint"}, {"hint", "constraint_message"});
        const std::string outside = groups_.empty() ? std::string() : groups_.back().code + "/";
        OpenGroup group{row, outside + name, survey_->text(row, "relevant")};
        auto& sections = form_.questionnaire.sections;
        if (std::ranges::find(sections, group.code, &Section::code) != sections.end())
            survey_->refuse(row, "name", "twice");
        Section section{.code = group.code};
        if (!is_code(section.code))
            survey_->refuse(row, "name", "too_long", std::to_string(kCodeCharactersMost));
        for (const Language& language : form_.questionnaire.languages) {
            section.labels[language] = survey_->text(row, "label", language);
            if (section.labels[language].empty()) survey_->refuse_in(row, "label", language, "required");
        }
        sections.push_back(std::move(section));
        groups_.push_back(std::move(group));
    }

    // What holds for a group holds for what is in it.
    std::string routing(std::uint32_t row) const {
        std::vector<std::string> parts;
        for (const OpenGroup& group : groups_) {
            if (!group.relevant.empty()) parts.push_back(group.relevant);
        }
        const std::string own = survey_->text(row, "relevant");
        if (!own.empty()) parts.push_back(own);
        if (parts.size() == 1) return parts.front();
        std::string all;
        for (const std::string& part : parts) all += (all.empty() ? "(" : " and (") + part + ")";
        return all;
    }

    void read_question(std::uint32_t row, const std::string& type, const std::string& name) {
        Question question;
        question.item.id = name;
        const bool taken = std::ranges::any_of(form_.questionnaire.questions,
                                               [&](const Question& other) { return other.item.id == name; });
        if (taken) survey_->refuse(row, "name", "twice");
        if (!groups_.empty()) question.item.section = groups_.back().code;
        question.routing = routing(row);
        if (!question.routing.empty()) question.dispositions.push_back(Disposition::skipped);
        question.constraint = survey_->text(row, "constraint");
        question.required = is_required(row);
        for (const Language& language : form_.questionnaire.languages) {
            Wording& wording = question.wordings[language];
            wording.text = survey_->text(row, "label", language);
            wording.help = survey_->text(row, "hint", language);
            wording.refusal = survey_->text(row, "constraint_message", language);
            if (wording.text.empty()) survey_->refuse_in(row, "label", language, "required");
        }
        for (const char* column : {"hint", "constraint_message"}) {
            for (const Language& language : survey_->languages(column)) {
                if (!has_language(language) && !survey_->text(row, column, language).empty())
                    survey_->refuse_in(row, column, language, "not_in_list");
            }
        }
        set_type(row, type, question);
        question.item.metric = usual_metric_kind(question.item.type);
        form_.questionnaire.questions.push_back(std::move(question));
    }

    bool is_required(std::uint32_t row) {
        std::string said = survey_->text(row, "required");
        std::ranges::transform(said, said.begin(), [](char sign) {
            return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
        });
        if (said == "yes" || said == "true" || said == "true()") return true;
        if (!said.empty() && said != "no" && said != "false" && said != "false()")
            survey_->refuse(row, "required", "not_supported", "yes, no, true(), false()");
        return false;
    }

    void set_type(std::uint32_t row, const std::string& type, Question& question) {
        static const std::map<std::string_view, std::pair<ItemType, int>> kPlain{
            {"integer", {ItemType::number, 0}},
            {"decimal", {ItemType::number, kDecimalsMost}},
            {"text", {ItemType::text, 0}},
            {"date", {ItemType::date, 0}}};
        const auto plain = kPlain.find(type);
        if (plain != kPlain.end()) {
            std::tie(question.item.type, question.item.decimals) = plain->second;
            return;
        }
        const std::size_t space = type.find(' ');
        const std::string kind = type.substr(0, space);
        if (kind != "select_one" && kind != "select_multiple")
            return survey_->refuse(row, "type", "not_supported", std::string(kTypes));
        question.item.type = kind == "select_one" ? ItemType::single : ItemType::multi;
        const std::string list = space == std::string::npos ? std::string() : type.substr(space + 1);
        // "or_other" too: an option that no list has.
        const auto options = lists_.find(list);
        if (options == lists_.end()) {
            std::vector<std::string> names;
            for (const auto& [one, unused] : lists_) names.push_back(one);
            return survey_->refuse(row, "type", "not_in_list", listed(names));
        }
        for (const ListedOption& option : options->second) {
            question.item.options.push_back({.code = option.code});
            for (auto& [language, wording] : question.wordings)
                wording.options.push_back(choices_->text(option.row, "label", language));
        }
    }

    const ReadWorkbook& workbook_;
    const XlsformPlace& place_;
    Language plain_language_;
    ImportedForm form_;
    std::optional<XlsformSheet> survey_;
    std::optional<XlsformSheet> choices_;
    std::map<std::string, std::vector<ListedOption>> lists_;
    std::vector<OpenGroup> groups_;
    std::vector<base::FieldProblem> refused_;
};

}  // namespace

base::Result<ImportedForm> read_xlsform(base::ByteView bytes, const XlsformPlace& place) {
    const auto workbook = document::sheets::read_xlsx(bytes);
    if (!workbook) return base::fail(workbook.error());
    return FormReader(*workbook, place).run();
}

}  // namespace survey::exchange
