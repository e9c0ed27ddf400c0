#include "survey/exchange/questionnaire.hpp"

#include "base/crypto/sha256.hpp"
#include "base/encoding.hpp"
#include "base/text.hpp"
#include "survey/decimal.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace survey::exchange {
namespace {

using Json = nlohmann::ordered_json;

class Checker {
public:
    explicit Checker(const Questionnaire& asked) : asked_(asked) {}

    base::Done run() {
        text("round", asked_.round, true);
        text("state", asked_.state, false);
        for (const auto& [language, title] : asked_.title) text("title, " + language, title, false);
        if (asked_.languages.empty()) refuse("languages", "required");
        std::set<std::string_view> languages;
        for (const Language& language : asked_.languages) {
            if (!is_code(language)) refuse("languages", "wrong_format", "en, uk, ar");
            if (!languages.insert(language).second) refuse("languages", "twice");
        }
        for (const Section& section : asked_.sections) check(section);
        if (asked_.questions.empty()) refuse("questions", "required");
        for (const Question& question : asked_.questions) check(question);
        if (problems_.empty()) return {};
        return base::fail(base::invalid_fields(std::move(problems_)));
    }

private:
    void refuse(std::string field, std::string rule, std::string accepted = {}) {
        problems_.push_back({std::move(field), std::move(rule), std::move(accepted)});
    }
    void text(const std::string& field, const std::string& value, bool required) {
        if (!base::is_valid_utf8(value)) return refuse(field, "not_utf8");
        if (required && base::trimmed(value).empty()) refuse(field, "required");
    }
    void code(const std::string& field, const std::string& value) {
        if (!is_code(value)) refuse(field, "wrong_format", "A-Z a-z 0-9 - _ . /");
    }

    void check(const Section& section) {
        const std::string field = "section " + (is_code(section.code) ? section.code : "?");
        code(field, section.code);
        if (!sections_.insert(section.code).second) refuse(field, "twice");
        for (const Language& language : asked_.languages) {
            const auto label = section.labels.find(language);
            text(field + ", " + language, label == section.labels.end() ? "" : label->second, true);
        }
    }

    void check(const Question& question) {
        const Item& item = question.item;
        const std::string field = "item " + (is_code(item.id) ? item.id : "?");
        code(field, item.id);
        if (!items_.insert(item.id).second) refuse(field, "twice");
        if (!item.section.empty() && !sections_.contains(item.section))
            refuse(field + ", section", "not_in_list");
        if (item.decimals < 0 || item.decimals > kDecimalsMost) refuse(field + ", decimals", "out_of_range");
        for (const std::string* value :
             {&question.number, &question.routing, &question.constraint, &question.previous, &item.unit}) {
            text(field, *value, false);
        }
        check_options(field, item);
        check_dispositions(field, question);
        for (const Language& language : asked_.languages) check_wording(field, question, language);
    }
    void check_options(const std::string& field, const Item& item) {
        if (has_options(item.type) && item.options.empty()) refuse(field + ", options", "required");
        if (!has_options(item.type) && !item.options.empty()) refuse(field + ", options", "no_options");
        std::set<std::string_view> codes;
        for (const Option& option : item.options) {
            code(field + ", options", option.code);
            if (!codes.insert(option.code).second) refuse(field + ", options", "twice");
        }
    }
    void check_dispositions(const std::string& field, const Question& question) {
        std::set<Disposition> seen;
        for (const Disposition disposition : question.dispositions) {
            if (std::ranges::find(kSaidByStates, disposition) == std::end(kSaidByStates))
                refuse(field + ", dispositions", "not_in_list", "NA, NAP, DECL, BLANK, SKIP");
            if (!seen.insert(disposition).second) refuse(field + ", dispositions", "twice");
        }
        // Without one, an empty box would have to mean something.
        if (seen.empty()) refuse(field + ", dispositions", "required");
    }
    void check_wording(const std::string& field, const Question& question, const Language& language) {
        const auto found = question.wordings.find(language);
        if (found == question.wordings.end()) return refuse(field + ", " + language, "required");
        const Wording& wording = found->second;
        text(field + ", " + language, wording.text, true);
        text(field + ", " + language, wording.help, false);
        text(field + ", " + language, wording.refusal, false);
        if (wording.options.size() != question.item.options.size())
            return refuse(field + ", options, " + language, "required");
        for (const std::string& label : wording.options) text(field + ", options, " + language, label, true);
    }

    const Questionnaire& asked_;
    std::set<std::string> sections_;
    std::set<std::string> items_;
    std::vector<base::FieldProblem> problems_;
};

Json json_of(const Option& option) {
    return {{"code", option.code}, {"exclusive", option.exclusive}, {"other", option.is_other}};
}

Json json_of(const Question& question, const std::vector<Language>& languages) {
    Json options = Json::array();
    for (const Option& option : question.item.options) options.push_back(json_of(option));
    Json dispositions = Json::array();
    for (const Disposition disposition : question.dispositions) dispositions.push_back(code_of(disposition));
    Json wordings = Json::object();
    for (const Language& language : languages) {
        const Wording& wording = question.wordings.at(language);
        wordings[language] = {{"text", wording.text},
                              {"help", wording.help},
                              {"refusal", wording.refusal},
                              {"options", wording.options}};
    }
    return {{"item", question.item.id},
            {"type", code_of(question.item.type)},
            {"number", question.number},
            {"section", question.item.section},
            {"unit", question.item.unit},
            {"decimals", question.item.decimals},
            {"routing", question.routing},
            {"constraint", question.constraint},
            {"required", question.required},
            {"options", std::move(options)},
            {"dispositions", std::move(dispositions)},
            {"wordings", std::move(wordings)}};
}

}  // namespace

bool is_code(std::string_view text) {
    static constexpr std::string_view kMore = "-_./";
    return !text.empty() && text.size() <= kCodeCharactersMost && std::ranges::all_of(text, [](char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') ||
               kMore.find(sign) != std::string_view::npos;
    });
}

bool has_options(ItemType type) {
    const AnswerShape shape = shape_of(type);
    return shape == AnswerShape::one || shape == AnswerShape::ticked || shape == AnswerShape::forced ||
           type == ItemType::table;
}

base::Done check(const Questionnaire& questionnaire) {
    return Checker(questionnaire).run();
}

std::string canonical_form(const Questionnaire& questionnaire) {
    Json sections = Json::array();
    for (const Section& section : questionnaire.sections)
        sections.push_back({{"code", section.code}, {"labels", section.labels}});
    Json questions = Json::array();
    for (const Question& question : questionnaire.questions)
        questions.push_back(json_of(question, questionnaire.languages));
    const Json form{{"form", 1},
                    {"round", questionnaire.round},
                    {"title", questionnaire.title},
                    {"languages", questionnaire.languages},
                    {"sections", std::move(sections)},
                    {"questions", std::move(questions)}};
    return form.dump();
}

std::string form_hash(const Questionnaire& questionnaire) {
    const std::string form = canonical_form(questionnaire);
    return base::to_hex(base::crypto::sha256(base::bytes_of(form)));
}

}  // namespace survey::exchange
