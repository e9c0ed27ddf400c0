#include "survey/exchange/questionnaire_xlsx.hpp"

#include "document/sheets/write_xlsx.hpp"
#include "survey/exchange/questionnaire_sheet.hpp"

namespace survey::exchange {

base::Result<base::Bytes> write_questionnaire_xlsx(const Questionnaire& questionnaire,
                                                   const Language& language, const base::Messages& messages,
                                                   base::Time issued_at) {
    if (questionnaire.state.empty()) return base::fail(base::invalid_field("state", "required"));
    const auto form = lay_out(questionnaire, language, messages, issued_at);
    if (!form) return base::fail(form.error());
    return document::sheets::write_xlsx(form->workbook);
}

}  // namespace survey::exchange
