#pragma once
// A small invented questionnaire with one of every kind of item, and forms of it with something filled in.

#include "base/bytes.hpp"
#include "base/messages.hpp"
#include "survey/exchange/questionnaire_sheet.hpp"

#include <string>
#include <string_view>

namespace survey::exchange {

const base::Messages& catalogue();

// In English, Ukrainian and Arabic, for the State XAA.
Questionnaire every_kind();

// A form of it as it would be sent, whose cells a test fills in or spoils.
class FormOnTheDesk {
public:
    explicit FormOnTheDesk(const Questionnaire& questionnaire = every_kind(),
                           const Language& language = "en");

    // The cell for an answer. Throws where there is none.
    document::sheets::Cell& answer(std::string_view item, std::string_view code);
    std::vector<document::sheets::Cell>& row(std::string_view item, std::string_view code);
    document::sheets::Sheet& sheet() { return form_.workbook.sheets[0]; }
    QuestionnaireSheet& form() { return form_; }
    base::Bytes bytes() const;

private:
    QuestionnaireSheet form_;
};

}  // namespace survey::exchange
